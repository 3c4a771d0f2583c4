"""Several places in one cell, and the one address that only looks like several.

A cell is cut at arrows, at words of travel (途经, 转), at commas, blanks, dashes and brackets.
What follows a cut is a place of its own when it names a division, when an arrow or a word of
travel says so, or when it ends like a division's name; else it goes on with what stands before
it. What names a division below the one before it (甘肃省、兰州市) is one place with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fangxian.ground.places.address_rests import is_settlement, lead_of, of_city, tail_of
from fangxian.ground.places.lexicon import any_word, cell_words
from fangxian.ground.places.mentions import Mention
from fangxian.ground.places.queries import (
    candidates,
    doubtful,
    full_name,
    hub_in,
    mentions,
    name_of,
    resolve_name,
    resolve_within,
    suggest,
)
from fangxian.ground.places.resolver import Resolved
from fangxian.ground.places.rules import clean, unspaced

ARROW = r"\s*(?:[-=—–]+>+|[→➔➜⇒⟶►»>]+)\s*"
TRAVEL = rf"(?:{any_word('between')})"
ONE = "(?:经(?![济开纬贸典营适]|[一二三四五六七八九十]+路)|以及|[转到至和与及暨也])"  # joins two places; stands inside many names (经开区, 呼和浩特)
SOFT = (
    r"\s*[、，,;；/\\|+&]\s*|\s*(?:[(（](?!地区[)）])|(?<![(（]地区)[)）])\s*|\s*[-—–~～]+\s*|\s+"
)
CUT = re.compile(
    rf"(?P<arrow>{ARROW})|(?P<travel>\s*[(（]?\s*{TRAVEL}\s*|\s+{ONE}\s+)|(?P<soft>{SOFT})"
)
ROAD = re.compile(r"[东西南北中大环一二三四五]{1,2}[路街道]")
LETTER = re.compile(ONE)
LIKELY = re.compile(r"[经转到至和与及暨也\s、，,;；/\\|+&(（)）\-=—–~～>→➔➜⇒⟶►»途换前再后中]")
LISTED = frozenset("、，,;；")
JOINED = re.compile(
    r"\s*(?:[、，,;；/\n]|以及|[和与及至暨也])\s*"
)  # between places that stand in one text
WIDE = ("省", "市", "县", "旗", "州", "盟")
TOWNS = ("镇", "乡", "街道")
NO_DISTRICT = re.compile(
    r".*(?:[小园社校厂院景库片矿牧灾疫]|[A-Za-z0-9一二三四五六七八九十东南西北中])区"
)
OFFICIAL_END = re.compile(r"省|市|区|县|旗|州|盟|镇|乡|街道")
COARSE = len("6101")
LATIN_CUT = re.compile(rf"{ARROW}|\s*[,;/]\s*|\s+-+\s+|\s+(?:via|to|and)\s+", re.IGNORECASE)
ARROWS = re.compile(ARROW)
CLOSES = {")": "(", "）": "（"}
ONWARD = re.compile(  # between two places
    rf"(?:[\s\W_]|{any_word('goes_on')}|\d+月\d+[日号])+$"
)
EDGES = " \u3000、，,;；:：。/\\|(（[【-—–"
NO_PLACE = frozenset(cell_words("no_place"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two cuts, and how it was cut from what stands before."""

    text: str
    cut: str  # the separator itself; "" for the first
    sure: bool  # an arrow or a word of travel: a place of its own


def split(text: str) -> tuple[str, ...]:
    """The places that a cell names, each as written; the cell itself when it names one."""
    if not text.strip():
        return (text,)
    if text.isascii():
        return _in_latin(text)
    found: list[str] = []
    for piece in _pieces(text) if LIKELY.search(text) else [_Piece(text, "", sure=False)]:
        if found and piece.text and not piece.sure and not _another(found[-1], piece):
            found[-1] = f"{found[-1]}{piece.cut}{piece.text}"
            continue
        closing = piece.cut.strip()[:1]
        if found and closing in CLOSES and CLOSES[closing] in found[-1]:
            found[-1] += closing  # the bracket of an address
        if piece.text:
            found.append(_in_context(found, piece.text))
    parts = (part for whole in found for part in _unseparated(whole))
    return tuple(part for said in parts for part in _proven(said)) or (text,)


def _proven(text: str) -> Iterator[str]:
    """A place with its address, and apart from it what stands behind and is no address."""
    held = resolve_name(text)
    if held is None:
        led = _led(text)
        yield from _proven(led) if led else (text,)
        return
    unread = tail_of(held.rest).unread if held.rest else -1
    if unread < 0 or (len(held.code) <= COARSE and _names_finer(held)):
        yield text
        return
    said = _ending(text, held.rest)
    start = len(said) - len(held.rest) + unread
    yield said[:start].rstrip(EDGES)
    yield said[start:].strip(EDGES)


