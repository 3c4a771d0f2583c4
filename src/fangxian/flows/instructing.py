"""Screening → instructions: what is to be done about whom goes out by itself."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.flows import wording
from fangxian.flows.desk import Desk
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals

CONTROL, VERIFY = "control", "verify"
SUBJECT = "arrivals.declaration:"
AT_A_TIME = 5_000
FREE_NOW = "重新判定后不再需要管控"
UNDONE = "所依据的导入已撤销"
VERIFIED = "行程已核实,判定不再存疑"


def instruct_after_screening(fact: arrivals.PeopleScreened) -> None:
    """Whoever has a measure in force or ahead gets an instruction to township and village;
    an uncertain verdict is first to be verified; what no longer holds is withdrawn."""
    desk = Desk(clock.today())
    ids = fact.declaration_ids
    for start in range(0, len(ids), AT_A_TIME):
        rows = arrivals.instruction_rows(ids[start : start + AT_A_TIME])
        _withdraw(rows, desk)
        orders = [order for row in rows if (order := order_for(row, desk))]
        if orders:
            tasks.issue_many(orders, by=SYSTEM)


def withdraw_what_was_undone(fact: arrivals.ImportUndone) -> None:
    """An import was taken back: what was asked because of it is void."""
    subjects = [f"{SUBJECT}{number}" for number in fact.withdrawn]
    if subjects:
        tasks.withdraw_subjects(subjects, UNDONE, by=SYSTEM)


def order_for(row: arrivals.InstructionRow, desk: Desk) -> tasks.Order | None:
    """The order for one verdict; None when nothing is to be done, no policy is in force, or
    the county has no unit yet that could receive it."""
    phases, edition = wording.ahead(row.phases, desk.on), desk.edition(row.place)
    if not phases or edition is None:
        return None
    addressees = desk.addressees(edition, row.place)
    if not addressees:
        return None
    kind = VERIFY if row.uncertain else CONTROL
    if row.uncertain:
        title, lead = wording.verify_title(row), wording.ASK
    else:
        title, lead = wording.control_title(row, phases[0], edition, desk.on), wording.DO
    return tasks.Order(
        kind=kind,
        subject=subject_of(row),
        reason_key=wording.reason_key(row, phases, kind),
        place=row.place,
        title=title,
        body=wording.body(row, phases, edition, lead),
        addressees=addressees,
        because=wording.because(row),
        terms=desk.terms(edition),
        ladder=desk.ladder(edition, row.place),
        person_id=row.person_id,
        priority=_priority(row, edition),
        uncertain=row.uncertain,
        origin_unit=desk.unit("headquarters", row.place),
    )


def subject_of(row: arrivals.InstructionRow) -> str:
    return f"{SUBJECT}{row.declaration_id}"


def _priority(row: arrivals.InstructionRow, edition: policy.Edition) -> int:
    """The uncertain first, then by the colours in the order of the pack's scheme."""
    if row.uncertain:
        return 0
    scheme = list(edition.colours)
    return 1 + (scheme.index(row.colour) if row.colour in scheme else len(scheme))


def _withdraw(rows: Sequence[arrivals.InstructionRow], desk: Desk) -> None:
    """An uncertain verdict leaves a standing control as it is until it is cleared up."""
    free = [subject_of(row) for row in rows if not wording.ahead(row.phases, desk.on)]
    certain = [subject_of(row) for row in rows if not row.uncertain]
    if free:
        tasks.withdraw_subjects(free, FREE_NOW, kinds=(CONTROL, VERIFY), by=SYSTEM)
    if certain:
        tasks.withdraw_subjects(certain, VERIFIED, kinds=(VERIFY,), by=SYSTEM)
