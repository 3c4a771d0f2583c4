"""Persons, their documents, their households, and what was merged."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fangxian.ground.people.names import ADDRESS_LETTERS, INITIAL_LETTERS, KEY_LETTERS, NAME_LETTERS


class Household(models.Model):
    """People under one roof, as the grid counts them.

    Privacy: an address; kept while anybody belongs to it.
    """

    place = models.CharField(max_length=15, db_index=True)
    address = models.CharField(max_length=ADDRESS_LETTERS, blank=True)
    head = models.ForeignKey("Person", on_delete=models.SET_NULL, null=True, related_name="+")
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"household {self.pk}"


class Person(models.Model):
    """Somebody, merged field by field from what was filed.

    `filed_at` is the newest filing time of any value, `provenance` by whose word it stands;
    `as_of` names the fields that stand by another stamp. `merged_into` marks a record that was found to be another's.

    `phone` is where the person is reached, the newest that anybody filed. `proven_phones` is the phone
    that may sign in: an official, a list or a one-time password vouched for it.

    Privacy: name, sex, birth date, phones (sealed), when the phone last signed in, address, calling; kept while any
    declaration, measure or duty refers to the person and 60 days after (PIPL art. 19, 47).
    """

    name = models.CharField(max_length=NAME_LETTERS)
    name_key = models.CharField(max_length=KEY_LETTERS, blank=True)
    initials = models.CharField(max_length=INITIAL_LETTERS, blank=True)
    name_plain = models.CharField(max_length=KEY_LETTERS, db_default="")  # names.plain_name
    sex = models.CharField(max_length=1, blank=True)  # M | F
    birth_date = models.DateField(null=True)
    phone_sealed = models.BinaryField(default=b"")
    phone_index = models.BinaryField(max_length=16, null=True)
    phone_sound = models.BooleanField(default=True)  # False: kept as handed in, cannot be dialled
    proven_sealed = models.BinaryField(db_default=b"")
    proven_index = models.BinaryField(max_length=16, null=True)
    # The phone that last signed in with a one-time password, and when: its proof begins anew.
    seen_index = models.BinaryField(max_length=16, null=True)
    seen_at = models.DateTimeField(null=True)
    cuts = ArrayField(  # 不是我: phones that open nothing until an official checks them
        models.BinaryField(max_length=16), default=list, db_default=[]
    )
    place = models.CharField(max_length=15)
    address = models.CharField(max_length=ADDRESS_LETTERS, blank=True)
    household = models.ForeignKey(
        Household, on_delete=models.SET_NULL, null=True, related_name="members", db_index=False
    )
    occupations = ArrayField(models.CharField(max_length=30), default=list)
    filed_at = models.DateTimeField()
    provenance = models.SmallIntegerField(db_default=4)  # rules.Provenance of the newest value
    as_of = models.JSONField(default=dict)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["place", "name_key"],
                opclasses=["varchar_pattern_ops", "varchar_ops"],
                name="person_by_place",
            ),
            models.Index(fields=["name_key"], name="person_by_pinyin"),
            models.Index(fields=["initials"], name="person_by_initials"),
            models.Index(
                fields=["name_plain"], opclasses=["varchar_pattern_ops"], name="person_by_name"
            ),
            models.Index(
                fields=["phone_index"],
                condition=Q(phone_index__isnull=False),
                name="person_by_phone",
            ),
            models.Index(
                fields=["proven_index"],
                condition=Q(proven_index__isnull=False),
                name="person_by_proven",
            ),
            models.Index(
                fields=["household"],
                condition=Q(household__isnull=False),
                name="person_by_household",
            ),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="person_merged"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def phone_cut(self) -> bool:
        """Whether 不是我 was said of the phone that counts now."""
        return (self.proven_index or self.phone_index) in self.cuts


class Document(models.Model):
    """A document by which a person is recognised. One document is one person.

    `guessed`: nobody stated the type, it is what the number most likely is. `twin`: 0; counted up
    where two persons were entered under two writings of one number before writings were united:
    both are found by it until somebody merges them.

    Privacy: the number, sealed, and its blind index; goes with the person.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="documents")
    type = models.CharField(max_length=20)
    number_sealed = models.BinaryField()
    number_index = models.BinaryField(max_length=16)
    guessed = models.BooleanField(db_default=False)
    twin = models.PositiveSmallIntegerField(db_default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number_index", "type", "twin"], name="document_once"),
        ]

    def __str__(self) -> str:
        return f"{self.type} of {self.person_id}"


class HeldNumber(models.Model):
    """A number that somebody files for just now, borne by somebody or by nobody yet: entered and
    struck again in one transaction, so that two who file for it come one after the other
    (`locking`). Nobody ever reads a row. Not written to the log of the database.

    Privacy: the number's blind index, gone before the transaction ends.
    """

    number_index = models.BinaryField(max_length=16, primary_key=True)

    def __str__(self) -> str:
        return "a number that is held"


class MergeRecord(models.Model):
    """Two records found to be one person, with what is needed to part them again.

    Privacy: ids and the fields as they stood, sealed; goes with the person.
    """

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=200)
    sealed_before = models.BinaryField()  # the kept person's fields before the merge
    document_ids = ArrayField(models.BigIntegerField())  # that moved over
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    moved_in = models.BooleanField(db_default=False)  # the kept one, to the other's household
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
