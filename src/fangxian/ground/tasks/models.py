"""Instructions and everything that happens to them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fangxian.ground.tasks.rules import OPEN


class InstructionList(models.Model):
    """A named list: either the instructions that carry its id (a batch issued together),
    or a saved filter (`filter`), read anew each time.

    Privacy: nothing personal.
    """

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    origin = models.CharField(max_length=80, blank=True)  # "arrivals.pushed_list:5"
    filter = models.JSONField(null=True)
    place = models.CharField(max_length=15)
    due_at = models.DateTimeField(null=True)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="list_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Instruction(models.Model):
    """One thing to do about one subject, issued to all its addressees at once.

    `<stage>_due` is when a stage is owed, `<stage>_at` when it came. `due_at` and
    `due_stage` are the earliest of what is still owed, kept so that lists and the ladder
    are one indexed read. Clocks count from `clock_at`: the issue, or the last sending back.

    Privacy: a link to a person, a masked name in the title, a place; goes with the
    declaration it serves, 60 days after its measures end.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    reason_key = models.CharField(max_length=64)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    place = models.CharField(max_length=15)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    body_zh = models.TextField()
    body_en = models.TextField()
    because = models.JSONField(default=dict)
    list_ref = models.ForeignKey(
        InstructionList, on_delete=models.PROTECT, null=True, related_name="instructions"
    )
    origin_unit = models.ForeignKey(
        "duty.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    supersedes = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    priority = models.SmallIntegerField(default=5)  # 0 first
    uncertain = models.BooleanField(default=False)
    stage = models.CharField(max_length=10, default="issued")
    round = models.SmallIntegerField(default=0)  # how often it was sent back
    ladder = models.JSONField(default=list)  # [{stage, level, unit_id, wait_seconds}]
    climbed_to = models.CharField(max_length=20, blank=True)
    assigned_account_id = models.BigIntegerField(null=True)
    assigned_unit = models.ForeignKey(
        "duty.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_by_id = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=40, blank=True)  # what came of it, as last reported
    attempts = models.SmallIntegerField(default=0)  # how often nobody was reached or found
    begins_on = models.DateField(null=True)  # what is asked cannot be in place before this day
    acted_by_id = models.BigIntegerField(null=True)  # who reported it does not check it
    checked_by_id = models.BigIntegerField(null=True)  # who checked it does not close it

    issued_at = models.DateTimeField()
    clock_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)  # when the last addressee had received it
    accepted_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    acted_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    received_due = models.DateTimeField(null=True)
    accepted_due = models.DateTimeField(null=True)
    acted_due = models.DateTimeField(null=True)
    checked_due = models.DateTimeField(null=True)
    closed_due = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_stage = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(stage__in=OPEN),
                name="instruction_one_open",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject"], name="instruction_by_subject"),
            models.Index(  # what is counted and sorted by: numbers come from it alone
                fields=["place"],
                opclasses=["varchar_pattern_ops"],
                include=[
                    "id",
                    "stage",
                    "priority",
                    "due_at",
                    "issued_at",
                    "closed_at",
                    "uncertain",
                    "assigned_account_id",
                ],
                name="instruction_by_place",
            ),
            models.Index(fields=["-issued_at", "-id"], name="instruction_newest"),
            models.Index(
                fields=["due_at"], condition=Q(due_at__isnull=False), name="instruction_due"
            ),
            models.Index(
                fields=["stage", "place"],
                opclasses=["varchar_ops", "varchar_pattern_ops"],
                name="instruction_by_stage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_zh} ({self.stage})"


class Receipt(models.Model):
    """One addressee of an instruction, and whether they have said 收到.

    Privacy: which account received it; goes with the instruction.
    """

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="receipts")
    unit = models.ForeignKey("duty.Unit", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=20)  # headquarters | task_force | township | village | grid
    does = models.CharField(max_length=5)  # act | check | both
    due_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    received_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instruction", "unit"], name="receipt_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["unit", "due_at"],
                condition=Q(received_at__isnull=True),
                name="receipt_silent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.unit_id} of {self.instruction_id}"


class Evidence(models.Model):
    """What was done: when, where, by whom, in words. Kept even when it comes late.

    Privacy: words of staff about a household, a spot, where a person was; goes with the instruction.
    """

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="evidence")
    at = models.DateTimeField()
    place_text = models.CharField(max_length=200)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    who = models.CharField(max_length=120)
    companion = models.CharField(max_length=120, blank=True)  # who was there with them
    words = models.TextField(blank=True)
    outcome = models.CharField(max_length=40, blank=True)  # "" before outcomes were asked for
    found_place = models.CharField(max_length=15, blank=True)  # what 已问清 found out
    found_choice = models.TextField(blank=True)  # or which of the choices, in the asker's own keys
    digest = models.BinaryField(max_length=16)  # of all the above: a repeat is not a second one
    reported_at = models.DateTimeField()
    reported_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instruction", "digest"], name="evidence_once"),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class EvidencePhoto(models.Model):
    """A picture of the operation, redrawn without its metadata and sealed.

    Privacy: may show people and homes; sealed, opened only by an audited reading,
    removed when the instruction goes.
    """

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="photo")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"photo of {self.evidence_id}"


