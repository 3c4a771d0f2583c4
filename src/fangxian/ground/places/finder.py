"""Finding a place as one types: Chinese, pinyin, initials, English order, nicknames and names
that are no longer in use. Everything is in memory; a search costs no query."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from fangxian.ground.places import latin
from fangxian.ground.places.index import Index
from fangxian.ground.places.rules import FILLERS, Level, clean, unspaced
from fangxian.ground.places.sources import CHINA

MOST_LETTERS = 60
MOST_MATCHES = 3_000  # of one prefix, before ranking
ABOVE = (2, 4, 6)  # digits of the divisions in which others are named
TOP = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`name` in full (上海市浦东新区), `english` as it is printed (Pudong New Area, Shanghai)."""

    code: str
    name: str
    english: str
    level: Level


@dataclass(frozen=True, slots=True)
class NameTable:
    """What a device without a network needs to suggest as `Finder.suggest` does: words with the
    codes that they may mean, in order, Chinese and Latin; how each place is shown; and which code
    says more for the same land (a municipality's 市辖区 row → the municipality)."""

    chinese: list[tuple[str, str]]
    letters: list[tuple[str, str]]
    shown: dict[str, tuple[str, str]]  # code → name in full, in English
    homes: dict[str, str]


class _Words:
    """Words in order, each with the codes that it may mean."""

    def __init__(self, said: Iterable[tuple[str, str]]) -> None:
        self._said = sorted(set(said))

    def beginning(self, text: str) -> Iterator[tuple[str, str]]:
        """(word, code) of the words that begin so, the shortest of a kind first."""
        at = bisect_left(self._said, (text, ""))
        for word, code in self._said[at : at + MOST_MATCHES]:
            if not word.startswith(text):
                return
            yield word, code

    def of(self, wanted: Callable[[str], bool]) -> list[tuple[str, str]]:
        """The words of the codes that are wanted, in order."""
        return [(word, code) for word, code in self._said if wanted(code)]

    def exactly(self, text: str) -> set[str]:
        at = bisect_left(self._said, (text, ""))
        found = set()
        while at < len(self._said) and self._said[at][0] == text:
            found.add(self._said[at][1])
            at += 1
        return found


