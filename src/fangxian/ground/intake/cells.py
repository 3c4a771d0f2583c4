"""What a cell says: text without typists' dust and the guards of other programs, words that
mean nothing, yes and no. Pure. Days and moments are read in `days`."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from fangxian.kernel.masking import masked

DUST = re.compile(
    r"[\s\u00a0\u3000\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x1f\x7f\ud800-\udfff]+"
)
SUSPECT = re.compile(
    r"[\u00a0\u3000\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x1f\x7f\ud800-\udfff\uff0c-\uff5e]|\s\s|^\s|\s$"
)
# what is seen nowhere: joiners, and marks of direction that telephones put around a number
ONLY_ONES = re.compile(
    r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]+"
)
# letters, digits and the marks inside dates and numbers; Chinese commas and brackets stay
WIDE = {
    code: code - 0xFEE0
    for code in (
        *range(0xFF10, 0xFF1B),
        *range(0xFF21, 0xFF3B),
        *range(0xFF41, 0xFF5B),
        0xFF0D,
        0xFF0F,
        0xFF0E,
        0xFF20,
        0xFF3F,
        0xFF5E,
    )
}
FORMULA = frozenset("=+-@\t\r＝＋－＠")
GUARDS = frozenset("'=")
GUARDED = re.compile(
    r"""\s*=\s*"(.*)"\s*""", re.DOTALL
)  # ="612…", so that Excel leaves the digits alone

# what people write into a cell of which there is nothing to say
NOTHING = frozenset(
    {
        "无",
        "没有",
        "暂无",
        "不详",
        "未知",
        "不清楚",
        "不适用",
        "未填",
        "空",
        "无此项",
        "/",
        "//",
        "\\",
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "_",
        ".",
        "。",
        "n/a",
        "na",
        "none",
        "nil",
        "null",
        "nan",
        "n.a",
        "n.a.",
        "n\\a",
        "(-)",
        "(--)",
        "(/)",
        "(无)",
        "(空)",
        "()",
        "〇",
        "（-）",
        "（--）",
        "（/）",
        "（无）",
        "（空）",
        "（）",
    }
)
# of a place these say that nobody knows where, which is not the same as nowhere
UNSURE = frozenset({"不详", "未知", "不清楚"})


def file_name(name: str) -> str:
    """The name of a file as it is kept and shown: without its folder, numbers of people masked."""
    return masked(text_of(Path(name).name))[:200]


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
YES = frozenset(
    {
        "是",
        "y",
        "yes",
        "true",
        "t",
        "1",
        "有",
        "对",
        "是的",
        "境外",
        "国外",
        "入境",
        "已入境",
        "√",
        "✓",
        "✔",
        "☑",
        "✅",
        "v",
        "〇",
        "○",
        "●",
        "■",
    }
)
NO = frozenset(
    {
        "否",
        "n",
        "no",
        "false",
        "f",
        "0",
        "无",
        "没有",
        "不",
        "不是",
        "境内",
        "非",
        "国内",
        "非入境",
        "未入境",
        "未出境",
        "未出国",
        "无境外",
        "×",
        "✗",
        "✘",
        "x",
        "ⅹ",
        "х",
        "☒",
        "❌",
        "✕",
        "╳",
        "□",
        "☐",
    }
)
_TICK, _BOX = "√✓✔☑■✅●◉☒✗✘v", "□☐○〇◯▢×"
_EMPTY = r"[(\[【]\s*[)\]】]|_+"
_MARK = re.compile(
    rf"(?P<said>(?:没有|是|否|有|无|yes|no):?)|[(\[【]?\s*(?P<tick>[{_TICK}])\s*[)\]】]?|(?P<box>[{_BOX}]|{_EMPTY})"
)
# 无锡, 非洲, Norway, 有可能 and 没联系上 begin like an answer and are none
_HANGS = (
    r"(?:有)?(?:法(?!国)|人|锡|应答|回(?!国|乡|来|家)|信息|记录|资料|数据|联系|从|知|问(?!题)|说|填|写|核(?!酸)|接(?!触|种|待)"
    r"|打(?!疫苗|针)|通|确(?!诊|切)|记|登(?!革)|报告?$|明(?!显)|详|统|了解|排|查|答|定|常|洲|提供|反馈|见到|找)"
)
_BEGINS = re.compile(
    r"(?P<yes>是(?!不是|否|吗|谁|哪)|有(?!可能|待|疑|点|事|人|限|些|时)|yes(?![a-z]))"
    rf"|(?P<no>(?:否|没有|没|无|未|不是|非)(?!{_HANGS})|no(?![a-z]))",
    re.IGNORECASE,
)


UNKNOWN = "unknown"


def yes_or_no(cell: Any) -> str | None:
    """ "yes", "no", "" for an empty cell, "unknown" where nobody knows (不清楚, neither or both
    of two boxes ticked), None when it cannot be read. Of 是☑ 否□ the ticked one, on whichever
    side of its word the box stands; words behind the answer are let be (是(缅甸))."""
    said = text_of(cell).lower().replace("（", "(").replace("）", ")").strip(" 。.!！,，;；")
    for answer, words in (("yes", YES), ("no", NO), (UNKNOWN, UNSURE)):
        if said in words:
            return answer
    if said in NOTHING or not said:
        return ""
    ticked = _ticked(said)
    if ticked is not None:
        return ticked
    begins = _BEGINS.match(said)
    return None if begins is None else "yes" if begins["yes"] else "no"


def _ticked(said: str) -> str | None:
    """The ticked one of the words of a cell, with their boxes; None where there are none."""
    marks = list(_MARK.finditer(said))
    words = [one for one in marks if one["said"]]
    boxes = [one for one in marks if not one["said"]]
    senses = {_sense(one["said"]) for one in words}
    if len(words) != len(senses) or not words or (len(words) == 1 and not boxes):
        return None
    if len(words) == 1:
        return _sense(words[0]["said"]) if boxes[0]["tick"] else UNKNOWN
    chosen = {_sense(_word_of(box, boxes, words)["said"]) for box in boxes if box["tick"]}
    return chosen.pop() if len(chosen) == 1 else UNKNOWN


def _word_of(
    box: re.Match[str], boxes: list[re.Match[str]], words: list[re.Match[str]]
) -> re.Match[str]:
    """To which of two words a box belongs: in their order where each has one, else the nearer
    (before the word where it stands midway, as forms print them)."""
    if len(boxes) == len(words):
        return words[boxes.index(box)]
    kind = "tick" if box["tick"] else "box"
    start, end = box.span(kind)
    return min(reversed(words), key=lambda word: max(word.start() - end, start - word.end()))


def _sense(word: str) -> str:
    return "yes" if word.rstrip(":") in YES else "no"
