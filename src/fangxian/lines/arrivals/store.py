"""Keeping screenings in bulk: one COPY a table, one UPDATE for the standing columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from django.db import connection

from fangxian.ground.policy import api as policy
from fangxian.kernel import bulk, clock
from fangxian.lines.arrivals.models import Override
from fangxian.lines.screening.api import Written, free_from
from fangxian.lines.zones import api as zones

STANDING = """
    CREATE TEMP TABLE standing (declaration_id bigint, screening_id bigint, class_code text,
        colour text, uncertain boolean, free_from date) ON COMMIT DROP
"""
UPDATE = """
    UPDATE arrivals_declaration d SET screening_id = s.screening_id, class_code = s.class_code,
        colour = s.colour, uncertain = s.uncertain, free_from = s.free_from
    FROM standing s WHERE d.id = s.declaration_id
"""

COLUMNS = (
    "declaration_id", "screening_id", "class_code", "colour", "uncertain", "free_from",
)  # fmt: skip
Standing = tuple[int, int, str, str, bool, date | None]
Phases = tuple[policy.Phase, ...]


def keep(
    written: Sequence[Written], edition: policy.Edition, lists: zones.Snapshot, on: date
) -> None:
    """Append screenings and let them stand; a human decision that still runs stays in front."""
    if not written:
        return
    held = overrides([one.ref.number for one in written], on)
    ids = bulk.next_ids("arrivals_screening", len(written))
    append(written, ids, edition, lists, on)
    stands = [
        _standing(one, number, held.get(one.ref.number), edition)
        for number, one in zip(ids, written, strict=True)
    ]
    _let_stand([row for row, _ in stands])
    lay((row[0], phases) for row, phases in stands)


def append(
    written: Sequence[Written], ids: Sequence[int], edition: policy.Edition,
    lists: zones.Snapshot, on: date,
) -> None:  # fmt: skip
    """Add screenings under these ids, with the lists by which they were decided. They do not
    stand yet."""
    count = len(written)
    policy.keep(edition)
    whose, place, class_code, colour, uncertain, facts, listing, verdict, _, _, digest = zip(
        *written, strict=True
    )
    bulk.copy_columns("arrivals_screening", {
        "id": ids, "declaration_id": [one.number for one in whose], "at": [clock.now().isoformat()] * count,
        "on": [on] * count, "place": place, "edition": [edition.id[:200]] * count,
        "pack_hash": [edition.hash] * count, "lists": [zones.keep_listings(lists)] * count,
        "facts": facts, "listing": listing,
        "verdict": verdict, "class_code": class_code, "colour": colour, "uncertain": uncertain,
        "digest": digest,
    })  # fmt: skip


def _let_stand(rows: Sequence[Standing]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS standing")
        cursor.execute(STANDING)
        bulk.copy_columns("standing", dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)))
        cursor.execute(UPDATE)
        cursor.execute(
            "DELETE FROM arrivals_phase p USING standing s WHERE p.declaration_id = s.declaration_id"
        )


def lay(courses: Iterable[tuple[int, Phases]]) -> None:
    """Lay courses on the calendar: (declaration, phases) of each."""
    rows = [
        (whose, phase.measure, phase.start, phase.end, _days(phase.tests))
        for whose, phases in courses
        for phase in phases
    ]
    if rows:
        columns = ("declaration_id", "measure", "start", "end", "tests")
        bulk.copy_columns(
            "arrivals_phase", dict(zip(columns, zip(*rows, strict=True), strict=True))
        )


@lru_cache(4096)
def _days(days: tuple[date, ...]) -> str:
    """Days as PostgreSQL writes an array."""
    return f"{{{','.join(day.isoformat() for day in days)}}}"


def overrides(declaration_ids: Sequence[int], on: date) -> dict[int, Override]:
    """The approved human decisions that run on a day: few, so all of them are read."""
    found = Override.objects.filter(
        approved_at__isnull=False, withdrawn_at__isnull=True, until__gte=on
    ).order_by("approved_at")
    wanted = set(declaration_ids)
    return {one.declaration_id: one for one in found if one.declaration_id in wanted}


def _standing(
    one: Written, number: int, held: Override | None, edition: policy.Edition
) -> tuple[Standing, Phases]:
    if held is None:
        row = (one.ref.number, number, one.class_code, one.colour, one.uncertain, one.free_from)
        return row, one.phases
    phases = course_of(held, one, edition)
    row = (one.ref.number, number, held.class_code, held.colour, False, free_from(phases))
    return row, phases


def course_of(held: Override, one: Written, edition: policy.Edition) -> Phases:
    """The course of the class that people decided on, from the clock that the table found."""
    start = (
        one.phases[0].start if one.phases else held.approved_at.date() if held.approved_at else None
    )
    row = next((row for row in edition.table.rows if row.class_code == held.class_code), None)
    return policy.lay_out(row.segments, start) if row and start else ()
