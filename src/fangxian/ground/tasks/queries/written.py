"""What headquarters wrote: its templates, and what was said about an instruction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.access import api as access
from fangxian.ground.tasks.models import Comment, Instruction, InstructionFile, InstructionTemplate
from fangxian.ground.tasks.queries.scope import visible
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, reading


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """`hours` from the issue to the deadline; `proofs`: evidence that is required."""

    id: int
    name: str
    title: str
    body: str
    hours: int | None
    proofs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommentRow:
    """Who said what when, and to whom (names)."""

    id: int
    at: datetime
    actor: str
    words: str
    to: tuple[str, ...]
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who wrote an instruction by hand ("" where a rule did), the name of the file that was sent along,
    and what was said since."""

    sender: str = ""
    file: str = ""
    comments: tuple[CommentRow, ...] = ()


def name_of_file(list_id: int | None) -> str:
    """The name of what was sent along with a list's instructions; "" where nothing was."""
    found = InstructionFile.objects.filter(list_ref_id=list_id) if list_id else None
    return (found.values_list("name", flat=True).first() or "") if found is not None else ""


@question(needs="tasks.issue")
def templates(*, by: Actor) -> tuple[TemplateRow, ...]:
    """The county's templates that are not retired, by name. One query."""
    scope = by.scope("tasks.issue")
    near = [
        one
        for one in InstructionTemplate.objects.filter(retired_at=None).order_by("name")
        if scope.covers(one.place) or any(prefix.startswith(one.place) for prefix in scope.prefixes)
    ]
    return tuple(
        TemplateRow(one.pk, one.name, one.title, one.body, one.hours, tuple(one.proofs))
        for one in near
    )


@reading(needs="tasks.read", words=Text("查看留言", "read the comments"))
def comments(instruction_id: int, *, by: Actor) -> tuple[CommentRow, ...]:
    """What was said about an instruction, in order. NotFound outside the area. Three queries."""
    row = Instruction.objects.filter(visible(by, "tasks.read"), pk=instruction_id).first()
    if row is None:
        raise NotFound(what=Text("这条指令", "This instruction"))
    audit.note(
        subject=f"tasks.instruction:{row.pk}", person_ids=[row.person_id] if row.person_id else []
    )
    return _comments([row.pk]).get(row.pk, ())


@question(needs="tasks.read")
def written_with(ids: Collection[int], *, by: Actor) -> dict[int, Correspondence]:
    """What was written by hand with each instruction of the area. Six queries."""
    rows = Instruction.objects.filter(visible(by, "tasks.read"), pk__in=ids)
    heads = list(rows.values_list("pk", "created_by_id", "list_ref_id"))
    writers = access.names_of({writer for _, writer, _ in heads if writer})
    lists = {one for _, _, one in heads if one}
    files = dict(
        InstructionFile.objects.filter(list_ref_id__in=lists).values_list("list_ref_id", "name")
    )
    said = _comments([pk for pk, _, _ in heads])
    return {
        pk: Correspondence(writers.get(writer or 0, ""), files.get(one or 0, ""), said.get(pk, ()))
        for pk, writer, one in heads
    }


def _comments(ids: Collection[int]) -> dict[int, tuple[CommentRow, ...]]:
    found = list(
        Comment.objects.filter(instruction_id__in=ids).order_by("id").prefetch_related("mentions")
    )
    names = access.names_of({to.account_id for one in found for to in one.mentions.all()})
    rows: dict[int, tuple[CommentRow, ...]] = {}
    for one in found:
        to = tuple(names.get(to.account_id, "") for to in one.mentions.all())
        row = CommentRow(one.pk, one.at, one.actor, one.words, to, one.account_id)
        rows[one.instruction_id] = (*rows.get(one.instruction_id, ()), row)
    return rows
