"""The places that one row of a list names: each is one to be listed, or one to be placed.

A row is cut as a cell of travellers is (`places.split`). It stays one row where the divisions that
it names are all listed by it as it stands; else each becomes a row of its own, and so does what is
joined to them and nobody knows: a person places it, it is no name of an estate unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fangxian.ground.places import api as places
from fangxian.lines.zones.place_matching import ANOTHER, ASIDE, Names, place_area, place_region

COUNTED = re.compile(r"(?:等)?([一二两三四五六七八九十\d]+)?个?(?:[区县市镇乡]|街道|地区?|处)?")
NUMBERS = {letter: n for n, letter in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
UNKNOWN = "未认出:"
GROUP = re.compile(r"([^（()）]+)[（(]([^（()）]+)[)）]")
BETWEEN = re.compile(r"\s*[、，,;；\n]\s*")
APART = re.compile(r"\s*[、，,;；\n]\s*(?![^（(]*[)）])")  # not within brackets
COARSE = (len("61"), len("6101"))
EXCEPT = re.compile(r"(?<=[市区县旗])([^市区县旗、，,;；（()）]+除外)(?![）)])")
# 长安路以西: a border of the place before it
BORDER = re.compile(
    r".{1,30}以[东西南北内](?:[、至和]?以?[东西南北])*的?(?:区域|范围|部分|地区|区间)?"
)
OF_A_NAME = re.compile(r"和(?:[平睦谐]|.(?:社区|小区|家园|花园|苑|村|路|街|巷|镇|乡))")  # 和兴社区


def names_in(text: str) -> tuple[str, ...]:
    """The texts of the rows that a row's text stands for: itself, or one for each of its places, also of
    those in brackets behind the place that they lie in."""
    found = (
        one
        for part in _grouped(EXCEPT.sub(r"（\1）", text))
        for one in ((part,) if part.startswith(UNKNOWN) else _named_in(part))
    )
    return tuple(dict.fromkeys(found))


def _named_in(text: str) -> tuple[str, ...]:
    plain = ASIDE.sub("", text)
    parts = _parts(plain)
    if not any(part and places.resolve_name(part) for part in parts):
        return (text,)  # of no place: to be placed with all its words
    open_ = tuple(_open(text, plain, parts))
    known = [one.code for one in map(places.resolve_name, parts) if one]
    if len(known) == len(parts) and not open_ and _lists(text, known):
        return (text,)
    asides = "".join(ASIDE.findall(text))
    named = [part for part in parts if not part.startswith("等")]
    return tuple(dict.fromkeys((*(_row(part, asides, named) for part in named), *open_)))


def _row(part: str, asides: str, named: list[str]) -> str:
    """One place as the text of a row: a short name among others that several share (昌平区、朝阳)
    is to be placed by a person."""
    if places.resolve_name(part) is None:
        return part
    return f"{UNKNOWN}{part}" if len(named) > 1 and places.doubtful(part) else f"{part}{asides}"


def _grouped(text: str) -> Iterator[str]:
    """The texts of 广东省（广州市荔湾区、深圳市福田区）, each with the place before the bracket; the text
    itself where the bracket names no division of it."""
    parts = [list(_bracketed(part)) for part in APART.split(text)]
    if not any(parts):
        yield text
        return
    for part, inside in zip(APART.split(text), parts, strict=True):
        yield from inside or (part,)


def _bracketed(part: str) -> Iterator[str]:
    group = GROUP.fullmatch(part.strip())
    held = places.resolve_name(group[1]) if group else None
    if group is None or held is None or not held.exact or len(held.code) not in COARSE:
        return
    inside = [one for one in BETWEEN.split(group[2]) if one]
    if not any(places.resolve_within(held.code, one) for one in inside):
        return
    for one in inside:
        known = places.resolve_within(held.code, one)
        yield f"{group[1]}{one}" if known else f"{UNKNOWN}{group[1]}{one}"


def names_for(text: str) -> tuple[Names, str]:
    """A place as people write it → the triple and community under which a list would
    have it. What cannot be resolved becomes a triple of its own, a work item."""
    found = places.resolve_name(text)
    if found is None:
        return (text[:80], "", ""), ""
    code = found.code
    province = places.name_of(code[:2])
    if places.kind_of_city(code) == "municipality":
        city = province
    else:
        city = places.name_of(code[:4]) if len(code) >= 4 else ""
    county = places.name_of(code[:6]) if len(code) >= 6 else ""
    below = [places.name_of(code[:digits]) for digits in (9, 12) if len(code) >= digits]
    apart = places.JOINED.fullmatch(text[: -len(found.rest)][-1:]) if found.rest else None
    if apart:  # 城关区、北京市朝阳区: all of the one, and the other
        below = [*(below or ["全域"]), "、"]
    return (province, city, county), "".join([*below, found.rest])


def _lists(text: str, wanted: list[str]) -> bool:
    """Whether a row that stays one lists all these divisions."""
    names, community = names_for(text)
    listed = [one.place for one in place_area(place_region(names), community).all]
    return all(
        any(code == one or (len(one) > len("610102") and code.startswith(one)) for one in listed)
        for code in wanted
    )


def _parts(plain: str) -> tuple[str, ...]:
    """The text's places; what stands right behind one, and is none, is said of it (成华区部分区域)."""
    found: list[str] = []
    at = 0
    for part in places.split(plain):
        start = _where(plain, part, at)
        at = start + len(part) if start >= 0 else at
        behind = found and start > 0 and not _apart(plain[:start])
        if found and start > 0 and BORDER.fullmatch(part) and places.resolve_name(part) is None:
            found[-1] += part if behind else f"、{part}"
        elif behind and places.resolve_name(part) is None and not part.startswith("等"):
            found[-1] += part
        else:
            found.append(part)
    kept = [part for number, part in enumerate(found) if not _only_counts(part, number)]
    *rest, last = kept or [plain]
    return (*rest, _uncounted(last, len(kept)))


