"""Days and moments on every page: the county's clock, and the year whenever it is not this one.

A built-in of all templates in place of Django's `date`, so that no page can forget it:
{{ row.at|date:"m-d H:i" }} is 05-10 06:00, and 2021-05-10 06:00 of a year ago.
"""

from __future__ import annotations

from datetime import date as day
from typing import Any

from django import template
from django.template import defaultfilters

from fangxian.kernel import clock

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, form: str | None = None) -> str:
    """As Django's, in county time (the templates' time zone); "m-d…" gets its year."""
    another = isinstance(value, day) and value.year != clock.today().year
    if form and form.startswith("m-d") and another:
        form = f"Y-{form}"
    return str(defaultfilters.date(value, form))
