"""The stages of an instruction: what may follow what, what is owed when, who is looked to.

    issued → (received, each level) → accepted | refused → acted → checked → closed

Acting is possible from any open stage: what happened is recorded, the jump with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from fangxian.kernel.text import Text

Act = Literal["accept", "refuse", "act", "check", "close", "send_back", "withdraw"]

OPEN = ("issued", "accepted", "refused", "acted", "checked")
ASKED = ("issued", "accepted", "refused")  # nothing was reported yet
OWED = ("received", "accepted", "acted", "checked", "closed")  # stages that have a due time
RANK = {"issued": 0, "accepted": 1, "acted": 2, "checked": 3, "closed": 4}
SECTIONS = ("refused", "overdue", "due_today", "new", "rest")  # of a work list, by its rank
LEVELS = ("headquarters", "task_force", "township", "village", "grid")  # from the top down
LEVEL_OF_DIGITS = {6: "headquarters", 9: "township", 12: "village", 15: "grid"}

STILL_OWED: Mapping[str, tuple[str, ...]] = {
    "issued": OWED,
    "accepted": OWED[2:],
    "refused": OWED[1:],  # somebody is still to do it: who issued it says who
    "acted": OWED[3:],
    "checked": OWED[4:],
    "closed": (),
    "withdrawn": (),
}

_MOVES: Mapping[Act, Mapping[str, str]] = {
    "accept": {"issued": "accepted", "refused": "accepted"},
    "refuse": {"issued": "refused", "accepted": "refused"},
    "act": {"issued": "acted", "accepted": "acted", "refused": "acted"},
    "check": {"acted": "checked"},
    "close": {"checked": "closed"},
    "send_back": {
        "acted": "accepted",
        "checked": "accepted",
        "closed": "accepted",
        "refused": "issued",
    },
    "withdraw": dict.fromkeys(OPEN, "withdrawn"),
}
_TARGET: Mapping[Act, str] = {
    "accept": "accepted",
    "refuse": "refused",
    "act": "acted",
    "check": "checked",
    "close": "closed",
    "withdraw": "withdrawn",
}
NEEDS: Mapping[str, str] = {  # act → permission; who receives may answer, who checks may return
    "receive": "tasks.receive",
    "accept": "tasks.receive",
    "refuse": "tasks.receive",
    "act": "tasks.act",
    "check": "tasks.check",
    "close": "tasks.close",
    "send_back": "tasks.check",
    "withdraw": "tasks.withdraw",
    "assign": "tasks.assign",
}
INSTRUCTED = frozenset({"accept", "refuse", "act"})  # of those who were instructed
JUDGING = frozenset({"check", "close", "send_back", "withdraw"})  # of those above them
HANDING = frozenset({"assign"})  # of either
CONFIRMING: frozenset[Act] = frozenset({"check", "close"})
# a step that its own hand may take back → the stage whose time it had set
UNDONE_TO_STAGE: Mapping[str, str] = {
    "receive": "received",
    "accept": "accepted",
    "refuse": "refused",
    "act": "acted",
    "check": "checked",
    "close": "closed",
}
CONTROL = "control"  # a measure is to be put in place
REPORTED = ("acted", "checked", "closed")
VERIFY = "verify"  # 待核: what is not known is found out first
CLAIM = "claim"  # a filing beside the record, to be accepted or set aside
WRITTEN = "written"  # what headquarters wrote itself
PHONE_CHECK = "phone_check"  # 不是我: which phone is the person's
# what asks something → why it is not closed while that is open (errors.FAULTS)
QUESTIONS: Mapping[str, str] = {
    VERIFY: "still_uncertain",
    CLAIM: "claim_waiting",
    PHONE_CHECK: "phone_unchecked",
}
ANSWERS = frozenset({(PHONE_CHECK, "not_owner")})  # a report that says all: the phone stays cut off
NEEDS_REASON: frozenset[Act] = frozenset({"refuse", "send_back", "withdraw"})
TAKEN_BACK = frozenset(
    {"act", "check", "close"}
)  # with a reason, until somebody went on from there


@dataclass(frozen=True, slots=True)
class Addressee:
    """A unit that gets the instruction, and the level on which it stands."""

    level: str
    unit_id: int


@dataclass(frozen=True, slots=True)
class Rung:
    """When `stage` is late by `wait`, the unit on `level` hears of it."""

    stage: str
    level: str
    unit_id: int | None
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be issued. `terms`: stage → time allowed from the issue; a stage that is
    absent has no clock. `reason_key` says what the order rests on: the same key is the same
    order, another key replaces it."""

    kind: str
    subject: str
    reason_key: str
    place: str
    title: Text
    body: Text
    addressees: tuple[Addressee, ...]
    because: Mapping[str, Any] = field(default_factory=dict)
    terms: Mapping[str, timedelta] = field(default_factory=dict)
    ladder: tuple[Rung, ...] = ()
    person_id: int | None = None
    priority: int = 5
    uncertain: bool = False
    list_id: int | None = None
    origin_unit: int | None = None
    begins: date | None = None  # before this day what is asked cannot be in place; None: at once


@dataclass(frozen=True, slots=True)
class Known:
    """The newest instruction that there is for a kind and a subject."""

    id: int
    stage: str
    reason_key: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """How an act meets a stage: it moves to `to`, or it is already so, or it cannot (`fault`)."""

    to: str = ""
    already: bool = False
    fault: str = ""


def meet(act: Act, stage: str, rounds: int = 0) -> Step:
    """What an act does to an instruction in a stage. `rounds`: how often it was sent back."""
    to = _MOVES[act].get(stage)
    if to:
        return Step(to=to)
    if act == "send_back":
        again = rounds > 0 and stage in {"issued", "accepted"}
        return Step(already=True) if again else Step(fault="nothing_to_send_back")
    target = _TARGET[act]
    if stage == target or (target in RANK and RANK.get(stage, -1) >= RANK[target]):
        return Step(already=True)
    return Step(fault=_fault(act, stage))


