"""Read one person's facts as somebody wrote them down: keys in Chinese or English, places as
names or codes, dates as people write them. What is not understood is refused or reported,
never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from fangxian.ground.policy.casewords import IGNORED, KEYS, LEVELS, LISTING_KEYS, NO, STAY_KEYS, YES
from fangxian.ground.policy.errors import FactsUnreadable
from fangxian.ground.policy.rules import Facts, Listing, Stay

DATE = re.compile(r"^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T ].*)?$")
VIA = re.compile(r"^(?P<place>[^@]*?)\s*(?:@\s*(?P<from>[^~～]*)(?:[~～](?P<to>.*))?)?$")


class Place(Protocol):
    """What a resolver of names answers with."""

    @property
    def code(self) -> str: ...
    @property
    def exact(self) -> bool: ...


CITY = 4  # digits of a city: a name that goes on below it and was not found there is not placed
Resolve = Callable[[str], Place | None]


@dataclass(frozen=True)
class Case:
    """A written-down person. `listings` None: not given, use those of the day's records."""

    facts: Facts
    on: date | None = None
    at: str = ""
    disease: str = ""  # not said: that which the house works against
    listings: tuple[Listing, ...] | None = None
    unresolved: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


@dataclass
class Reader:
    """Reads a case; `resolve` turns a name into a division, `candidates` tells between which
    divisions a name does not decide."""

    resolve: Resolve
    candidates: Callable[[str], tuple[str, ...]] = lambda text: ()
    unresolved: list[str] = field(default_factory=list)

    def read(self, written: Mapping[str, Any]) -> Case:
        """FactsUnreadable when a key's value makes no sense or the arrival is missing."""
        given, ignored = _translate(written, KEYS)
        on = _date("on", given.get("on"))
        facts = self._facts(given, on)
        until = max(day for day in (on, facts.arrival) if day)
        listings = given.get("listings")
        return Case(
            facts=facts,
            on=on,
            at=self.place_of(given.get("at"))[0],
            disease=str(given.get("disease") or ""),
            listings=None
            if listings is None
            else tuple(
                self._listing(number, item, until)
                for number, item in enumerate(_items("listings", listings), 1)
            ),
            unresolved=tuple(dict.fromkeys(self.unresolved)),
            ignored=tuple(key for key in ignored if key not in IGNORED),
        )

    def _facts(self, given: Mapping[str, Any], on: date | None) -> Facts:
        exposure = _date("last_exposure", given.get("last_exposure"))
        entry = _date("entry", given.get("entry"))
        arrival = _date("arrival", given.get("arrival")) or exposure or entry
        if arrival is None:
            raise FactsUnreadable(
                key="arrival", why="缺少抵达日期", why_en="the arrival is missing"
            )
        return Facts(
            arrival=arrival,
            stays=tuple(self._stays(given, arrival)),
            overseas=_truth("overseas", given.get("overseas")),
            entry=entry,
            category=str(given.get("category") or ""),
            last_exposure=exposure,
        )

    def _stays(self, given: Mapping[str, Any], arrival: date) -> list[Stay]:
        """The departure place first: lived there until leaving (or until the arrival)."""
        stays: list[Stay] = []
        if given.get("origin"):
            leaving = _date("leaving", given.get("leaving")) or arrival
            stays.append(self._named(given["origin"], leaving, None))
        for item in _items("stays", given.get("stays") or ()):
            stays.append(self._stay(item, arrival))
        return stays

    def _stay(self, item: Any, arrival: date) -> Stay:
        given, _ = _translate(_via(item) if isinstance(item, str) else item, STAY_KEYS)
        start = _date("from", given.get("from"))
        end = _date("to", given.get("to")) or (arrival if start is None else max(start, arrival))
        if start and start > end:
            raise FactsUnreadable(
                key="stays", why=f"停留起止颠倒:{start} 至 {end}", why_en=f"{start} is after {end}"
            )
        return self._named(given.get("place"), end, start)

    def _named(self, written: Any, end: date, start: date | None) -> Stay:
        code, exact = self.place_of(written)
        text = str(written or "")
        several = () if code else self.candidates(text)
        return Stay(code, end, start, text, several, found=exact or len(code) > CITY)

    def _listing(self, number: int, item: Any, until: date) -> Listing:
        given, _ = _translate(item, LISTING_KEYS)
        level = LEVELS.get(str(given.get("level") or "").strip())
        first = _date("from", given.get("from"))
        if level is None or first is None:
            raise FactsUnreadable(
                key=f"listings[{number}]",
                why="要写 level(high/medium/low 或 高/中/低)与 from",
                why_en="give `level` (high, medium, low) and `from`",
            )
        last = _date("to", given.get("to")) or max(until, first)
        code, exact = self.place_of(given.get("place"))
        if given.get("exact") is not None:
            exact = _truth("exact", given["exact"])
        kind = str(given.get("city_kind") or "")
        return Listing(number, level, code, first, last, exact, kind, str(given.get("place") or ""))

    def place_of(self, written: Any) -> tuple[str, bool]:
        """The division of a code or a name; "" when the name is not known."""
        text = str(written or "").strip()
        if not text:
            return "", True
        if text.isascii() and text.isdigit():
            return significant(text), True
        found = self.resolve(text)
        if found is None:
            self.unresolved.append(text)
            return "", False
        return found.code, found.exact


def significant(code: str) -> str:
    """610921000000 → 610921; 610100 → 6101. Shorter codes stand as they are."""
    if len(code) >= 12 and code.endswith("000"):
        code = code[:9]
    if len(code) == 9 and code.endswith("000"):
        code = code[:6]
    while len(code) in (4, 6) and code.endswith("00"):
        code = code[:-2]
    return code


def _translate(written: Any, words: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    if not isinstance(written, Mapping):
        raise FactsUnreadable(key=str(written)[:40], why="应是一组键值", why_en="must be an object")
    given: dict[str, Any] = {}
    ignored = []
    for key, value in written.items():
        name = words.get(str(key).strip().lower())
        if name is None:
            ignored.append(str(key))
        elif value not in (None, ""):
            given[name] = value
    return given, ignored


def _items(key: str, written: Any) -> list[Any]:
    """A list, or the template's text 地点@起~止;地点@起~止."""
    if isinstance(written, str):
        return [part for part in re.split(r"[;;]", written) if part.strip()]
    if isinstance(written, list | tuple):
        return list(written)
    raise FactsUnreadable(key=key, why="应是一个列表", why_en="must be a list")


def _via(text: str) -> dict[str, Any]:
    found = VIA.match(text.strip())
    return {"place": text} if found is None else found.groupdict()


def _date(key: str, written: Any) -> date | None:
    if written in (None, ""):
        return None
    if isinstance(written, date):
        return written.date() if isinstance(written, datetime) else written
    found = DATE.match(str(written).strip())
    try:
        return date(*(int(part) for part in found.groups())) if found else _refuse(key, written)
    except ValueError:
        return _refuse(key, written)


def _refuse(key: str, written: Any) -> date:
    raise FactsUnreadable(
        key=key, why=f"“{written}”不是日期", why_en=f"“{written}” is not a date"
    ) from None


def _truth(key: str, written: Any) -> bool:
    text = str(written if written is not None else "").strip().lower()
    if text in YES or text in NO:
        return text in YES
    raise FactsUnreadable(key=key, why="请写 是 或 否", why_en="write yes or no")
