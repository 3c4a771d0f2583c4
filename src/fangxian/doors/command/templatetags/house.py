"""The words and marks that pages share.

{% load house %}
{% t "态势" "Situation" %}        {% t "共 %s 人" "%s people" total %}
{{ some_text|speak:language }}    a kernel Text in the page's language
{% icon "map-pin" %}              {% asset "app.css" %}
{% colour_badge colour %}         a pack's Colour: its hex, shape and word together
{% stage_badge "received" %}      {% clock_badge due now %}
{% place_name "610921102" %}      {% because citation %}
{% query request page=2 %}        the address's query with some values changed
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template import defaultfilters
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from fangxian.doors.command.shared import marks, names, operation_words, plurals
from fangxian.doors.command.situation import doorways
from fangxian.ground.access import pages as access
from fangxian.kernel import clock, kept
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, wide
from fangxian.lines.arrivals import pages as arrivals

register = template.Library()


def _language(context: template.Context) -> str:
    return str(context.get("language") or "zh")


@register.simple_tag(takes_context=True)
def t(context: template.Context, zh: str, en: str, *values: object) -> SafeString:
    """One meaning, two wordings; %s are filled in order (and escaped)."""
    words = plurals.counted(en, values) if _language(context) == "en" else wide(zh)
    if values:
        words %= tuple(conditional_escape(str(value)) for value in values)
    return SafeString(words)


@register.filter
def end_of(moment: datetime) -> str:
    """Until when, by the last day where it is a whole one."""
    return clock.end_said(moment)


@register.filter
def speak(text: object, language: str = "zh") -> str:
    """A kernel Text, one kept as {zh, en} or a sentence of ours that was kept in Chinese, in one
    language; what somebody typed as it is."""
    if isinstance(text, dict) and text.keys() == {"zh", "en"}:
        text = Text(**text)
    elif isinstance(text, str):
        text = kept.said(text) or text
    return text.speak(language) if isinstance(text, Text) else str(text or "")


@register.filter(name="date", expects_localtime=True, is_safe=False)
def day(value: Any, form: str) -> str:
    """Django's own, but a year that is left out (m-d) is shown where it is not this one."""
    other = isinstance(value, date) and value.year != clock.today().year
    return str(
        defaultfilters.date(value, f"Y-{form}" if other and form.startswith("m-d") else form)
    )


@register.filter
def hour(moment: datetime) -> str:
    """The hour of today; of another day with the day, so that 09:10 is never taken for this morning's."""
    said = clock.said(moment)
    return said.rpartition(" ")[2] if clock.county(moment).date() == clock.today() else said


@register.filter
def named(name: str, language: str = "zh") -> SafeString:
    """A name in Chinese characters; on a page in English it is marked as Chinese, so that it is read aloud
    right and broken where Chinese may be broken."""
    shown = conditional_escape(name or "")
    if language != "en" or not any("\u4e00" <= letter <= "\u9fff" for letter in shown):
        return SafeString(shown)
    return format_html('<span lang="zh-Hans">{}</span>', shown)


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """An outline from the built sprite; decoration only, words stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        classes,
        asset("icons.svg"),
        name,
    )


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built file, with its content's mark so that caches keep it for long."""
    return f"{static(name)}?v={_mark_of(name)}"


