"""The JSON schema 1.3.0 of the European certificate, as far as it refuses anything, as a table.
Its patterns of digits are held against the calendar: 2021-02-31 is no day, whatever it looks like.

Value sets (vaccines, makers, test devices) are lists that change monthly and are not part of the
schema: here only what no version of them can contain is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

Check = Callable[[Any], bool]


def _text(most: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= most


def _like(pattern: str) -> Check:
    found = re.compile(pattern)
    return lambda value: isinstance(value, str) and bool(found.fullmatch(value))


def _count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 9


DAY = r"(?:19|20)\d\d-\d\d-\d\d"
PARTIAL = re.compile(r"((?:19|20)\d\d(?:-\d\d)?(?:-\d\d)?)(?:T00:00:00)?")
WHOLE = re.compile(rf"({DAY})(?:T[0-9:.]*(?:Z|[+-]\d\d:?\d\d)?)?")
TIMED = re.compile(rf"{DAY}T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)")
FIRST = "-01"  # what a year or a month lacks of a day


def _partial_day(value: Any) -> bool:
    """A year, a year and a month, a day, or nothing; each of them in the calendar."""
    if value == "":
        return True
    found = PARTIAL.fullmatch(value) if isinstance(value, str) else None
    return found is not None and _day_in(found[1]) is not None


def _a_day(value: Any) -> bool:
    found = WHOLE.fullmatch(value) if isinstance(value, str) else None
    return found is not None and _day_in(found[1]) is not None


def _a_moment(value: Any) -> bool:
    if not isinstance(value, str) or not TIMED.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _day_in(text: str) -> date | None:
    """The first day that a year, a month or a day names; None for none of the calendar."""
    try:
        return date.fromisoformat(f"{text}{FIRST * (2 - text.count('-'))}")
    except ValueError:
        return None


# ISO 3166 keeps AA, QM–QZ, XA–XZ and ZZ free of countries; XK is in use for Kosovo.
COUNTRY = _like(r"(?!AA|Q[M-Z]|X[A-JL-Z]|ZZ)[A-Z]{2}|[A-Z]{3,10}|")
MAKER = _like(r"ORG-\d{9}|(?!ORG-).{0,80}")
NAME, LATIN = _text(80), _like(r"[A-Z<]{0,80}")

COMMON = {"tg": _text(80), "co": COUNTRY, "is": _text(80), "ci": _text(80)}
ENTRIES: dict[str, dict[str, Check]] = {
    "v": COMMON
    | {"vp": _text(80), "mp": _text(80), "ma": MAKER, "dn": _count, "sd": _count, "dt": _a_day},
    "t": COMMON | {"tt": _text(80), "sc": _a_moment, "tr": _text(80)},
    "r": COMMON | {"fr": _a_day, "df": _a_day, "du": _a_day},
}


def faults(statement: dict[str, Any]) -> Iterator[str]:
    """The fields that break the schema, as paths ("v[0].dn"); none for one that holds."""
    if not _like(r"\d+\.\d+\.\d+")(statement.get("ver")):
        yield "ver"
    if not _partial_day(statement.get("dob")):
        yield "dob"
    yield from _name_faults(statement.get("nam"))
    made = [kind for kind in ENTRIES if statement.get(kind) is not None]
    if len(made) != 1:
        yield "v|t|r"
    for kind in made:
        yield from _entry_faults(kind, statement[kind])


def born_after(statement: dict[str, Any], day: date) -> bool:
    """Whether the bearer is born after a day; what is no day is for `faults` to say."""
    found = PARTIAL.fullmatch(str(statement.get("dob")))
    born = _day_in(found[1]) if found else None
    return born is not None and born > day


def _name_faults(name: Any) -> Iterator[str]:
    if not isinstance(name, dict):
        yield "nam"
        return
    checks = {"fn": NAME, "gn": NAME, "fnt": LATIN, "gnt": LATIN}
    yield from (f"nam.{f}" for f, holds in checks.items() if f in name and not holds(name[f]))
    if not name.get("fnt") and not name.get("gnt"):
        yield "nam.fnt"
    # A name that was written must have its machine-readable twin (ICAO 9303).
    yield from (f"nam.{f}t" for f in ("fn", "gn") if name.get(f) and not name.get(f"{f}t"))


def _entry_faults(kind: str, entries: Any) -> Iterator[str]:
    if not isinstance(entries, list) or not entries:
        yield kind
        return
    for at, entry in enumerate(entries):
        if not isinstance(entry, dict):
            yield f"{kind}[{at}]"
            continue
        checks = ENTRIES[kind].items()
        yield from (f"{kind}[{at}].{f}" for f, holds in checks if not holds(entry.get(f)))
