"""Which vehicles somebody came in before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from fangxian.lines.checkpoints.models import Crossing


def plates_of(person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Person → plates of earlier crossings."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = Crossing.objects.filter(person_id__in=list(person_ids)).exclude(plate="")
    for person, plate in rows.values_list("person_id", "plate").distinct():
        found[person or 0].append(plate)
    return {person: tuple(sorted(plates)) for person, plates in found.items()}
