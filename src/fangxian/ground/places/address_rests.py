"""What stands behind a place has to prove that it is an address, or that it says nothing: a road, an
estate, a number with its unit, where beside it, what somebody did there, whose home it is, a day, a
means of travel. The words are a closed table (china/cell_words.csv); whatever else stands there is
not understood, and who wrote it is asked. Pure.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fangxian.ground.places.lexicon import any_of, any_word, cell_words

NAME = 12  # letters of a name before the word that says what it is
COUNT = "一二三四五六七八九十百零〇两"
WAY = ("way", "direct", "home", "link", "time")  # says of a journey nothing but how it was made
IDLE = ("doing", "home", "whose", "time", "way", "direct")  # says no finer where somebody was
TRAIN = r"(?!(?<=机场)T\d(?!\d))[GDCKTZYSLgdckt]\d{1,4}(?![\dA-Za-z号室栋幢座楼单元区-])(?:/\d{1,4})?(?:次(?:列车|动车|高铁)?)?"
FLIGHT = r"(?:[A-Z]{2}|\d[A-Z]|[A-Z]\d)\d{3,4}(?![\dA-Za-z号室栋幢座楼单元区])(?:次?航班)?"
PLATE = (
    r"临?[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云黔滇藏陕甘青宁新]"
    r"[A-Z][·•.\s]?[A-HJ-NP-Z0-9]{4,6}[挂学警港澳临]?(?![\dA-Za-z])"
)
VEHICLE = re.compile(rf"(?<![A-Za-z0-9])(?:{TRAIN}|{FLIGHT}|{PLATE})")
DAY = (
    r"(?:\d{2,4}年)?\d{1,2}月(?:\d{1,2}[日号]?|份|初|底|中旬|上旬|下旬)?(?:\d{1,2}[时点](?:\d{1,2}分)?)?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}\.\d{1,2}(?!\d)|\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}日"
    rf"|(?:\d+|[{COUNT}半几数多]+)(?:多)?(?:天|晚|夜|周|个?月|个?小时|分钟|年|点|时)"
)


class Tail(NamedTuple):
    """`unread`: the letter from which a text is not understood, -1 for none. `idle`: nothing of
    it says where somebody was (返乡, 5月1日, 高铁)."""

    unread: int
    idle: bool


class _Grammar(NamedTuple):
    vehicle: re.Pattern[str]
    idle: re.Pattern[str]
    moving: re.Pattern[str]
    link: re.Pattern[str]
    address: re.Pattern[str]
    kind: re.Pattern[str]
    bare: re.Pattern[str]
    settled: re.Pattern[str]
    odd: re.Pattern[str]
    plain: re.Pattern[str]


HAN = "[\u4e00-\u9fff]"
QUALIFIED = 4  # letters between a place and the word of what is named for it (上海国际酒店)
ROADS = frozenset("路街道巷")
JOINS = ("moving", "link")  # belong to what follows them
BREAK = re.compile(r"(?:(?![?？])[\s\W_])+")


def tail_of(text: str) -> Tail:
    """How far the text behind a place is understood."""
    grammar = _grammar()
    at = joined = 0
    moved, idle = False, True
    while at < len(text):
        step = _step(grammar, text, at, moved=moved)
        if step is None:
            return Tail(joined, idle=False)
        moved = step.kind == "moving" or (moved and step.kind == "link")
        idle = idle and step.kind != "address"
        at = step.end
        joined = joined if step.kind in JOINS else at
    return Tail(-1, idle)


class _Step(NamedTuple):
    kind: str
    end: int


def _step(grammar: _Grammar, text: str, at: int, *, moved: bool) -> _Step | None:
    """The next thing that is understood; None where nothing is."""
    if broken := BREAK.match(text, at):
        return _Step("break", broken.end())
    said = grammar.vehicle.match(text, at) or grammar.idle.match(text, at)
    joins = [
        _Step(kind, found.end())
        for kind, pattern in (("moving", grammar.moving), ("link", grammar.link))
        if (found := pattern.match(text, at))
    ]
    longest = max(joins, key=lambda step: step.end, default=None)
    if longest and longest.end == at + 1 and (end := _begins_a_name(grammar, text, at)):
        return _Step("address", end)
    if longest and (said is None or longest.end >= said.end()):
        return longest
    address = grammar.address.match(text, at)
    if said and not (address and address["house"]):
        return _Step("idle", said.end())
    end = address.end() if address else _named(grammar, text, at, moved=moved)
    return _Step("address", end) if end > 0 else None


def _begins_a_name(grammar: _Grammar, text: str, at: int) -> int:
    """Where a name ends that a word of travel begins (经开区, 飞云小区, but 至火星村 is elsewhere);
    0 for none."""
    bare = grammar.bare.match(text, at)
    if bare and bare.end() > at + 1:
        return bare.end()
    end = _named(grammar, text, at, moved=False)
    return 0 if end < 0 or grammar.settled.search(text, at, end) else end


def _named(grammar: _Grammar, text: str, at: int, *, moved: bool) -> int:
    """Where a name with a word of its kind ends (阳光小区); -1 for none. Behind a word of going
    (去过某村) a name would be another place, and only a kind is none (去过超市)."""
    found = grammar.kind.match(text, at)
    if found is None:
        return -1
    name = found["name"]
    strange = bool(name) and (moved or grammar.odd.search(grammar.plain.sub("", name)))
    return -1 if strange else found.end()


class OfCity(NamedTuple):
    """What lies in the city that it is named after: where it ends, its kind (zone, campus, station), and
    the name of its own before the word of its kind (东湖 of 东湖高新区)."""

    end: int
    kind: str
    name: str


def of_city(rest: str) -> OfCity | None:
    """A development zone or new area, a university, a station or an airport with which the text behind a
    city's name begins, with nothing but an address or an errand behind it; None for anything else."""
    found = _of_city().match(rest)
    if found is None or tail_of(rest[found.end() :]).unread >= 0:
        return None
    name = next(filter(None, (found["zone_name"], found["campus_name"], found["port_name"])), "")
    return OfCity(found.end(), found.lastgroup or "station", name)


