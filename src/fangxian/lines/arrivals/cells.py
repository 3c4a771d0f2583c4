"""What a cell says: text without typists' dust, dates and moments in every form in which
Excel and people write them. Pure.

A reader answers with the value, with None for an empty cell, or with a code that says why
it cannot be read; codes are those of `errors`.
"""

from __future__ import annotations

import contextlib
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from fangxian.kernel.clock import COUNTY_TIME

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

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 Excel's day 0, a wall-clock count
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
SERIALS = range((EARLIEST - EPOCH.date()).days, (LATEST - EPOCH.date()).days + 1)

UNREADABLE = "unreadable"
YEARLESS = "yearless"

DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
NO_YEAR = re.compile(r"\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?")
CLOCK = re.compile(
    r"[T\s,，]*(上午|下午|晚上|中午|凌晨|AM|PM)?\s*(\d{1,2})\s*[:：时点]\s*(\d{1,2})?\s*[:：分]?"
    r"\s*(?:(\d{1,2})(?:\.\d+)?\s*秒?)?\s*(AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
COMPACT_CLOCK = re.compile(r"\s*(\d{2})(\d{2})(\d{2})?")
NUMERIC = re.compile(r"\d+(\.\d+)?")


def text_of(cell: Any) -> str:
    """A cell as clean text: half-width letters and digits, single inner spaces, whole numbers
    without a point, and without the quote that guards a formula sign."""
    if cell.__class__ is str:
        return _dusted(cell) if SUSPECT.search(cell) or cell[:1] == "'" else cell
    return "" if cell is None else _of_other(cell)


def guarded(text: str) -> str:
    """Text that a spreadsheet would read as a formula, with a quote before it; `text_of`
    takes the quote away again."""
    return f"'{text}" if text.lstrip("'")[:1] in FORMULA else text


def _dusted(text: str) -> str:
    if text[:1] == "'" and text.lstrip("'")[:1] in FORMULA:
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


def date_of(cell: Any) -> date | str | None:
    """A day; None: empty; else why it cannot be read."""
    found = _moment(cell)
    return found.date() if isinstance(found, datetime) else found


def moment_of(cell: Any) -> datetime | str | None:
    """A moment in county time (a bare day is its midnight); None: empty; else why not."""
    found = _moment(cell)
    if isinstance(found, datetime):
        return found.replace(tzinfo=COUNTY_TIME) if found.tzinfo is None else found
    return found


def _moment(cell: Any) -> datetime | str | None:
    if isinstance(cell, datetime):
        found: datetime | str | None = cell
    elif isinstance(cell, date):
        found = datetime.combine(cell, time())
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        found = _of_number(float(cell))
    else:
        text = text_of(cell)
        found = (_plain(text) or _of_text(text)) if text else None
    if isinstance(found, datetime) and not EARLIEST <= found.date() <= LATEST:
        return UNREADABLE
    return found


def _plain(text: str) -> datetime | None:
    """The usual form, 2022-05-03 08:15[:30], read by the clock's own parser."""
    if len(text) in (16, 19) and text[4] == text[7] == "-":
        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(text)
    return None


def _of_number(number: float) -> datetime | str:
    """A serial number of Excel, or the digits 20220503 in a number cell."""
    if int(number) in SERIALS:
        seconds = round((number - int(number)) * 86_400)
        return EPOCH + timedelta(days=int(number), seconds=seconds)
    match = COMPACT.fullmatch(str(int(number))) if number.is_integer() else None
    return _built(match, "") if match else UNREADABLE


def _of_text(text: str) -> datetime | str:
    match = DATE.match(text) or COMPACT.match(text)
    if match:
        return _built(match, text[match.end() :])
    if NUMERIC.fullmatch(text):
        return _of_number(float(text))
    return YEARLESS if NO_YEAR.match(text) else UNREADABLE


def _built(match: re.Match[str], tail: str) -> datetime | str:
    try:
        day = datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
        return _at_time(day, tail) if tail.strip() else day
    except ValueError:
        return UNREADABLE


def _at_time(day: datetime, tail: str) -> datetime | str:
    match = CLOCK.fullmatch(tail.rstrip())
    if match is None:
        bare = COMPACT_CLOCK.fullmatch(tail.rstrip())
        if bare is None:
            return UNREADABLE
        hour, minute, second = (int(part or 0) for part in bare.groups())
        return day.replace(hour=hour, minute=minute, second=second)
    before, hour_text, minute_text, second_text, after, zone = match.groups()
    hour = _hour(int(hour_text), (before or after or "").upper())
    found = day.replace(hour=hour, minute=int(minute_text or 0), second=int(second_text or 0))
    if zone:
        aware = datetime.fromisoformat(f"{found.isoformat()}{zone.upper().replace('Z', '+00:00')}")
        return aware.astimezone(COUNTY_TIME)
    return found


def _hour(hour: int, half: str) -> int:
    if half in ("下午", "晚上", "PM") and hour < 12:
        return hour + 12
    if half == "中午" and hour < 3:
        return hour + 12
    return 0 if half in ("凌晨", "AM", "上午") and hour == 12 else hour


YES = frozenset({"是", "y", "yes", "true", "1", "有", "境外", "入境"})
NO = frozenset({"否", "n", "no", "false", "0", "无", "不是", "境内", "非", "国内", "非入境"})


def yes_or_no(cell: Any) -> str | None:
    """ "yes", "no", "" for an empty cell, None when it cannot be read."""
    said = text_of(cell).lower()
    if not said:
        return ""
    return "yes" if said in YES else "no" if said in NO else None
