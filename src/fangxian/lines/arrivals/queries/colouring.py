"""What the colour of screened people is made of: one query for a whole ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import connection

from fangxian.ground.policy import api as policy
from fangxian.kernel.bulk import as_array
from fangxian.lines.screening.api import Doubt, doubt_of, stay_from_plain

ROWS = """
SELECT d.id, d.person_id, d.place, d.class_code, d.colour, d.uncertain, s.id, s."on",
       s.verdict ->> 'row', s.verdict -> 'citation',
       s.verdict -> 'stay',
       CASE WHEN d.uncertain THEN s.verdict -> 'doubt' END,
       (SELECT json_agg(json_build_array(p.measure, p.start, p."end") ORDER BY p.start)
          FROM arrivals_phase p WHERE p.declaration_id = d.id)
  FROM arrivals_declaration d JOIN arrivals_screening s ON s.id = d.screening_id
 WHERE d.id = ANY(%s::bigint[])
"""


@dataclass(frozen=True, slots=True)
class ColouringRow:
    """A standing screening, with its course in order of days."""

    declaration_id: int
    person_id: int
    place: str
    class_code: str
    colour: str
    uncertain: bool
    screening_id: int
    on: date  # the day as of which it was decided
    row: str
    citation: dict[str, Any] | None
    stay: policy.Stay | None  # which of the stays decided
    doubt: Doubt | None
    phases: tuple[policy.Phase, ...]


NAMES = tuple(field.name for field in fields(ColouringRow))


def colouring_rows(declaration_ids: Sequence[int]) -> list[ColouringRow]:
    """For the flows: the standing screenings of these declarations."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [as_array(map(str, declaration_ids))])
        return [_row(row) for row in cursor.fetchall()]


def _row(found: Any) -> ColouringRow:
    """As the statement above names them; the last four are JSON."""
    plain: Any = dict(zip(NAMES, found, strict=True))
    citation, stay, doubt, phases = (_read(plain[name]) for name in NAMES[-4:])
    read = {
        "citation": citation, "stay": stay_from_plain(stay) if stay else None, "doubt": doubt_of({"doubt": doubt}), "phases": _phases(phases),
    }  # fmt: skip
    return ColouringRow(**plain | read)


def _read(plain: Any) -> Any:
    """The connection hands JSON over as text; a driver set otherwise, as values."""
    return json.loads(plain) if isinstance(plain, str) else plain


def _phases(plain: Sequence[tuple[str, str, str | None]] | None) -> tuple[policy.Phase, ...]:
    return tuple(
        policy.Phase(
            measure, date.fromisoformat(start), date.fromisoformat(end) if end else None, ()
        )
        for measure, start, end in plain or ()
    )