def _names_finer(held: Resolved) -> bool:
    """Whether what stands behind a city is a name, of this day or another, whole or begun
    (上海市闸北区, 上海浦)."""
    name = held.rest.strip(f"{EDGES})）】")
    if resolve_name(name) is not None or doubtful(name):
        return True
    return bool(name) and bool(suggest(name, 1, within=held.code))


def _led(text: str) -> str:
    """The place behind words that lead to it (去过北京, 5月1日从西安出发); "" for none."""
    named = text[lead_of(text) :]
    return named if named != text and resolve_name(named) else ""


def _in_latin(text: str) -> tuple[str, ...]:
    """Shanghai Pudong is one place, Shanghai - Beijing and Shanghai, Beijing are two."""
    if resolve_name(text) or candidates(text):
        return (text,)
    parts = [part.strip() for part in LATIN_CUT.split(text) if part.strip()]
    return tuple(parts) if all(map(resolve_name, parts)) or ARROWS.search(text) else (text,)


def _unseparated(text: str) -> Iterator[str]:
    """The places of one piece: one written onto the other (北京上海), and those that stand
    behind the first anywhere in what looked like its address (汉滨区，去过上海)."""
    held = resolve_name(text)
    if held is None or not any(map(str.isalpha, held.rest)):
        yield text
        return
    said = _ending(text, held.rest)
    start = len(said) - len(held.rest)
    other = resolve_name(held.rest) if len(held.rest) > 1 and not _of_its_own(held) else None
    if (
        other
        and other.exact
        and not _same_line(held.code, other.code)
        and (len(held.code) <= COARSE or _as_written(held.rest))
    ):
        yield said[:start].rstrip()
        yield held.rest
        return
    named = mentions(said, start + _of_its_own(held))
    first = next((one for one in named if _elsewhere(held.code, one)), None)
    if first is None:
        yield text
        return
    yield _without_onward(said[: first.start].rstrip(EDGES)) or said[:start]
    further = _closed(said[first.start :])
    yield from _unseparated(_in_context([said[:start]], further))


def _of_its_own(held: Resolved) -> int:
    """How many letters behind a city name what lies in it, whatever else has the name (武汉天河机场,
    宁波杭州湾新区): a zone of a name of its own, an airport or station that serves it."""
    if len(held.code) > COARSE:
        return 0
    end, served = hub_in(held.rest)
    if end and any(_same_line(held.code, code) for code in served):
        return end
    found = of_city(held.rest)
    if found is None or found.kind != "zone":
        return 0
    other = resolve_name(found.name)
    own = other is None or other.rest or len(other.code) > COARSE
    return found.end if own else 0


def _without_onward(head: str) -> str:
    """Without the words by which a journey goes on, unless a name ends with one (鄂托克前)."""
    short = ONWARD.sub("", head).rstrip(EDGES)
    held, other = resolve_name(head), resolve_name(short)
    return short if held is None or (other and other.code == held.code) else head


def _ending(text: str, rest: str) -> str:
    """A text so written that it ends with its own rest."""
    for said in (text, clean(text)):
        if said.endswith(rest):
            return said
    return unspaced(clean(text))


def _closed(text: str) -> str:
    """Without a closing bracket whose opening stood before."""
    return text if set(text) & set("(（[【《{") else text.rstrip(")）]】》}")


def _elsewhere(held: str, mention: Mention) -> bool:
    """Whether a name is not of the place's own line: neither above it nor inside it."""
    near = [_same_line(held, code) for code in mention.codes]
    return not (bool(near) and all(near) if mention.each else any(near))


