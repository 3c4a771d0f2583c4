"""Two records of one person: what was laid on either holds for the one that is kept, and goes
back when they are parted again."""

from __future__ import annotations

from collections.abc import Collection

from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.codes.models import Card, Standing
from fangxian.lines.codes.rules import NewStanding
from fangxian.lines.codes.services import appeal_successors, ledger

MARK = "joined_from"
PARTED = kept("两份档案已重新分开", "the two records were parted again")


@verb(needs="codes.load", words=Text("认定随档案并入", "joined standings"))
def join_people(kept_id: int, gone_id: int, *, without: Collection[str] = (), by: Actor) -> int:
    """Copy to the kept record what is open against the other, but for keys that are no more, and
    hand over its cards. The other's own lines stay as they are: a code that was shown under it
    still says the truth. Returns how many were copied."""
    ledger.hold([kept_id, gone_id])
    held = set(
        Standing.objects.filter(person_id=kept_id, ended_at__isnull=True).values_list(
            "origin", "key"
        )
    )
    found = Standing.objects.filter(person_id=gone_id, ended_at__isnull=True)
    copies = [
        _copy(one, kept_id)
        for one in found.order_by("id")
        if (one.origin, one.key) not in held and one.key not in without
    ]
    ledger.raise_all(copies, by)
    appeal_successors.hand_over(gone_id, kept_id)
    Card.objects.filter(person_id=gone_id).update(person_id=kept_id, came_from_id=gone_id)
    audit.note(person_ids=[kept_id, gone_id], purpose="合并档案", copied=len(copies))
    return len(copies)


@verb(needs="codes.load", words=Text("认定随档案分开", "parted standings"))
def part_people(kept_id: int, gone_id: int, *, by: Actor) -> int:
    """Take the copies back, and the cards. Returns how many standings ended."""
    ledger.hold([kept_id, gone_id])
    appeal_successors.hand_back(kept_id, gone_id)
    where = "person_id = %s AND clause ->> 'joined_from' = %s"
    ended = ledger.end(where, [kept_id, str(gone_id)], "withdrawn", PARTED, by)
    cards = Card.objects.filter(person_id=kept_id, came_from_id=gone_id)
    cards.update(person_id=gone_id, came_from_id=None)
    audit.note(person_ids=[kept_id, gone_id], purpose="撤销合并", ended=len(ended))
    return len(ended)


def _copy(one: Standing, person_id: int) -> NewStanding:
    return NewStanding(
        person_id=person_id,
        colour=one.colour,
        reason=one.reason,
        words=Text(one.words_zh, one.words_en),
        clause=one.clause | {MARK: one.person_id},
        source=one.source,
        origin=one.origin,
        since=one.since,
        until=one.until,
        place=one.place,
        key=one.key,
        disease=one.disease,
    )
