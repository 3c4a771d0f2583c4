"""Filings, the declarations merged from them, human decisions and lists from above."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.asked import CallAttempt as CallAttempt
from fangxian.lines.arrivals.asked import StayAnswer as StayAnswer
from fangxian.lines.arrivals.decided import ClaimDecision as ClaimDecision
from fangxian.lines.arrivals.tally import MeasureTally as MeasureTally
from fangxian.lines.arrivals.tally import PeopleTally as PeopleTally


class ImportBatch(models.Model):
    """One file that was handed in, what was understood of it and what became of it.

    Privacy: the file itself is kept sealed until the batch is done, then removed; counts stay.
    """

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    sealed_path = models.CharField(max_length=300, blank=True)
    mapping = models.JSONField(default=dict)  # header → field, as used
    choices = models.JSONField(default=dict)  # which sheets, and how times are taken
    state = models.CharField(max_length=12)  # looking | preview | queued | running | done | …
    why = models.CharField(max_length=300, blank=True)
    only_good = models.BooleanField(default=True)
    may_lower = models.BooleanField(db_default=False)  # somebody agreed that people are lowered
    way_in = models.CharField(max_length=12, default="file")
    header_row = models.IntegerField(default=1)  # as the spreadsheet counts
    progress = models.IntegerField(default=0)  # per cent
    counts = models.JSONField(default=dict)  # read, new, updated, unchanged, rejected, reasons
    area = ArrayField(models.CharField(max_length=15), null=True)  # of who started it; null: all
    list_ref = models.ForeignKey(
        "PushedList", on_delete=models.PROTECT, null=True, related_name="+"
    )
    place = models.CharField(max_length=15)
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class PreviewPage(models.Model):
    """A page of rows as they would be taken, so that turning pages does not judge anew.

    Privacy: masked names and numbers, sealed; removed when the batch is done or left.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(
        max_length=10
    )  # new | updated | unchanged | rejected, or a list of `outlook`
    number = models.IntegerField()
    sealed_rows = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "verdict", "number"], name="preview_page_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.verdict}:{self.number}"


class RejectedRow(models.Model):
    """A row that could not be taken, kept as work until it is corrected or set aside.

    Privacy: the row as handed in, sealed; removed 30 days after it is settled, and 90 days after
    its upload if nobody settles it.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rejected_rows")
    row_number = models.IntegerField()  # as the spreadsheet counts, header = 1
    sealed_cells = models.BinaryField()
    faults = models.JSONField()  # [{code, column, value?}]
    settled_at = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=20, blank=True)  # corrected | set_aside

    class Meta:
        indexes: ClassVar = [models.Index(fields=["batch", "row_number"], name="rejected_in_order")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row_number}"


class Declaration(models.Model):
    """A person's coming to the county, merged field by field from all their filings.

    `filed_at` is the newest filing time of any value, `provenance` by whose word it stands;
    `as_of` names the fields that stand by another stamp, so that neither a filing that arrives late
    nor a lesser word overwrites what stands.

    Privacy: where a person was and where they will live; kept while any measure runs
    and 60 days after, then destroyed (PIPL art. 19, 47).
    """

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="+")
    origin_text = models.TextField(blank=True)
    origin = models.CharField(max_length=15, blank=True)  # "" = not given or not resolved
    leaving = models.DateField(null=True)
    arrival = models.DateField()
    transport = models.TextField(blank=True)
    vehicle = models.TextField(blank=True)
    town_text = models.TextField(blank=True)
    village_text = models.TextField(blank=True)
    place = models.CharField(max_length=15)  # destination, as finely as resolved; else the county
    address_text = models.TextField(blank=True)
    overseas = models.BooleanField(null=True)  # None: not said
    entry = models.DateField(null=True)
    via_text = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    filed_at = models.DateTimeField()
    method = models.TextField(blank=True)
    provenance = models.SmallIntegerField(db_default=4)  # people.Provenance of the newest value
    as_of = models.JSONField(default=dict)
    missing = ArrayField(models.CharField(max_length=20), default=list)
    unresolved = ArrayField(models.TextField(), default=list)  # "field:text"
    created_by_id = models.BigIntegerField(null=True)
    updated_at = models.DateTimeField()
    # what stands of it by the screening room, beside it for lists and counts
    class_code = models.CharField(max_length=60, blank=True)
    colour = models.CharField(max_length=20, blank=True)
    uncertain = models.BooleanField(default=False)
    free_from = models.DateField(null=True)  # day after the last segment; None: open or none
    screening = models.ForeignKey(  # the newest of its own screenings: needs no check, no index
        "screening.Screening",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["place", "arrival"],
                opclasses=["varchar_pattern_ops", "date_ops"],
                name="declaration_expected",
            ),
            models.Index(fields=["-arrival", "id"], name="declaration_newest"),
            models.Index(fields=["class_code", "arrival"], name="declaration_by_class"),
            models.Index(fields=["id"], condition=Q(uncertain=True), name="declaration_uncertain"),
        ]

    def __str__(self) -> str:
        return f"declaration {self.pk}"

    @property
    def unproven(self) -> bool:
        """自主填报·未核实: strangers' words are all that it is made of."""
        return people.best_word(self.provenance, self.as_of) == people.Provenance.UNPROVEN