def stays_behind(rest: str) -> bool:
    """Whether what follows a name begins with a stay there: its days, what somebody did, with whom,
    by what means, or about where (3天, 5.1, 开会, 儿子家, 大巴, 附近); no name goes on so."""
    if _part().match(rest):
        return True
    step = _step(_grammar(), rest, 0, moved=False) if rest else None
    if step is None or step.kind == "address":
        return False
    ends = step.end >= len(rest) or not re.match(HAN, rest[step.end])
    return step.kind == "break" or step.end > 1 or ends


def named_for(rest: str) -> bool:
    """Whether what follows a short name only makes another name of it: of a house, a school, a shop,
    which may stand elsewhere (上海大学, 昆山国际酒店), and not of a road in that place."""
    kind = _grammar().kind
    found = None if stays_behind(rest) else kind.match(rest)
    if found is None or len(found["name"]) > QUALIFIED:
        return False
    end = found.end()
    while (more := kind.match(rest, end)) and not more["name"]:  # 国际 and 酒店
        end = more.end()
    return rest[end - 1] not in ROADS and tail_of(rest[end:]).idle


def is_settlement(text: str) -> bool:
    """Whether a text is the name of a village, an island, a mountain, with or without a number, a
    stay or nothing behind it (某某屯3组, 普吉岛5天), and not 火车站 or 村口."""
    found = _settled_there().match(text)
    step = _step(_grammar(), text, 0, moved=False) if found else None
    led = step is not None and step.kind != "address"
    return found is not None and not led and not says_nothing(found["name"])


def says_nothing(text: str) -> bool:
    """Whether a text that names no place says only how and when somebody travelled (自驾, 京昆高速)."""
    return _way().fullmatch(text) is not None


