"""What happened, whom it was told, and what was sent about it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Notification(models.Model):
    """Something that happened, told once to whom it concerns. `numbers` are of things of the kind
    `subject`; what they are called is read from their own room, by whoever looks, when they look.

    Privacy: ids, a place, words without a name; goes after 30 days.
    """

    key = models.CharField(max_length=120, unique=True)  # "tasks.issued:7:12"
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=40)  # "tasks.instruction"
    numbers = ArrayField(models.BigIntegerField(), default=list)
    needs = models.CharField(max_length=60)  # the permission by which it may be read
    place = models.CharField(max_length=15)  # over which the permission must hold
    words_zh = models.CharField(max_length=120)
    words_en = models.CharField(max_length=160)
    red = models.BooleanField(default=False)  # an alarm: told at any hour
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.numbers[:3]}"


class Recipient(models.Model):
    """An account that is told, and whether it has read it. `push_due` and `text_due` are when a
    phone is to hear of it; empty when it is not to, or when it was taken into a delivery.

    Privacy: which account was told what, and when it read it; goes with the notification.
    """

    notification = models.ForeignKey(
        Notification, on_delete=models.CASCADE, related_name="recipients"
    )
    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    push_due = models.DateTimeField(null=True)
    text_due = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notification", "account"], name="told_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "-at"], name="told_newest"),
            models.Index(fields=["push_due"], condition=Q(push_due__isnull=False), name="push_due"),
            models.Index(fields=["text_due"], condition=Q(text_due__isnull=False), name="text_due"),
        ]

    def __str__(self) -> str:
        return f"{self.notification_id} to {self.account_id}"


class NoticeChoice(models.Model):
    """How an account wants to hear of its work; without a row, as the county set it. Minutes are of
    the day; `looked_at`: when it last opened the bell.

    Privacy: when a member of staff does not want to be disturbed; stays as long as the account.
    """

    account = models.OneToOneField(
        "access.Account", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    looked_at = models.DateTimeField(null=True)
    quiet_from = models.SmallIntegerField(null=True)
    quiet_until = models.SmallIntegerField(null=True)
    digest = models.CharField(max_length=10, blank=True)  # "" as the county | at_once | daily …
    texts = models.BooleanField(default=False)  # by SMS too; alarms go by SMS in any case

    def __str__(self) -> str:
        return f"choices of {self.account_id}"


class PushSubscription(models.Model):
    """A browser or a field phone that an account lets be woken.

    Privacy: the address of a browser at its maker's push service; goes when it is refused there, when
    the account leaves it, and 60 days after it was last seen.
    """

    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    endpoint = models.TextField(unique=True)
    key = models.CharField(max_length=120)  # p256dh: the browser's public key
    secret = models.CharField(max_length=40)  # auth
    server_key = models.CharField(max_length=120)  # ours: a lost key makes it useless
    door = models.CharField(max_length=10)  # command | field
    device_id = models.BigIntegerField(null=True)  # of the field; a revoked one hears nothing
    seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.door} of {self.account_id}"


class Delivery(models.Model):
    """One message to one phone: that there are so many new things. Its `id` goes with each attempt,
    so that whoever takes it knows a repeat.

    state    due | sending | sent | refused | failed | unsure (nobody knows whether it arrived: it is
             not sent again) | dropped (read meanwhile, or the subscription is gone)

    Privacy: which account was woken when; goes after 30 days.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=5)  # push | text
    subscription = models.ForeignKey(
        PushSubscription, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    count = models.IntegerField()
    red = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="due")
    attempts = models.SmallIntegerField(default=0)
    created_at = models.DateTimeField(db_index=True)
    next_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=Q(state__in=["due", "sending"]),
                name="delivery_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id} {self.state}"