class Stay(models.Model):
    """Where the person was on the way, as the declaration now stands. The departure place
    is not a row here: it follows from `origin` and `leaving`.

    With a `journey` the row counts beside what stands: it is of the journey that ended with that
    arrival, or was said of the same one otherwise, by the word and at the time that it names.

    Privacy: whereabouts; goes with the declaration.
    """

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="stays")
    text = models.TextField()
    place = models.CharField(max_length=15, blank=True)
    start = models.DateField(null=True)
    end = models.DateField()
    journey = models.DateField(null=True)
    filed_at = models.DateTimeField(null=True)
    provenance = models.SmallIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["place"], opclasses=["varchar_pattern_ops"], name="stay_by_place"),
        ]

    def __str__(self) -> str:
        return f"stay {self.pk}"


class Filing(models.Model):
    """One filing as it was handed in. Never changed.

    Privacy: the whole row, sealed; goes with the declaration.
    """

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", db_index=False
    )  # filing_of_person begins with it
    batch = models.ForeignKey(  # never deleted, so not checked row by row in a ledger
        ImportBatch, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    row_number = models.IntegerField(null=True)
    way_in = models.CharField(max_length=12)  # file | public | township | rest | pushed | claim
    provenance = models.SmallIntegerField(db_default=4)  # people.Provenance: by whose word
    corrects = models.BooleanField(db_default=False)  # laid as one of the journey that then stood
    filed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    digest = models.BinaryField(max_length=16)  # of document, content and time: a repeat is known
    sealed_cells = models.BinaryField()
    created_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["digest"], name="filing_once")]
        indexes: ClassVar = [models.Index(fields=["person", "filed_at"], name="filing_of_person")]

    def __str__(self) -> str:
        return f"filing {self.pk}"


