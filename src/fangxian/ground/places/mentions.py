"""Which other divisions a text goes on to name: what stands behind a place that was read is
looked at, not taken for an address unseen. Pure.

A name in full counts wherever it stands. A short one (上海, 朝阳) counts where it stands as a
place does: behind a mark or a word of travel, or at the end; not where it goes on to the name of
a road, a shop or an estate (北京路, 兰州拉面, 成都小区).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from fangxian.ground.places.address_rests import stays_behind
from fangxian.ground.places.finder import Finder, countries, former, nicknames
from fangxian.ground.places.hints import HOUSE, HUB, NEAR, TRAVELS, Hints
from fangxian.ground.places.index import DivisionRow, Index
from fangxian.ground.places.lexicon import any_word, cell_words
from fangxian.ground.places.names import SHORT
from fangxian.ground.places.rules import FILLERS

ROAD = re.compile(r"[东西南北中大]?[路街道巷村]")
DIGIT = re.compile(r"\d")
HAN = re.compile(r"[\u4e00-\u9fff]")
# words of having been somewhere: what follows is a place, whatever it is called
BEEN = re.compile(rf"(?:{any_word('been')})$")
# these stand as well inside other names and addresses
WEAK = re.compile(rf"(?:{any_word('lead')}|\d[日号])$")
TOWN = re.compile(r"(?:[镇乡村]|街道|社区)$")
ADDRESS = re.compile(rf"[^\W\d_]{{0,10}}4[Ss]店|[^\W\d_]{{0,10}}?(?:{any_word('address')})")
# behind a province or city these are there (上海公司), and no name of what is here (上海建工公司)
OF_ITS_OWN = re.compile(rf"(?:{any_word('of_its_kind')})?(?:{any_word('of_its_own')})")
LEAVES = re.compile(any_word("leaves"))  # words behind a place that are none of an address
NOT_THAT = re.compile(
    r"(?<=市)(?:场|政|民|容|委)|(?<=区)(?:域|间|委)|(?<=县)(?:道|委)|(?<=省)道|(?<=州)路"
)
UNKNOWN = re.compile(
    r"国外|境外|海外(?=[返回来入留归务]|\W|$)|外国(?!语)|外省|外地(?!区)"
    r"|(?:等|及|和)?(?:多|各|其[他它]|周边|几)(?:个)?(?:地(?![块铁勘])|省(?!道)|市(?!场)|城市|国)"
    r"|等地|等$"
    rf"|{any_word('unknown')}"
)
BESIDES = re.compile(r"除|以外|不含")  # speaks of a place's own parts
# names that many a town has for a part of itself
BARE = frozenset(cell_words("part") + cell_words("own_part"))
ITS_OWN = frozenset(cell_words("own_part"))
SET_OUT = frozenset("从自由经在去到")
MOST = 40  # codes that one text may mean
FAR = 40  # letters back to what a word of not knowing belongs to
LISTED = frozenset("、,，;；。/")


class Mention(NamedTuple):
    """A name in a text: where it begins and ends, and what it may mean (() for abroad and for
    words of not knowing). `each`: all of it, or any (江浙沪, SZ), so that one of it near by
    excuses none of the others."""

    start: int
    end: int
    codes: tuple[str, ...]
    each: bool = False


class _Name(NamedTuple):
    codes: tuple[str, ...]
    full: bool
    wide: bool  # a province, a city or a country


@cache
def _dish() -> re.Pattern[str]:
    return re.compile(any_word("dish"))


class Mentions:
    def __init__(self, index: Index, finder: Finder) -> None:
        self.index = index
        self.hints = Hints(index, finder.meant)

    @cached_property
    def _names(self) -> dict[str, _Name]:
        found: dict[str, dict[str, tuple[bool, bool]]] = {}
        for text, code, full, wide in self._said():
            found.setdefault(text, {})[code] = (full, wide)
        return {
            text: _Name(
                tuple(sorted(code for code in codes if code)),
                any(full for full, _ in codes.values()),
                any(wide for _, wide in codes.values()),
            )
            for text, codes in found.items()
        }

    @cached_property
    def _nicknames(self) -> frozenset[str]:
        return frozenset(text for text, _ in nicknames())

    def _said(self) -> Iterator[tuple[str, str, bool, bool]]:
        for code, row in self.index.by_code.items():
            if len(code) <= len("610102") and row.name not in FILLERS:
                home = self.index.home_of(code)
                for text, rank in self.index.ways(code):
                    yield text, home, rank < SHORT and len(text) > 2, len(code) < len("610102")
                    if rank == SHORT or len(text) == len("沛县"):
                        yield from (
                            (f"{above}{text}", home, True, False) for above in self._above(row)
                        )
        yield from ((text, code, True, False) for text, code in former())
        yield from ((text, code, False, False) for text, code in nicknames())
        yield from ((text, "", False, True) for text in countries())

    def _above(self, row: DivisionRow) -> Iterator[str]:
        """Short names of the city or province of a county: 武汉青山 is as good as a full name."""
        if len(row.code) == len("610102"):
            for code in (row.parent, row.code[:2]):
                if code in self.index.by_code:
                    yield from (text for text, rank in self.index.ways(code) if rank == SHORT)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(text) for text in self._names}, reverse=True))

    def of(self, text: str, start: int = 0, *, passing: bool = False) -> tuple[Mention, ...]:
        """The places that a text goes on to name from a letter on, and its words of abroad, of
        many and of not knowing, in their order. `passing`: those too that an ordinary sentence names
        in whatever words (跟昆山的同事吃过饭)."""
        found: list[Mention] = []
        at = start
        while at < len(text):
            mention = self._at(text, at, found[-1].end if found else start)
            mention = mention or (self._in_passing(text, at) if passing else None)
            if mention:
                found.append(mention)
            at = mention.end if mention else at + 1
        return tuple(found)

    def _at(self, text: str, at: int, after: int) -> Mention | None:
        unknown = UNKNOWN.match(text, at)
        if unknown and not BESIDES.search(text, max(at - FAR, 0), at):
            return Mention(at, unknown.end(), ())
        word = self._word(text, at)
        if word and self._within_longer(text, at, word):
            word = None
        if word and self._stands(text, at, at + len(word), after, self._names[word]):
            return Mention(at, at + len(word), self._names[word].codes, word in self._nicknames)
        hint = self.hints.at(text, at, after)
        if hint:
            return Mention(*hint, each=True)
        unsure = self.hints.unknown(text, at)
        if unsure and not any(self._known(text, one) for one in range(*unsure)):
            return Mention(*unsure, ())
        return None

    def _in_passing(self, text: str, at: int) -> Mention | None:
        """A name in a sentence, unless it is a word of everyday, or that of a road or a dish."""
        word = self._word(text, at)
        if word is None or word in cell_words("common") or self._within_longer(text, at, word):
            return None
        end = at + len(word)
        other = NOT_THAT.match(text, end) or ROAD.match(text, end) or _dish().match(text, end)
        return None if other else Mention(at, end, self._names[word].codes, word in self._nicknames)

    def _within_longer(self, text: str, at: int, word: str) -> bool:
        """Whether a word of travel and another name look like a name: 从江西 is no 从江."""
        if word[0] not in SET_OUT or self._names[word].full:
            return False
        other = self._word(text, at + 1)
        hint = self.hints.at(text, at + 1, at + 1)
        end = at + len(word)
        return (other is not None and at + 1 + len(other) > end) or (
            hint is not None and hint[1] > end
        )

    def anywhere(self, text: str) -> tuple[str, ...]:
        """The codes of all names that a text holds, however they stand in it, in order."""
        found: set[str] = set()
        at = 0
        while at < len(text) and len(found) < MOST:
            word = self._word(text, at)
            found.update(self._names[word].codes if word else ())
            at += len(word or " ")
        return tuple(sorted(found))

    def _known(self, text: str, at: int) -> bool:
        return bool(self._word(text, at) or self.hints.at(text, at, at))

    def _word(self, text: str, at: int) -> str | None:
        for length in self._lengths:
            if (word := text[at : at + length]) in self._names and len(word) == length:
                return word
        return None

    def _stands(self, text: str, at: int, end: int, after: int, named: _Name) -> bool:
        """Whether a name stands as a place does."""
        before, rest = text[max(at - NEAR, 0) : at], text[end : end + NEAR]
        been = bool(BEEN.search(before))
        begins = been or at == after or not HAN.match(before[-1:])
        begins = begins or bool(WEAK.search(before) or HOUSE.search(before))
        if text[at:end] in BARE:
            elsewhere = (at == after or before.endswith("回")) and text[at:end] not in ITS_OWN
            begins = been or elsewhere or before[-1:] in LISTED or bool(HOUSE.search(before))
            return begins and (not rest or not HAN.match(rest) or bool(HUB.match(rest)))
        if named.full:
            road = ROAD.match(rest) and not self._word(text, end)  # 哈尔滨市道外 is no road
            return not (NOT_THAT.match(text, end) or road)
        if named.wide and been:
            return True
        begins = begins or (text[at:end] in self._nicknames and bool(TOWN.search(before)))
        if self._stayed(text, at, end, begins=begins, wide=named.wide):
            return True
        if (been or self._apart(before)) and HAN.match(rest) and not ROAD.match(rest):
            return True  # a place, or named for one
        address = ADDRESS.match(rest)
        if address:  # 上海阳光小区 in a list of places is in Shanghai, 成都小区 is a house's name
            listed = named.wide and before[-1:] in LISTED and not ROAD.match(rest)
            return listed and address.end() > len("某小区")
        if named.wide:
            return begins or not (HAN.match(rest) or rest[:1].isalnum())
        return begins and self._ends(rest)

    def _stayed(self, text: str, at: int, end: int, *, begins: bool, wide: bool) -> bool:
        """Whether what follows a name says that somebody was there: a stay, a station, another name
        behind it, or what is there and nowhere else."""
        rest = text[end : end + NEAR]
        nickname = text[at:end] in self._nicknames
        if (wide or nickname or begins) and (TRAVELS.match(rest) or HUB.match(rest)):
            return True
        loose = text[at - 1 : at].isspace() or text[at - 1 : at] in ("(", "（")
        if (loose or (begins and wide)) and OF_ITS_OWN.match(rest):
            return True
        return begins and (self._goes_on(text, end) or stays_behind(rest))

    def _apart(self, before: str) -> bool:
        """Whether a mark stands before, which is more than a blank or a bracket within an address."""
        mark = before.rstrip()[-1:]
        return bool(mark) and not mark.isalnum() and mark not in "(（"

    def _goes_on(self, text: str, end: int) -> bool:
        """Whether another name stands right behind (保定白沟)."""
        word = self._word(text, end)
        rest = text[end + len(word or "") :][:NEAR]
        return word is not None and bool(TRAVELS.match(rest) or not ADDRESS.match(rest))

    def _ends(self, rest: str) -> bool:
        """Whether nothing follows of which a short name would be the beginning."""
        if not HAN.match(rest):
            return not rest[:1].isalnum()
        following = self._word(rest, 0)
        return bool(LEAVES.match(rest)) or (following is not None and following not in BARE)
