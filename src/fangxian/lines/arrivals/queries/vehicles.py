"""In which vehicles people come: the plate or the train, as it was declared."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.lines.arrivals.models import Declaration


def vehicles_of(declaration_ids: Sequence[int]) -> dict[int, str]:
    """Declaration → "陕A12345", "K245" or whatever was written; those without one are absent.
    One query. For what recognises a vehicle at a barrier: the look is written down there."""
    found = Declaration.objects.filter(pk__in=list(declaration_ids)).exclude(vehicle="")
    return dict(found.values_list("pk", "vehicle"))
