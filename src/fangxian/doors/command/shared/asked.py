"""What an address or a form asks for, read leniently: a page is shown, never a fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in


class NotADate(Refusal):
    code = "command.not_a_date"
    sentence = Text("“{value}”不是一个日期。", "“{value}” is not a date.")
    way_out = Text("请写成 2022-05-10 这样。", "Write it like 2022-05-10.")


def way_back(request: HttpRequest, otherwise: str, name: str = "back") -> str:
    """The page that a form names to go back to, if it is one of ours."""
    back = request.POST.get(name, "")
    return back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else otherwise


def page_number(values: Mapping[str, str]) -> int:
    text = str(values.get("page", "1"))
    return max(1, number_in(text[:6]) or 1)


def day(values: Mapping[str, str], name: str = "on") -> date:
    """The day in the address; today when there is none or it is not one."""
    return clock.day_in(str(values.get(name, ""))) or clock.today()


def day_typed(values: Mapping[str, str], name: str) -> date | None:
    """A typed date of a form: None when left empty, NotADate when it is not one."""
    text = str(values.get(name, "")).strip()
    if not text:
        return None
    if (found := clock.day_in(text)) is None:
        raise NotADate(value=text[:20])
    return found


def number(values: Mapping[str, str], name: str) -> int | None:
    text = str(values.get(name, "")).strip()
    return number_in(text)
