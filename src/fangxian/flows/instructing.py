"""Screening → instructions: what is to be done about whom goes out by itself."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.flows import one_card, wording
from fangxian.flows.dispatch import Dispatch
from fangxian.flows.orders import (
    CONTROL,
    SEGMENTS,
    VERIFY,
    order_for,
    segment_order,
    subject_of,
    to_find_out,
)
from fangxian.flows.rows import InstructionRow, instruction_rows
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.kept import kept
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.screening import reactions as screening

AT_A_TIME = 5_000
FREE_NOW = kept("重新判定后不再需要管控", "screened again, no measure is needed any more")
UNDONE = kept("所依据的导入已撤销", "the import that it rested on was undone")
VERIFIED = kept("行程已核实,判定不再存疑", "the itinerary was verified; the verdict is certain")
OTHER_COURSE = kept(
    "措施的日期或去向有变,由新的指令取代",
    "days or destination of the measure changed; a new instruction stands for it",
)


def instruct_after_screening(fact: screening.VerdictsChanged) -> None:
    """Whoever has a measure in force or ahead gets an instruction to township and village;
    an uncertain verdict is first to be verified; what no longer holds is withdrawn."""
    instruct(fact.kind, fact.numbers)


def instruct_where_they_now_go(fact: arrivals.DeclarationsChanged) -> None:
    """Somebody goes to another village than was said: that village is instructed, and the
    former one's instruction is withdrawn. The verdict is the same, so no screening tells."""
    subjects = [arrivals.declaration_key(number) for number in fact.declaration_ids]
    standing = tasks.newest_about(
        subjects if fact.batch_id is None else None, kinds=(CONTROL, VERIFY)
    )
    sent = {
        number: one.place
        for one in standing
        if one.stage != "withdrawn" and (number := arrivals.declaration_of(one.subject)) is not None
    }
    now = arrivals.destinations(list(sent))
    moved = [number for number, place in sent.items() if now.get(number, place) != place]
    instruct(arrivals.KIND, moved)


def withdraw_what_was_undone(fact: arrivals.ImportUndone) -> None:
    """An import was taken back: what was asked because of it is void."""
    subjects = [arrivals.declaration_key(number) for number in fact.withdrawn]
    if subjects:
        tasks.withdraw_subjects(subjects, UNDONE, by=SYSTEM)


def instruct(kind: str, numbers: Sequence[int]) -> None:
    """Bring the instructions about these subjects of a kind in step with their verdicts."""
    dispatch = Dispatch(clock.today())
    for start in range(0, len(numbers), AT_A_TIME):
        rows = instruction_rows(kind, numbers[start : start + AT_A_TIME])
        _withdraw(rows, dispatch, _served(rows, dispatch))
        claims = _asked_along(rows)
        issue(
            [
                order
                for row in rows
                if (order := order_for(row, dispatch, claims.get(row.person_id)))
            ]
        )
        turn_segments_of(rows, dispatch)


def _asked_along(rows: Sequence[InstructionRow]) -> dict[int, arrivals.ToCheck]:
    doubtful = [row.person_id for row in rows if not row.firm]
    return one_card.to_ask_along(arrivals.to_check(doubtful)) if doubtful else {}


def turn_segments_of(rows: Sequence[InstructionRow], dispatch: Dispatch) -> int:
    """Instruct whoever is in a later segment for which no order went out yet. Returns for how
    many people one stands; a second time changes nothing."""
    known = tasks.newest_about([subject_of(row) for row in rows], kinds=(CONTROL,))
    issued = {
        one.subject: one.issued_at.astimezone(clock.COUNTY_TIME).date()
        for one in known
        if one.stage != "withdrawn"
    }
    return issue([order for row in rows if (order := segment_order(row, dispatch, issued))])


def issue(orders: list[tasks.Order]) -> int:
    if orders:
        tasks.issue_many(orders, by=SYSTEM)
    return len(orders)


def _served(rows: Sequence[InstructionRow], dispatch: Dispatch) -> frozenset[int]:
    """The open instructions whose course has run to its end: what was done is to be reported and
    closed (销号), whatever is decided of the person afterwards."""
    subjects = [subject_of(row) for row in rows]
    asked = tasks.open_about(subjects, kinds=(CONTROL, *SEGMENTS))
    by = {one: int(why["screening_id"]) for one, why in asked.items() if "screening_id" in why}
    lasted = screening.last_days(by.values())
    return frozenset(
        one for one, number in by.items() if lasted.get(number, dispatch.on) < dispatch.on
    )


def _withdraw(rows: Sequence[InstructionRow], dispatch: Dispatch, served: frozenset[int]) -> None:
    """An uncertain verdict leaves a standing control as it is until it is cleared up. A verdict
    that holds in any case has its own instruction, which also says what is still to be asked.
    A question to which somebody reported the answer is not withdrawn: it is checked and closed."""
    free = [
        subject_of(row)
        for row in rows
        if not wording.ahead(row.phases, dispatch.on) and not to_find_out(row, dispatch.on)
    ]
    certain = {subject_of(row): row for row in rows if row.firm}
    settled = [*dict.fromkeys((*free, *certain))]
    answered = tasks.settle_answered(settled, by=SYSTEM) if settled else ()
    if free:
        kinds, keep = (CONTROL, VERIFY, *SEGMENTS), {*served, *answered}
        tasks.withdraw_subjects(free, FREE_NOW, kinds=kinds, keep=keep, by=SYSTEM)
    if certain:
        tasks.withdraw_subjects(list(certain), VERIFIED, kinds=(VERIFY,), keep=answered, by=SYSTEM)
        _withdraw_other_courses(certain, served)


def _withdraw_other_courses(certain: dict[str, InstructionRow], served: frozenset[int]) -> None:
    """Segments that are no longer those of the verdict. What is left open of a former
    segment of the same course stays: it is to be closed, not forgotten."""
    for one in tasks.newest_about(list(certain), kinds=SEGMENTS):
        number, row = int(one.kind.rpartition("_")[2]), certain[one.subject]
        phases = row.phases[number - 1 : number]
        held = phases and wording.segment_key(row, phases[0]) == one.reason_key
        if one.stage in tasks.OPEN and not held and one.id not in served:
            tasks.withdraw_subjects([one.subject], OTHER_COURSE, kinds=(one.kind,), by=SYSTEM)
