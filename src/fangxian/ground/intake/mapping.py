"""A table whose header is not understood, mapped by hand: what its columns look like, and what
somebody said they are, remembered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fangxian.ground.intake import errors, headers
from fangxian.ground.intake.cells import text_of
from fangxian.ground.intake.headers import Chosen
from fangxian.ground.intake.models import HeaderMapping
from fangxian.ground.intake.opening import RawRow, sheets
from fangxian.ground.intake.tables import Table, header_unknown
from fangxian.ground.intake.titles import Kind, labels
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.masking import masked

SAMPLES = 3


@dataclass(frozen=True)
class UnreadColumn:
    """A column as it stands: its label, the field it seems to be ("" when none), three cells."""

    label: str
    field: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Unread:
    """The sheet whose header somebody has to say. `header_row` as the spreadsheet counts, 0: the
    rows begin at once, and the labels are 第 1 列 and so on."""

    sheet: str
    header_row: int
    columns: tuple[UnreadColumn, ...]


def columns_of(data: bytes, kind: Kind, limit: int) -> Unread:
    """What a file's largest visible sheet looks like, column by column. NoRows; HeaderUnknown where
    there is no second column."""
    found = [one for one in sheets(data, limit) if any(any(row) for row in one.rows)]
    shown = [one for one in found if not one.hidden] or found
    if not shown:
        raise errors.NoRows
    sheet = max(shown, key=lambda one: len(one.rows))
    at = headers.likeliest(sheet)
    titles = sheet.rows[at] if at is not None else []
    below = sheet.rows[at + 1 :] if at is not None else sheet.rows
    width = max(len(row) for row in (titles, *below[: headers.LOOKED_AT]))
    if width < 2:
        raise header_unknown(shown, kind)
    named = labels(
        [text_of(titles[n]) if n < len(titles) else "" for n in range(width)], kind.aside
    )
    return Unread(
        sheet.name,
        sheet.first + at if at is not None else 0,
        tuple(
            UnreadColumn(label, kind.field_of(label) or "", _cells(below, n))
            for n, label in enumerate(named)
        ),
    )


def _cells(rows: list[RawRow], n: int) -> tuple[str, ...]:
    said = (text_of(row[n]) for row in rows if n < len(row))
    return tuple([text for text in said if text][:SAMPLES])


def remembered(kind: str, place: str) -> dict[str, Chosen]:
    """The mappings of a kind that hold at a place, by header; its own before everybody's."""
    rows = HeaderMapping.objects.filter(kind=kind, place__in=("", place)).order_by("place")
    return {row.key: row.mapping for row in rows}


def remember(kind: str, place: str, table: Table, *, by: Actor) -> None:
    """Keep what the columns of a table were taken for."""
    for key, used in table.headers:
        saved = {"mapping": used, "saved_by_id": by.account_id, "saved_at": clock.now()}
        HeaderMapping.objects.update_or_create(kind=kind, key=key, place=place, defaults=saved)


def checked(chosen: Mapping[str, str], kind: Kind) -> dict[str, str]:
    """What somebody said, label → field; "-" of a column in which nothing matters. ColumnUnknown
    for a field that is none, or said twice where it may not stand in several columns."""
    fields = [field for field in chosen.values() if field not in ("", headers.NOTHING)]
    for field in fields:
        once = field not in kind.parted and field not in kind.several
        if field not in kind.by_field or (once and fields.count(field) > 1):
            raise errors.ColumnUnknown(field=field)
    return {masked(label): field for label, field in chosen.items()}