class Finder:
    """All ways of typing a division, over one index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def _rows(self) -> list[tuple[str, str, Level]]:
        rows = self.index.by_code.values()
        return [
            (r.code, r.name, r.level) for r in rows if r.level != "grid" and r.name not in FILLERS
        ]

    @cached_property
    def _chinese(self) -> _Words:
        ways = ((text, code) for code, _, _ in self._rows for text, _ in self.index.ways(code))
        codes = ((code, code) for code, _, _ in self._rows)
        return _Words([*ways, *codes, *former(), *nicknames(), *_lettered()])

    @cached_property
    def _letters(self) -> _Words:
        """Pinyin and initials of every division."""
        read = ((key, code) for code, name, level in self._rows for key in latin.keys(name, level))
        ports = (
            (said.lower(), code)
            for _, letters, codes in hubs()
            for said in letters
            for code in codes
        )
        return _Words([*read, *spelled(), *ports])

    @cached_property
    def _top(self) -> _Words:
        """Pinyin without initials, to the county: what may be certain."""
        read = (
            ("".join(said), code)
            for code, name, level in self._rows
            if level in TOP
            for said in latin.reading(name, level)
        )
        return _Words([*read, *spelled()])

    def suggest(self, text: str, limit: int = 10, within: str = "") -> tuple[Suggestion, ...]:
        """The places that a half-typed text may mean, the likeliest first."""
        wanted = clean(text)[:MOST_LETTERS]
        letters = latin.latin(wanted)
        typed = latin.key_of(wanted) if letters else unspaced(wanted)
        if not typed or limit < 1:
            return ()
        words = self._letters if letters else self._chinese
        found: dict[str, tuple[int, int]] = {}
        for code, missed in self._matches(words, typed):
            home = self.index.home_of(code)
            if home.startswith(within) and home in self.index.by_code:
                rank = (min(missed, 1), len(home))
                found[home] = min(rank, found.get(home, rank))
        ordered = sorted(found, key=lambda code: (*found[code], code))
        return tuple(self._shown(code) for code in ordered[:limit])

    def table(self, within: str) -> NameTable:
        """Everything inside a division, and the rest of the country to its counties."""

        def wanted(code: str) -> bool:
            return len(code) <= len(within) or code.startswith(within)

        chinese, letters = self._chinese.of(wanted), self._letters.of(wanted)
        codes = {code for _, code in (*chinese, *letters)}
        homes = {code: home for code in codes if (home := self.index.home_of(code)) != code}
        told = {homes.get(code, code) for code in codes} & self.index.by_code.keys()
        shown = {code: self._shown(code) for code in sorted(told)}
        return NameTable(
            chinese, letters, {code: (one.name, one.english) for code, one in shown.items()}, homes
        )

    def _matches(self, words: _Words, typed: str) -> Iterator[tuple[str, int]]:
        """(code, how many letters are not typed yet) of single names, then of two names one in
        the other, from above (上海浦东) or as English has them (Pudong Shanghai)."""
        for word, code in words.beginning(typed):
            yield code, len(word) - len(typed)
        for at in range(1, len(typed)):
            tail = typed[at:]
            named = words.exactly(typed[:at])
            above: dict[str, list[str]] = {}
            for code in named:
                for length in ABOVE:
                    if length < len(code):
                        above.setdefault(code[:length], []).append(code)
            for word, code in words.beginning(tail) if named else ():
                missed = len(word) - len(tail)
                if any(code[:length] in named for length in ABOVE if length < len(code)):
                    yield code, missed
                yield from ((under, missed) for under in above.get(code, ()) if len(tail) > 1)

    def _shown(self, code: str) -> Suggestion:
        row = self.index.by_code[code]
        above = [latin.english(row.name, row.level)]
        parent = row.parent
        while parent:
            over = self.index.by_code.get(parent)
            if over and over.name not in FILLERS:
                above.append(latin.english(over.name, over.level))
            parent = over.parent if over else ""
        told = {code: word for word, code in reversed(named_in_english())}
        above[0] = told.get(code, above[0])
        if len(above) > 1 and code[:2] in told:
            above[-1] = told[code[:2]]
        return Suggestion(code, self.index.full_name(code), ", ".join(above), row.level)

    def certain(self, text: str) -> str | None:
        """The one place of a name written in Latin letters; None for none or several."""
        found = self.meant(text)
        return found[0] if len(found) == 1 else None

    def meant(self, text: str) -> tuple[str, ...]:
        """The places to the county that a whole name in Latin letters means, in order of code."""
        typed = latin.key_of(clean(text)[:MOST_LETTERS])
        if len(typed) < len("xian"):
            return ()
        found = {self.index.home_of(code) for code in self._top.exactly(typed)}
        for at in range(2, len(typed) - 1):
            one, other = self._top.exactly(typed[:at]), self._top.exactly(typed[at:])
            found |= {
                self.index.home_of(max(a, b, key=len))
                for a in one
                for b in other
                if a != b and (a.startswith(b) or b.startswith(a))
            }
        return self._undoubted(found & self.index.by_code.keys())

    def doubtful(self, text: str) -> tuple[str, ...]:
        """The places of a bare short name (朝阳) that a city and a district of another great city
        share, or one of Taiwan or Hong Kong (松山区), or those of a name no longer in use; () when
        it is clear enough."""
        gone = self.remembered(text)
        if gone:
            return gone
        found = {self.index.home_of(code) for code in self._chinese.exactly(text)}
        near = {code for code in found if len(code) <= len("110105")}
        beyond = namesakes().get(text)
        left = tuple(sorted(near | beyond)) if beyond else self._undoubted(near)
        return left if len(left) > 1 else ()

    def _undoubted(self, codes: set[str]) -> tuple[str, ...]:
        """The one province or city among places of one name (西安, not the 西安区 of two smaller
        cities), unless a district of a great city has it too."""
        wide = [code for code in codes if len(code) < len("610100")]
        rivals = [code for code in codes if len(code) > len("6101") and self._in_great_city(code)]
        apart = [code for code in rivals if not wide or not code.startswith(wide[0])]
        return (wide[0],) if len(wide) == 1 and not apart else tuple(sorted(codes))

    def _in_great_city(self, code: str) -> bool:
        kinds = {row.kind for key in (code[:2], code[:4]) if (row := self.index.by_code.get(key))}
        return not kinds.isdisjoint(("municipality", "sub_provincial"))

    def remembered(self, text: str, within: str = "") -> tuple[str, ...]:
        """What a nickname or a former name may mean today, in order of code."""
        found = _by_another_name().get(unspaced(clean(text)), ())
        return tuple(code for code in found if code.startswith(within))


@cache
def former() -> tuple[tuple[str, str], ...]:
    """(name, heir) of divisions that are no more."""
    return tuple((row["name"], code) for row in _table("former") for code in row["now"].split())


class Former(NamedTuple):
    """A division that is no more: since when, and of which divisions it is part today."""

    name: str
    year: str
    now: tuple[str, ...]


@cache
def formers() -> dict[str, Former]:
    rows = _table("former")
    return {
        row["name"]: Former(row["name"], row["year"], tuple(row["now"].split())) for row in rows
    }


def former_in(text: str) -> Former | None:
    """The division that is no more with which a text ends: 上海市闸北区."""
    said = unspaced(clean(text))
    found = [row for name, row in formers().items() if said.endswith(name)]
    return max(found, key=lambda row: len(row.name), default=None)


@cache
def nicknames() -> tuple[tuple[str, str], ...]:
    """(name, code) of what people call a place, a region (江浙沪) once for each of its provinces."""
    return tuple((row["name"], row["code"]) for row in _table("nicknames"))


@cache
def namesakes() -> dict[str, frozenset[str]]:
    """Bare names that the mainland and 71, 81 or 82 share, with these."""
    found: dict[str, frozenset[str]] = {}
    for row in _table("namesakes"):
        found[row["name"]] = found.get(row["name"], frozenset()) | {row["code"]}
    return found


class Letter(NamedTuple):
    """A province or city in one letter. `plain`: it means little else (沪; not 新)."""

    name: str
    code: str
    plain: bool


@cache
def letters() -> tuple[Letter, ...]:
    return tuple(Letter(row["name"], row["code"], bool(row["plain"])) for row in _table("letters"))


@cache
def hubs() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """(name before 机场 or 站, its codes of three and four letters, whom it serves)."""
    return tuple(
        (row["name"], tuple(row["letters"].split()), tuple(row["codes"].split()))
        for row in _table("hubs")
    )


@cache
def _by_another_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, code in (*former(), *nicknames(), *_lettered()):
        found[name] = tuple(sorted((*found.get(name, ()), code)))
    return found


def _lettered() -> Iterator[tuple[str, str]]:
    return ((row.name, row.code) for row in letters())


def named_in_english() -> tuple[tuple[str, str], ...]:
    return tuple((row["english"], row["code"]) for row in _table("english"))


@cache
def countries() -> tuple[str, ...]:
    """Countries as people name them; none is a division."""
    return tuple(row["name"] for row in _table("abroad"))


def spelled() -> Iterator[tuple[str, str]]:
    """(key, code) of spellings that are not pinyin."""
    return ((latin.key_of(word), code) for word, code in named_in_english())


def _table(name: str) -> list[dict[str, str]]:
    if name not in _TABLES:
        with (CHINA / f"{name}.csv").open(encoding="utf-8") as file:
            _TABLES[name] = list(csv.DictReader(file))
    return _TABLES[name]


_TABLES: dict[str, list[dict[str, str]]] = {}
