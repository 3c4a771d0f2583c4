"""The ledger of standings and what people do about them; cards, keys, one-time passwords."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Standing(models.Model):
    """One reason for a colour, from when to when. Never changed but for its end: what was
    said of a person at any past moment can be read off.

    `key` names what it follows from ("arrivals.declaration:12"), `source` the evidence
    ("screening.screening:345"); per person and origin a key has one open standing.

    Privacy: that and why a person was restricted; kept while it runs and 60 days after,
    then destroyed with the person (PIPL art. 19, 47).
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )  # standing_of_person begins with it
    colour = models.CharField(max_length=20)
    reason = models.CharField(max_length=60)
    words_zh = models.CharField(max_length=300)
    words_en = models.CharField(max_length=300)
    clause = models.JSONField()  # document, clause, row, source, mark
    source = models.CharField(max_length=80)
    origin = models.CharField(max_length=12)
    key = models.CharField(max_length=80)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)  # the first moment at which it holds no more
    place = models.CharField(max_length=15)
    disease = models.CharField(
        max_length=40, blank=True, db_default=""
    )  # whose colour it is; "": of none
    digest = models.BinaryField(max_length=16)  # of what it says: the same again is no row
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, blank=True)  # replaced|lowered|withdrawn|appeal
    ended_why = models.CharField(max_length=200, blank=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "origin", "key"],
                condition=Q(ended_at__isnull=True),
                name="standing_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_how=""), name="standing_end_says_how"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "made_at"], name="standing_of_person"),
            models.Index(
                fields=["origin", "key"],
                condition=Q(ended_at__isnull=True),
                name="standing_by_key",
            ),
            models.Index(
                fields=["place"],
                condition=Q(ended_at__isnull=True),
                opclasses=["varchar_pattern_ops"],
                name="standing_open_at_place",
            ),
        ]

    def __str__(self) -> str:
        return f"standing {self.pk}"


class Decision(models.Model):
    """That somebody was decided about, whatever came of it: on whom nothing was laid is free, who
    was never looked at is unknown. `key` names what it follows from ("arrivals.declaration:12").

    Privacy: that somebody's journey was judged; goes with the person.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80, unique=True)
    disease = models.CharField(
        max_length=40, blank=True, db_default=""
    )  # "": whichever it was then
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class Freed(models.Model):
    """That an operation took somebody out of a restriction: within a day they add up, by whatever verbs.

    how     the verb: codes.withdraw_manual
    by_id   whose hand did it alone; none: two people agreed, or it was the terminal or the system
    counts  False where another restriction goes on

    Privacy: that somebody was restricted no longer, by the id of their record; gone after a day.
    """

    person_id = models.BigIntegerField(db_index=True)
    how = models.CharField(max_length=60)
    at = models.DateTimeField(db_index=True)
    by_id = models.BigIntegerField(null=True)
    counts = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.how} {self.person_id}"


class ManualStanding(models.Model):
    """A standing that a person asks for: somebody else must agree, for a listed reason,
    with an end.

    Privacy: ids, words of officials, who proposed and approved; goes with the standing.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    colour = models.CharField(max_length=20)
    reason = models.CharField(max_length=40)
    note = models.CharField(max_length=300)
    until = models.DateTimeField()
    place = models.CharField(max_length=15)
    state = models.CharField(max_length=10, default="proposed")  # approved|refused|withdrawn
    proposed_by_id = models.BigIntegerField()
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)  # who approved or refused
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)  # of a refusal or withdrawal

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (Q(decided_by_id__isnull=False) & ~Q(decided_by_id=F("proposed_by_id"))),
                name="manual_standing_two_people",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["proposed_at"], name="manual_by_day"),
            models.Index(fields=["state", "place"], name="manual_waiting"),
        ]

    def __str__(self) -> str:
        return f"manual standing {self.pk}"


class OtherDecision(models.Model):
    """A human decision that another room took about a class or colour (人工改判), as far as the
    watch and the day's report need it. It lays nothing on anybody here.

    `key` names it ("arrivals.override:12"); each operation fills its own columns, in any order.

    Privacy: ids, words of officials; goes with the person.
    """

    key = models.CharField(max_length=80, unique=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=15)
    colour = models.CharField(max_length=20)
    reason = models.CharField(max_length=40)
    reason_zh = models.CharField(max_length=80)
    reason_en = models.CharField(max_length=80)
    note = models.CharField(max_length=400)
    until = models.DateTimeField()
    proposed_by_id = models.BigIntegerField(null=True)
    proposed_by = models.CharField(max_length=80, blank=True)
    proposed_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["proposed_at"], name="other_decision_by_day"),
            models.Index(fields=["decided_at"], name="other_decision_decided"),
        ]

    def __str__(self) -> str:
        return self.key


