"""What may come of an instruction: a short list for each kind, from the packs. Which of them leave it
open (联系不上) is the pack's to say too: an attempt is not a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fangxian.ground.policy import api as policy
from fangxian.ground.tasks.terms import EVIDENCE, EVIDENCE_OTHER, PROOFS, REQUIRED
from fangxian.kernel import clock
from fangxian.kernel.text import Text

LISTS = "tasks.outcomes"
LEFT_OPEN = "tasks.outcomes_left_open"
IN_PLACE = "tasks.outcomes_in_place"
REST = "other"  # the list of the kinds that have none of their own
SEGMENT = "segment_"
ASK_PLACE = frozenset({"clear"})  # 已问清: what was found out is a place
LIKE_CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of the results to choose from. `attempt`: it was tried, the instruction stays open.
    `asks_place`: it says nothing without the place that was found out. `in_place`: what was asked
    is in place (落实到位), so it needs the evidence that the pack asks for, and its time."""

    code: str
    label: Text
    attempt: bool = False
    asks_place: bool = False
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence that the pack asks for when something is said to be in place."""

    code: str  # photo | spot | companion
    label: Text
    required: bool


def outcomes_for(kind: str, place: str) -> tuple[Outcome, ...]:
    """What may be chosen for a kind of instruction at a place today, in the list's order."""
    key = LIKE_CONTROL if kind.startswith(SEGMENT) else kind
    try:
        codes = _codes(f"{LISTS}.{key}", place)
    except policy.NoSuchValue:
        codes = _codes(f"{LISTS}.{REST}", place)
    left_open, in_place = _codes(LEFT_OPEN, place), _codes(IN_PLACE, place)
    return tuple(
        Outcome(
            code,
            policy.outcome_words(code),
            code in left_open,
            code in ASK_PLACE,
            code in in_place,
        )
        for code in codes
    )


def in_place_codes(place: str) -> tuple[str, ...]:
    """The outcomes that say today, at a place, that what was asked is in place."""
    return _codes(IN_PLACE, place)


def proofs_for(because: Mapping[str, Any], place: str) -> tuple[Proof, ...]:
    """What evidence an instruction asks for, from what it was issued for: its writer's own
    (`proofs`), else the pack's for its `measure`, else the house's for all others."""
    asked = because.get("proofs") or _asked(because, place)
    return tuple(
        Proof(code, PROOFS[code], asked[code] == REQUIRED) for code in PROOFS if code in asked
    )


def _asked(because: Mapping[str, Any], place: str) -> Mapping[str, str]:
    near, measure = place[:9], str(because.get("measure", ""))
    edition = policy.in_force_or_none(clock.today(), near, str(because.get("disease", "")))
    asked = edition.value(EVIDENCE, measure) if edition and measure else None
    return policy.setting(EVIDENCE_OTHER, clock.today(), near) if asked is None else asked


def outcome_label(code: str) -> Text:
    """An outcome in the county's words; empty for what was reported before there were outcomes."""
    return policy.outcome_words(code) if code else Text("", "")


def _codes(key: str, place: str) -> tuple[str, ...]:
    return tuple(policy.standing(key, clock.today(), place[:9]).value)