class Claim(models.Model):
    """A filing that says otherwise than a better word about somebody who is known. It changes
    nothing of the record: it waits for a human to find out whether it is so.

    Privacy: the whole row, sealed; goes with the person's declaration, or 60 days after it was
    decided.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    way_in = models.CharField(max_length=12)
    provenance = models.SmallIntegerField()  # people.Provenance of whoever filed it
    filed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    brought_by_id = models.BigIntegerField(null=True)  # the account, which cannot accept a lowering
    arrival = models.DateField()  # the coming that it speaks of
    digest = models.BinaryField(
        max_length=16, db_index=True
    )  # with the person: a repeat is the same
    phone_index = models.BinaryField(max_length=16, null=True, db_index=True)  # that it names
    sealed_cells = models.BinaryField()
    graver = models.BooleanField(default=False)  # if it is so, more is asked than what stands
    handover = models.BooleanField(
        db_default=False
    )  # an official elsewhere asks to have the person
    state = models.CharField(max_length=10)  # claiming.STATES
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person"], condition=Q(state="waiting"), name="claim_waiting"),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"


class Receipt(models.Model):
    """What a declarant holds: a number to read out, and a private link to change what they
    filed. The link shows that filing only, never what is otherwise known of the person.

    Privacy: the token as a digest; who filed for somebody else, sealed in the filing.
    """

    declaration = models.ForeignKey(
        Declaration, on_delete=models.CASCADE, null=True, related_name="receipts"
    )
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, null=True, related_name="+")
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, null=True, related_name="+")
    token_index = models.BinaryField(max_length=16, unique=True)
    number = models.CharField(max_length=20)
    issued_at = models.DateTimeField()
    first = models.BooleanField(db_default=False)  # what it filed made the declaration

    def __str__(self) -> str:
        return self.number


class PushedList(models.Model):
    """A list from above (推送/协查) with a deadline; each row is to be checked and answered.

    Privacy: title and sender only; the rows are PushedItem.
    """

    title = models.CharField(max_length=120)
    sender = models.CharField(max_length=80)
    number = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stage_due = models.JSONField(default=dict)  # push, check, control, feedback → ISO time
    place = models.CharField(max_length=15)
    disease = models.CharField(max_length=40, blank=True, db_default="")  # "": before it was said
    created_by_id = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title


class PushedItem(models.Model):
    """One person of a pushed list and what the check found.

    Privacy: a link to the person, and what the list says of them; goes 60 days after it was answered, or was
    ended unanswered after 180 days.
    """

    pushed_list = models.ForeignKey(PushedList, on_delete=models.CASCADE, related_name="items")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=15)
    stage = models.CharField(max_length=12)  # pushed | checked | controlled | answered | closed
    finding = models.CharField(max_length=20, blank=True)  # here | elsewhere | not_found | wrong
    answer = models.CharField(max_length=300, blank=True)
    remark = models.CharField(max_length=300, blank=True, db_default="")  # to be verified
    stage_at = models.JSONField(default=dict)
    answered_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pushed_list", "person"], name="pushed_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["place", "stage"],
                opclasses=["varchar_pattern_ops", "varchar_ops"],
                name="pushed_by_place",
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"


class SavedFilter(models.Model):
    """A filter of the ledger under a name: a list that is read anew each time it is opened.

    Privacy: nothing personal, unless a name was searched for; goes when its maker drops it.
    """

    name = models.CharField(max_length=60)
    conditions = models.JSONField(default=dict)  # of LedgerFilter, only those that are given
    unit = models.ForeignKey("duty.Unit", on_delete=models.SET_NULL, null=True, related_name="+")
    created_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["created_by_id", "name"], name="saved_filter_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Joined(models.Model):
    """Two persons' declarations that became one because they are one person, with what is
    needed to part them. Whose a filing is follows from its document; the rest is named here.

    Privacy: ids only; goes with the declaration.
    """

    record_id = models.BigIntegerField(unique=True)  # of people.MergeRecord
    gone_declaration = models.BigIntegerField(null=True)  # the number that it had
    whole = models.BooleanField(default=False)  # it was the only one and only changed hands
    screenings = ArrayField(models.BigIntegerField(), default=list)
    overrides = ArrayField(models.BigIntegerField(), default=list)
    items = ArrayField(models.BigIntegerField(), default=list)  # of lists from above
    claims = ArrayField(models.BigIntegerField(), default=list)
    answers = ArrayField(models.BigIntegerField(), default=list)  # of who was asked
    attempts = ArrayField(models.BigIntegerField(), default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"merge {self.record_id}"
