"""From a verdict to an order: what is to be done about whom, and who is to do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fangxian.flows import one_card, wording
from fangxian.flows.dispatch import Dispatch
from fangxian.flows.rows import InstructionRow
from fangxian.ground.duty import api as duty
from fangxian.ground.places import reactions as places
from fangxian.ground.policy import reactions as policy
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import reactions as arrivals

CONTROL, VERIFY = "control", tasks.VERIFY
SEGMENTS = tuple(f"segment_{number}" for number in range(2, 10))  # 转段: the second measure, …


def subject_of(row: InstructionRow) -> str:
    return str(row.ref)


def order_for(
    row: InstructionRow, dispatch: Dispatch, claim: arrivals.ToCheck | None = None
) -> tasks.Order | None:
    """The order for one verdict; None when nothing is to be done, no policy is in force, or
    the county has no unit yet that could receive it. `claim`: what is asked along with a doubt."""
    phases, edition = (
        wording.ahead(row.phases, dispatch.on),
        dispatch.edition(row.place, row.disease),
    )
    if edition is None or not (phases or to_find_out(row, dispatch.on)):
        return None
    kind = CONTROL if row.firm else VERIFY
    if row.firm:
        title, lead = wording.control_title(row, phases[0], edition, dispatch.on), wording.do(row)
    else:
        title, lead = wording.verify_title(row), wording.ask(row)
        lead = one_card.with_claim(lead, claim) if claim else lead
    if row.unproven:
        lead = Text(f"{wording.FIRST.zh}\n{lead.zh}", f"{wording.FIRST.en}\n{lead.en}")
    key = wording.reason_key(row, phases, kind)
    order = _order(
        row, dispatch, edition, (kind, key), title, wording.body(row, phases, edition, lead)
    )
    return _measured(order, row, phases[0]) if order and row.firm else order


def segment_order(
    row: InstructionRow, dispatch: Dispatch, issued: Mapping[str, date]
) -> tasks.Order | None:
    """The order for the segment in force, when it is not the first and no order (`issued`:
    subject → day of the newest) went out since it began."""
    number, edition = number_in_force(row, dispatch.on), dispatch.edition(row.place, row.disease)
    if not row.firm or number < 2 or edition is None:
        return None
    phase = row.phases[number - 1]
    if (day := issued.get(subject_of(row))) and day >= phase.start:
        return None
    lead = wording.turning(row.phases[number - 2], edition)
    body = wording.body(row, wording.ahead(row.phases, dispatch.on), edition, lead)
    key = f"segment_{number}", wording.segment_key(row, phase)
    title = wording.segment_title(row, phase, edition)
    order = _order(row, dispatch, edition, key, title, body)
    return _measured(order, row, phase) if order else None


def _measured(order: tasks.Order, row: InstructionRow, phase: policy.Phase) -> tasks.Order:
    """With the measure that is to be in place. Its days may count from before the person is here:
    before they arrive nothing of it is in place, required as it is."""
    return replace(order, because=wording.because(row, phase.measure), begins=row.arrives)


def to_find_out(row: InstructionRow, on: date) -> bool:
    """Whether somebody is 待核 and what is not known could still restrict."""
    return row.unverified and row.doubt is not None and row.doubt.matters(on)


def number_in_force(row: InstructionRow, on: date) -> int:
    """Which of the segments runs on a day, counted from 1; 0 for none."""
    for number, phase in enumerate(row.phases, 1):
        if phase.start <= on and (phase.end is None or on <= phase.end):
            return number
    return 0


def _order(
    row: InstructionRow,
    dispatch: Dispatch,
    edition: policy.Edition,
    key: tuple[str, str],
    title: Text,
    body: Text,
) -> tasks.Order | None:
    addressees = dispatch.addressees(edition, row.place)
    if not addressees:
        return None
    return tasks.Order(
        kind=key[0],
        subject=subject_of(row),
        reason_key=key[1],
        place=row.place,
        title=title,
        body=_with_notes(body, dispatch, edition, row.place),
        addressees=addressees,
        because=wording.because(row),
        terms=dispatch.terms(edition),
        ladder=dispatch.ladder(edition, row.place),
        person_id=row.person_id,
        priority=_priority(row, edition),
        uncertain=row.uncertain,
        origin_unit=dispatch.unit("headquarters", row.place),
    )


def _with_notes(body: Text, dispatch: Dispatch, edition: policy.Edition, place: str) -> Text:
    for one in dispatch.stood_in(edition, place):
        acts = duty.names_of([one.unit_id])[one.unit_id]
        note = wording.stood_in(places.name_of(one.for_place), acts, vacant=one.vacant)
        body = Text(f"{body.zh}\n{note.zh}", f"{body.en}\n{note.en}")
    return body


def _priority(row: InstructionRow, edition: policy.Edition) -> int:
    """The uncertain first, then by the colours in the order of the pack's scheme."""
    if row.uncertain:
        return 0
    scheme = list(edition.colours)
    return 1 + (scheme.index(row.colour) if row.colour in scheme else len(scheme))
