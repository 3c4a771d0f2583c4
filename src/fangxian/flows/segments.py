"""转段: when a measure gives way to the next on its day, the next is instructed by itself. Before
that everybody is decided by the rules of the day, if they are others than yesterday's, and whoever's
course or human decision ended is decided again: what it hid counts from this day on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from fangxian.flows.claiming import turn_claims
from fangxian.flows.coding import colour_what_ran_out
from fangxian.flows.dispatch import Dispatch
from fangxian.flows.instructing import AT_A_TIME, turn_segments_of
from fangxian.flows.rows import instruction_rows
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.screening import reactions as screening


class _Turned:
    """The day for which this process has looked. Another process, or this one started again,
    looks once more: what stands is kept, so nobody is instructed twice."""

    on: date | None = None


def turn_segments() -> int:
    """Instruct everybody who is in a later segment and was not told yet. Run by the worker at
    every round; it looks once a day, and a day on which nothing ran is made up for, since
    what counts is the segment in force. Returns how many people were looked at."""
    today = clock.today()
    if _Turned.on == today:
        return 0
    screening.screen_by_new_rules(today, by=SYSTEM)
    ended = screening.screen_what_ended(today, by=SYSTEM)
    colour_what_ran_out()
    turn_claims()
    looked = sum(map(len, ended.values())) + turn_now(today, without=ended)
    _Turned.on = today
    return looked


def turn_now(on: date, without: Mapping[str, Collection[int]] = MappingProxyType({})) -> int:
    """The look itself, at subjects of every kind; `without`: by kind those who were decided a moment
    ago, and are instructed for it."""
    dispatch, looked = Dispatch(on), 0
    for kind in screening.kinds():
        decided = frozenset(without.get(kind, ()))
        later = [one for one in screening.in_a_later_segment(kind, on) if one not in decided]
        for start in range(0, len(later), AT_A_TIME):
            turn_segments_of(instruction_rows(kind, later[start : start + AT_A_TIME]), dispatch)
        looked += len(later)
    return looked
