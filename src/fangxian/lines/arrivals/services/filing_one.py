"""One filing by the same path as a row of a file: read, judged, kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import measure_changes
from fangxian.lines.arrivals.area import area_of
from fangxian.lines.arrivals.columns import FIELDS, TITLES
from fangxian.lines.arrivals.date_checks import Taking
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.filing import CLAIM, PLACE, Filed, vouches, word_of
from fangxian.lines.arrivals.models import Claim, Declaration, Filing
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.plan_writer import keep
from fangxian.lines.arrivals.planning import Claimed, Plan
from fangxian.lines.arrivals.previewing import faults_of
from fangxian.lines.arrivals.queries.imports import FaultSaid, said_all
from fangxian.lines.arrivals.queries.taken_up import taken_up
from fangxian.lines.arrivals.remarks import ASKS_LESS, HANDED_OVER, RowRemark
from fangxian.lines.arrivals.row_decisions import Word, decide_rows
from fangxian.lines.arrivals.rules import ARRIVAL, Verdict
from fangxian.lines.arrivals.unproven import spoken_of
from fangxian.lines.arrivals.vouching import DECLARE, RELAYED, source_of
from fangxian.lines.codes import api as codes


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
    """What became of one filing. `claim_id`: it says otherwise than a better word and waits beside
    the record; `filing_id`: it was laid over the record, the part that was its author's to say."""

    person_id: int
    declaration_id: int | None  # None: a claim about somebody who never declared
    filing_id: int | None
    claim_id: int | None
    place: str
    verdict: str  # new | updated | unchanged | handed_over | asks_less


OPERATIONS = {CLAIM: "arrivals.accept_claim", "file": "arrivals.correct_rejected"}
FILE_ONE = "arrivals.register"
AT_RECEIPT = Taking(late_as_now=True)  # a form is settled by its receipt


def table_of(form: Mapping[str, str]) -> Table:
    """A form's fields as a table of one row."""
    cells = [str(form.get(field) or "") for field in FIELDS]
    return Table(TITLES, dict(enumerate(FIELDS)), (), [list(cells)], [0], 0)


@dataclass(frozen=True)
class Author:
    """Somebody of the public. `proven`: for whom their phone is checked; `own`: the form cut down
    to what they filed before (`was`), where a receipt's link proves that they were first; `word`: at
    least."""

    proven: Collection[int] = ()
    own: Mapping[str, str] | None = None
    was: Mapping[str, str] | None = None
    word: int = people.Provenance.UNPROVEN


def take(
    said: Mapping[str, str] | Table,
    *,
    by: Actor,
    way_in: str,
    batch_id: int | None = None,
    taking: Taking = AT_RECEIPT,
    same_as: people.DocumentKey | None = None,
    other: type[Refusal] = DeclarationFaulty,
    author: Author | None = None,
    person: int | None = None,
    lowers: bool = False,
    of_two: bool = False,
) -> Taken:
    """Take one filing (field → text as typed, or a table of one row); by the word of its way in and of who files it
    (`vouching`), or of its author. DeclarationFaulty when it does not pass; with `same_as`, `other`
    when it is about another document. `person`: whom it is about, whatever the number says. What
    would ask less of somebody than now, and nobody said so (`lowers`), waits beside the record; and so does,
    unless two say so (`of_two`), what is beyond those whom one official may free within a day."""
    known = Known(places.home(), taking)
    table = said if isinstance(said, Table) else table_of(said)
    parsed = parse(table, known)
    filed = parsed.rows[0]
    if not isinstance(filed, Filed):
        raise DeclarationFaulty(said_all(faults_of(table, 0, filed)))
    if same_as is not None and filed.key != same_as:
        raise other
    if author is None and _may_free(filed, way_in, by):
        codes.wait_for_others()
    people.hold([filed.key], also=() if person is None else [person])
    if author:
        word = _word_of(author, filed.key, known)
    else:
        way_in, word = _official(way_in, filed, person, by)
    plan = decide_rows(parsed, known, word=word)
    if plan.faults:  # it would place somebody outside the official's area
        raise NotAllowed(permission=DECLARE)
    operation = OPERATIONS.get(way_in, FILE_ONE)
    if _must_wait(plan, word, known, operation, by, said=lowers, of_two=of_two):
        plan = _waiting(filed, plan, told=author is None)
    kept = keep(plan, known, by=by, batch_id=batch_id, way_in=way_in, step=lambda _: None)
    if kept:
        numbers = tuple(number for _, number in kept.values())
        outbox.emit(DeclarationsChanged(declaration_ids=numbers), actor=by.name)
    return _taken(filed, plan, word)


def _official(way_in: str, filed: Filed, person: int | None, by: Actor) -> tuple[str, Word]:
    """The way in that it counts for, and its word; by a door of one's own area's alone (ADR 22)."""
    counted, within = source_of(way_in, filed.person[PLACE], by)
    known = people.states_of([filed.key]).get(filed.key) if counted == RELAYED else None
    return counted, Word(
        word_of(counted),
        vouches(counted),
        whose=person,
        area=None if way_in == CLAIM else area_of(by, within),
        met=counted == RELAYED,
        corrects=counted == CLAIM,
        taken_up=bool(known and known.id and taken_up([known.id])),
    )


