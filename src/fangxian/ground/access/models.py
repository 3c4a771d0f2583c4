"""Accounts, roles as data, and grants with a place and two dates."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from fangxian.ground.access import rules


class Account(AbstractUser):
    """Somebody who may sign in. `place` says whose account officer looks after it.

    `unit_id` is the unit shown beside the name; duty lies above this room, so it is a
    plain number and never a power.

    Privacy: the name and duty phone (sealed) of staff, as long as they serve; a closed
    account keeps the name, because the audit speaks of it.
    """

    name = models.CharField("姓名", max_length=60, blank=True)
    place = models.CharField(max_length=15, blank=True, db_index=True)
    unit_id = models.BigIntegerField(null=True)
    phone_sealed = models.BinaryField(null=True)
    must_change_password = models.BooleanField(default=False)
    signed_in_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # When somebody else last knew its password or held its token: it proves nobody before long.
    handed_over_at = models.DateTimeField(null=True)
    password_reset_at = models.DateTimeField(null=True)  # by an officer or the terminal
    confirmed_at = models.DateTimeField(null=True)  # by a chief: who it is, whatever its age
    confirmed_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    # Who once knew its password or held its token, and whose it knew itself: with them, and with
    # whomever else those knew, it is one hand in an operation of two people, until a third person confirms
    # whose account it is.
    hands = ArrayField(models.BigIntegerField(), default=list)
    held = ArrayField(models.BigIntegerField(), default=list)
    sessions_ended = models.PositiveIntegerField(default=0)  # how often all of them were, at once

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What each session, token and known device of the account is held against at each request."""
        made: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if not self.sessions_ended:
            return made
        said = f"{made} {self.sessions_ended}"
        return salted_hmac("access.sessions_ended", said, secret, algorithm="sha256").hexdigest()

    def __str__(self) -> str:
        return self.name or self.username


class Role(models.Model):
    """A bundle of permissions with a name. Shipped ones follow the release.

    `hands_out` names the roles that a holder with access.edit may give to others
    without being able to use them: an account officer reads no personal data.

    Privacy: nothing personal.
    """

    code = models.CharField(max_length=40, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    permissions = ArrayField(models.CharField(max_length=60), default=list)
    hands_out = ArrayField(models.CharField(max_length=40), default=list)
    shipped = models.BooleanField(default=False)
    position = models.SmallIntegerField(default=1000)

    class Meta:
        ordering: ClassVar = ["position", "code"]

    def __str__(self) -> str:
        return self.name_zh


class AccountGrant(models.Model):
    """A role over a place from a day to a day, both included. Revoked, never deleted.

    The whole country ("") is not a place that an account can be given.

    Privacy: which power a member of staff had and who gave it; kept as long as the audit.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="held_grants")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="given")
    place = models.CharField(max_length=15, db_index=True)
    reach = models.CharField(max_length=8, default="place")
    since = models.DateField()
    until = models.DateField(null=True)
    granted_by = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+"
    )  # null: the system
    granted_at = models.DateTimeField()
    revoked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    # A grave role waits for a second officer; asked_by is whose operation it waits upon.
    awaiting = models.BooleanField(default=False)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(place__regex=rules.PLACE_PATTERN), name="grant_has_a_place"
            ),
            models.CheckConstraint(
                condition=Q(reach__in=["place", "own", "assigned"]), name="grant_reach_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="grant_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "place", "reach", "since", "until"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="grant_given_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role_id} @{self.place}"


class HolderNotice(models.Model):
    """What the holder of an account is told at the next sign-in: somebody set their password.

    Privacy: who did what to whose account; goes when it was shown, the audit keeps it.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=30)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.what}"


class SignInFailures(models.Model):
    """Sign-ins that failed of late, by account, network and known device, and until when the next must wait.

    Privacy: the key is a keyed mark, neither a name nor an address; swept up after a day.
    """

    key = models.BinaryField(primary_key=True)
    count = models.IntegerField(default=0)
    last_at = models.DateTimeField()
    wait_until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["last_at"], name="failures_by_age")]

    def __str__(self) -> str:
        return f"{self.count}"


class PartTaken(models.Model):
    """Who took which part of an operation of two people, from which address and device.

    Privacy: keyed marks of a member of staff's address and browser, for 90 days.
    """

    subject = models.CharField(max_length=120, db_index=True)
    account_id = models.BigIntegerField()
    address = models.CharField(max_length=32, blank=True)
    device = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.subject} {self.account_id}"


class OperationAsked(models.Model):
    """An operation of two people as one asked for it; it is done when another agrees.

    given     its arguments as they are shown: without anybody's number
    sealed    the same as they were given, by which it is done; empty once it is settled
    mark      a keyed digest of these: asked for twice it is one

    Privacy: which member of staff asked and agreed, and why, and about whom, by their number;
    settled, it goes after the days of marks of who took which part.
    """

    operation = models.CharField(max_length=80)
    given = models.JSONField(default=dict)
    sealed = models.BinaryField(default=b"")
    mark = models.BinaryField(max_length=16)
    place = models.CharField(max_length=15, blank=True)
    because = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="waiting")  # waiting | done | dropped
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["operation", "mark"],
                condition=Q(state="waiting"),
                name="operation_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.state}"


class KeyMark(models.Model):
    """By which a database knows its master key again: one row, made with the key.

    Privacy: nothing personal; the mark does not tell the key.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    mark = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(id=1), name="one_key")]

    def __str__(self) -> str:
        return "key"
