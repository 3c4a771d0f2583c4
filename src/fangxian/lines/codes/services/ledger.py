"""Raising and ending standings in one go: the only place that writes the ledger.

Many at once are compared with what stands in the database: 60,000 rows are one COPY and
four statements. Called inside verbs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from fangxian.kernel import bulk, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.codes.errors import OriginUnknown
from fangxian.lines.codes.events import StandingsChanged
from fangxian.lines.codes.models import Standing
from fangxian.lines.codes.rules import ORIGINS, NewStanding, digest_of
from fangxian.lines.codes.services import appeal_successors

LEDGER_LOCK = 0x636F6465  # "code"
FEW = 50
NAMED_AT_MOST = 100  # in a fact; beyond it the count tells

COLUMNS = (
    "person_id",
    "colour",
    "reason",
    "words_zh",
    "words_en",
    "clause",
    "source",
    "origin",
    "key",
    "since",
    "until",
    "place",
    "disease",
    "digest",
    "made_at",
    "made_by_id",
    "made_by",
    "ended_how",
    "ended_why",
    "ended_by",
)
NAMES = ",".join(COLUMNS)

DRAFT = f"CREATE TEMP TABLE draft_standing ON COMMIT DROP AS SELECT {NAMES} FROM codes_standing WITH NO DATA"  # noqa: S608
STANDS = """
DELETE FROM draft_standing d USING codes_standing s
 WHERE s.person_id = d.person_id AND s.origin = d.origin AND s.key = d.key
   AND s.digest = d.digest
   AND ((s.ended_at IS NULL AND (s.place, s.disease) = (d.place, d.disease)) OR s.ended_how = 'appeal')
"""
REPLACE = """
UPDATE codes_standing s SET ended_at = d.made_at, ended_how = 'replaced', ended_by = d.made_by
  FROM draft_standing d
 WHERE s.person_id = d.person_id AND s.origin = d.origin AND s.key = d.key AND s.ended_at IS NULL
"""
INSERT = (
    f"INSERT INTO codes_standing ({NAMES}) SELECT {NAMES} FROM draft_standing RETURNING person_id"  # noqa: S608
)


@dataclass(frozen=True)
class Raised:
    """New ones, ones that took another's stead, and ones that stood already (or were struck
    down by an appeal and say nothing new)."""

    raised: int
    replaced: int
    unchanged: int


def hold(person_ids: Sequence[int]) -> None:
    """Keep others from writing about these people until the transaction ends: a few one by
    one, many by the whole ledger for the seconds that they take."""
    with connection.cursor() as cursor:
        if len(person_ids) > FEW:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])
            return
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LEDGER_LOCK])
        for number in sorted(set(person_ids)):  # one order: no two wait for each other
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashint8(%s))", [LEDGER_LOCK, number])


def raise_all(rows: Sequence[NewStanding], by: Actor) -> Raised:
    """Raise these. Of two rows with one person, origin and key the later one counts."""
    last = {(row.person_id, row.origin, row.key or row.source): row for row in rows}
    if not last:
        return Raised(0, 0, 0)
    if strange := {origin for _, origin, _ in last} - set(ORIGINS):
        raise OriginUnknown(origin=min(strange), known="、".join(ORIGINS))
    hold([person for person, _, _ in last])
    with connection.cursor() as cursor:
        cursor.execute(DRAFT)
        bulk.copy_rows("draft_standing", COLUMNS, _columns(last, by))
        cursor.execute("ANALYZE draft_standing")
        cursor.execute(STANDS)
        unchanged = cursor.rowcount
        cursor.execute(REPLACE)
        replaced = cursor.rowcount
        cursor.execute(INSERT)
        people = [person for (person,) in cursor.fetchall()]
        cursor.execute("DROP TABLE draft_standing")
    tell(people, rows[0].origin, by)
    return Raised(len(people) - replaced, replaced, unchanged)


def _columns(rows: dict[tuple[int, str, str], NewStanding], by: Actor) -> Iterator[tuple[Any, ...]]:
    now = clock.now()
    for (_, _, key), row in rows.items():
        yield (
            row.person_id,
            row.colour,
            row.reason,
            row.words.zh[:300],
            row.words.en[:300],
            Jsonb(dict(row.clause)),
            row.source,
            row.origin,
            key,
            row.since,
            row.until,
            row.place,
            row.disease,
            digest_of(row),
            now,
            by.account_id,
            by.name[:80],
            "",
            "",
            "",
        )


def end(where: str, values: Sequence[Any], how: str, why: str, by: Actor) -> list[int]:
    """End the open standings that meet a condition of ours. Returns whose they were."""
    command = (
        "UPDATE codes_standing SET ended_at = %s, ended_how = %s, ended_why = %s, ended_by = %s"  # noqa: S608
        f" WHERE ended_at IS NULL AND {where} RETURNING person_id, origin"
    )
    with connection.cursor() as cursor:
        cursor.execute(command, [clock.now(), how, why[:200], by.name[:80], *values])
        ended = cursor.fetchall()
    if ended:
        tell([person for person, _ in ended], ended[0][1], by)
    return [person for person, _ in ended]


def tell(people: Sequence[int], origin: str, by: Actor) -> None:
    """One fact a batch; what these people appealed against may have ended with it."""
    if not people:
        return
    appeal_successors.follow(people if len(people) <= FEW else None, by)
    named = tuple(sorted(set(people))) if len(people) <= NAMED_AT_MOST else ()
    outbox.emit(StandingsChanged(person_ids=named, count=len(people), origin=origin), actor=by.name)


def open_one(standing_id: int) -> Standing | None:
    """A standing that nobody has ended yet, held for the transaction."""
    return (
        Standing.objects.select_for_update().filter(pk=standing_id, ended_at__isnull=True).first()
    )
