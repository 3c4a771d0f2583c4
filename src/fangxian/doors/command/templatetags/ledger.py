"""Words for the ledger and the personal file.

{{ terms|colour_of:row.colour }}  {{ terms|class_of:code }}  {{ terms|measure_of:code }}
{% missing_words row.missing %}   {% day_of_term phase today %}   {% stay_words stay %}
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fangxian.doors.command.shared import marks
from fangxian.doors.command.shared.terms import Terms, title_of
from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.clock import said
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.screening import pages as screening

register = template.Library()
_COLUMNS = {column.field: column for column in arrivals.COLUMNS}

LEVELS = {
    "high": (Text("高风险", "high risk"), "late", "▲"),
    "medium": (Text("中风险", "medium risk"), "soon", "◆"),
    "low": (Text("低风险", "low risk"), "wait", "○"),
}


def _language(context: template.Context) -> str:
    return str(context.get("language") or "zh")


@register.filter
def colour_of(terms: Terms, code: str) -> Any:
    return terms.colour(code)


@register.filter
def class_of(terms: Terms, code: str) -> Text:
    return terms.class_(code)


@register.filter
def class_apart(terms: Terms, row: Any) -> Text | None:
    """The class of something decided (`colour`, `class_code`) where it says more than its colour's
    word does; None of a 待核 whose colour is called 待核."""
    said, colour = terms.class_(row.class_code), terms.colour(row.colour)
    return None if colour and colour.label == said else said


@register.filter
def restricting(terms: Terms, colour: str) -> bool:
    """Not of the best colour: of a question that is open it would read as an answer."""
    return terms.restricts(colour)


@register.filter
def measure_of(terms: Terms, code: str) -> Text:
    return terms.measure(code)


@register.filter
def row_of(terms: Terms, code: str) -> Text:
    return terms.row(code)


@register.simple_tag(takes_context=True)
def pack_title(context: template.Context, pack_id: str) -> str:
    """hanyin-2021-12-27 as the title of its document."""
    return title_of(pack_id).speak(_language(context))


@register.filter
def words(text: str) -> list[str]:
    """ "a,b" as two words: the names a template walks through."""
    return text.split(",")


@register.filter
def every(query: QueryDict, name: str) -> list[str]:
    """All values of a name in the address."""
    return query.getlist(name)


@register.simple_tag(takes_context=True)
def missing_words(context: template.Context, fields: Iterable[str]) -> str:
    """phone, origin → 手机号、出发地."""
    language = _language(context)
    known = (_COLUMNS.get(field) for field in fields)
    return ("、" if language == "zh" else ", ").join(
        one.title.speak(language) for one in known if one
    )


WAYS = {
    "file": Text("表格导入", "spreadsheet"),
    "public": Text("自主申报", "declared online"),
    "township": Text("镇村录入", "entered by the town"),
    "rest": Text("接口", "interface"),
    "pushed": Text("推送名单", "pushed list"),
    "checkpoint": Text("卡口登记", "at a checkpoint"),
    "claim": Text("采信的填报", "a claim taken as true"),
}


@register.simple_tag(takes_context=True)
def lost_words(context: template.Context, lost: Iterable[str]) -> list[str]:
    """What was said and led nowhere, "origin:朝阳区", as 出发地:朝阳区."""
    return [_lost(one, _language(context)) for one in lost]


def _lost(one: str, language: str) -> str:
    field, _, text = one.partition(":")
    title = _COLUMNS[field].title.speak(language) if field in _COLUMNS else ""
    return ("：" if language == "zh" else ": ").join(part for part in (title, text) if part)


@register.simple_tag(takes_context=True)
def way_in(context: template.Context, code: str) -> str:
    return WAYS.get(code, Text(code, code)).speak(_language(context))


@register.simple_tag(takes_context=True)
def column_word(context: template.Context, name: str) -> str:
    """phone → 手机号."""
    return _COLUMNS[name].title.speak(_language(context)) if name in _COLUMNS else name


STANDS_BY = {  # people.Provenance → by whose word the record says it
    1: Text("填报未核实", "unproven"),
    2: Text("本人所报", "by the person"),
    3: Text("名单所载", "by a list"),
    4: Text("已核实", "by an official"),
}


@register.simple_tag(takes_context=True)
def stands_by(context: template.Context, row: Any) -> str:
    """已核实 · 05-10 08:00, of one compared field."""
    word = STANDS_BY.get(row.word)
    at = said(row.at) if row.at else ""
    return " · ".join(part for part in (word.speak(_language(context)) if word else "", at) if part)


@register.simple_tag(takes_context=True)
def phone_word(context: template.Context, word: int) -> SafeString:
    """How far a phone can be trusted: only an official who checked it makes it ✓."""
    said, hue, shape = PHONES.get(word, PHONES[0])
    return format_html(
        '<span class="mark mark-{}"><i aria-hidden="true">{}</i>{}</span>',
        hue,
        shape,
        said.speak(_language(context)),
    )


PHONES = {
    0: (Text("未核对", "not checked"), "soon", "?"),
    int(people.Provenance.PROVEN): (
        Text("卡口所记·未核对", "given at a checkpoint, not checked"),
        "soon",
        "?",
    ),
    int(people.Provenance.LISTED): (
        Text("名单所载·未核对", "from a list, not checked"),
        "soon",
        "?",
    ),
    int(people.Provenance.OFFICIAL): (Text("已核对", "checked"), "done", "✓"),
}
UNCHECKED = Text("(待核实)", " (to be checked)")
YES_NO = {"yes": Text("是", "yes"), "no": Text("否", "no")}


@register.simple_tag(takes_context=True)
def said_value(context: template.Context, name: str, text: str) -> str:
    """A filed cell as people write it: 居民身份证, 否, 05-06 10:00."""
    language = _language(context)
    if name == "document_type" and text in people.TYPES:
        return people.TYPES[text].speak(language)
    if name == "overseas" and text in YES_NO:
        return YES_NO[text].speak(language)
    return text[:16].replace("T", " ") if name == "filed_at" else text


@register.simple_tag(takes_context=True)
def day_of_term(context: template.Context, phase: Any, today: date, clock: str | None) -> str:
    """第 3/14 天 至 05-21. The clock's day is day 0 of the first measure; a later measure
    counts from the last day of the one before it."""
    first = clock == phase.start.isoformat()
    done = (today - phase.start).days + (0 if first else 1)
    english = _language(context) == "en"
    if phase.end is None:
        return f"day {done}" if english else f"第 {done} 天"
    length = (phase.end - phase.start).days + (0 if first else 1)
    if english:
        return f"day {done} of {length}, until {said(phase.end)}"
    return f"第 {done}/{length} 天 至 {said(phase.end)}"


@register.simple_tag(takes_context=True)
def placed_mark(
    context: template.Context,
    known: Sequence[tasks.Confirmed],
    measure: str,
    arrival: date,
    today: date,
) -> SafeString:
    """实: ● 到位 05-10 20:10 李支书, or that it is required and no more."""
    found = tasks.in_place(measure, known) if arrival <= today else None
    if found is None:
        words, hue, shape = Text("未到位", "not in place"), "late", "○"
    else:
        at, more = said(found.at), Text("", "") if found.checked else UNCHECKED
        words = Text(
            f"到位 {at} {found.who}{more.zh}", f"in place since {at}, {found.who}{more.en}"
        )
        hue, shape = "done", "●"
    return format_html(
        '<span class="mark mark-{}"><i aria-hidden="true">{}</i>{}</span>',
        hue,
        shape,
        words.speak(_language(context)),
    )


@register.simple_tag(takes_context=True)
def stay_words(context: template.Context, stay: Sequence[str | None]) -> str:
    """A stored stay (place, start, end, text) as 西安市雁塔区 04-20–05-06, or, where nobody knows since
    when, 西安市雁塔区, 05-06 离开: 至 is kept for the one day until which a measure holds."""
    place, start, end, text, *_ = stay
    bare = not text or text.isascii()
    shown = marks.place(place, full=True) if place and bare else text
    if start:
        return f"{shown} {_day(start)}–{_day(end)}"
    return (
        f"{shown}, left {_day(end)}" if _language(context) == "en" else f"{shown}，{_day(end)} 离开"
    )


@register.filter
def last_day(phases: Sequence[Any]) -> str:
    """The one day until which somebody is under measures; "" where there is none, or no end."""
    ends = [phase.end for phase in phases]
    return said(max(ends)) if ends and all(ends) else ""


@register.simple_tag(takes_context=True)
def listed_days(context: template.Context, listing: dict[str, str]) -> str:
    """04-29 – 05-09, or 04-29 起仍在列."""
    begin, end = _day(listing["listed_from"]), listing["listed_to"]
    if end == date.max.isoformat():
        return f"since {begin}" if _language(context) == "en" else f"{begin} 起，仍在列"
    return f"{begin} – {_day(end)}"


def _day(text: str | None) -> str:
    return said(date.fromisoformat(text[:10])) if text else ""


@register.simple_tag(takes_context=True)
def risk_word(context: template.Context, level: str) -> SafeString:
    word, hue, shape = LEVELS.get(level, (Text(level, level), "none", "○"))
    return format_html(
        '<span class="mark mark-{}"><i aria-hidden="true">{}</i>{}</span>',
        hue,
        shape,
        word.speak(_language(context)),
    )


@register.simple_tag
def doubt_words(doubt: dict[str, Any]) -> Text:
    """What to ask first, of a kept verdict."""
    return arrivals.questions(screening.doubt_of({"doubt": doubt}))
