"""What an address or a form asks for, read leniently: a page is shown, never a fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in

# Days are added and taken away on every page: what lies beyond is no day of a county's.
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


class NotADate(Refusal):
    code = "command.not_a_date"
    sentence = Text("“{value}”不是一个日期。", "“{value}” is not a date.")
    way_out = Text("请写成 2022-05-10 这样。", "Write it like 2022-05-10.")


def page_number(values: Mapping[str, str]) -> int:
    text = str(values.get("page", "1"))
    return max(1, number_in(text[:6]) or 1)


def day(values: Mapping[str, str], name: str = "on") -> date:
    """The day in the address; today when there is none or it is not one."""
    return day_in(str(values.get(name, ""))) or clock.today()


def day_typed(values: Mapping[str, str], name: str) -> date | None:
    """A typed date of a form: None when left empty, NotADate when it is not one."""
    text = str(values.get(name, "")).strip()
    if not text:
        return None
    if (found := day_in(text)) is None:
        raise NotADate(value=text[:20])
    return found


def day_in(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def moment(text: str) -> datetime | None:
    """A typed moment, of the county's time where it names no zone; None when it is not one."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not FIRST <= found.date() <= LAST:
        return None
    return found if found.tzinfo else found.replace(tzinfo=clock.COUNTY_TIME)


def number(values: Mapping[str, str], name: str) -> int | None:
    text = str(values.get(name, "")).strip()
    return number_in(text)
