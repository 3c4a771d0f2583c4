"""From what people write to a code: walk down the divisions as far as the text goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from fangxian.ground.places import latin
from fangxian.ground.places.address_rests import tail_of
from fangxian.ground.places.finder import Finder, countries, nicknames
from fangxian.ground.places.index import Index, Named
from fangxian.ground.places.mentions import Mentions
from fangxian.ground.places.names import CONTINUES, SHORT, WIDER
from fangxian.ground.places.quarters import Towns
from fangxian.ground.places.rules import (
    FILLERS,
    LEVELS,
    Level,
    clean,
    level_of_code,
    looks_like_code,
    prefix,
    unspaced,
)

REMEMBERED = 400_000
ITSELF = 9  # a name said twice (辛集市辛集市) leads nowhere new

_BETWEEN = re.compile(r"^[\s/\\,，、·・.|>_:;；\-—–]+")


@dataclass(frozen=True, slots=True)
class Resolved:
    """`rest` is the tail that named no division (an address, say); `exact` says there is
    none. `via` tells a code from a name."""

    code: str
    level: Level
    rest: str
    exact: bool
    via: Literal["code", "name"] = "name"


@dataclass(frozen=True, slots=True)
class _Reached:
    """Where a walk ended, what was left, and how good the first step was."""

    code: str
    rest: str
    rank: int


@dataclass(frozen=True, slots=True)
class _Scope:
    """The names that may come next below a division, and their lengths, longest first."""

    names: dict[str, list[Named]]
    lengths: tuple[int, ...]


# 旬阳县, a city (旬阳市) since 2021: a county's bare name with the ending of before is the same ground.
ENDINGS = frozenset({"县", "市"})
OWN_ENDINGS = frozenset({"县", "市", "区", "旗"})


class Resolver:
    """Answers are remembered for as long as the index lives."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.finder = Finder(index)
        self.mentions = Mentions(index, self.finder)
        self._towns: Towns | None = None
        self._scopes: dict[str, _Scope] = {}
        self._officials: dict[str, tuple[dict[str, str | None], tuple[int, ...]]] = {}
        self._answers: dict[str, Resolved | None] = {}
        self._answers_within: dict[tuple[str, str], Resolved | None] = {}

    def resolve(self, text: str) -> Resolved | None:
        """The place that a text names from the top; None when it names none, or several."""
        try:
            return self._answers[text]
        except KeyError:
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            answer = self._answers[text] = self._resolve("", text)
            return answer

    def within(self, parent: str, text: str) -> Resolved | None:
        """The place below `parent` that a text begins with; None when it begins with none."""
        try:
            return self._answers_within[parent, text]
        except KeyError:
            if len(self._answers_within) >= REMEMBERED:
                self._answers_within.clear()
            answer = self._answers_within[parent, text] = self._resolve(parent, text)
            return answer

    def candidates(self, text: str) -> tuple[str, ...]:
        """The codes between which a text does not decide, in order of code; for a nickname or a
        name no longer in use (闸北区, 上海市闸北区) the places that it may mean today."""
        wanted = clean(text)
        if latin.latin(wanted):
            hint = self.mentions.hints.at(wanted, 0, 0)
            return self.finder.meant(wanted) or (hint[2] if hint and hint[1] == len(wanted) else ())
        best, _ = self._walk("", wanted)
        gone = self.finder.remembered(wanted)
        if gone or not best:
            return gone or self.finder.doubtful(wanted) or self._hinted(wanted)
        found = tuple(sorted({self.index.home_of(end.code) for end in best}))
        if len(found) == 1 and best[0].rest:
            return self.finder.remembered(best[0].rest, found[0]) or found
        return found

    def candidates_within(self, parent: str, text: str) -> tuple[str, ...]:
        """The divisions below `parent` that a text may name, in order of code: villages whose town
        was not said."""
        best, moved = self._walk(parent, clean(text)) if text else ([], False)
        whole = (end.code for end in best if moved and tail_of(end.rest).unread < 0)
        return tuple(sorted(code for code in whole if code != parent))

    def towns_named(self, text: str) -> tuple[str, ...]:
        """The townships of the country that have a name, written whole or without 镇, 街道."""
        if self._towns is None:
            self._towns = Towns(self.index)
        return self._towns.named(unspaced(clean(text)))

    def doubtful(self, text: str) -> tuple[str, ...]:
        """Between what a name that was read as one place does not decide: those that share it, and
        an airport or station of another city (太平机场 is Harbin's, not 太平区's)."""
        several = self.finder.doubtful(text)
        served = () if several else self.mentions.hints.serves(text)
        held = self.resolve(text) if served else None
        if held is None or any(held.code.startswith(code) for code in served):
            return several
        return tuple(sorted({*served, held.code}))

    def _hinted(self, text: str) -> tuple[str, ...]:
        """What the places that a text names in another way may be (从沪返乡, PVG, 有上海旅居史)."""
        named = {code for one in self.mentions.of(text) for code in one.codes}
        return tuple(sorted(named)) or self.mentions.anywhere(text)

    def official_head(self, parent: str, text: str) -> tuple[str, str] | None:
        """The township or village below `parent` with whose official name (or a usual
        variant, never a short form) a text begins: (code, rest). For published texts,
        where 中山大学 must not become 中山街道."""
        code, rest = parent, text
        while True:
            names, lengths = self._officials.get(code) or self._official(code)
            for length in lengths:
                found = names.get(rest[:length])
                if found:
                    code, rest = found, rest[length:].lstrip()
                    break
            else:
                return None if code == parent else (code, rest)

    def _official(self, at: str) -> tuple[dict[str, str | None], tuple[int, ...]]:
        names: dict[str, str | None] = {}
        for code, _ in self._reachable(at):
            if self.index.by_code[code].level in ("township", "village"):
                for text, rank in self.index.ways(code):
                    if rank < SHORT and len(text) > 1:
                        names[text] = None if names.get(text, code) != code else code
        held = self._officials[at] = (
            names,
            tuple(sorted({len(text) for text in names}, reverse=True)),
        )
        return held

    def _resolve(self, parent: str, text: str) -> Resolved | None:
        wanted = clean(text)
        if looks_like_code(wanted):
            return self._by_code(parent, wanted)
        if not parent and latin.latin(wanted):
            return self._by_letters(wanted)
        end = self._end(parent, wanted)
        tight = unspaced(wanted)
        if tight != wanted and (end is None or end.rest):
            again = self._end(parent, tight)
            if again and (end is None or len(again.code) > len(end.code)):
                end = again
        if end is None:
            return None
        code = self.index.home_of(end.code)
        level = self.index.by_code[code].level
        renamed = level == "county" and end.rest in ENDINGS and wanted[-2:-1] not in OWN_ENDINGS
        rest = "" if renamed else end.rest
        return Resolved(code, level, rest, exact=not rest)

    def _by_letters(self, text: str) -> Resolved | None:
        code = self.finder.certain(text)
        return Resolved(code, self.index.by_code[code].level, "", exact=True) if code else None

    def _by_code(self, parent: str, digits: str) -> Resolved | None:
        code = digits
        if code not in self.index.by_code:
            try:
                code = prefix(digits)
            except ValueError:
                return None
        level = level_of_code(code)
        if level is None or code not in self.index.by_code or not code.startswith(parent):
            return None
        if level == "city":
            code = self.index.home_of(code)
        return Resolved(code, self.index.by_code[code].level, "", exact=True, via="code")

    def _end(self, parent: str, text: str) -> _Reached | None:
        best, moved = self._walk(parent, text)
        return best[0] if moved and len(best) == 1 else None

    def _walk(self, at: str, text: str) -> tuple[list[_Reached], bool]:
        """The best ends of all walks from `at`; several when the text does not decide.
        The second value is False when the very first step finds nothing."""
        rest = _BETWEEN.sub("", text)
        scope = self._scopes.get(at) or self._scope(at)
        for length in scope.lengths:
            if length > len(rest):
                continue
            named = scope.names.get(rest[:length], ())
            reached = [
                end for way in named if (end := self._reach(way, rest[:length], rest[length:]))
            ]
            if reached:
                least = min((len(end.rest), end.rank) for end in reached)
                best = {end.code: end for end in reached if (len(end.rest), end.rank) == least}
                return list(best.values()), True
        return [], False

    @cached_property
    def _longer(self) -> dict[str, list[tuple[str, str]]]:
        """By its first two letters: names in full, to the county, and of abroad."""
        found: dict[str, list[tuple[str, str]]] = {}
        full = (
            (row.name, code)
            for code, row in self.index.by_code.items()
            if len(code) <= len("610921")
        )
        others = (*countries(), *(name for name, _ in nicknames()))
        for name, code in (*full, *((name, "") for name in others)):
            found.setdefault(name[:2], []).append((name, code))
        return found

    def _begins_another(self, code: str, text: str, tail: str) -> bool:
        """Whether a short name with what follows is another's beginning, written out (三江侗族自治县
        is no 三江镇, 乌兰巴托 no 乌兰) or cut short (科尔沁左翼 is no 科尔沁区)."""
        said = text + tail
        return any(
            name != self.index.by_code[code].name
            and len(name) > len(text) + bool(other)
            and (
                said.startswith(name)
                or (bool(other) and said[: len(text) + 2] == name[: len(text) + 2])
            )
            for name, other in self._longer.get(text[:2], ())
            if name.startswith(text)
        )

    def _reach(self, way: Named, text: str, tail: str) -> _Reached | None:
        """How far one goes from a named division. A short form that runs on into another
        name (西安 in 西安路) counts only when what follows names a division below it."""
        code, rank = way
        ends, moved = self._walk(code, tail)
        if moved and len(ends) == 1:
            return _Reached(ends[0].code, ends[0].rest, rank)
        if rank % 10 == SHORT and (
            tail[:1] in CONTINUES or (len(code) > len("610102") and tail[:1] in WIDER)
        ):
            return None
        if (
            rank % 10 == SHORT
            and len(code) > len("6101")
            and self._begins_another(code, text, tail)
        ):
            return None
        return _Reached(code, _BETWEEN.sub("", tail), rank)

    def _scope(self, at: str) -> _Scope:
        names: dict[str, list[Named]] = {}
        for code, farther in self._reachable(at):
            for text, rank in self.index.ways(code):
                if not farther or self._stands_alone(code, text, rank):
                    names.setdefault(text, []).append((code, farther * 10 + rank))
        for text, itself in self._said_again(at):
            names.setdefault(text, []).append((itself, ITSELF * 10))
        lengths = tuple(sorted({len(text) for text in names}, reverse=True))
        scope = self._scopes[at] = _Scope(names, lengths)
        return scope

    def _stands_alone(self, code: str, text: str, rank: int) -> bool:
        """Whether a name says enough when the level above it is left out."""
        if text in FILLERS:
            return False
        return rank < SHORT or self.index.by_code[code].level in ("city", "county")

    def _reachable(self, at: str) -> Iterator[tuple[str, int]]:
        """Divisions that may be named next, with the number of levels left out between."""
        level = self.index.by_code[at].level if at else None
        depth = LEVELS.index(level) + 1 if level else 0
        farthest = depth + (3 if not at or self._is_municipality(at) else 2)
        layer = self.index.codes_below(at)
        for farther, _ in enumerate(LEVELS[depth:farthest]):
            yield from ((code, farther) for code in layer)
            layer = [child for code in layer for child in self.index.codes_below(code)]

    def _is_municipality(self, code: str) -> bool:
        return self.index.by_code[code].kind == "municipality"

    def _said_again(self, at: str) -> Iterator[tuple[str, str]]:
        if at:
            row = self.index.by_code[at]
            yield row.name, at
            if row.level == "city":
                yield "市辖区", at
