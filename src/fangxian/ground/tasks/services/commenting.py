"""Speaking about an instruction while it is worked on, and to (@) whoever has it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks.errors import CommentEmpty, NotOfIt
from fangxian.ground.tasks.events import AccountMentioned, InstructionCommented
from fangxian.ground.tasks.models import Comment, Instruction, Mention
from fangxian.ground.tasks.queries.scope import visible
from fangxian.ground.tasks.services.receiving import refuse_strangers
from fangxian.ground.tasks.services.stages import find
from fangxian.ground.tasks.services.steps import touched
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question, verb

MOST_WORDS = 1_000


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who has to do with an instruction, and may be spoken to."""

    account_id: int
    name: str
    unit: str


@question(needs="tasks.read")
def partners(instruction_id: int, *, by: Actor) -> tuple[Partner, ...]:
    """Who can be spoken to about an instruction: those on the posts of its units, to whom it was
    handed, and who wrote it; not oneself. Nobody outside the area."""
    row = Instruction.objects.filter(visible(by, "tasks.read"), pk=instruction_id).first()
    return _partners(row, by) if row else ()


@verb(needs="tasks.read", words=Text("指令留言", "commented"))
def comment(instruction_id: int, words: str, mentions: Collection[int] = (), *, by: Actor) -> int:
    """Say something about an instruction, to everybody who works on it, and to (@) some by name.
    Returns the comment's id. NotFound; CommentEmpty; CannotMove for who has nothing to do with it;
    NotOfIt for a mention of somebody who has not."""
    if not words.strip():
        raise CommentEmpty
    row = find(instruction_id, by, "tasks.read")
    refuse_strangers("assign", [row], by)
    if strange := set(mentions) - {one.account_id for one in _partners(row, by)}:
        raise NotOfIt(account=min(strange))
    made = Comment.objects.create(
        instruction=row,
        at=clock.now(),
        account_id=by.account_id,
        actor=by.name[:80],
        words=words.strip()[:MOST_WORDS],
    )
    told = tuple(sorted(set(mentions)))
    Mention.objects.bulk_create(Mention(comment=made, account_id=one) for one in told)
    outbox.emit(
        InstructionCommented(instruction_id=row.pk, comment_id=made.pk, account_id=by.account_id),
        actor=by.name,
    )
    if told:
        outbox.emit(
            AccountMentioned(account_ids=told, instruction_id=row.pk, comment_id=made.pk),
            actor=by.name,
        )
    touched([row], act="comment", mentioned=len(told))
    return made.pk


def _partners(row: Instruction, by: Actor) -> tuple[Partner, ...]:
    units = [*row.receipts.values_list("unit_id", flat=True)]
    units += [one for one in (row.assigned_unit_id, row.origin_unit_id) if one]
    names = duty.names_of(units)
    found: dict[int, Partner] = {}
    for unit, members in duty.members_of(units).items():
        for one in members:
            if one.account_id:
                found.setdefault(
                    one.account_id, Partner(one.account_id, one.name, names.get(unit, ""))
                )
    lone = [one for one in (row.assigned_account_id, row.created_by_id) if one]
    for account, name in access.names_of([one for one in lone if one not in found]).items():
        found[account] = Partner(account, name, "")
    found.pop(by.account_id or 0, None)
    return tuple(found.values())
