"""What an import went by: which column of the file was taken for which field."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.arrivals.columns import BY_FIELD, field_of
from fangxian.lines.arrivals.models import ImportBatch
from fangxian.lines.arrivals.queries.imports import IMPORT


@dataclass(frozen=True)
class UsedColumn:
    """A column of the file and the field it was taken for. `corrected`: people said so; by
    its title alone the column would have been taken for another field, or for none."""

    title: str
    label: Text
    corrected: bool


@question(needs=IMPORT)
def used_columns(batch_id: int, *, by: Actor) -> tuple[UsedColumn, ...]:
    """The mapping that a batch used, in the order of the template."""
    within = by.scope(IMPORT).q(place="place", owner="created_by_id")
    batch = ImportBatch.objects.filter(within, pk=batch_id).first()
    if batch is None:
        raise NotFound(what=Text(f"导入 {batch_id}", f"Import {batch_id}"))
    order = list(BY_FIELD)
    used = [(title, field) for title, field in batch.mapping.items() if field in BY_FIELD]
    return tuple(
        UsedColumn(title, BY_FIELD[field].title, field_of(title) != field)
        for title, field in sorted(used, key=lambda one: order.index(one[1]))
    )