@functools.cache
def _mark_of(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        return "0"
    with open(found, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:10]


@register.simple_tag(takes_context=True)
def colour_badge(context: template.Context, colour: Any, size: str = "") -> SafeString:
    """A colour of the pack in force: shape, word and hue, never the hue alone."""
    return marks.colour(colour, _language(context), size)


@register.simple_tag(takes_context=True)
def stage_badge(context: template.Context, stage: str) -> SafeString:
    """Where an instruction stands."""
    return marks.stage(stage, _language(context))


@register.simple_tag(takes_context=True)
def rows_said(context: template.Context, rows: Sequence[str]) -> str:
    """第 6、7 行; of a workbook 五月来返 第 6 行、六月来返 第 2、3 行."""
    by_sheet: dict[str, list[str]] = {}
    for one in rows:
        sheet, _, number = one.rpartition(" ")
        by_sheet.setdefault(sheet, []).append(number)
    if _language(context) == "en":
        return "; ".join(
            f"{name} {'row' if len(n) == 1 else 'rows'} {', '.join(n)}".strip()
            for name, n in by_sheet.items()
        )
    return "；".join(f"{name} 第 {'、'.join(n)} 行".strip() for name, n in by_sheet.items())


@register.simple_tag(takes_context=True)
def row_said(context: template.Context, row: str) -> str:
    """第 6 行; of a workbook 五月来返 第 6 行."""
    return rows_said(context, [str(row)])


@register.simple_tag(takes_context=True)
def climbed_words(context: template.Context, level: str) -> str:
    """已升级到镇: to which level what is late has gone."""
    found = marks.LEVELS.get(level, Text(level, level))
    said = Text(f"已升级到{found.zh}", f"Escalated: {found.en}")
    return said.speak(_language(context))


@register.simple_tag(takes_context=True)
def kind_mark(context: template.Context, code: str) -> SafeString:
    """What sort of instruction it is."""
    return marks.kind(code, _language(context))


@register.simple_tag
def apart_mark(apart: dict[int, str] | None, person_id: int) -> SafeString:
    """What tells somebody from another of the same masked name in one list."""
    said = (apart or {}).get(person_id)
    return format_html(' <small class="muted">{}</small>', said) if said else SafeString("")


@register.filter
def found_areas(choice: str, language: str) -> str:
    """What was chosen among listed areas when a question was answered."""
    inside, outside = arrivals.chosen_areas(choice)
    said = (
        Text("在名单所列的一处", "in an area of the list")
        if inside
        else Text(
            f"不在所问的 {len(outside)} 处", f"in none of the {len(outside)} areas asked about"
        )
    )
    return said.speak(language)


@register.simple_tag(takes_context=True)
def outcome_mark(context: template.Context, code: str) -> SafeString:
    """What came of an instruction."""
    return marks.outcome(code, _language(context))


@register.simple_tag(takes_context=True)
def tried_mark(context: template.Context, times: int) -> SafeString:
    """How often it was tried in vain."""
    return marks.tried(times, _language(context))


@register.simple_tag(takes_context=True)
def clock_badge(context: template.Context, due: datetime | None, now: datetime) -> SafeString:
    """How long is left, or by how much it is late."""
    return marks.clock(due, now, _language(context))


@register.simple_tag(takes_context=True)
def late_mark(context: template.Context, row: Any) -> SafeString:
    """That something of an instruction was late, until it is done, where its clock does not say so."""
    since = row.late_since
    if since is None or since == row.due_at:
        return SafeString("")
    words = Text(f"{hour(since)} 起逾期", f"late since {hour(since)}").speak(_language(context))
    return format_html('<span class="mark mark-late"><i aria-hidden="true">▲</i>{}</span> ', words)


@register.simple_tag
def place_name(code: str, full: bool = False) -> str:  # noqa: FBT001, FBT002 a template's flag
    """汉阴县, a village with its town (蒲溪镇 · 公路村), with full=True 陕西省安康市汉阴县; the code
    itself when unknown."""
    return marks.place(code, full=full)


@register.simple_tag
def town_village(town: str, village: str) -> str:
    """Two names as one place, as `place_name` says a village's code: 蒲溪镇 · 公路村."""
    return " · ".join(one for one in (town, village) if one) or "—"


@register.inclusion_tag("command/shared/because.html", takes_context=True)
def because(context: template.Context, citation: Any) -> dict[str, Any]:
    """Document, clause, source and the fact's standing (seen, known, unclear)."""
    return {"citation": citation, "language": _language(context)}


@register.inclusion_tag("command/shared/sheets.html", takes_context=True)
def sheets(context: template.Context, found: Any, boxes: str = "") -> dict[str, Any]:
    """The sheets of a file, each with what was made of it; with "boxes" to be ticked."""
    return {
        "sheets": found,
        "boxes": boxes,
        "states": marks.SHEETS,
        "language": _language(context),
    }


@register.simple_tag(takes_context=True)
def operation_name(context: template.Context, operation: str) -> str:
    """`people.reveal` as 显示明文."""
    return marks.operation(operation).speak(_language(context))


@register.simple_tag(takes_context=True)
def operation_to_do(context: template.Context, operation: str) -> str:
    """An operation that waits for a second person: nothing of it is done yet."""
    return operation_words.TO_DO.get(operation, marks.operation(operation)).speak(
        _language(context)
    )


@register.simple_tag(takes_context=True)
def subject_name(context: template.Context, said: str) -> str:
    """`people.person:12` as 人员 12."""
    return names.subject(said).speak(_language(context))


@register.simple_tag(takes_context=True)
def purpose_said(context: template.Context, said: str) -> str:
    """Why somebody looked; never a key."""
    return names.purpose(said).speak(_language(context))


@register.simple_tag(takes_context=True)
def door_name(context: template.Context, door: str) -> str:
    """`field` as 手机端."""
    return names.DOORS.get(door, names.ANOTHER).speak(_language(context))


@register.simple_tag(takes_context=True)
def role_name(context: template.Context, code: str) -> str:
    """`headquarters` as 县指挥部."""
    return access.role_name(code).speak(_language(context))


@register.filter
def told(refusal: Refusal, language: str = "zh") -> str:
    """A refusal's sentence; the permission that is wanting in words, not as its key."""
    if wanting := refusal.values.get("permission"):
        return refusal.sentence.fill(
            permission=names.permission(str(wanting)).speak(language)
        ).speak(language)
    return refusal.said.speak(language)


@register.simple_tag
def query(request: HttpRequest, **changes: object) -> str:
    """`?a=1&page=2`: the present query with some values set (None or "" removes one)."""
    wanted = request.GET.copy()
    for name, value in changes.items():
        if value is None or value == "":
            wanted.pop(name, None)
        else:
            wanted[name] = str(value)
    return f"?{wanted.urlencode()}"


@register.filter
def share(part: float, whole: float) -> int:
    """Whole per cent; 0 of 0 is 0."""
    return round(100 * part / whole) if whole else 0


@register.simple_tag(takes_context=True)
def number(context: template.Context, shown: Any, unit: str = "") -> SafeString:
    """A Number of the board: its count is a door, its definition a hint on it."""
    address = doorways.address_of(shown.door)
    words = shown.definition.speak(_language(context))
    if not address:
        return format_html('<b class="number" title="{}">{}{}</b>', words, shown.count, unit)
    return format_html(
        '<a class="num-link number" href="{}" title="{}">{}{}</a>',
        address,
        words,
        shown.count,
        unit,
    )


@register.simple_tag
def door(shown: Any) -> str:
    """The address of the list behind a Number."""
    return doorways.address_of(shown.door)


@register.simple_tag(takes_context=True)
def hours(context: template.Context, length: float) -> str:
    """5小时20分 of 5.3 hours."""
    return marks.span(timedelta(hours=length), _language(context))


@register.filter
def unlocal(value: float) -> str:
    """A number as a picture needs it: a point, no thousands."""
    return f"{value:g}"


@register.filter
def at(mapping: Any, key: Any) -> Any:
    """mapping[key], or None."""
    try:
        return mapping[key]
    except (KeyError, IndexError, TypeError):
        return None