def is_no_name(text: str) -> bool:
    """Whether a text holds words that no name of a place holds (密接, 等三地, 有上海旅居史)."""
    grammar = _grammar()
    return grammar.odd.search(grammar.plain.sub("", text)) is not None


def lead_of(text: str) -> int:
    """How many letters of a text only lead to a place (5月1日从, 自驾经)."""
    found = _leading().match(text)
    return found.end() if found else 0


@cache
def _settled_there() -> re.Pattern[str]:
    words = any_word("settlement")
    after = rf"$|[^\u4e00-\u9fff]|[{COUNT}]+[组社队]|(?:{any_word('doing')})"
    return re.compile(rf"(?P<name>{HAN}{{2,8}}?)(?:{words})(?={after})")


@cache
def _of_city() -> re.Pattern[str]:
    own = rf"{HAN}{{0,{NAME}}}?"
    station = r"[东西南北中新]?(?:火车|高铁|动车|铁路|城际|客运|汽车|长途|客车)*总?站"
    port = rf"(?P<port_name>{HAN}{{0,4}}?)(?:国际)?机场(?:{any_word('terminal')})?"
    no_road = r"(?!前?[东西南北]?[街路巷]|[村镇乡]|社区|大道|高速)"
    return re.compile(
        rf"(?P<zone>(?P<zone_name>{own})(?:{any_word('zone')}))(?!区)"
        rf"|(?P<campus>(?P<campus_name>(?:(?!大学|学院){HAN}){{0,{NAME}}}?)(?:{any_word('campus')}))"
        rf"|(?P<station>(?:{station}|{port}){no_road})"
    )


@cache
def _part() -> re.Pattern[str]:
    return re.compile(any_word("around"))


@cache
def _leading() -> re.Pattern[str]:
    words = any_word("moving", "link", "time", "way")
    return re.compile(rf"(?:(?![?？])[\s\W_]|{DAY}|{words})*")


@cache
def _way() -> re.Pattern[str]:
    words = any_word(*WAY, "moving")
    motorway = r"[\u4e00-\u9fff]{2}高速(?:公路)?(?:[出入路]?口|服务区|收费站)?|G\d{1,4}(?:高速)?"
    return re.compile(rf"(?:(?![?？])[\s\W_]|{motorway}|{VEHICLE.pattern}|{DAY}|{words})*")


@cache
def _grammar() -> _Grammar:
    denial = {word for word in cell_words("direct") if len(word) == 1}  # 无 alone in its cell only
    idle = any_of({word for kind in IDLE for word in cell_words(kind)} - denial)
    moving, suffix, unit = (any_word(kind) for kind in ("moving", "suffix", "unit"))
    odd, plain = (any_word(kind) for kind in ("odd", "plain"))
    near = cell_words("beside")
    beside = any_of(word for word in near if len(word) > 1)
    letter = "".join(word for word in near if len(word) == 1)  # only where no name goes on
    number = r"[A-Za-z]{0,3}\d{1,5}(?:\s?[-—–~#./、]\s?[A-Za-z]?\d{1,5})*[A-Za-z]?(?!\d)\s?"
    letters = r"[A-Za-z甲乙丙丁]{1,3}"
    counted = rf"(?:{number}|{letters}|[{COUNT}甲乙丙丁东西南北中]{{1,4}}|第[{COUNT}\d]{{1,4}})"
    return _Grammar(
        VEHICLE,
        re.compile(rf"{DAY}|(?:{idle})"),
        re.compile(moving),
        re.compile(any_word("link")),
        re.compile(
            rf"(?P<house>{counted}(?:{unit}))|{number}|[A-Za-z]+(?![\u4e00-\u9fff])|{beside}"
            rf"|[{letter}](?![\u4e00-\u9fff])"
        ),
        re.compile(
            rf"(?P<name>[\w·•]{{0,{NAME}}}?)(?:{suffix}|{number}(?:{unit})|{letters}(?:{unit}))"
        ),
        re.compile(suffix),
        re.compile(rf"(?:{any_word('settlement')})$"),
        re.compile(odd),
        re.compile(plain),
    )
