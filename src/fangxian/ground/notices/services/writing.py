"""Write notices: one template, one page a person, one document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.conf import settings
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError

from fangxian.ground.duty import api as duty
from fangxian.ground.notices.errors import (
    NobodyToNotify,
    NoSuchTemplate,
    TemplateFaulty,
    TooManyNotices,
)
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.sent_in_clear import tell_sent
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

SHIPPED = Path(__file__).parents[1] / "templates"
MOST = 2_000

TEMPLATES: dict[str, Text] = {
    "central_quarantine": Text("集中隔离告知书", "Notice of central quarantine"),
    "home_quarantine": Text("居家隔离告知书", "Notice of home quarantine"),
    "health_monitoring": Text("健康监测告知书", "Notice of health monitoring"),
}


@dataclass(frozen=True, slots=True)
class NoticePhase:
    """A measure with its days; `end` None: until further notice."""

    measure: str
    start: date
    end: date | None
    tests: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One person's notice. `name` and `number` as they are to be printed; `document` and
    `clause` as the verdict cites them; `items`: a checklist of the pack, if it has one;
    `contact`: left empty, it is the public phone of the nearest duty unit."""

    person_id: int
    place: str
    name: str
    number: str
    address: str
    class_label: str
    reason: str
    phases: tuple[NoticePhase, ...]
    document: str
    clause: str
    unit: str
    contact: str
    on: date
    items: tuple[str, ...] = ()


def template_for(measure: str) -> str:
    """Which template a measure needs; "" when it needs none."""
    if measure in TEMPLATES:
        return measure
    return "health_monitoring" if measure.endswith("_monitoring") else ""


@reading(needs="notices.write", words=Text("开具告知书", "wrote notices"))
def write_notices(rows: Sequence[NoticeRow], template: str, *, by: Actor) -> bytes:
    """A docx with one page a person, in the order of the rows.

    A template of the same name in the data folder's `templates` stands before the shipped
    one. NoSuchTemplate, NobodyToNotify, TooMany, TemplateFaulty; NotAllowed when one of
    the people lives outside the actor's area."""
    if template not in TEMPLATES:
        raise NoSuchTemplate(template=template, known="、".join(TEMPLATES))
    if not rows:
        raise NobodyToNotify
    if len(rows) > MOST:
        raise TooManyNotices(most=MOST, count=len(rows))
    scope = by.scope("notices.write")
    if not all(scope.covers(row.place) for row in rows):
        raise NotAllowed(permission="notices.write")
    audit.note(
        subject=f"notices.{template}",
        person_ids=sorted({row.person_id for row in rows}),
        purpose=f"生成{TEMPLATES[template].zh}",
        count=len(rows),
    )
    tell_sent({row.person_id for row in rows}, place=rows[0].place, by=by)
    return _fill(template, _with_phones(rows))


def _with_phones(rows: Sequence[NoticeRow]) -> list[NoticeRow]:
    """Who was given no contact calls the nearest unit that has a public phone."""
    phones = duty.phones_for(row.place for row in rows if not row.contact)
    return [row if row.contact else replace(row, contact=phones[row.place]) for row in rows]


def _fill(template: str, rows: Sequence[NoticeRow]) -> bytes:
    document = DocxTemplate(_file(template))
    words = Environment(autoescape=True, undefined=StrictUndefined)
    words.filters["day"] = _day
    try:
        document.render({"rows": rows}, words, autoescape=True)
    except TemplateError as error:
        raise TemplateFaulty(template=TEMPLATES[template].zh, why=error) from error
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _file(template: str) -> Path:
    own: Path = Path(settings.FANGXIAN_DATA) / "templates" / f"{template}.docx"
    return own if own.exists() else SHIPPED / f"{template}.docx"


def _day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else "另行通知之日"
