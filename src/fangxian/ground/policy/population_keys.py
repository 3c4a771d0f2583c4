"""Row, clock and certainty packed into one number, so that the least is the verdict that a table
wants: an earlier row first, then a later clock, then a certain match."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from fangxian.ground.policy.rules import Row

EPOCH: Final = date(1970, 1, 1)
LAST_DAY: Final = (1 << 20) - 1  # days from EPOCH, the year 4840: fits the key's 20 bits
NONE: Final = -1
STAY_BITS: Final = 31
CLOCK_SHIFT: Final = STAY_BITS + 1
RANK_SHIFT: Final = CLOCK_SHIFT + 20
NO_STAY: Final = (1 << STAY_BITS) - 1


def packed(rank: int, clock: pl.Expr, *, certain: bool | pl.Expr, stay: pl.Expr) -> pl.Expr:
    doubt = (
        (~certain).cast(pl.Int64) if isinstance(certain, pl.Expr) else pl.lit(0 if certain else 1)
    )
    early = (LAST_DAY - clock.cast(pl.Int64)) * (1 << CLOCK_SHIFT)
    return rank * (1 << RANK_SHIFT) + early + doubt * (1 << STAY_BITS) + stay.cast(pl.Int64)


def back_from(on: date | None) -> pl.Expr:
    """The day from which a look-back counts, as `Facts.back_from` says it."""
    arrival = pl.col("arrival")
    return (
        arrival if on is None else pl.min_horizontal(arrival, pl.lit((on - EPOCH).days, pl.Int32))
    )


def over(row: Row, clock: pl.Expr, on: date | None) -> pl.Expr:
    """Whether a row's whole course is over on a day, as `Row.over` says it."""
    if on is None or row.lasts is None:
        return pl.lit(value=False)
    return clock.cast(pl.Int64) + row.lasts < (on - EPOCH).days


def least(
    frame: pl.DataFrame, held: Sequence[tuple[Row, pl.Expr, pl.Expr]], on: date | None
) -> pl.DataFrame:
    """person, key: the least of the rows that hold (row, key, clock); and `live`: the least of
    those whose course is not over on the day. Nobody of whom none holds."""
    none = pl.lit(None, pl.Int64)
    keys = pl.min_horizontal([none, *(key for _, key, _ in held)])
    if on is None:  # nobody's course is over
        return frame.select("person", key=keys, live=keys).drop_nulls("key")
    live = [pl.when(~over(row, clock, on)).then(key) for row, key, clock in held]
    return frame.select(
        "person",
        key=keys,
        live=pl.min_horizontal([none, *live]),
    ).drop_nulls("key")


def unpacked(key: pl.Expr) -> tuple[pl.Expr, ...]:
    low = key % (1 << RANK_SHIFT)
    clock = LAST_DAY - low // (1 << CLOCK_SHIFT)
    stay = low % (1 << STAY_BITS)
    return (
        (key // (1 << RANK_SHIFT)).fill_null(NONE).cast(pl.Int32).alias("row"),
        clock.cast(pl.Int32).cast(pl.Date).alias("clock"),
        ((low // (1 << STAY_BITS)) % 2 == 1).fill_null(value=False).alias("uncertain"),
        pl.when(stay != NO_STAY).then(stay).alias("stay"),
    )
