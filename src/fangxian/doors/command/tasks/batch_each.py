"""What is done to many one after the other, each with its own answer: a refusal with one reason for all,
and taking back what was done together last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.doors.command.tasks import meant, narrowing
from fangxian.doors.web_request import WebRequest
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in

DONE = "batch_done"  # in the session: what was done together last
OFFERED = timedelta(hours=12)  # a shift; whether it can still be taken back is asked then
Left = tuple[int, Text]
EACH = {"refuse": Text("拒收", "Refuse"), "undo": Text("撤销", "Take back")}


@dataclass(frozen=True)
class JustDone:
    ids: tuple[int, ...]
    said: Text


def remember(request: WebRequest, ids: Sequence[int], said: Text) -> None:
    """So that it can be taken back together; nothing done leaves what was there."""
    if ids:
        kept = {"ids": [*ids], "zh": said.zh, "en": said.en, "at": clock.now().isoformat()}
        request.session[DONE] = kept


def just_done(request: WebRequest) -> JustDone | None:
    kept = request.session.get(DONE)
    if not kept or datetime.fromisoformat(kept["at"]) + OFFERED < clock.now():
        return None
    return JustDone(tuple(kept["ids"]), Text(kept["zh"], kept["en"]))


def forget(request: WebRequest, ids: Sequence[int]) -> None:
    """What was taken back is not offered again; the rest still is."""
    kept = request.session.get(DONE)
    if kept and (left := [pk for pk in kept["ids"] if pk not in set(ids)]):
        request.session[DONE] = kept | {"ids": left}
    elif kept:
        del request.session[DONE]


def ticked(request: WebRequest) -> list[int]:
    """What a batch is about: the ticks, or, where all was chosen, all that the page's filter holds."""
    if request.POST.get("act") == "undo":
        done = just_done(request)
        return [*done.ids] if done else []
    if request.POST.get("whole") != "1":
        return [n for one in request.POST.getlist("ids") if (n := number_in(one)) is not None]
    query, by = meant.query_of(request.POST.get("meant", "")), request.actor
    if request.POST.get("of") == "list":
        return [*tasks.ids_of(meant.read(query), by=by)]
    wanted = narrowing.read(query, by)
    return [
        *tasks.ids_of_work(
            by=by,
            section=wanted.section,
            own=narrowing.is_guard(by),
            only=wanted.only,
            whose=wanted.whose,
        )
    ]


def can_take_back(ids: Sequence[int], by: Actor) -> tuple[list[int], list[Left], bool]:
    """Which of them can, which cannot, and whether a reason is asked."""
    found = {pk: tasks.undoable(pk, by=by) for pk in ids}
    can = [pk for pk, one in found.items() if one]
    why = Text("别人已接着办,或时间已过", "somebody went on from there, or its time is over")
    asks = any(one.asks_reason for one in found.values() if one)
    return can, [(pk, why) for pk in ids if pk not in can], asks


def refuse(ids: Sequence[int], reason: str, by: Actor) -> tuple[list[int], list[Left]]:
    return _each(ids, lambda pk: tasks.refuse(pk, reason, by=by))


def take_back(ids: Sequence[int], reason: str, by: Actor) -> tuple[list[int], list[Left]]:
    return _each(ids, lambda pk: tasks.undo(pk, reason, by=by))


def _each(ids: Sequence[int], act: Callable[[int], object]) -> tuple[list[int], list[Left]]:
    done: list[int] = []
    left: list[Left] = []
    for pk in ids:
        try:
            act(pk)
        except Refusal as refusal:
            left.append((pk, refusal.said))
        else:
            done.append(pk)
    return done, left
