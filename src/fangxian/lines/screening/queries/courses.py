"""What stands of subjects, with its course: the one row of which instructions, codes and notices are
made."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from fangxian.ground.policy import api as policy
from fangxian.kernel.bulk import as_array
from fangxian.lines.screening.doubts import Doubt, doubt_of
from fangxian.lines.screening.models import Phase, Screening
from fangxian.lines.screening.subjects import Ref
from fangxian.lines.screening.verdicts import stay_from_plain

COURSES = """
SELECT r.number, r.person_id, r.place, r.disease, r.class_code, r.colour, r.uncertain,
       s.id, s."on", s.edition, s.verdict ->> 'row', s.verdict -> 'citation', s.verdict -> 'stay',
       CASE WHEN r.uncertain THEN s.verdict -> 'doubt' END,
       (SELECT json_agg(json_build_array(p.measure, p.start, p."end", p.tests) ORDER BY p.start)
          FROM screening_phase p WHERE p.subject_id = r.id)
  FROM screening_subjectrecord r JOIN screening_screening s ON s.id = r.screening_id
 WHERE r.kind = %s AND r.number = ANY(%s::bigint[])
 ORDER BY r.number
"""
IN_A_LATER_SEGMENT = """
SELECT r.number FROM screening_phase p
  JOIN screening_subjectrecord r ON r.id = p.subject_id
  LEFT JOIN screening_screening s ON s.id = r.screening_id AND r.uncertain
 WHERE r.kind = %(kind)s
   AND (NOT r.uncertain OR s.verdict -> 'doubt' @> '{"certain": true, "unverified": false}')
   AND p.start <= %(on)s AND (p."end" IS NULL OR p."end" >= %(on)s)
   AND EXISTS (SELECT FROM screening_phase e
                WHERE e.subject_id = p.subject_id AND e.start < p.start)
 ORDER BY r.number
"""
LAST_DAYS = """
SELECT id, (verdict #>> '{phases,-1,end}')::date FROM screening_screening
 WHERE id = ANY(%s::bigint[]) AND verdict #>> '{phases,-1,end}' IS NOT NULL
"""


@dataclass(frozen=True, kw_only=True)
class CourseRow:
    """What stands of a subject: the table's verdict or, before it, what people decided, with the
    measures in order of days. `on`: the day as of which it was decided; `stay`: which of the stays
    decided; `doubt`: what is to be found out first, None once people decided by hand."""

    ref: Ref
    person_id: int
    place: str
    disease: str
    class_code: str
    colour: str
    uncertain: bool
    screening_id: int
    on: date
    edition: str
    row: str
    citation: dict[str, Any] | None
    stay: policy.Stay | None
    doubt: Doubt | None
    phases: tuple[policy.Phase, ...]

    @property
    def unverified(self) -> bool:
        """待核: nothing restricts meanwhile."""
        return self.doubt is not None and self.doubt.unverified

    @property
    def firm(self) -> bool:
        """What it says holds whatever is still to be found out."""
        return not self.uncertain or (
            self.doubt is not None and self.doubt.certain and not self.doubt.unverified
        )


def courses(kind: str, numbers: Collection[int]) -> list[CourseRow]:
    """What stands of these subjects of a kind, in the order of their numbers; of whom nothing was
    decided there is no row. One query."""
    with connection.cursor() as cursor:
        cursor.execute(COURSES, [kind, as_array(map(str, numbers))])
        return [_row(kind, row) for row in cursor.fetchall()]


def _row(kind: str, found: Sequence[Any]) -> CourseRow:
    (
        number,
        person_id,
        place,
        disease,
        class_code,
        colour,
        uncertain,
        screening_id,
        on,
        edition,
        row,
        *plain,
    ) = found
    citation, stay, doubt, phases = map(_read, plain)
    return CourseRow(
        ref=Ref(kind, number),
        person_id=person_id,
        place=place,
        disease=disease,
        class_code=class_code,
        colour=colour,
        uncertain=uncertain,
        screening_id=screening_id,
        on=on,
        edition=edition,
        row=row,
        citation=citation,
        stay=stay_from_plain(stay) if stay else None,
        doubt=doubt_of({"doubt": doubt}),
        phases=tuple(map(_phase, phases or ())),
    )


def _read(plain: Any) -> Any:
    """The connection hands JSON over as text; a driver set otherwise, as values."""
    return json.loads(plain) if isinstance(plain, str) else plain


def _phase(plain: Sequence[Any]) -> policy.Phase:
    measure, start, end, tests = plain
    day = date.fromisoformat
    return policy.Phase(measure, day(start), day(end) if end else None, tuple(map(day, tests)))


def in_a_later_segment(kind: str, on: date) -> list[int]:
    """The subjects of a kind whose second or a later measure is in force on a day."""
    with connection.cursor() as cursor:
        cursor.execute(IN_A_LATER_SEGMENT, {"kind": kind, "on": on})
        return [number for (number,) in cursor.fetchall()]


def last_days(screening_ids: Collection[int]) -> dict[int, date]:
    """Screening → the last day of the course that it found, where it has one. No query for none."""
    if not screening_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(LAST_DAYS, [as_array(map(str, screening_ids))])
        return dict(cursor.fetchall())


def phases_of(kind: str) -> QuerySet[Any]:
    """The measures of what stands of the subjects of a kind, each with its subject's `number`: for
    the lists of the room that knows them."""
    return Phase.objects.filter(subject__kind=kind).annotate(number=F("subject__number"))


def runs_on(day: date, phase: str = "") -> Q:
    """The condition of a measure's running on a day."""
    ended = Q(**{f"{phase}end__isnull": True}) | Q(**{f"{phase}end__gte": day})
    return ended & Q(**{f"{phase}start__lte": day})


def screenings_of(kind: str, number: int) -> QuerySet[Screening]:
    """Everything that was decided of a subject, the newest first."""
    return Screening.objects.filter(subject__kind=kind, subject__number=number).order_by("-id")


def read_by(screening_ids: Collection[int]) -> dict[int, Screening]:
    """Screening → what it read and said: `facts` and `verdict`."""
    return Screening.objects.only("facts", "verdict").in_bulk(list(screening_ids))