class Appeal(models.Model):
    """A person says that a standing is wrong. It has a clock and an answer in words, or ends with the
    standing: then nobody decided it. `standing` is the one that stands in the stead of the first
    for the same reason, where it was replaced.

    Privacy: the person's own words and picture, sealed, and the answer; goes with the standing.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="appeals")
    sealed_words = models.BinaryField()
    sealed_photo = models.BinaryField(null=True)  # a ticket, a certificate: what shows it
    place = models.CharField(max_length=15)
    filed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    upheld = models.BooleanField(null=True)  # None: not decided; with `decided_at`, never will be
    answer = models.CharField(max_length=500, blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["standing"], condition=Q(decided_at__isnull=True), name="appeal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | ~Q(answer=""),
                name="appeal_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(upheld__isnull=True) | Q(decided_at__isnull=False),
                name="appeal_decided_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=Q(decided_at__isnull=True), name="appeal_due"
            ),
            models.Index(fields=["person", "-filed_at"], name="appeal_of_person"),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"


class Alarm(models.Model):
    """Many standings by hand in a short time, by one operator, at one place or for one reason.

    Privacy: an official's account id or a place; goes some days after somebody looked, or nobody did.
    """

    kind = models.CharField(max_length=10)  # operator | place | reason
    about = models.CharField(max_length=80)  # account id, division prefix, reason
    shown = models.CharField(max_length=120)
    count = models.IntegerField()
    threshold = models.IntegerField()
    minutes = models.IntegerField()
    place = models.CharField(max_length=15)
    raised_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.CharField(max_length=80, blank=True)
    finding = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=Q(looked_at__isnull=True),
                name="alarm_open_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-raised_at"], name="alarm_newest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"


class Card(models.Model):
    """A paper card for a person without a phone: a random token that means something only to
    a guard who is signed in.

    Privacy: a link to a person; the token sealed (to print again) and as a blind index; goes
    with the person.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    token_sealed = models.BinaryField()
    token_index = models.BinaryField(max_length=16, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=80)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=80, blank=True)
    revoked_why = models.CharField(max_length=200, blank=True)
    came_from_id = models.BigIntegerField(null=True)  # the person before two records were joined

    def __str__(self) -> str:
        return f"card {self.pk}"


class SigningKey(models.Model):
    """A key that signs codes, or the root that signs the list of keys.

    Privacy: nothing personal; the private half is sealed under the master key.
    """

    kid = models.CharField(max_length=16, unique=True)  # hex
    role = models.CharField(max_length=5)  # root | code
    suite = models.CharField(max_length=12)
    public = models.BinaryField()
    sealed_private = models.BinaryField()
    made_at = models.DateTimeField()
    signs_from = models.DateTimeField()
    signs_until = models.DateTimeField(null=True)  # None: until the next one
    verifies_until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["role", "-signs_from"], name="key_newest")]

    def __str__(self) -> str:
        return self.kid


class EndedSession(models.Model):
    """A sign-in on a phone that was ended (退出, 不是我) before its time. `until`: when it would have
    ended by itself.

    Privacy: a name drawn by chance, of no person; removed when its time is over.
    """

    session = models.BinaryField(max_length=8, primary_key=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"ended sign-in till {self.until:%F}"


class PhoneLogin(models.Model):
    """A one-time password that was asked for, or sent again. Written for unknown phones too, so
    that the answer and its time say nothing. `made_at`: when the password was first sent, from
    which it is worked out again; `asker`, `wide`: marks of the network and of the wider one about
    it; `device`: of the known device that asked, b"" for a stranger's; `tries`: wrong ones of
    strangers, `tries_by`: by network and known device.

    Privacy: phone, password, network and device as blind indexes; removed after a day.
    """

    phone_index = models.BinaryField(max_length=16)
    password_index = models.BinaryField(max_length=16)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.IntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    long = models.BooleanField(db_default=False)  # of more digits: a short one was tried too often
    asker = models.BinaryField(max_length=16, db_default=b"")
    tries_by = models.JSONField(db_default={})
    wide = models.BinaryField(max_length=16, db_default=b"")
    device = models.BinaryField(max_length=16, db_default=b"")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["phone_index", "-asked_at"], name="phone_login_newest"),
        ]

    def __str__(self) -> str:
        return f"sign-in {self.pk}"
