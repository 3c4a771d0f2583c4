"""What may come of an instruction: a short list for each kind, from the packs. Which of them leave it
open (联系不上) is the pack's to say too: an attempt is not a result."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text

LISTS = "tasks.outcomes"
LEFT_OPEN = "tasks.outcomes_left_open"
REST = "other"  # the list of the kinds that have none of their own
SEGMENT = "segment_"
ASK_PLACE = frozenset({"clear"})  # 已问清: what was found out is a place
LIKE_CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the results to choose from. `attempt`: it was tried, the instruction stays open.
    `asks_place`: it says nothing without the place that was found out."""

    code: str
    label: Text
    attempt: bool = False
    asks_place: bool = False


def outcomes_for(kind: str, place: str) -> tuple[Outcome, ...]:
    """What may be chosen for a kind of instruction at a place today, in the list's order."""
    key = LIKE_CONTROL if kind.startswith(SEGMENT) else kind
    try:
        codes = _codes(f"{LISTS}.{key}", place)
    except policy.NoSuchValue:
        codes = _codes(f"{LISTS}.{REST}", place)
    left_open = _codes(LEFT_OPEN, place)
    return tuple(
        Outcome(code, policy.outcome_words(code), code in left_open, code in ASK_PLACE)
        for code in codes
    )


def outcome_label(code: str) -> Text:
    """An outcome in the county's words; empty for what was reported before there were outcomes."""
    return policy.outcome_words(code) if code else Text("", "")


def _codes(key: str, place: str) -> tuple[str, ...]:
    return tuple(policy.standing(key, clock.today(), place[:9]).value)
