"""The verbs by which rooms above raise and lower standings, through flows. No person has them:
`codes.load` is the system's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.bulk import as_array
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.codes.models import Decision, Standing
from fangxian.lines.codes.rules import NewStanding
from fangxian.lines.codes.services import ledger
from fangxian.lines.codes.services.ledger import NAMED_AT_MOST, Raised

DECIDED = """
INSERT INTO codes_decision (person_id, key, disease, at)
SELECT person, key, %s, %s FROM unnest(%s::bigint[], %s::text[]) AS t(person, key)
    ON CONFLICT (key) DO UPDATE SET person_id = excluded.person_id, disease = excluded.disease
 WHERE (codes_decision.person_id, codes_decision.disease) <> (excluded.person_id, excluded.disease)
"""


@verb(needs="codes.load", words=Text("认定", "raised standings"))
def raise_standings(rows: Sequence[NewStanding], *, by: Actor) -> Raised:
    """Raise standings, one or 60,000. What stands already writes nothing."""
    done = ledger.raise_all(rows, by)
    if rows:
        _note([row.person_id for row in rows], rows[0].origin, done.raised + done.replaced)
    return done


@verb(needs="codes.load", words=Text("更新码色", "settled colours"))
def settle_standings(
    raised: Sequence[NewStanding], freed: Mapping[str, int], origin: str, why: str, *, by: Actor
) -> Raised:
    """Raise what an origin holds now and end what follows from the freed (key → person), in one go:
    what else the origin holds against them stays. All are locked at first and together: of two who
    settle the same people one waits, none for ever."""
    people = {*freed.values(), *(row.person_id for row in raised)}
    if not people:
        return Raised(0, 0, 0)
    ledger.hold(list(people))
    ended = _end_by_key(freed, origin, why, by)
    done = ledger.raise_all(raised, by)
    _note(sorted(people), origin, len(ended) + done.raised + done.replaced, why if ended else "")
    return done


@verb(needs="codes.load", words=Text("解除认定", "lowered standings"))
def lower_standings(person_ids: Sequence[int], origin: str, why: str, *, by: Actor) -> int:
    """End whatever an origin holds against these people. Returns how many standings."""
    if not person_ids:
        return 0
    ledger.hold(person_ids)
    ended = _end_of(person_ids, origin, why, by)
    _note(ended, origin, len(ended), why)
    return len(ended)


@verb(needs="codes.load", words=Text("记下已判定人员", "wrote down who was decided"))
def note_decided(decided: Mapping[str, int], *, disease: str = "", by: Actor) -> int:
    """Write down who was decided about: what it follows from ("arrivals.declaration:12") →
    person, and for which disease. What is written already stays as it is. Returns how many are new."""
    ledger.hold(list(decided.values()))
    with connection.cursor() as cursor:
        people = as_array(map(str, decided.values()))
        cursor.execute(DECIDED, [disease, clock.now(), people, list(decided)])
        count = int(cursor.rowcount)
    audit.note(subject="codes.decisions", changed=count)
    return count


@verb(needs="codes.load", words=Text("解除认定", "lowered standings"))
def lower_by_key(keys: Sequence[str], origin: str, why: str, *, by: Actor) -> int:
    """End what follows from things that are no more ("arrivals.declaration:12"): a decision that
    rested on them is none."""
    if not keys:
        return 0
    ledger.hold(_whose(keys, origin))
    Decision.objects.filter(key__in=keys).delete()
    where = "origin = %s AND key = ANY(%s)"
    ended = ledger.end(where, [origin, list(keys)], "lowered", why, by)
    _note(ended, origin, len(ended), why)
    return len(ended)


def _whose(keys: Sequence[str], origin: str) -> list[int]:
    """Of whom anything stands or was decided by these keys."""
    stands = Standing.objects.filter(origin=origin, key__in=keys, ended_at__isnull=True)
    decided = Decision.objects.filter(key__in=keys)
    both = stands.values_list("person_id", flat=True), decided.values_list("person_id", flat=True)
    return [person for some in both for person in some]


def _end_by_key(freed: Mapping[str, int], origin: str, why: str, by: Actor) -> list[int]:
    where = "origin = %s AND person_id = ANY(%s::bigint[]) AND key = ANY(%s)"
    people = as_array(map(str, freed.values()))
    return ledger.end(where, [origin, people, list(freed)], "lowered", why, by)


def _end_of(person_ids: Sequence[int], origin: str, why: str, by: Actor) -> list[int]:
    where = "origin = %s AND person_id = ANY(%s::bigint[])"
    return ledger.end(where, [origin, as_array(map(str, person_ids))], "lowered", why, by)


def _note(people: Sequence[int], origin: str, changed: int, why: str = "") -> None:
    named = sorted(set(people)) if len(people) <= NAMED_AT_MOST else []
    audit.note(subject=f"codes.{origin}", person_ids=named, purpose=why, changed=changed)
