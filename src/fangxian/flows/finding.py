"""已问清 → the answer: the place that was found out, or the listed areas that it was or was not, is the
word of whoever reported it, or of the official who confirmed it where they vouch for nobody (ADR 22), and
the person is screened by it. What cannot be used comes back to who reported it, with its reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from fangxian.ground.access import reactions as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.work import unit_of_work
from fangxian.lines.arrivals import reactions as arrivals

SAID = 120  # letters of what was reported that stand beside the answer
UNUSED = Text("所报的地点用不上:", "The place reported cannot be used: ")


def answer_when_found_out(fact: tasks.InstructionsActed) -> None:
    """Each place found out answers the question that its instruction asked, as the word of whoever
    reported it; of who vouches for nobody there it is a report, which an official confirms."""
    for one, number in _found(fact.instruction_ids):
        by = _who(one.by_id)
        if _vouches(by, number):
            _use(number, one, by)


def answer_when_confirmed(fact: tasks.InstructionsChecked) -> None:
    """What was reported by somebody who vouches for nobody there is, confirmed (核实无误), the word of
    the official who did."""
    checked = tasks.who_checked(fact.instruction_ids)
    for one, number in _found(fact.instruction_ids):
        by = _who(checked.get(one.instruction_id))
        if not _vouches(_who(one.by_id), number) and _vouches(by, number):
            _use(number, one, by)


def to_confirm(instruction_id: int) -> bool:
    """Whether confirming what was reported makes its place the word of who confirms it."""
    return any(not _vouches(_who(one.by_id), number) for one, number in _found([instruction_id]))


def _found(instruction_ids: Collection[int]) -> Iterator[tuple[tasks.Found, int]]:
    for one in tasks.found_places(instruction_ids):
        number = arrivals.declaration_of(one.subject)
        if number is not None:
            yield one, number


def _vouches(by: Actor, number: int) -> bool:
    place = arrivals.destinations([number]).get(number)
    return place is not None and by.may("arrivals.vouch", place)


def _use(number: int, found: tasks.Found, by: Actor) -> None:
    try:
        with unit_of_work():
            _answer(number, found, by)
    except Refusal as refusal:
        _return(found, refusal)


def _answer(number: int, found: tasks.Found, by: Actor) -> None:
    rows = arrivals.calls(by=by, only=number).rows
    if not rows:  # settled meanwhile by another hand
        return
    [row] = rows
    arrivals.hold_to_choices(number, found.choice, by=by)
    inside, outside = arrivals.chosen_areas(found.choice)
    said = arrivals.CallAnswer(
        row.text,
        row.start,
        row.end,
        inside=inside,
        outside=outside,
        place=found.place,
        said=found.words[:SAID],
        alone=True,
    )
    arrivals.answer_stay(number, said, by=by, how="task")


def _who(account_id: int | None) -> Actor:
    if account_id is None:
        return SYSTEM
    return access.actor_of(account_id, "task", duty.units_of(account_id))


def _return(found: tasks.Found, refusal: Refusal) -> None:
    """Still open: nothing was found out by it."""
    try:
        tasks.send_back(found.instruction_id, f"{UNUSED.zh}{refusal.said.zh}", by=SYSTEM)
    except tasks.CannotMove:  # withdrawn or closed meanwhile
        return
