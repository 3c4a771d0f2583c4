"""What this door remembers between two requests: how often a network asked, and for
whom it filed."""

from __future__ import annotations

from django.db import models


class Asked(models.Model):
    """How often one network asked for one thing within a window of ten minutes. All web
    processes count in it, so that more processes do not mean a wider door.

    Privacy: a keyed digest of the network address and the window, which nobody can turn
    back; removed in the next window.
    """

    key = models.BinaryField(max_length=16, primary_key=True)
    window = models.BigIntegerField(db_index=True)  # tens of minutes since 1970
    seen = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.window}: {self.seen}"


class FiledFor(models.Model):
    """Somebody filed for somebody on a day: distinct people are counted by it, for each network, each
    phone as it was typed within one, and each phone that was signed in with.

    Privacy: keyed digests of the network address, the phone or both, and of the document number, each
    with the day in it, so that no two days can be joined and nobody can turn them back; removed
    by the first filing of a later day.
    """

    asker = models.BinaryField(max_length=16)
    person = models.BinaryField(max_length=16)
    day = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asker", "person"], name="public_filed_for_once")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.pk}"


class OwnPhone(models.Model):
    """A number was typed with the password of a phone that nobody checked, and opened a code or not:
    such a phone proves its own holder alone.

    Privacy: keyed digests of phone and document number, which nobody can turn back; removed 60 days
    after they were last typed.
    """

    phone = models.BinaryField(max_length=16)
    person = models.BinaryField(max_length=16)
    opened = models.BooleanField(default=False)
    day = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phone", "person"], name="public_own_phone_once"),
            models.UniqueConstraint(
                fields=["phone"], condition=models.Q(opened=True), name="public_own_phone_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.pk}"
