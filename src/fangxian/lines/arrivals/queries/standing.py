"""What the choreography asks of declarations as they stand: where to, and by whose word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection

from fangxian.kernel import bulk
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.models import Declaration


def destinations(declaration_ids: Collection[int]) -> dict[int, str]:
    """Declaration → where the person goes or lives, as now known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, place FROM arrivals_declaration WHERE id = ANY(%s::bigint[])",
            [bulk.as_array(map(str, declaration_ids))],
        )
        return dict(cursor.fetchall())


def arrival_days(declaration_ids: Collection[int]) -> dict[int, date]:
    """Declaration → the day on which the person arrives, as now known; who said none is absent."""
    found = Declaration.objects.filter(pk__in=declaration_ids, arrival__isnull=False)
    return {pk: day for pk, day in found.values_list("pk", "arrival") if day}


def unproven_among(declaration_ids: Collection[int]) -> frozenset[int]:
    """Those of these declarations that strangers' words are all there is of."""
    found = Declaration.objects.filter(pk__in=declaration_ids).only("provenance", "as_of")
    return frozenset(one.pk for one in found if one.unproven)


@question(needs="arrivals.read")
def standing_screening(declaration_id: int, *, by: Actor) -> int:
    """The id of the screening that stands for a declaration."""
    row = Declaration.objects.filter(pk=declaration_id).first()
    if row is None or not row.screening_id or not by.scope("arrivals.read").covers(row.place):
        raise NotFound(
            what=Text(
                f"申报 {declaration_id} 的研判", f"The screening of declaration {declaration_id}"
            )
        )
    return row.screening_id
