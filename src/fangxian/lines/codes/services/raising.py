"""The verbs by which rooms above raise and lower standings, through flows. No person has them:
`codes.load` is the system's."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.bulk import as_array
from fangxian.kernel.verb import verb
from fangxian.lines.codes.rules import NewStanding
from fangxian.lines.codes.services import ledger
from fangxian.lines.codes.services.ledger import NAMED_AT_MOST, Raised


@verb(needs="codes.load")
def raise_standings(rows: Sequence[NewStanding], *, by: Actor) -> Raised:
    """Raise standings, one or 60,000. What stands already writes nothing."""
    done = ledger.raise_all(rows, by)
    if rows:
        _note([row.person_id for row in rows], rows[0].origin, done.raised + done.replaced)
    return done


@verb(needs="codes.load")
def lower_standings(person_ids: Sequence[int], origin: str, why: str, *, by: Actor) -> int:
    """End whatever an origin holds against these people. Returns how many standings."""
    if not person_ids:
        return 0
    ledger.hold(person_ids)
    where = "origin = %s AND person_id = ANY(%s::bigint[])"
    ended = ledger.end(where, [origin, as_array(map(str, person_ids))], "lowered", why, by)
    _note(ended, origin, len(ended), why)
    return len(ended)


@verb(needs="codes.load")
def lower_by_key(keys: Sequence[str], origin: str, why: str, *, by: Actor) -> int:
    """End what follows from things that are no more ("arrivals.declaration:12")."""
    where = "origin = %s AND key = ANY(%s)"
    ended = ledger.end(where, [origin, list(keys)], "lowered", why, by) if keys else []
    _note(ended, origin, len(ended), why)
    return len(ended)


def _note(people: Sequence[int], origin: str, changed: int, why: str = "") -> None:
    named = sorted(set(people)) if len(people) <= NAMED_AT_MOST else []
    audit.note(subject=f"codes.{origin}", person_ids=named, purpose=why, changed=changed)
