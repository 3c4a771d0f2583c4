"""A file as one table of a kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from fangxian.ground.intake import limits
from fangxian.ground.intake.errors import PartsHidden, RowMisfits, RowsHidden
from fangxian.ground.intake.headers import Chosen
from fangxian.ground.intake.opening import sheets
from fangxian.ground.intake.tables import Table, find_table
from fangxian.ground.intake.titles import Kind

# What of a file's hidden sheets, rows and columns: read as well, left out, or "look" where nothing is
# taken yet and whoever looks is told of them (`Table.seen`). None: nobody said.
Hidden = Literal["read", "leave", "look"] | None


def read_table(
    data: bytes,
    kind: Kind,
    limit: int,
    *,
    saved: Mapping[str, Chosen] | None = None,
    given: Chosen | None = None,
    only: Collection[str] = (),
    hidden: Hidden = None,
    large: bool = False,
) -> Table:
    """Everything that a file says of a kind: all its visible sheets with a header, or those
    named by `only`. `limit` in bytes; `saved` and `given` are mappings of titles to fields that
    somebody corrected, before and now. `large`: the caller judges its rows where nobody waits for the
    page, else TooManyAtOnce. Refuses with a reason; NoRows where nothing is left;
    PartsHidden where something is hidden and neither `only` nor `hidden` says what of it."""
    found = sheets(data, limit)
    if not large:
        limits.hold_at_once(one.rows for one in found)
    try:
        table = find_table(found, kind, saved, given, only, with_hidden=hidden == "read")
    except RowsHidden as why:
        if hidden is None and not only:
            raise PartsHidden(parts="“{sheet}”({rows})".format(**why.values)) from None
        raise
    unsaid = [
        f"“{one.name}”({one.rows})" for one in table.seen if one.state == "hidden" and one.rows
    ]
    if hidden is None and not only and unsaid:
        raise PartsHidden(parts="、".join(unsaid))
    return table


def read_whole(
    data: bytes,
    kind: Kind,
    limit: int,
    *,
    row_by_row: bool = False,
    hidden: Hidden = None,
    large: bool = False,
) -> Table:
    """As `read_table`, of lists that nobody looks at before they count: RowMisfits where a row of
    a text file does not fit its header, unless the caller puts such rows back one by one
    (`Table.odd`)."""
    table = read_table(data, kind, limit, hidden=hidden, large=large)
    if table.odd and not row_by_row:
        index, why = min(table.odd.items())
        raise RowMisfits(line=table.numbers[index], why=why.said.zh, why_en=why.said.en)
    return table