def _same_line(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _pieces(text: str) -> Iterator[_Piece]:
    at, cut, sure = 0, "", False
    for match in CUT.finditer(text):
        start = match.start() + _of_the_name(text[at : match.start()], match[0])
        if start > at:
            yield from _at_letters(_Piece(text[at:start], cut, sure))
            cut, sure = "", False
        cut += text[start : match.end()]
        sure = sure or match.lastgroup != "soft"
        at = match.end()
    if at < len(text):
        yield from _at_letters(_Piece(text[at:], cut, sure))
    elif cut.strip() in CLOSES:
        yield _Piece("", cut, sure=False)


def _of_the_name(head: str, cut: str) -> int:
    """How many letters of 中转 may belong to the place before it (乐山市中转…): then it is to be
    verified, for 乐山市 has a 市中区."""
    if cut.strip() not in ("中转", "转中转") or not head.endswith("市"):
        return 0
    held = resolve_name(head)
    return int(bool(held and held.exact and resolve_within(held.code, "市中区")))


def _at_letters(piece: _Piece) -> Iterator[_Piece]:
    """Cut at 经, 转, 和 … where a place stands after it, and one before it or a cut."""
    text, cut, sure = piece.text, piece.cut, piece.sure
    start = 0
    for match in LETTER.finditer(text):
        head, tail = text[start : match.start()], text[match.end() :]
        if not _names(tail) or not (_names(head) if head else cut):
            continue
        if _part_of_a_name(head, text[match.start() :]):
            continue
        if head:
            yield _Piece(head, cut, sure)
        cut, sure, start = match[0], True, match.end()
    rest = text[start:]
    if rest.strip() and not (start == 0 and rest in NO_PLACE):
        yield _Piece(rest, cut, sure)


def _part_of_a_name(head: str, text: str) -> bool:
    """Whether a letter that joins places begins one in the place before it (天津和平, 延边和龙)."""
    held = resolve_name(head) if head else None
    if held is None or len(held.rest) > 1:
        return False
    said = f"{held.rest}{text}"  # 呼和浩特 behind 内蒙古
    found = resolve_within(held.code, said)
    if found is None or len(held.code) <= COARSE:
        return found is not None
    return said.startswith(name_of(found.code))


def _names(text: str) -> bool:
    """Whether a text begins with a division, by itself (and not with 长安大道)."""
    if len(text) < len("上海") or text[:1].isdigit():
        return False
    found = resolve_name(text)
    if found is None:
        return len(candidates(text)) > 1
    return not ROAD.match(found.rest) or _as_written(text)


def _another(before: str, piece: _Piece) -> bool:
    """Whether a piece after a comma, a blank, a dash or a bracket is a place of its own."""
    if piece.text.isdigit() and len(piece.text) < len("610921"):
        return False
    held = resolve_name(before)
    near = resolve_within(held.code, piece.text) if held and held.exact else None
    if held and near:  # 甘肃省、兰州市: one place, named from above
        return _leads_elsewhere(held.code, name_of(near.code), piece.text)
    if _known(before, piece.text):
        return True
    town = before.endswith(TOWNS) or (held is not None and len(held.code) > len("610921"))
    if not town and piece.cut.strip()[-1:] in LISTED and _unknown_settlement(piece.text):
        return True
    return _looks_like_place(piece, inside=bool(held and held.code[4:] and held.exact))


def _leads_elsewhere(held: str, near: str, text: str) -> bool:
    """Whether a text begins with a full name that is none of the place (房山区、河北省 is no 河北镇)."""
    own = None if text.startswith(near) else resolve_name(text)
    return own is not None and not _same_line(held, own.code) and _as_written(text)


def _unknown_settlement(text: str) -> bool:
    """Whether a village that nobody knows is named; in a town it is that town's."""
    if not is_settlement(text) or resolve_name(text) is not None:
        return False
    return not mentions(text)


def _known(before: str, text: str) -> bool:
    """Whether a text is a division's name, alone or before an address in that division."""
    found = resolve_name(text) or _beside(before, text)
    if found is None:
        return len(candidates(text)) > 1 and _as_written(text)
    return found.exact or tail_of(found.rest).idle or _as_written(text)


def _as_written(text: str) -> bool:
    """Whether a text begins with a name in full (北京市朝阳区建国路88号), not with a short one
    that may be a house's (西安大厦)."""
    ends = OFFICIAL_END.finditer(text)
    return any(_whole(text[: end.end()]) for end in ends if end.end() > len("东区"))


def _whole(head: str) -> bool:
    found = resolve_name(head)
    return found.exact if found else len(candidates(head)) > 1


def _beside(before: str, text: str) -> Resolved | None:
    """The place of a text in the county or city of the place before it (雁塔区、长安区)."""
    held = resolve_name(before)
    above = [held.code[:6], held.code[:4]] if held else []
    inside = (resolve_within(code, text) for code in above if code != held.code)  # type: ignore[union-attr]
    return next((found for found in inside if found), None)


def _in_context(found: list[str], text: str) -> str:
    """A name that is clear only beside the place before it, written in full."""
    plain = text.strip()
    if not found or resolve_name(plain):
        return plain
    held = resolve_name(found[-1])
    near = resolve_within(held.code, plain) if held else None
    near = near or _beside(found[-1], plain)
    return f"{full_name(near.code)}{near.rest}" if near else plain


def _looks_like_place(piece: _Piece, *, inside: bool) -> bool:
    """Whether a name that nobody knows ends as those of divisions do. Behind a county, a town
    after a mere blank or dash goes on with the address."""
    text = piece.text.rstrip()
    if len(text) < 2 or any(letter.isdigit() for letter in text):
        return False
    if text.endswith(WIDE) or (text.endswith("区") and not NO_DISTRICT.fullmatch(text)):
        return True
    return text.endswith(TOWNS) and (not inside or piece.cut.strip()[-1:] in LISTED)
