"""Keeping subjects, screenings and courses in bulk: one COPY a table, one UPDATE for what stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import connection

from fangxian.ground.policy import api as policy
from fangxian.kernel import bulk, clock
from fangxian.lines.screening.models import SubjectRecord
from fangxian.lines.screening.subjects import ByHand, Stood, Subject
from fangxian.lines.screening.verdicts import Written, free_from
from fangxian.lines.zones import api as zones

RECORDS, SCREENINGS, PHASES = "screening_subjectrecord", "screening_screening", "screening_phase"
RECORDED = """
SELECT r.number, r.id, r.person_id, r.place, r.disease, r.class_code, s.digest
  FROM screening_subjectrecord r LEFT JOIN screening_screening s ON s.id = r.screening_id
 WHERE r.kind = %s
"""
STANDING = """
CREATE TEMP TABLE standing (subject_id bigint, screening_id bigint, class_code text, colour text,
    uncertain boolean, free_from date) ON COMMIT DROP
"""
UPDATE = """
UPDATE screening_subjectrecord r SET screening_id = s.screening_id, class_code = s.class_code,
       colour = s.colour, uncertain = s.uncertain, free_from = s.free_from
  FROM standing s WHERE r.id = s.subject_id
"""
LIFT = "DELETE FROM screening_phase p USING standing s WHERE p.subject_id = s.subject_id"
COLUMNS = (
    "subject_id",
    "screening_id",
    "class_code",
    "colour",
    "uncertain",
    "free_from",
)
Course = tuple[policy.Phase, ...]


class Recorded(NamedTuple):
    """A subject as it is on record; `digest`: of the screening that stands, b"" without one."""

    id: int
    person_id: int
    place: str
    disease: str
    class_code: str
    digest: bytes


def recorded(kind: str, numbers: Sequence[int] | None = None) -> dict[int, Recorded]:
    """Number → what is on record of these subjects of a kind, or of all. One query."""
    some = "" if numbers is None else " AND r.number = ANY(%s::bigint[])"
    with connection.cursor() as cursor:
        which = [] if numbers is None else [bulk.as_array(map(str, numbers))]
        cursor.execute(RECORDED + some, [kind, *which])
        return {
            number: Recorded._make([*row, bytes(digest or b"")])
            for number, *row, digest in cursor.fetchall()
        }


def register(people: Sequence[Subject], known: dict[int, Recorded]) -> dict[int, int]:
    """Put subjects of one kind on record, whoever they are and wherever they live now; `known` is
    what stands there, and is brought in step. Returns number → id of its record."""
    if new := [one for one in people if one.ref.number not in known]:
        SubjectRecord.objects.bulk_create(
            (
                SubjectRecord(
                    kind=one.ref.kind,
                    number=one.ref.number,
                    person_id=one.person_id,
                    place=one.place,
                    disease=one.disease,
                )
                for one in new
            ),
            ignore_conflicts=True,  # whoever looks at the same ones at the same moment entered them
        )
        known |= recorded(new[0].ref.kind, [one.ref.number for one in new])
    moved = [
        (one, held.id)
        for one in people
        if (held := known[one.ref.number])
        and (held.person_id, held.place, held.disease) != (one.person_id, one.place, one.disease)
    ]
    if moved:
        whose, ids = zip(*moved, strict=True)
        bulk.update_columns(RECORDS, {"id": ids, **_who(whose)})
    return {number: one.id for number, one in known.items()}


def enter(people: Sequence[Subject], stood: Mapping[int, Stood] | None = None) -> dict[int, int]:
    """Enter subjects that are not on record yet, with what stands of them."""
    if not people:
        return {}
    numbers = [one.ref.number for one in people]
    ids = bulk.next_ids(RECORDS, len(people))
    stands = [(stood or {}).get(number) or _undecided(number) for number in numbers]
    _, *columns = zip(*stands, strict=True)
    bulk.copy_columns(
        RECORDS,
        {
            "id": ids,
            "kind": [one.ref.kind for one in people],
            "number": numbers,
            **_who(people),
            **dict(zip(COLUMNS[1:], columns, strict=True)),
        },
    )
    return dict(zip(numbers, ids, strict=True))


def _who(people: Sequence[Subject]) -> dict[str, Sequence[int | str]]:
    return {
        "person_id": [one.person_id for one in people],
        "place": [one.place for one in people],
        "disease": [one.disease for one in people],
    }


def _undecided(number: int) -> tuple[object, ...]:
    return number, None, "", "", False, None


def keep(
    written: Sequence[Written],
    ids: Mapping[int, int],
    by_hand: Mapping[int, ByHand],
    edition: policy.Edition,
    lists: zones.Snapshot,
    on: date,
) -> list[Stood]:
    """Append screenings and let them stand; a human decision that still runs stays in front. `ids`:
    number → record. Returns what stands now."""
    if not written:
        return []
    numbers = bulk.next_ids(SCREENINGS, len(written))
    append(written, numbers, ids, edition, lists, on)
    stands = [
        _stood(one, number, by_hand.get(one.ref.number), edition)
        for number, one in zip(numbers, written, strict=True)
    ]
    _let_stand([(ids[one.number], *one[1:]) for one, _ in stands])
    lay((ids[one.number], course) for one, course in stands)
    return [one for one, _ in stands]


def append(
    written: Sequence[Written],
    numbers: Sequence[int],
    ids: Mapping[int, int],
    edition: policy.Edition,
    lists: zones.Snapshot,
    on: date,
) -> None:
    """Add screenings under these numbers, with the lists by which they were decided. They do not
    stand yet."""
    count = len(written)
    policy.keep_packs(edition)
    whose, place, class_code, colour, uncertain, facts, listing, verdict, _, _, digest = zip(
        *written, strict=True
    )
    bulk.copy_columns(
        SCREENINGS,
        {
            "id": numbers,
            "subject_id": [ids[one.number] for one in whose],
            "at": [clock.now().isoformat()] * count,
            "on": [on] * count,
            "place": place,
            "edition": [edition.id[:200]] * count,
            "pack_hash": [edition.hash] * count,
            "lists": [zones.keep_listings(lists)] * count,
            "facts": facts,
            "listing": listing,
            "verdict": verdict,
            "class_code": class_code,
            "colour": colour,
            "uncertain": uncertain,
            "digest": digest,
        },
    )


def _let_stand(rows: Sequence[tuple[int, int, str, str, bool, date | None]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS standing")
        cursor.execute(STANDING)
        bulk.copy_columns("standing", dict(zip(COLUMNS, zip(*rows, strict=True), strict=True)))
        cursor.execute(UPDATE)
        cursor.execute(LIFT)


def lay(courses: Iterable[tuple[int, Course]]) -> None:
    """Lay courses on the calendar: (record, phases) of each."""
    rows = [
        (whose, phase.measure, phase.start, phase.end, _days(phase.tests))
        for whose, phases in courses
        for phase in phases
    ]
    if rows:
        columns = ("subject_id", "measure", "start", "end", "tests")
        bulk.copy_columns(PHASES, dict(zip(columns, zip(*rows, strict=True), strict=True)))


@lru_cache(4096)
def _days(days: tuple[date, ...]) -> str:
    """Days as PostgreSQL writes an array."""
    return f"{{{','.join(day.isoformat() for day in days)}}}"


def stood_by_table(one: Written, number: int) -> Stood:
    """What a verdict lets stand under this number of its screening."""
    return Stood(one.ref.number, number, one.class_code, one.colour, one.uncertain, one.free_from)


def _stood(
    one: Written, number: int, held: ByHand | None, edition: policy.Edition
) -> tuple[Stood, Course]:
    if held is None:
        return stood_by_table(one, number), one.phases
    course = _course_by_hand(held, one, edition)
    stood = Stood(
        one.ref.number,
        number,
        held.class_code,
        held.colour,
        uncertain=False,
        free_from=free_from(course),
    )
    return stood, course


def _course_by_hand(held: ByHand, one: Written, edition: policy.Edition) -> Course:
    """The course of the class that people decided on, from the clock that the table found."""
    start = one.phases[0].start if one.phases else held.since
    row = next((row for row in edition.table.rows if row.class_code == held.class_code), None)
    return policy.lay_out(row.segments, start) if row and start else ()
