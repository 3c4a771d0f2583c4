"""What is to become of somebody at the barrier, and how late news is folded. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from fangxian.kernel.text import Text
from fangxian.lines.checkpoints.errors import PlateMissing
from fangxian.lines.checkpoints.vehicles import plate_kept

# from the mildest to the gravest: of two that apply the graver holds
OUTCOMES: dict[str, Text] = {
    "pass": Text("放行", "Pass"),
    "pass_with_test": Text("检测后放行", "Pass with test"),
    "refer": Text("转交处置", "Refer"),
    "turn_back": Text("劝返", "Turn back"),
    "hold": Text("留置待转运", "Hold for transfer"),
}
PASSED = ("pass", "pass_with_test")
STOPPED = ("turn_back", "hold")
KINDS: dict[str, Text] = {
    "motorway": Text("高速出口", "Motorway exit"),
    "railway": Text("火车站", "Railway station"),
    "bus": Text("客运站", "Bus station"),
    "road": Text("要道卡点", "Road checkpoint"),
    "inner": Text("城区卡点", "Inner checkpoint"),
}
HOWS = ("code", "card", "number", "plate", "list", "none")
# How it was known who stood there. Who says a number may say another's.
PROOFS: dict[str, Text] = {
    "shown": Text("出示了码或卡", "a code or card was shown"),
    "typed": Text("报号码·未核实", "a number was given, not verified"),
    "claimed": Text("自报·未核实", "claimed, not verified"),
}
BEARING = ("code", "card")
SERVICES: dict[str, Text] = {
    "sampling": Text("核酸采样", "Sampling"),
    "antigen": Text("抗原检测", "Antigen"),
    "isolation": Text("临时隔离室", "Isolation room"),
    "disinfection": Text("车辆消毒", "Disinfection"),
    "truck_lane": Text("货车通道", "Truck lane"),
}
UNKNOWN = "unknown"
UNCLEAR = "refer"  # the least that is asked of somebody of whom nothing is known
# What a code or card may be that says nothing of its holder: an old one may be a picture.
PROVES_NOTHING = frozenset(
    {"forged", "expired", "unknown_key", "not_yet", "unreadable", "wrong_use", "invalid", "revoked"}
)


# Of these it is so whenever one looks: the others may have been good when they were shown.
IS_NO_CODE = PROVES_NOTHING - {"expired", "not_yet", "revoked"}


def proof_of(how: str, verdict: str) -> str:
    """The key of PROOFS for a crossing: what it puts its person there by."""
    if how in BEARING and verdict not in PROVES_NOTHING:
        return "shown"
    return "typed" if how == "number" else "claimed"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the edition in force says of the barrier. `advice`: colour → outcome; `checks`: what
    has to be ticked; `missing`: the outcome when one is not; `must`: outcome → what the guard
    does then."""

    advice: Mapping[str, str]
    checks: tuple[str, ...]
    missing: str
    must: Mapping[str, tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class Advice:
    outcome: str
    must: tuple[Text, ...]
    why: Text


def outcome_for(colour: str, ticks: Sequence[str], terms: Terms, verdict: str = "") -> Advice:
    """The gravest of what the colour, a code that proves nothing and an open check ask for. The
    field app has the same rule: contracts/vectors/barrier.json."""
    unknown = graver(terms.advice.get(UNKNOWN, UNCLEAR), UNCLEAR)
    said = terms.advice.get(colour) or unknown
    by_colour = graver(said, unknown) if verdict in PROVES_NOTHING else said
    lacking = [check for check in terms.checks if check not in ticks]
    outcome = graver(by_colour, terms.missing) if lacking and terms.missing else by_colour
    if outcome != by_colour:
        said = "、".join(lacking)
        why = Text(f"未查验:{said}", f"Not shown: {said}")
    elif by_colour != said:
        why = Text("出示的码或卡不能证明是谁", "What was shown proves nobody")
    elif colour in terms.advice:
        why = Text("按码色", "By the colour")
    else:
        why = Text("码色不明", "The colour is not known")
    return Advice(outcome, terms.must.get(outcome, ()), why)


def graver(one: str, other: str) -> str:
    order = list(OUTCOMES)
    return max(one, other, key=lambda outcome: order.index(outcome) if outcome in order else -1)


def milder(outcome: str, advised: str) -> bool:
    """Whether a guard let pass whom the advice would have stopped."""
    return outcome in PASSED and advised not in PASSED


ShiftStanding = Literal["in", "outside", "undrawn"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift as far as it binds: whose accounts act for it. One without any binds nobody."""

    begins: datetime
    ends: datetime
    accounts: frozenset[int]


def stands(
    turns: Sequence[Turn],
    account_id: int,
    at: datetime,
    change: timedelta,
    early: timedelta | None = None,
) -> ShiftStanding:
    """Whether an account is on duty at a moment. `change`: who relieves comes so much early, and who
    is relieved finishes the queue so long. `early`: another span before. "undrawn": nobody is, by
    what was planned."""
    before = change if early is None else early
    if any(
        account_id in turn.accounts and turn.begins - before <= at < turn.ends + change
        for turn in turns
    ):
        return "in"
    bound = any(turn.accounts and turn.begins <= at < turn.ends for turn in turns)
    return "outside" if bound else "undrawn"


Said = dict[str, Any]  # field → [time, event, value]


def latest_word(known: Said, fresh: Mapping[str, Any], at: datetime, event: str) -> Said:
    """Lay what an event says over what is known, field by field: the later act wins, of two
    at one time the greater event id; an empty value says nothing. In whatever order the
    events come, and however often, the same stands in the end."""
    stamp = [at.isoformat(), event]
    told = dict(known)
    for field, value in fresh.items():
        if value in (None, ""):
            continue
        if field not in told or _later(stamp, told[field][:2]):
            told[field] = [*stamp, value]
    return told


def _later(one: Sequence[str], other: Sequence[str]) -> bool:
    return (datetime.fromisoformat(one[0]), one[1]) > (datetime.fromisoformat(other[0]), other[1])


def word(said: Said, field: str) -> Any:
    """The value that stands, None when nothing was said."""
    return said[field][2] if field in said else None


def plain_plate(text: str) -> str:
    """陕ｇ·12345 is 陕G12345. PlateMissing when nothing is left."""
    plate = plate_kept(text)
    if not plate:
        raise PlateMissing
    return plate