class StageEntry(models.Model):
    """One step in an instruction's life. Never changed.

    Privacy: who acted, and their words; goes with the instruction.
    """

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=80)
    act = models.CharField(max_length=12)
    from_stage = models.CharField(max_length=10, blank=True)
    to_stage = models.CharField(max_length=10)
    level = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["instruction", "id"], name="step_in_order")]

    def __str__(self) -> str:
        return f"{self.act} {self.instruction_id}"


class Climb(models.Model):
    """An overdue stage was brought before the next level. Once a stage, level and round.

    Privacy: nothing personal.
    """

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="climbs")
    stage = models.CharField(max_length=10)
    level = models.CharField(max_length=20)
    round = models.SmallIntegerField(default=0)
    unit = models.ForeignKey("duty.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    late_since = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instruction", "stage", "level", "round"], name="climb_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["unit", "-at"], name="climb_by_unit")]

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.stage} to {self.level}"


class Followed(models.Model):
    """An instruction that followed its person into another record, and how it stood before.

    Privacy: ids; goes with the instruction.
    """

    origin = models.CharField(max_length=80, db_index=True)  # "people.merge:5"
    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=80)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    stage = models.CharField(max_length=10)
    settled = models.BooleanField(default=False)  # withdrawn because another stands for both

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "instruction"], name="followed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.instruction_id} {self.origin}"


class InstructionFile(models.Model):
    """What headquarters sent along with an instruction of its own (a notice, a form), sealed.

    Privacy: may name people; sealed, opened only by an audited reading, removed when no
    instruction of its list is left.
    """

    list_ref = models.OneToOneField(InstructionList, on_delete=models.CASCADE, related_name="file")
    name = models.CharField(max_length=120)
    sealed = models.BinaryField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class InstructionTemplate(models.Model):
    """What a county writes again and again, in its own words; never changed, only replaced.

    Privacy: nothing personal.
    """

    name = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    body = models.TextField()
    hours = models.SmallIntegerField(null=True)  # from the issue to the deadline
    proofs = models.JSONField(default=dict)  # photo | spot | companion → required
    place = models.CharField(max_length=15)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "name"], condition=Q(retired_at=None), name="template_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Comment(models.Model):
    """What somebody said about an instruction while it is worked on. Never changed.

    Privacy: words of staff, perhaps about a person; goes with the instruction.
    """

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="comments")
    at = models.DateTimeField()
    account_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=80)
    words = models.TextField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["instruction", "id"], name="comment_in_order")]

    def __str__(self) -> str:
        return f"comment {self.pk} of {self.instruction_id}"


class Mention(models.Model):
    """Whom a comment speaks to (@).

    Privacy: an account; goes with the comment.
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    account_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "account_id"], name="mention_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["account_id", "-id"], name="mention_by_account")]

    def __str__(self) -> str:
        return f"@{self.account_id} in {self.comment_id}"
