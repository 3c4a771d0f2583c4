"""Visits as PostgreSQL reads them fastest: its binary COPY format.

A tuple is the number of its fields, then each with its length before it, all big-endian; -1 for
NULL. Columns of fixed width come first, so that one packing serves most of a row.
(PostgreSQL manual, COPY, "Binary Format".)
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from fangxian.lines.venues.rows import Row

COLUMNS = (
    "client_id",
    "at",
    "venue_id",
    "received_at",
    "group_size",
    "flags",
    "code_id",
    "person_id",
    "out_at",
    "shown",
    "place",
    "how",
    "device",
)
COPY = f"COPY venues_visit ({','.join(COLUMNS)}) FROM STDIN (FORMAT BINARY)"
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
NULL = b"\xff\xff\xff\xff"
EPOCH, MICROSECOND = datetime(2000, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_fixed = struct.Struct(">hi16siqiqiqihih").pack
_long = struct.Struct(">iq").pack
_length = struct.Struct(">i").pack


def as_copy(rows: Sequence[Row], received_at: datetime) -> bytes:
    """What COPY is fed with."""
    received = _moment(received_at)
    return HEADER + b"".join([_tuple(row, received) for row in rows]) + END


def _tuple(row: Row, received: int) -> bytes:
    fixed = _fixed(
        len(COLUMNS),
        16,
        row.client_id.bytes,
        8,
        _moment(row.at),
        8,
        row.venue_id,
        8,
        received,
        2,
        row.group_size,
        2,
        row.flags,
    )
    return b"".join(
        (
            fixed,
            NULL if row.code_id is None else _long(8, row.code_id),
            NULL if row.person_id is None else _long(8, row.person_id),
            NULL if row.out_at is None else _long(8, _moment(row.out_at)),
            _length(len(row.shown)) + row.shown if row.shown else NULL,
            _text(row.place),
            _text(row.how),
            _text(row.device),
        )
    )


def _moment(at: datetime) -> int:
    return (at - EPOCH) // MICROSECOND


@lru_cache(4096)  # places, ways and devices: the same few on every row
def _text(text: str) -> bytes:
    said = text.encode()
    return _length(len(said)) + said
