"""Ways of naming a place that are no name of a division: a province's letter beside a word of
travel (经沪返乡), an airport or a station, its code, a name in Latin letters, and a place nobody
knows behind such a word (从半路返乡). Pure.

Each may be a second place, so each is found or to be verified; a road, a plate, a flight and a
building's letters are none (京沪路, 沪A12345, MU2345, KTV).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from fangxian.ground.places import address_rests, finder, latin
from fangxian.ground.places.index import Index
from fangxian.ground.places.lexicon import any_word

HAN = r"[\u4e00-\u9fff]"
# words by which a journey goes on; not those that begin a name (回民街, 来福)
ONWARD = (
    r"(?:[返归抵](?!还)|回(?![民族龙春迁澜])|来(?![福宝凤安])|转(?:车|机|乘|到|至|道|往|$)"
    rf"|{any_word('onward')})"
)
TRAVELS = re.compile(ONWARD)
BEFORE = re.compile(rf"(?:{any_word('verb', 'before')}|[、，,/→])$")
VERB = re.compile(rf"(?:{any_word('verb')})$")
AFTER = re.compile(rf"{ONWARD}|[至到去经途后等及和与]|$|[^\w]|\d+月|\d+[.]\d")
HUB = re.compile(
    r"(?:[东西南北中])?(?:国际)?(?:火车|高铁|动车|城际|客运|汽车|长途|铁路|客车|车|收费|高速)*(?:站(?!前)|高速口|高速路口|服务区|机场(?!路|街|镇|村|社区|大道|高速)|航站楼|候机楼|枢纽)"
    rf"|[东西南北](?=$|[^\w]|转|到|至|下车|上车|{ONWARD})"
)
HOUSE = re.compile(rf"(?:{any_word('ends_house')})$")  # where an address ends
PORT = re.compile(
    rf"{HAN}{{2,4}}(?:国际)?机场(?=$|[^\w]|{ONWARD})|{HAN}{{2,3}}(?:高铁|火车|动车)站(?=$|[^\w]|{ONWARD})"
)
FROM = re.compile(
    rf"(?!{any_word('by_oneself')})(?:从|自|由|经|途)(?P<place>{HAN}{{1,8}}?)(?:返|回|来|归|转|抵|到)"
    r"(?=乡|家|来|回|返|归|老|汉|我|本|县|村|镇|到|抵|车|机|乘|达|$|[^\w])"
)
BEEN = re.compile(
    rf"(?:[去到来住待呆]过|途[经径]|路过|经停|中转|换乘)[了于在]?(?P<place>{HAN}{{2,8}})"
)
SETS_OUT = frozenset("从自由经途去到来住待呆路中换")  # with what FROM and BEEN begin
STATION = re.compile("机场|[铁车]站")
NEAR = 12  # letters that are looked at around a hint
OWN = re.compile(any_word("nowhere"))  # of no other place, whatever it is
LATIN = re.compile(r"[A-Za-z][A-Za-z'’·. -]*[A-Za-z]")
BUILDING = re.compile(  # letters in the name of a house
    rf"\s*(?:\d|[-—－]?[A-Za-z]?\d|{any_word('building')})"
)
HOUSES = re.compile(any_word("latin_house"), re.IGNORECASE)
NUMBERED = re.compile(r"[A-Za-z]{1,3}\s*-?\d")  # G1234, MU2345, A12345


class Hints:
    """Over one index. `meant` reads names of divisions in Latin letters."""

    def __init__(self, index: Index, meant: Callable[[str], tuple[str, ...]]) -> None:
        self._index = index
        self._meant = meant

    @cached_property
    def _letters(self) -> dict[str, tuple[str, ...]]:
        return _gathered((row.name, (row.code,)) for row in finder.letters())

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(row.name for row in finder.letters() if row.plain)

    @cached_property
    def _run(self) -> re.Pattern[str]:
        return re.compile(f"[{''.join(self._letters)}]{{1,3}}")

    @cached_property
    def _hubs(self) -> dict[str, tuple[str, ...]]:
        return _gathered((name, codes) for name, _, codes in finder.hubs())

    @cached_property
    def _latin(self) -> dict[str, tuple[str, ...]]:
        """Codes of airports, and the initials of provinces and cities (SH, BJ, XA)."""
        ports = ((said.lower(), codes) for _, letters, codes in finder.hubs() for said in letters)
        return _gathered([*ports, *self._initials()])

    def _initials(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for code, row in self._index.by_code.items():
            if len(code) <= len("6101"):
                short = latin.reading(row.name, row.level)[1]
                yield "".join(part[:1] for part in short), (self._index.home_of(code),)

    @cached_property
    def _begin(self) -> frozenset[str]:
        """With what a hint may begin."""
        return frozenset({*(name[0] for name in self._hubs), *self._letters})

    def at(self, text: str, at: int, after: int) -> tuple[int, int, tuple[str, ...]] | None:
        """(start, end, codes) of what begins at a place in a text; `after`: where the mention
        before it ended. () where nobody knows which place it is."""
        if text[at].isascii():
            return self._in_latin(text, at) if text[at].isalpha() else None
        if text[at] not in self._begin:
            return None
        return self._hub(text, at) or self._letter(text, at, after)

    def _in_latin(self, text: str, at: int) -> tuple[int, int, tuple[str, ...]] | None:
        if at and text[at - 1].isascii() and text[at - 1].isalnum():
            return None
        found = LATIN.match(text, at)
        if found is None:
            return None
        said, end = found[0], found.end()
        key = latin.key_of(said)
        codes = self._latin.get(key) or self._meant(said)
        stayed = TRAVELS.match(text, end) or address_rests.stays_behind(text[end : end + NEAR])
        house = BUILDING.match(text, end) and not stayed
        if house and not HUB.match(text, end) and not (len(key) > len("town") and codes):
            return None
        named = key in self._latin
        if not key or (HOUSES.fullmatch(said) and not named) or NUMBERED.match(text, at):
            return None
        return at, end, codes

    def serves(self, text: str) -> tuple[str, ...]:
        """The cities whose airport or station a text begins with (太平机场); () for none."""
        found = self._hub(text, 0)
        return found[2] if found else ()

    def hub(self, text: str) -> tuple[int, tuple[str, ...]]:
        """The airport or station with which a text begins: where it ends, and the cities that it
        serves; 0 and () for none."""
        found = self._hub(text, 0)
        return (found[1], found[2]) if found else (0, ())

    def _hub(self, text: str, at: int) -> tuple[int, int, tuple[str, ...]] | None:
        for length in (4, 3, 2):
            codes = self._hubs.get(text[at : at + length])
            follows = HUB.match(text, at + length) if codes else None
            if codes and follows:
                return at, follows.end(), codes
        return None

    def _letter(self, text: str, at: int, after: int) -> tuple[int, int, tuple[str, ...]] | None:
        run = self._run.match(text, at)
        if run is None:
            return None
        before, rest = text[max(at - NEAR, 0) : at], text[run.end() : run.end() + NEAR]
        begins = at == after or not re.match(HAN, before[-1:])
        begins = begins or bool(BEFORE.search(before) or HOUSE.search(before))
        if not begins or not AFTER.match(rest) or re.match(r"[A-Za-z]", rest):
            return None
        plain = all(letter in self._plain for letter in run[0])
        if (
            not plain
            and not (VERB.search(before) and TRAVELS.match(rest))
            and not _alone(before, rest)
        ):
            return None
        return at, at + 1, self._letters[text[at]]

    def unknown(self, text: str, at: int) -> tuple[int, int] | None:
        """A place that nobody knows behind a word of travel, or an airport: where it stands."""
        for pattern in (FROM, BEEN) if text[at] in SETS_OUT else ():
            found = pattern.match(text, at)
            if found and not OWN.match(found["place"]):
                return found.span("place")
        found = PORT.match(text, at) if STATION.search(text, at, at + NEAR) else None
        return found.span() if found else None


def _alone(before: str, rest: str) -> bool:
    """Whether a letter stands between two marks (、川/)."""
    return bool(re.search(r"[、，,;；/→]$", before)) and not re.match(r"\w", rest)


def _gathered(said: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, codes in said:
        found[name] = tuple(sorted({*found.get(name, ()), *codes}))
    return found
