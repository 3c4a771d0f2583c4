"""What a county writes again and again: kept under a name, replaced or retired, never invented here."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from fangxian.ground.tasks.errors import DraftIncomplete
from fangxian.ground.tasks.models import InstructionTemplate
from fangxian.ground.tasks.terms import PROOFS, REQUIRED
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

MOST_HOURS = 24 * 365


@verb(needs="tasks.issue", words=Text("存指令模板", "kept a template"), at=lambda place: place)
def save_template(
    name: str,
    title: str,
    body: str,
    place: str,
    *,
    by: Actor,
    hours: int | None = None,
    proofs: Collection[str] = (),
) -> int:
    """Keep what was written under a name; one of the same name is retired. Returns its id.
    DraftIncomplete."""
    if not (name.strip() and title.strip() and body.strip()):
        raise DraftIncomplete(
            missing="名称、标题、要做什么", missing_en="name, title and what to do"
        )
    _open_at(place).filter(name=name.strip()[:60]).update(retired_at=clock.now())
    made = InstructionTemplate.objects.create(
        name=name.strip()[:60],
        title=title.strip()[:120],
        body=body.strip(),
        hours=hours if hours and 0 < hours <= MOST_HOURS else None,
        proofs={code: REQUIRED for code in PROOFS if code in proofs},
        place=place,
        created_by_id=by.account_id,
        created_at=clock.now(),
    )
    audit.note(subject=f"tasks.template:{made.pk}", place=place)
    return made.pk


@verb(needs="tasks.issue", words=Text("停用指令模板", "retired a template"))
def retire_template(template_id: int, *, by: Actor) -> None:
    """It is offered no more. NotFound outside the area."""
    found = InstructionTemplate.objects.filter(
        by.scope("tasks.issue").q(place="place", owner="created_by_id"),
        pk=template_id,
        retired_at=None,
    )
    if not found.update(retired_at=clock.now()):
        raise NotFound(what=Text("这个模板", "This template"))
    audit.note(subject=f"tasks.template:{template_id}")


def _open_at(place: str) -> QuerySet[InstructionTemplate]:
    return InstructionTemplate.objects.filter(place=place, retired_at=None)
