"""Which vehicles somebody came in before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from fangxian.ground.people import api as people
from fangxian.lines.checkpoints.models import Crossing
from fangxian.lines.checkpoints.queries.crossings import proven


def plates_of(person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Person → plates of earlier crossings in which a code or card proved who they were: who
    says another's number ties no vehicle to them."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    records = people.records_of(person_ids)
    every = {one for some in records.values() for one in some}
    rows = Crossing.objects.filter(proven(), person_id__in=every).exclude(plate="")
    for person, plate in rows.values_list("person_id", "plate").distinct():
        found[person or 0].append(plate)
    of = {
        one: tuple(sorted({plate for record in some for plate in found.get(record, ())}))
        for one, some in records.items()
    }
    return {one: plates for one, plates in of.items() if plates}
