"""What stands of declarations, beside them for the ledger's lists and counts, and who decided it by
hand: what the screening room asks of whoever knows its subjects."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import connection

from fangxian.kernel import bulk
from fangxian.lines.arrivals.models import Override
from fangxian.lines.screening.api import ByHand, Stood

STANDING = """
CREATE TEMP TABLE standing_declaration (id bigint, screening_id bigint, class_code text,
    colour text, uncertain boolean, free_from date) ON COMMIT DROP
"""
UPDATE = """
UPDATE arrivals_declaration d SET screening_id = s.screening_id, class_code = s.class_code,
       colour = s.colour, uncertain = s.uncertain, free_from = s.free_from
  FROM standing_declaration s WHERE d.id = s.id
"""
COLUMNS = ("id", "screening_id", "class_code", "colour", "uncertain", "free_from")


def stands(stood: Sequence[Stood]) -> None:
    """Let declarations say what stands of them."""
    if not stood:
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS standing_declaration")
        cursor.execute(STANDING)
        columns = dict(zip(COLUMNS, zip(*stood, strict=True), strict=True))
        bulk.copy_columns("standing_declaration", columns)
        cursor.execute(UPDATE)


def overrides(declaration_ids: Collection[int], on: date) -> dict[int, Override]:
    """The approved human decisions that run on a day: few, so all of them are read."""
    found = Override.objects.filter(
        approved_at__isnull=False, withdrawn_at__isnull=True, until__gte=on
    ).order_by("approved_at")
    wanted = set(declaration_ids)
    return {one.declaration_id: one for one in found if one.declaration_id in wanted}


def by_hand(declaration_ids: Sequence[int], on: date) -> Mapping[int, ByHand]:
    """What people decided on that runs on a day."""
    return {
        number: ByHand(one.class_code, one.colour, one.approved_at and one.approved_at.date())
        for number, one in overrides(declaration_ids, on).items()
    }


def ended(on: date) -> Sequence[int]:
    """Whose human decision ended before a day, with none that runs."""
    agreed = Override.objects.filter(approved_at__isnull=False, withdrawn_at__isnull=True)
    runs = agreed.filter(until__gte=on).values("declaration_id")
    over = agreed.filter(until__lt=on).exclude(declaration_id__in=runs)
    return list(over.values_list("declaration_id", flat=True).distinct())
