"""Which place a kind of unit has, how periods meet, and what a roster's words mean: pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

# Digits of the significant prefix that a unit of the kind may stand at.
DIGITS_OF_KIND = {
    "headquarters": (2, 4, 6),
    "task_force": (2, 4, 6, 9, 12),
    "township": (9,),
    "village": (12,),
    "grid": (15,),
}

FIELDS = {
    "unit_code": ("单位代码", "区划代码", "代码", "unit code", "code", "place"),
    "unit_name": ("单位", "单位名称", "网格", "网格名称", "unit", "unit name"),
    "title": ("岗位", "职务", "职责", "post", "title"),
    "name": ("姓名", "网格员", "责任人", "人员", "name", "holder"),
    "phone": ("电话", "手机", "手机号", "联系电话", "联系方式", "phone", "mobile"),
    "since": ("起", "开始", "开始日期", "任职日期", "起始日期", "自", "from", "since"),
    "until": ("止", "结束", "结束日期", "终止日期", "至", "to", "until"),
}
_FIELD_OF = {word: field for field, words in FIELDS.items() for word in words}
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")


@dataclass(frozen=True)
class Line:
    """A row of a roster in its own words; `row` as the spreadsheet counts."""

    row: int
    unit_code: str = ""
    unit_name: str = ""
    title: str = ""
    name: str = ""
    phone: str = ""
    since: str = ""
    until: str = ""


def plain(cell: object) -> str:
    """A cell as text: full-width characters narrowed, whole floats without ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).translate(_WIDE).split())


def header_of(cells: Sequence[object]) -> dict[int, str]:
    """Column → field for the cells that are a known heading; stars, spaces and what
    stands in brackets do not matter."""
    found: dict[int, str] = {}
    for column, cell in enumerate(cells):
        words = re.sub(r"[(（].*?[)）]|[*:：]", "", plain(cell)).lower().strip()
        field = _FIELD_OF.get(words) or _FIELD_OF.get(words.replace(" ", ""))
        if field and field not in found.values():
            found[column] = field
    return found


def read_day(text: str) -> date | None:
    """A day in the usual spellings (2022-05-01, 2022/5/1, 2022年5月1日, 20220501);
    None when it is none or impossible."""
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    match = _DAY.fullmatch(text)
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def prefix_of(code: str) -> str:
    """The significant prefix of a padded 12-digit code: 610921102000 → 610921102."""
    if not re.fullmatch(r"\d{12}", code):
        return code
    for length, rest in ((2, 10), (4, 8), (6, 6), (9, 3)):
        if code.endswith("0" * rest):
            return code[:length]
    return code


def meets(since: date, until: date | None, other: date, other_until: date | None) -> bool:
    """Whether two periods share a day; ends are included, None is for ever."""
    return since <= (other_until or date.max) and other <= (until or date.max)
