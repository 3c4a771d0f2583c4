"""One screen after another, for a new declaration and for a change alike: what a button
means, what the next screen is, and what a screen shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fangxian.doors.public import checks, stamps, whereabouts, words
from fangxian.doors.public.drafts import (
    MOST_PEOPLE,
    MOST_STOPS,
    PERSON,
    STOP,
    Draft,
    after,
    before,
    fields_of,
    is_step,
    steps_of,
)
from fangxian.doors.public.whereabouts import Understood
from fangxian.kernel.text import number_in

SEPARATOR = "|"


@dataclass(frozen=True)
class Turn:
    """What comes after a button: a screen with its faults, or (`send`) handing in."""

    step: str
    draft: Draft
    faults: checks.Faults = field(default_factory=dict)
    notes: Mapping[str, Understood] = field(default_factory=dict)
    send: bool = False


def turn(step: str, go: str, draft: Draft, today: date, only: tuple[str, ...] = ()) -> Turn:
    """From `step` by the button `go`. `only`: the screens that may be asked (a change asks no
    names). Going back or removing never complains."""
    order = only or steps_of(draft)
    if not is_step(step) or (only and step not in order and not step.startswith("way")):
        return Turn(order[0], draft)
    if go.startswith("drop-"):
        return _dropped(step, go, draft)
    if go.startswith("is-"):
        return _chosen(step, go, draft)
    if go == "back":
        back = before(step, draft)
        return Turn(back if not only or _among(back, only) else step, draft)
    if go.startswith("to-") and _among(go[3:], order):
        return Turn(go[3:], draft)
    return _forward(step, go, draft, today, only)


def _forward(step: str, go: str, draft: Draft, today: date, only: tuple[str, ...]) -> Turn:
    faults = checks.of_step(step, draft, today)
    if faults:
        return Turn(step, draft, faults)
    warned = _warned(step, draft)
    if warned:
        seen = SEPARATOR.join([draft.get("seen"), *(draft.get(name) for name in warned)])
        return Turn(step, draft.having(seen=seen[-190:]), notes=warned)
    if go == "add" and (more := _one_more(step, draft)):
        return Turn(more, draft)
    if go == "send":
        order = only or steps_of(draft)
        bad = checks.first_bad_step(order, draft, today)
        if bad:
            return Turn(bad, draft, checks.of_step(bad, draft, today))
        return Turn("check", draft, send=True)
    following = after(step, draft)
    if following == "check":
        draft = draft.having(stamp=stamps.fresh())
    return Turn(following, draft)


def _among(step: str, order: tuple[str, ...]) -> bool:
    return step in order or (step.startswith("way-") and is_step(step))


def _warned(step: str, draft: Draft) -> dict[str, Understood]:
    """Places that were not understood well and were not warned about before."""
    seen = draft.get("seen").split(SEPARATOR)
    found = {}
    for name in fields_of(step):
        if _is_place(name) and draft.get(name):
            understood = whereabouts.understand(draft.get(name))
            if not understood.sure and draft.get(name)[-180:] not in seen:
                found[name] = understood
    return found


def _is_place(name: str) -> bool:
    return name == "origin" or name.endswith("_place")


def _chosen(step: str, go: str, draft: Draft) -> Turn:
    """One of the places offered under a field: `is-origin-310115`. The screen stays, to be seen."""
    name, _, code = go.removeprefix("is-").rpartition("-")
    if name not in fields_of(step) or not _is_place(name) or not draft.get(name):
        return Turn(step, draft)
    draft = draft.having(**{name: whereabouts.chosen(draft.get(name), code)})
    return Turn(step, draft, notes={name: whereabouts.understand(draft.get(name))})


def _one_more(step: str, draft: Draft) -> str | None:
    """A further person or stop, if there is room and the present one is not empty."""
    if step.startswith("person"):
        free = [n for n in range(MOST_PEOPLE) if not any(draft.person(n).values())]
        return f"person-{free[0]}" if free else None
    free = [n for n in range(MOST_STOPS) if n not in draft.stops]
    return f"way-{free[0]}" if free else None


def _dropped(step: str, go: str, draft: Draft) -> Turn:
    kind, digits = go[5:6], go[6:]
    at = number_in(digits)
    if kind not in "pw" or at is None:
        return Turn(step, draft)
    left = draft.without(kind, at)
    order = steps_of(left)
    return Turn(step if step in order else before(step, left), left)


def screen(now: Turn, only: tuple[str, ...] = ()) -> dict[str, Any]:
    """Everything that the template of a screen needs."""
    order = list(only) if only else list(steps_of(now.draft))
    step = now.step if is_step(now.step) else order[0]  # an address that somebody altered
    stem, _, digits = step.partition("-")
    if step not in order:  # a person or stop just being added
        last = max((i for i, s in enumerate(order) if s.startswith(stem)), default=0)
        order.insert(last + 1, step)
    return {
        "step": step,
        "steps": len(order),
        "number": order.index(step) + 1,
        "heading": words.heading(step, now.draft),
        "piece": f"public/ask/{stem}.html",
        "draft": now.draft,
        "faults": now.faults,
        "notes": now.notes,
        "hidden": tuple(now.draft.hidden(step)),
        **_contents(stem, int(digits or 0), now.draft),
    }


def _contents(stem: str, index: int, draft: Draft) -> dict[str, Any]:
    if stem == "person":
        at = {part: f"p{index}_{part}" for part in PERSON}
        others = [{**draft.person(n), "index": n} for n in draft.people if n != index]
        shown = [one for one in others if one["name"]]
        return {
            "index": index,
            "at": at,
            "person": draft.person(index),
            "others": shown,
            "kinds": words.KINDS,
        }
    if stem == "way":
        at = {part: f"w{index}_{part}" for part in STOP}
        others = [{**draft.stop(n), "index": n} for n in draft.stops if n != index]
        return {
            "index": index,
            "at": at,
            "stop": draft.stop(index),
            "others": others,
            "suggestions": whereabouts.suggestions(),
        }
    if stem == "from":
        abroad = tuple(checks.ABROAD.items())
        return {"suggestions": whereabouts.suggestions(), "abroad": abroad}
    if stem == "arrive":
        return {"transports": words.TRANSPORTS}
    if stem == "home":
        return {"towns": whereabouts.towns(), "villages": whereabouts.villages()}
    return {}
