"""One sentence: what changed since yesterday at this time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.overview.boards.numbers import Door, Number

NO_LIST = Door("none", {})


@dataclass(frozen=True, slots=True)
class SinceYesterday:
    """`numbers`: what is not nought, in the order of a sentence; empty: nothing changed. `late`: all
    that is late now, with its list."""

    since: datetime
    numbers: tuple[Number, ...]
    late: Number


@question(needs="boards.read")
def since_yesterday(*, by: Actor, place: str = "") -> SinceYesterday | None:
    """Of the actor's area, or of a `place` in it; None for who may not read instructions. One query."""
    if not by.may("tasks.read"):
        return None
    since = clock.now() - timedelta(days=1)
    found = tasks.changes_since(since, by=by, place=place)
    said = (
        (
            "issued",
            Text("新下达", "issued"),
            found.issued,
            Text("条数;此间下达且没有撤回的指令", "Issued meanwhile and not withdrawn"),
        ),
        (
            "closed",
            Text("销号", "closed"),
            found.closed,
            Text("条数;此间销号的指令", "Closed meanwhile"),
        ),
        (
            "late_new",
            Text("新逾期", "newly late"),
            found.late_new,
            Text("条数;现在逾期、昨天此时还没有逾期的指令", "Late now and not yet yesterday"),
        ),
        (
            "refused",
            Text("被退回", "refused"),
            found.refused,
            Text("条数;此间被退回、还没有处理的指令", "Refused meanwhile and still waiting"),
        ),
    )
    late = Number(
        "late",
        Text("现有逾期", "late now"),
        found.late,
        Text(
            "条数;下一环节已过时限的在办指令", "Open instructions past the time of their next stage"
        ),
        Door("instructions", tasks.to_plain(tasks.InstructionFilter(place=place, late=True))),
    )
    return SinceYesterday(
        since,
        tuple(Number(key, label, n, means, NO_LIST) for key, label, n, means in said if n),
        late,
    )
