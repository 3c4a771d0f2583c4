"""A place said in several columns (省 | 市 | 县): which columns are one place, and their words as
one text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from fangxian.ground.intake.cells import NOTHING, text_of
from fangxian.ground.intake.titles import LONGEST, TITLES_KEPT, Kind, plain_title

_LEVELS = (
    "(?P<province>省份?|省级|省名|省市区?|省区市?|省自治区直辖市|省自治区)",
    "(?P<city>市|地市|市州|州市|地级市|地州市|市地州|设区市|城市|市级|市名|市地州盟)",
    "(?P<county>县|区|区县|县区|县市区?|市县区|县区市|区县市|旗县区?|县旗区|县级|县名|区县名)",
    "(?P<finer>乡镇|镇|街道|乡镇街道|街道乡镇|镇街|村|社区|村社区|详细地址|具体地址|具体地点|详址|门牌号?|地址)",
)
_LEVEL = re.compile("|".join(_LEVELS))
_LONGEST = 10  # letters of a title of a level
_NAMES = ("province", "city", "county", "finer")
FINER = len(_NAMES) - 1
# under these a town or a village is not where somebody goes to
ELSEWHERE = re.compile(r"籍贯|户籍|户口|原籍|出生地|单位|学校|公司")
# of two groups of columns each row fills one: 省内 (市 | 县), 省外 (省 | 市)
SIDES = re.compile(r"(?:来自|来源)?(?:[本外]?[省市县][内外]?|国内|境内)(?:来源地?|来返|返回)?")
FILLERS = frozenset({"市辖区", "市辖县", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def level_of(title: str) -> tuple[int, str]:
    """Which level of divisions a title names (0 the province … 3 below the county; -1 none), and
    what stands before it: 来源地省 → (0, 来源地)."""
    return _level_of(title[:LONGEST])


@lru_cache(TITLES_KEPT)
def _level_of(title: str) -> tuple[int, str]:
    plain = plain_title(title)
    found = [
        (next(n for n, name in enumerate(_NAMES) if match[name]), plain[:at])
        for at in range(max(len(plain) - _LONGEST, 0), len(plain))
        if (match := _LEVEL.fullmatch(plain, at))
    ]
    if not found:
        return -1, ""
    level, stem = next((one for one in found if one[1].endswith("地")), found[0])
    return level, re.sub("(?:所在|所属|的)$", "", stem)


def is_part(title: str) -> bool:
    """Whether a title says nothing but a level from the county up: 省, 市, 县(区)."""
    level, stem = level_of(title)
    return 0 <= level < FINER and not stem


def groups(
    titles: Sequence[str], kind: Kind, merged: Iterable[tuple[int, int]] = ()
) -> dict[int, str]:
    """Columns that are one place together → its field. `merged`: columns that one title runs
    across."""
    found = {
        n: field
        for left, right in merged
        if left < len(titles) and (field := kind.field_of(titles[left])) in kind.parted
        for n in range(left, min(right, len(titles) - 1) + 1)
    }
    by_stem: dict[str, list[tuple[int, int]]] = {}
    for n, title in enumerate(titles):
        level, stem = level_of(title)
        if level >= 0 and n not in found and (stem or level < FINER):
            by_stem.setdefault(stem, []).append((level, n))
    fields = [kind.field_of(title) for title in titles]
    found |= _sides(by_stem, fields, kind)
    for stem, some in by_stem.items():
        levels = [level for level, _ in some]
        field = _field(stem, kind) if stem else _unsaid([n for _, n in some], fields, kind)
        if (
            field
            and levels == sorted(set(levels))
            and levels[0] < FINER
            and field not in found.values()
        ):
            whole = [n for n, one in enumerate(fields) if one == field] if stem else []
            found |= dict.fromkeys([*(n for _, n in some), *whole], field)
    return found


def _sides(
    by_stem: dict[str, list[tuple[int, int]]], fields: Sequence[str | None], kind: Kind
) -> dict[int, str]:
    """The columns of 省内 and 省外: where nothing else names it, together the kind's own place."""
    field = next(iter(kind.parted), "")
    sides = [stem for stem in by_stem if stem and SIDES.fullmatch(stem)]
    if len(sides) < 2 or not field or field in fields:
        return {}
    return {n: field for stem in sides for _, n in by_stem.pop(stem)}


def sides(titles: Sequence[str], columns: Sequence[int]) -> list[list[int]]:
    """The columns of one place by side: what somebody wrote on two (省内, 省外) is two places."""
    apart: dict[str, list[int]] = {}
    for n in columns:
        stem = level_of(titles[n])[1]
        apart.setdefault(stem if SIDES.fullmatch(stem) else "", []).append(n)
    return list(apart.values())


def _field(stem: str, kind: Kind) -> str:
    known = (kind.field_of(stem + end) for end in ("", "地", "地址"))
    return next((one for one in known if one in kind.parted), "")


def _unsaid(columns: list[int], fields: Sequence[str | None], kind: Kind) -> str:
    """Of 省, 市, 县 with nothing before them: the kind's own place, unless that has a column, or
    they lead to a town or village, which says where somebody goes to."""
    after = max(columns) + 1
    field = next(iter(kind.parted), "")
    leads = after < len(fields) and fields[after] in kind.finer
    return "" if len(columns) < 2 or leads or field in fields else field


def as_one(cells: Iterable[Any]) -> str:
    """The words of several cells as one place, nothing said twice."""
    said = ""
    for cell in cells:
        text = text_of(cell)
        if not text or text in FILLERS or text.lower() in NOTHING or text in said:
            continue
        said = text if said and text.startswith(said) else said + text
    return said
