"""One filing by the same path as a row of a file: read, judged, kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.columns import FIELDS, TITLES
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.filing import PUBLIC, Filed
from fangxian.lines.arrivals.judging import judge
from fangxian.lines.arrivals.keeping import keep
from fangxian.lines.arrivals.models import Declaration, Filing
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.previewing import faults_of
from fangxian.lines.arrivals.queries.imports import FaultSaid, said_all
from fangxian.lines.arrivals.settling import Taking


class DeclarationFaulty(Refusal):
    """`faults` holds one entry a field, for the form to show beside it."""

    code = "arrivals.declaration_faulty"
    sentence = Text("申报有 {count} 处要改:{first}", "{count} things to correct: {first}")
    way_out = Text("请改正后重新提交。", "Correct and submit again.")

    def __init__(self, faults: tuple[FaultSaid, ...]) -> None:
        self.faults = faults
        super().__init__(count=len(faults), first=faults[0].sentence.zh)

    @property
    def said(self) -> Text:
        first = self.faults[0].sentence
        return Text(
            self.sentence.zh.format(count=len(self.faults), first=first.zh),
            self.sentence.en.format(count=len(self.faults), first=first.en),
        )


@dataclass(frozen=True)
class Taken:
    """What became of one filing."""

    person_id: int
    declaration_id: int
    filing_id: int
    place: str
    verdict: str  # new | updated | unchanged


def table_of(form: Mapping[str, str], row: int = 0) -> Table:
    """A form's fields as a table of one row."""
    cells = [str(form.get(field) or "") for field in FIELDS]
    return Table(TITLES, dict(enumerate(FIELDS)), (), [list(cells)], [row], 0)


def take(
    form: Mapping[str, str], *, by: Actor, way_in: str, batch_id: int | None = None, row: int = 0,
    same_as: people.DocumentKey | None = None, other: type[Refusal] = DeclarationFaulty,
) -> Taken:  # fmt: skip
    """Take one filing (field → text as typed). DeclarationFaulty when it does not pass; with
    `same_as`, `other` when it is about another document."""
    known = Known(places.home(), Taking(late_as_now=True))  # a form is settled by its receipt
    table = table_of(form, row)
    parsed = parse(table, known)
    filed = parsed.rows[0]
    if not isinstance(filed, Filed):
        raise DeclarationFaulty(said_all(faults_of(table, 0, filed)))
    if same_as is not None and filed.key != same_as:
        raise other
    people.hold([filed.key])
    plan = judge(parsed, known, vouched=way_in != PUBLIC)
    kept = keep(plan, known, by=by, batch_id=batch_id, way_in=way_in, step=lambda _: None)
    person = people.states_of([filed.key])[filed.key].id
    assert person is not None  # kept just now
    declaration = Declaration.objects.get(person_id=person)
    if kept:
        outbox.emit(DeclarationsChanged(declaration_ids=(declaration.pk,)), actor=by.name)
    return Taken(
        person_id=declaration.person_id,
        declaration_id=declaration.pk,
        filing_id=_filing(filed),
        place=declaration.place,
        verdict=plan.verdicts[0].value,
    )


def _filing(filed: Filed) -> int:
    """The filing as kept, now or when it was first handed in."""
    return Filing.objects.values_list("pk", flat=True).get(digest=filed.mark)
