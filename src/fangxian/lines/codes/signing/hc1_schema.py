"""The JSON schema 1.3.0 of the European certificate, as far as it refuses anything, as a table.

Value sets (vaccines, makers, test devices) are lists that change monthly and are not part of the
schema: here only what no version of them can contain is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

Check = Callable[[Any], bool]


def _text(most: int) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= most


def _like(pattern: str) -> Check:
    found = re.compile(pattern)
    return lambda value: isinstance(value, str) and bool(found.fullmatch(value))


def _count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= 9


DAY = r"(19|20)\d\d-(0\d|1[0-2])-([0-2]\d|3[01])"
PARTIAL_DAY = _like(rf"((19|20)\d\d(-\d\d){{0,2}}(T00:00:00)?)?|{DAY}")
A_DAY = _like(rf"{DAY}(T[0-9:.]*(Z|[+-]\d\d:?\d\d)?)?")
MOMENT = _like(rf"{DAY}T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)")
# ISO 3166 keeps AA, QM–QZ, XA–XZ and ZZ free of countries; XK is in use for Kosovo.
COUNTRY = _like(r"(?!AA|Q[M-Z]|X[A-JL-Z]|ZZ)[A-Z]{2}|[A-Z]{3,10}|")
MAKER = _like(r"ORG-\d{9}|(?!ORG-).{0,80}")
NAME, LATIN = _text(80), _like(r"[A-Z<]{0,80}")

COMMON = {"tg": _text(80), "co": COUNTRY, "is": _text(80), "ci": _text(80)}
ENTRIES: dict[str, dict[str, Check]] = {
    "v": COMMON
    | {"vp": _text(80), "mp": _text(80), "ma": MAKER, "dn": _count, "sd": _count, "dt": A_DAY},
    "t": COMMON | {"tt": _text(80), "sc": MOMENT, "tr": _text(80)},
    "r": COMMON | {"fr": A_DAY, "df": A_DAY, "du": A_DAY},
}


def faults(statement: dict[str, Any]) -> Iterator[str]:
    """The fields that break the schema, as paths ("v[0].dn"); none for one that holds."""
    if not _like(r"\d+\.\d+\.\d+")(statement.get("ver")):
        yield "ver"
    if not PARTIAL_DAY(statement.get("dob")):
        yield "dob"
    yield from _name_faults(statement.get("nam"))
    made = [kind for kind in ENTRIES if statement.get(kind) is not None]
    if not made:
        yield "v|t|r"
    for kind in made:
        yield from _entry_faults(kind, statement[kind])


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
