"""Keeping screenings in bulk: one COPY a table, one UPDATE for the standing columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection

from fangxian.ground.policy import api as policy
from fangxian.kernel import bulk, clock
from fangxian.lines.arrivals.models import Override
from fangxian.lines.arrivals.verdicts import Written, free_from

COPY_SCREENING = """
    COPY arrivals_screening (id, declaration_id, at, "on", place, edition, pack_hash, facts,
        listing, verdict, class_code, colour, uncertain, digest) FROM STDIN
"""
COPY_PHASE = 'COPY arrivals_phase (declaration_id, measure, start, "end", tests) FROM STDIN'
STANDING = """
    CREATE TEMP TABLE standing (declaration_id bigint, screening_id bigint, class_code text,
        colour text, uncertain boolean, free_from date) ON COMMIT DROP
"""
UPDATE = """
    UPDATE arrivals_declaration d SET screening_id = s.screening_id, class_code = s.class_code,
        colour = s.colour, uncertain = s.uncertain, free_from = s.free_from
    FROM standing s WHERE d.id = s.declaration_id
"""

Standing = tuple[int, int, str, str, bool, date | None]
Phases = tuple[policy.Phase, ...]


def keep(written: Sequence[Written], edition: policy.Edition, on: date) -> None:
    """Append screenings and let them stand; a human decision that still runs stays in front."""
    if not written:
        return
    held = overrides([one.declaration_id for one in written], on)
    with connection.cursor() as cursor:
        ids = _append(cursor, written, edition, on)
        _let_stand(
            cursor,
            [
                _standing(one, number, held.get(one.declaration_id), edition)
                for number, one in zip(ids, written, strict=True)
            ],
        )


def _append(
    cursor: Any, written: Sequence[Written], edition: policy.Edition, on: date
) -> list[int]:
    ids = bulk.next_ids("arrivals_screening", len(written))
    at, name = clock.now(), edition.id[:200]
    _copy(cursor, COPY_SCREENING, (
        (number, one.declaration_id, at, on, one.place, name, edition.hash, one.facts,
         one.listing, one.verdict, one.class_code, one.colour, one.uncertain, one.digest)
        for number, one in zip(ids, written, strict=True)
    ))  # fmt: skip
    return ids


def _let_stand(cursor: Any, stands: Sequence[tuple[Standing, Phases]]) -> None:
    cursor.execute("DROP TABLE IF EXISTS standing")
    cursor.execute(STANDING)
    _copy(cursor, "COPY standing FROM STDIN", (row for row, _ in stands))
    cursor.execute(UPDATE)
    cursor.execute(
        "DELETE FROM arrivals_phase p USING standing s WHERE p.declaration_id = s.declaration_id"
    )
    _copy(cursor, COPY_PHASE, (
        (row[0], phase.measure, phase.start, phase.end, list(phase.tests))
        for row, phases in stands for phase in phases
    ))  # fmt: skip


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
        row = (one.declaration_id, number, one.class_code, one.colour, one.uncertain, one.free_from)
        return row, one.phases
    phases = course_of(held, one, edition)
    row = (one.declaration_id, number, held.class_code, held.colour, False, free_from(phases))
    return row, phases


def course_of(held: Override, one: Written, edition: policy.Edition) -> Phases:
    """The course of the class that people decided on, from the clock that the table found."""
    start = (
        one.phases[0].start if one.phases else held.approved_at.date() if held.approved_at else None
    )
    row = next((row for row in edition.table.rows if row.class_code == held.class_code), None)
    return policy.lay_out(row.segments, start) if row and start else ()


def _copy(cursor: Any, statement: str, rows: Iterable[Sequence[Any]]) -> None:
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
