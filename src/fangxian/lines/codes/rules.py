"""What a standing says, which of several holds, how a burst is told. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fangxian.kernel.text import Text

ORIGINS: Mapping[str, Text] = {
    "screening": Text("来返研判", "Screening of arrivals"),
    "positive": Text("核酸结果", "Test result"),
    "contact": Text("密接判定", "Contact tracing"),
    "order": Text("隔离管控", "Quarantine order"),
    "zone": Text("封控管控区", "Sealed zone"),
    "claim": Text("填报待核实", "A claim to be checked"),
    "pushed": Text("推送名单待核实", "A pushed list to be checked"),
    "manual": Text("人工认定(两人)", "By hand, two people"),
}


@dataclass(frozen=True, slots=True)
class NewStanding:
    """A standing to be raised. `until`: the first moment at which it no longer holds, None
    when only its origin ends it. `disease`: by whose scheme the colour is read, "" where it is laid for
    none. `key`: what it follows from (default: `source`); a second
    one of the same person, origin and key takes the first one's stead."""

    person_id: int
    colour: str
    reason: str
    words: Text
    clause: Mapping[str, Any]
    source: str
    origin: str
    since: datetime
    until: datetime | None
    place: str
    key: str = ""
    disease: str = ""


def digest_of(new: NewStanding) -> bytes:
    """16 bytes of what a standing says to the person: two that say the same are one."""
    until = new.until.timestamp() if new.until else None
    said = (new.colour, new.reason, new.words.zh, new.words.en, new.since.timestamp(), until)
    text = f"{said!r}{_json(dict(new.clause))}"
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Span:
    """When a standing was in the ledger and when it is meant to hold."""

    since: datetime
    until: datetime | None
    made_at: datetime
    ended_at: datetime | None

    def holds(self, at: datetime) -> bool:
        """Known then, begun, not over and not ended by anybody."""
        return (
            self.made_at <= at
            and self.since <= at
            and (self.until is None or at < self.until)
            and (self.ended_at is None or at < self.ended_at)
        )


@dataclass(frozen=True, slots=True)
class Ranked:
    """A standing as far as the choice of the worst goes. Rank 0 is the best colour."""

    id: int
    rank: int
    until: datetime | None


def worst(ranked: Iterable[Ranked]) -> Ranked | None:
    """The worst colour; of equal ones the one that lasts longest, then the oldest."""
    return max(ranked, key=_severity, default=None)


def gravest_first(ranked: Iterable[Ranked]) -> list[Ranked]:
    """All of them in that order."""
    return sorted(ranked, key=_severity, reverse=True)


def _severity(one: Ranked) -> tuple[int, bool, float, int]:
    lasts = one.until.timestamp() if one.until else 0.0
    return one.rank, one.until is None, lasts, -one.id


@dataclass(frozen=True, slots=True)
class Change:
    """An operation by hand on somebody's class or colour: who, where, for what reason; `said` is the
    reason in words."""

    account_id: int
    name: str
    place: str
    reason: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Burst:
    """More operations of one kind than the pack allows in its window."""

    kind: str
    about: str
    shown: str
    count: int
    threshold: int
    place: str


def bursts(changes: Sequence[Change], thresholds: Mapping[str, int]) -> tuple[Burst, ...]:
    """Who, where and why came up more often than the thresholds (operator, place, reason)."""
    groups: dict[tuple[str, str], list[Change]] = {}
    for one in changes:
        keys = {"operator": str(one.account_id), "place": one.place[:9], "reason": one.reason}
        for kind, about in keys.items():
            groups.setdefault((kind, about), []).append(one)
    return tuple(
        Burst(
            kind,
            about,
            _shown(kind, about, some[-1]),
            len(some),
            thresholds[kind],
            _common(one.place for one in some),
        )
        for (kind, about), some in groups.items()
        if kind in thresholds and len(some) >= thresholds[kind]
    )


def _shown(kind: str, about: str, last: Change) -> str:
    """What a page says of a group: the operator's name, the reason in words."""
    return {"operator": last.name, "reason": last.said or about}.get(kind, about)


def _common(places: Iterable[str]) -> str:
    """The division that holds all of them."""
    some = list(places)
    low, high = min(some), max(some)
    same = next((i for i, (a, b) in enumerate(zip(low, high, strict=False)) if a != b), len(low))
    return low[: max((cut for cut in (2, 4, 6, 9, 12, 15) if cut <= same), default=0)]