def still_asked(act: Act, kind: str, *, uncertain: bool, outcome: str = "") -> bool:
    """Whether an act would end a question whose answer does not stand yet: as long as the verdict is
    in doubt, the claim waits or the phone is cut off, an instruction to find out is not closed
    (销号), whatever was reported, unless the `outcome` alone says all."""
    asks = kind in QUESTIONS and uncertain and (kind, outcome) not in ANSWERS
    return act == "close" and asks


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Somebody said, with evidence, that a measure is in place (`measure` "": whichever it was, said
    before it was written down): when it was so, who saw it, and whether another has checked it."""

    measure: str
    at: datetime
    who: str
    checked: bool
    instruction_id: int | None = None


def in_place(measure: str, known: Iterable[Confirmed]) -> Confirmed | None:
    """By which of what was confirmed a measure is in place; None: it is required and no more."""
    return next((one for one in known if one.measure in {measure, ""}), None)


def not_begun(begins: date | None, on: date, *, claims: bool) -> bool:
    """Whether it is said of a day that something is in place (`claims`) which begins later."""
    return claims and begins is not None and on < begins


def one_hand(
    act: Act, hand: frozenset[int], *, acted_by: int | None, checked_by: int | None
) -> str:
    """Why an act is another person's: nobody checks what they reported, nor closes what they
    checked; "" where it may be. `hand`: all accounts that count as who acts."""
    if act == "check" and acted_by in hand:
        return "own_report"
    return "own_check" if act == "close" and checked_by in hand else ""


def _fault(act: Act, stage: str) -> str:
    if stage in {"closed", "withdrawn"}:
        return f"already_{stage}"
    if act == "refuse":
        return "already_acted"
    return {"check": "not_acted", "close": "not_checked"}.get(act, "not_possible")


def settle(
    known: Known | None, reason_key: str, *, asks: bool = False
) -> Literal["keep", "replace", "new"]:
    """Whether an order is a new instruction, the one there is, or replaces it.
    What was closed for the same reason is done, unless it `asks` what is in doubt again; what was
    withdrawn may come again."""
    if known is None or known.stage == "withdrawn" or (asks and known.stage == "closed"):
        return "new"
    if known.reason_key == reason_key:
        return "keep"
    return "replace" if known.stage in OPEN else "new"


def dues(terms: Mapping[str, timedelta], start: datetime) -> dict[str, datetime | None]:
    """Stage → when it is owed, None where no clock runs."""
    return {stage: start + terms[stage] if stage in terms else None for stage in OWED}


def next_due(stage: str, owed: Mapping[str, datetime | None]) -> tuple[str, datetime | None]:
    """The earliest of what is still owed in a stage, ("", None) when nothing is."""
    left = [(at, name) for name in STILL_OWED[stage] if (at := owed.get(name)) is not None]
    if not left:
        return "", None
    at, name = min(left, key=lambda pair: (pair[0], OWED.index(pair[1])))
    return name, at


def answers_for(unit_place: str, kind: str, place: str) -> bool:
    """Whether a unit may have an instruction: what headquarters wrote goes to whom it chooses; all
    else lies somewhere."""
    return kind == WRITTEN or place.startswith(unit_place) or unit_place.startswith(place)


def still_to_do(stage: str) -> bool:
    """Whether nobody has reported anything yet, so that it can be given to another."""
    return stage in ASKED


def divide(addressees: Sequence[Addressee]) -> dict[int, str]:
    """Unit → what it does. The lowest level acts, the ones above check; one alone does both."""
    if len({one.level for one in addressees}) == 1:
        return {one.unit_id: "both" for one in addressees}
    lowest = max(LEVELS.index(one.level) for one in addressees)
    return {
        one.unit_id: "act" if LEVELS.index(one.level) == lowest else "check" for one in addressees
    }


def levels_of(prefixes: Iterable[str]) -> tuple[str, ...]:
    """The levels that the places of somebody's grants stand for."""
    return tuple(LEVEL_OF_DIGITS[len(one)] for one in prefixes if len(one) in LEVEL_OF_DIGITS)


COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Part:
    """For whom somebody answers: the units in which they hold a post; without one for nobody.
    `prefixes`: the places of their grants. `everything`: the system itself."""

    account_id: int | None
    unit_ids: tuple[int, ...]
    prefixes: tuple[str, ...]
    everything: bool = False


def is_for(
    act: str,
    part: Part,
    receipts: Iterable[tuple[str, int]],
    *,
    assigned: tuple[int | None, int | None] = (None, None),
    origin_unit: int | None = None,
) -> bool:
    """Whether an act on an instruction is this part's to do. `receipts`: (level, unit) of its
    addressees; `assigned`: (account, unit) to whom it was handed.

    Who was instructed accepts, refuses and does it; who was instructed above them, who issued
    it, and headquarters check it, return it, withdraw it and close it. Who holds no post does
    what was handed to them by name, and nothing else."""
    if part.everything or _instructed(part, receipts, assigned):
        return True
    if act in JUDGING | HANDING and part.unit_ids:
        county = any(len(one) <= COUNTY_DIGITS for one in part.prefixes)
        return county or (origin_unit is not None and origin_unit in part.unit_ids)
    return False


def _instructed(
    part: Part, receipts: Iterable[tuple[str, int]], assigned: tuple[int | None, int | None]
) -> bool:
    account, unit = assigned
    if account is not None and account == part.account_id:
        return True
    if unit is not None and unit in part.unit_ids:
        return True
    return any(one in part.unit_ids for _, one in receipts)
