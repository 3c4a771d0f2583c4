"""What a cell says: text without typists' dust and the guards of other programs, words that
mean nothing, yes and no. Pure. Days and moments are read in `days`."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

DUST = re.compile(r"[\s\u00a0\u3000\u200b-\u200f\u2028\u2029\ufeff\x00-\x1f\x7f\ud800-\udfff]+")
SUSPECT = re.compile(
    r"[\u00a0\u3000\u200b-\u200f\u2028\u2029\ufeff\x00-\x1f\x7f\ud800-\udfff\uff0c-\uff5e]|\s\s|^\s|\s$"
)
ONLY_ONES = re.compile(r"[\u200b-\u200f\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]+")
# letters, digits and the marks inside dates and numbers; Chinese commas and brackets stay
WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1B), *range(0xFF21, 0xFF3B),
                                         *range(0xFF41, 0xFF5B), 0xFF0D, 0xFF0F, 0xFF0E, 0xFF20,
                                         0xFF3F, 0xFF5E)}  # fmt: skip
FORMULA = frozenset("=+-@\t\r＝＋－＠")
GUARDS = frozenset("'=")
GUARDED = re.compile(
    r"""\s*=\s*"(.*)"\s*""", re.DOTALL
)  # ="612…", so that Excel leaves the digits alone

# what people write into a cell of which there is nothing to say
NOTHING = frozenset({
    "无", "没有", "暂无", "不详", "未知", "不清楚", "不适用", "未填", "空", "无此项", "/", "//", "\\", "-", "--",
    "---", "—", "——", "–", "_", ".", "。", "n/a", "na", "none", "nil", "null", "nan", "#n/a",
})  # fmt: skip
# of a place these say that nobody knows where, which is not the same as nowhere
UNSURE = frozenset({"不详", "未知", "不清楚"})


def text_of(cell: Any) -> str:
    """A cell as clean text: half-width letters and digits, single inner spaces, whole numbers
    without a point, and without the guard (a quote before it, or ="…" around it) by which
    programs keep a spreadsheet from reading it as a formula or a number."""
    if cell.__class__ is str:
        return _dusted(cell) if SUSPECT.search(cell) or cell[:1] in GUARDS else cell
    return "" if cell is None else _of_other(cell)


def guarded(text: str) -> str:
    """Text that a spreadsheet would read as a formula, with a quote before it; `text_of`
    takes the quote away again."""
    return f"'{text}" if text.lstrip("'")[:1] in FORMULA else text


def _dusted(text: str) -> str:
    if wrapped := GUARDED.fullmatch(text):
        text = wrapped.group(1)
    elif text[:1] == "'" and len(text) > 1:
        text = text[1:]
    return DUST.sub(" ", ONLY_ONES.sub("", text)).translate(WIDE).strip()


def _of_other(cell: Any) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds") if cell.time() != time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def said_in(cell: Any) -> str:
    """The text of a cell that may stay empty: 无, / and their like say nothing."""
    text = text_of(cell)
    return "" if len(text) <= LONGEST_NOTHING and text.lower() in NOTHING else text


def place_in(cell: Any) -> str:
    """As `said_in`, but 不详 stays: a place that nobody knows is not no place."""
    text = text_of(cell)
    if len(text) > LONGEST_NOTHING or text.lower() not in NOTHING or text in UNSURE:
        return text
    return ""


LONGEST_NOTHING = max(map(len, NOTHING))
YES = frozenset({"是", "y", "yes", "true", "t", "1", "有", "对", "是的", "境外", "入境", "已入境", "√", "✓", "✔", "☑",
                 "✅", "v", "〇", "○"})  # fmt: skip
NO = frozenset({"否", "n", "no", "false", "f", "0", "无", "没有", "不", "不是", "境内", "非", "国内", "非入境", "未入境",
                "×", "✗", "✘", "x", "☒", "❌", "✕", "╳"})  # fmt: skip
TICKED = re.compile(r"[√✓✔☑■✅]\s*([是否有无])|([是否有无])\s*[(]?\s*[√✓✔☑■✅]")


def yes_or_no(cell: Any) -> str | None:
    """ "yes", "no", "" for an empty cell, None when it cannot be read. Of 是☑ 否□ the one that
    is ticked."""
    said = text_of(cell).lower()
    if said in YES:
        return "yes"
    if said in NO:
        return "no"
    if said in NOTHING or not said:
        return ""
    ticked = [one or two for one, two in TICKED.findall(said)]
    return ("yes" if ticked[0] in YES else "no") if len(ticked) == 1 else None
