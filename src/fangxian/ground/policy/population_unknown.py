"""What is not known of a whole population, with the same answers as `rules.decide`: for each
person the key of the gravest row that could hold by it."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from fangxian.ground.policy.population_keys import NO_STAY, back_from, over, packed
from fangxian.ground.policy.rules import ABROAD, DecisionTable, Row

SCHEMA: Final = {"person": pl.Int64, "worst": pl.Int64, "running": pl.Int64}


def at_worst(
    people: pl.DataFrame, stays: pl.DataFrame, table: DecisionTable, on: date | None
) -> pl.DataFrame:
    """person, worst, and the worst whose course still runs on the day: only those of whom
    something is not known that the table asks about."""
    if not table.asks:
        return pl.DataFrame(schema=SCHEMA)
    open_ = _open(people, stays)
    found = [pl.lit(None, pl.Int64)]
    running = [pl.lit(None, pl.Int64)]
    for rank, row in enumerate(table.rows):
        holds, clock = _could_hold(row, on)
        if holds is None:
            continue
        key = packed(rank, clock, certain=False, stay=pl.lit(NO_STAY))
        found.append(pl.when(holds & ~pl.col("inland")).then(key))
        if row.segments:
            running.append(pl.when(holds & ~over(row, clock, on)).then(key))
    keyed = open_.select(
        "person", worst=pl.min_horizontal(found), running=pl.min_horizontal(running)
    )
    return keyed.group_by("person").agg(pl.col("worst", "running").min())


def _open(people: pl.DataFrame, stays: pl.DataFrame) -> pl.DataFrame:
    """One row for everything that is not known: person, unknown, end, arrival, entry (days), and
    whether it counts only where a course is over (`rules.unknowns`: inland)."""
    who = people.select(
        "person",
        "arrival",
        entered=pl.col("entry"),
        overseas=pl.col("overseas").fill_null(value=False),
    )
    home = who.filter(~pl.col("overseas"))
    unnamed = (pl.col("unknown") == "place") & pl.col("overseas")
    after_entry = (pl.col("end") > pl.col("entered")).fill_null(value=False)
    of_stays = (
        stays.filter(pl.col("unknown") != "")
        .join(who, on="person")
        .with_columns(inland=unnamed & after_entry)
        .filter(~unnamed | pl.col("inland"))
        .select("person", "unknown", "end", "arrival", "entered", "inland")
    )
    abroad = stays.filter(pl.col("place").str.slice(0, 2).is_in(ABROAD))
    contradicted = pl.concat(
        [
            home.filter(pl.col("entered").is_not_null()),
            home.join(abroad, on="person", how="semi"),
        ]
    )
    nowhere = home.join(stays, on="person", how="anti")
    return pl.concat(
        [
            of_stays,
            _as_open(contradicted, "overseas"),
            _as_open(nowhere, "place"),
        ]
    ).with_columns(
        pl.col("end", "arrival").cast(pl.Int32),
        entry=pl.coalesce("entered", "arrival").cast(pl.Int32),
    )


def _as_open(people: pl.DataFrame, kind: str) -> pl.DataFrame:
    return people.select(
        "person",
        pl.lit(kind).alias("unknown"),
        pl.col("arrival").alias("end"),
        "arrival",
        "entered",
        pl.lit(value=False).alias("inland"),
    )


def _could_hold(row: Row, on: date | None) -> tuple[pl.Expr | None, pl.Expr]:
    """Whether a row could hold by what is not known, and its clock then."""
    if row.origin == "overseas":
        day = pl.col("arrival" if row.clock_start in ("arrival", "leaving") else "entry")
        return pl.col("unknown").is_in(["overseas", "place"]), day
    clock = {"arrival": pl.col("arrival"), "entry": pl.col("entry")}.get(
        row.clock_start, pl.col("end")
    )
    if row.origin not in ("listed", "place"):
        return None, clock
    holds = pl.col("unknown") != "overseas"
    if row.look_back_days is not None:
        holds &= pl.col("end") >= back_from(on) - row.look_back_days
    if row.since:
        holds &= pl.col("end") >= pl.lit(row.since).cast(pl.Int32)
    return holds, clock