def _where(plain: str, part: str, at: int) -> int:
    return plain.find(part, at)


def _apart(before: str) -> bool:
    """Whether a text ends with what joins two places."""
    return any(found.end() == len(before) for found in places.JOINED.finditer(before))


def _only_counts(part: str, before: int) -> bool:
    """等3个区 behind three: there are no others."""
    found = COUNTED.fullmatch(part)
    return bool(found and found[1] and _number(found[1]) == before)


def _uncounted(part: str, count: int) -> str:
    """江北两区, the second of two, as 江北区."""
    held = places.resolve_name(part)
    found = COUNTED.fullmatch(held.rest) if held and held.rest else None
    return (
        part[: -len(held.rest)]
        if held and found and found[1] and _number(found[1]) == count
        else part
    )


def _counts_others(said: tuple[str, places.Resolved | None]) -> bool:
    """Whether a part counts places that the text does not name (等地, 渝中、江北三区)."""
    part, held = said
    if held is None:
        return part.startswith("等")
    found = COUNTED.fullmatch(held.rest) if held.rest else None
    return bool(found and (found[1] or held.rest.startswith("等")))


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else NUMBERS.get(said, 0)


def _open(text: str, plain: str, parts: tuple[str, ...]) -> Iterator[str]:
    """What the text names besides: joined to a place and known to nobody, counted and not named, or
    a division that none of the parts is."""
    held = {part: places.resolve_name(part) for part in parts}
    for part, one in held.items():
        if one:
            yield from _joined(part, one)
    codes = [one.code for one in held.values() if one]
    unknown = "\n".join(part for part, one in held.items() if one is None)
    others = (
        one
        for one in places.mentions(plain)
        if one.codes
        and plain[one.start : one.end] not in unknown
        and not any(_same(code, other) for code in one.codes for other in codes)
    )
    if next(others, None) or any(map(_counts_others, held.items())):
        yield f"{UNKNOWN}{text}"


def _joined(part: str, held: places.Resolved) -> Iterator[str]:
    """The unknown names behind a place that join it (渝中区和火星基地)."""
    head = places.resolver().official_head
    above = held.code[:6]
    mark = (
        next(
            (
                one[0]
                for one in places.JOINED.finditer(part[: -len(held.rest)])
                if one.end() == len(part) - len(held.rest)
            ),
            "",
        )
        if held.rest
        else ""
    )
    rest = f"{mark}{held.rest}"
    for found in places.JOINED.finditer(rest):
        other = places.JOINED.split(rest[found.end() :])[0]
        named = head(above, other) or places.resolve_within(above, other)
        if not other or named or OF_A_NAME.match(rest, found.start()):
            continue
        if found.start() == 0 or ANOTHER.fullmatch(other):
            yield other


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
