"""已问清 → the answer: the place that was found out, or the listed areas that it was or was not, is the
word of whoever reported it, and the person is screened by it. What cannot be used comes back to who reported it, with its reason."""

from __future__ import annotations

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import api as tasks
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.work import unit_of_work
from fangxian.lines.arrivals import api as arrivals

SAID = 120  # letters of what was reported that stand beside the answer
UNUSED = Text("所报的地点用不上:", "The place reported cannot be used: ")


def answer_when_found_out(fact: tasks.InstructionsActed) -> None:
    """Each place found out answers the question that its instruction asked."""
    for one in tasks.found_places(fact.instruction_ids):
        number = arrivals.declaration_of(one.subject)
        if number is None:
            continue
        try:
            with unit_of_work():
                _answer(number, one)
        except Refusal as refusal:
            _return(one, refusal)


def _answer(number: int, found: tasks.Found) -> None:
    by = _who(found)
    rows = arrivals.calls(by=by, only=number).rows
    if not rows:  # settled meanwhile by another hand
        return
    [row] = rows
    arrivals.hold_to_choices(number, found.choice, by=by)
    inside, outside = arrivals.chosen_areas(found.choice)
    said = arrivals.Answer(
        row.text, row.start, row.end, inside=inside, outside=outside, place=found.place,
        said=found.words[:SAID], alone=True,
    )  # fmt: skip
    arrivals.answer_stay(number, said, by=by, how="task")


def _who(found: tasks.Found) -> Actor:
    if found.by_id is None:
        return SYSTEM
    return access.actor_of(found.by_id, "task", duty.units_of(found.by_id))


def _return(found: tasks.Found, refusal: Refusal) -> None:
    """Still open: nothing was found out by it."""
    try:
        tasks.send_back(found.instruction_id, f"{UNUSED.zh}{refusal.said.zh}", by=SYSTEM)
    except tasks.CannotMove:  # withdrawn or closed meanwhile
        return