def _must_wait(
    plan: Plan, word: Word, known: Known, operation: str, by: Actor, *, said: bool, of_two: bool
) -> bool:
    """Whether a filing waits for an official; `said`: that it lowers is meant."""
    if said and of_two:
        return False
    if word.public:
        return _public_waits(plan, word, known)
    return _official_waits(plan, word, known, operation, by, said=said)


def _public_waits(plan: Plan, word: Word, known: Known) -> bool:
    """Whether a filing of the public, also relayed, waits for an official: what lowers does. A receipt
    or a phone proves who files, not where they were; and once an official acted on what stands all
    that sways it does, a day or a village, unless it is graver."""
    if not plan.changing:
        return False
    if word.taken_up:
        return not measure_changes.raises(plan, known)
    return bool(measure_changes.lowered_by(plan, known))


def _official_waits(
    plan: Plan, word: Word, known: Known, operation: str, by: Actor, *, said: bool
) -> bool:
    """Whether an official's waits for another: what lowers somebody of whom more is known than a stranger
    said, and every claim that lowers until whoever takes it says that they know (`said`). Whom nobody
    vouched for one official puts right, as many as one hand may free within a day."""
    vouched = _vouched_for(plan)
    lowered = measure_changes.lowered_by(plan, known)
    if not lowered:
        return False
    if (vouched or word.corrects) and not said:
        return True
    beyond = codes.ease_alone(lowered, operation, by)
    if beyond:
        codes.ring_beyond(len(beyond), by)
    return bool(beyond)


def _may_free(filed: Filed, way_in: str, by: Actor) -> bool:
    """Whether an official files about somebody whom nobody vouched for: who frees waits for whoever
    does, before anything else is held."""
    if by.account_id is None or source_of(way_in, filed.person[PLACE], by)[0] == RELAYED:
        return False
    known = people.states_of([filed.key]).get(filed.key)
    return bool(known and known.id and not spoken_of(known, None))


def _vouched_for(plan: Plan) -> bool:
    """Whether a better word than a stranger's stands about somebody of the plan."""
    known = people.states_by_id([one.id for one in plan.persons.values() if one.id is not None])
    return any(spoken_of(one, None) for one in known.values())


def _waiting(filed: Filed, plan: Plan, *, told: bool) -> Plan:
    """The same, as a claim and no more; the public is not told what is known of somebody."""
    [number] = {state.id for state in plan.persons.values() if state.id is not None}
    claims = plan.claims or [Claimed(filed, people.states_by_id([number])[number])]
    return Plan(
        verdicts=[Verdict.UNCHANGED],
        news=[()],
        rows=plan.rows,
        claims=claims,
        told={0: [*plan.told.get(0, ()), RowRemark(ASKS_LESS)]} if told else {},
        provenance=plan.provenance,
    )


def _word_of(author: Author, key: people.DocumentKey, known: Known) -> Word:
    some = people.bearers_of([key]).get(key, ())
    bearers = [one.id for one in some if one.id is not None]
    own, was = _filed_in(author.own, known), _filed_in(author.was, known)
    mine = next((one for one in bearers if one in author.proven), None)
    return Word(
        people.Provenance.PROVEN if mine else author.word,
        vouched=False,
        own=own,
        was=was.journey[ARRIVAL] if was else None,
        taken_up=bool(taken_up(bearers)),
        whose=mine,
    )


def _filed_in(form: Mapping[str, str] | None, known: Known) -> Filed | None:
    row = parse(table_of(form), known).rows[0] if form else None
    return row if isinstance(row, Filed) else None


def _bearer(key: people.DocumentKey, word: Word) -> people.PersonState:
    """Whose filing this was, by the same look as it was judged by."""
    if word.whose is not None:
        return people.states_by_id([word.whose])[word.whose]
    return people.bearers_of([key])[key][0] if word.public else people.states_of([key])[key]


def _verdict(plan: Plan) -> str:
    if any(one.code == ASKS_LESS for one in plan.told.get(0, ())):
        return ASKS_LESS
    asked = not plan.filings and any(one.handover for one in plan.claims)
    return HANDED_OVER if asked else plan.verdicts[0].value


def _taken(filed: Filed, plan: Plan, word: Word) -> Taken:
    person = plan.claims[0].person if plan.claims else _bearer(filed.key, word)
    assert person.id is not None  # kept just now, or known before
    mine = Claim.objects.filter(digest=filed.mark).order_by("pk")
    claim = mine.filter(person_id=word.whose).first() if word.whose else mine.first()
    declaration = Declaration.objects.filter(person_id=person.id).first()
    marks = [filed.mark, *(mark for _, mark in plan.filings)]
    filing = Filing.objects.filter(digest__in=marks).order_by("-pk").first()
    return Taken(
        person_id=person.id,
        declaration_id=declaration.pk if declaration else None,
        filing_id=filing.pk if filing else None,
        claim_id=claim.pk if claim else None,
        place=declaration.place if declaration else person.place,
        verdict=_verdict(plan),
    )
