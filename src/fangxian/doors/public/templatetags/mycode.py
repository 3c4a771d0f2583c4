"""Small marks of the code's page: times of the county, a citation in a line, a drawn shape."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fangxian.kernel.clock import COUNTY_TIME, end_said

register = template.Library()

SHAPES = {
    "circle": "M50 4a46 46 0 1 0 .1 0z",
    "diamond": "M50 2 98 50 50 98 2 50z",
    "square": "M7 7h86v86H7z",
    "triangle": "M50 6 98 92H2z",
    "pentagon": "M50 4 97 39 79 95H21L3 39z",
    "question": "M27 8h46l25 42-25 42H27L2 50z"
    "M33 42a17 17 0 1 1 25.4 14.8q-3.4 2-3.4 5.2v2H45v-3q0-7.5 7-11.6a7.5 7.5 0 1 0-10-7.4z"
    "M45 69h10v10H45z",
    "hexagon": "M27 8h46l25 42-25 42H27L2 50z",
}


@register.filter
def county(moment: datetime, form: str) -> str:
    """In the county's time, whatever the server's or the phone's is."""
    return dateformat.format(moment.astimezone(COUNTY_TIME), form)


@register.filter
def end_of(moment: datetime) -> str:
    """Until when, by the last day where it is a whole one."""
    return end_said(moment)


@register.filter
def cited(clause: dict[str, Any]) -> str:
    """Document and clause of a citation."""
    parts = (clause.get("document"), clause.get("clause"))
    return " · ".join(str(part) for part in parts if part) or "—"


@register.simple_tag
def shape(name: str) -> SafeString:
    """Beside the word and the hue: to be told apart without seeing colours."""
    drawn = SHAPES.get(name, SHAPES["circle"])
    return format_html(
        '<svg class="shape shape-{}" viewBox="0 0 100 100" aria-hidden="true"><path fill-rule="evenodd" d="{}"/></svg>',
        name,
        drawn,
    )
