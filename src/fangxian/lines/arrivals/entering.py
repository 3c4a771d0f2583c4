"""Whether somebody came from abroad, as a cell says it. A word is a yes only where the whole cell says
so: 香港, 4.20入境, 从缅甸务工返回; a place of the mainland whose name has 港 or 台 in it, and what is said of
others (家属回国), is no answer. Pure."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from fangxian.ground.intake.api import text_of, yes_or_no
from fangxian.ground.places import api as places

DAY = (
    r"(?<!\d)(?:(?:\d{4}|\d{2})[年./-])?\d{1,2}(?:月\d{1,2}[日号]?|[./-]\d{1,2})(?!\d)"
    r"|(?<!\d)20\d{6}(?!\d)"
)
BEYOND = (
    "香港",
    "澳门",
    "台湾",
    "台湾省",
    "香港特别行政区",
    "澳门特别行政区",
    "港澳",
    "港澳台",
    "港澳台地区",
    "国外",
    "境外",
    "海外",
    "外国",
)
ENTERED = "入境|入国|回国|归国|返国|入关"
AGO = (
    r"[一二两三四五六七八九十半几\d]+(?:多|来)?个?(?:天|日|周|星期|月|年)(?:多)?前"
    r"|(?:上|本|这)个?(?:周|星期|月)|(?:去|今|前)年|(?:大前|前|昨|今)[天日]|\d{1,2}月份?"
)
APART = re.compile(r"[\s,，、;；。()（）]+")


def answer_in(cell: Any) -> str | None:
    """ "yes", "no", "", "unknown" as of `yes_or_no`, read by words too; None where it is neither."""
    answer = yes_or_no(cell)
    if answer == "no" and _entered_besides(text_of(cell)):
        return None
    return _in_words(text_of(cell)) if answer is None else answer


def _entered_besides(text: str) -> bool:
    """Whether a denial goes on with an entry (否,刚回国)."""
    return any(_yes().fullmatch(part) for part in APART.split(text))


def _in_words(text: str) -> str | None:
    if _yes().fullmatch(APART.sub("", text)):
        return "yes"
    parts = [part for part in APART.split(text) if part]
    return "no" if parts and all(yes_or_no(part) == "no" for part in parts) else None


@cache
def _yes() -> re.Pattern[str]:
    """Beyond the border, or entered the country, and when; what was done there may stand behind."""
    word = places.any_word
    names = sorted((*places.countries(), *BEYOND), key=len, reverse=True)
    when = rf"(?:(?:于|在)?(?:{DAY}|{AGO})(?:才|刚)?)?"
    beyond = rf"(?:刚刚?|才|是)?(?:从|自|由|经|在)*(?:(?:中国)?(?:{'|'.join(map(re.escape, names))})(?:等地|等国|地区)?)+"
    doing = rf"(?:{word('doing')}|{word('home')})*"
    entered = rf"(?:已经?|刚刚?|曾经?)?(?:{ENTERED})(?:人员|者|的|来|返乡)*(?:[满已]*\d+天)?"
    return re.compile(rf"{when}(?:{beyond}{doing}(?:{entered})?|{entered}){when}")
