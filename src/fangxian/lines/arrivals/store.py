"""What stands of declarations, beside them for the ledger's lists and counts: told by the screening
room."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from fangxian.kernel import bulk
from fangxian.lines.screening.api import Stood

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
