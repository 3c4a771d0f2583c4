"""Decide a whole population by the same table, with the same answers as `rules.decide`.

Days are counted as integers. For every place in which anyone stayed and every row, one
series says for each day what the last exposed day up to then was; a stay is then decided
by looking itself up, and a person by the least key of their stays, in which row, clock
and certainty are packed so that the least is the verdict that the table wants.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from fangxian.ground.policy.population_keys import (
    CLOCK_SHIFT,
    EPOCH,
    NO_STAY,
    NONE,
    RANK_SHIFT,
    back_from,
    least,
    packed,
    unpacked,
)
from fangxian.ground.policy.population_unknown import at_worst
from fangxian.ground.policy.rules import (
    CITY_WIDE,
    DIGITS,
    DecisionTable,
    Facts,
    Listing,
    Row,
    Stay,
    alike,
    contains,
)

PEOPLE = {
    "person": pl.Int64,
    "arrival": pl.Date,
    "overseas": pl.Boolean,
    "entry": pl.Date,
    "category": pl.String,
    "last_exposure": pl.Date,
}
STAYS = {
    "person": pl.Int64,
    "place": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "unknown": pl.String,
}
LISTINGS = {
    "id": pl.Int64,
    "level": pl.String,
    "place": pl.String,
    "listed_from": pl.Date,
    "listed_to": pl.Date,
    "exact": pl.Boolean,
    "city_kind": pl.String,
}


def decide_population(
    people: pl.DataFrame,
    stays: pl.DataFrame,
    listings: pl.DataFrame,
    table: DecisionTable,
    on: date | None = None,
) -> pl.DataFrame:
    """One row a person: person, row (index into `table.rows`, -1 when none holds),
    clock (Date or null), uncertain, stay (row number in `stays`, or null), graver (what is not
    known could make it graver), certain, unverified, behind (index of the row that would have
    decided, had its course not been over on the day; or null), behind_clock.

    `people`, `stays` and `listings` have the columns of PEOPLE, STAYS and LISTINGS; `unknown` of
    a stay is what `rules.open_of` says of it, "" when its place is known. `on`: the day, as
    `rules.decide` takes it.
    """
    stays = _told_city_wide(people, stays, listings, table, on)
    keys = [_person_keys(people, table, on)]
    if stays.height:
        keys.append(_stay_keys(people, stays, listings, table, on))
    best = pl.concat(keys).group_by("person").agg(pl.col("key", "live").min())
    return (
        people.select("person")
        .join(best, on="person", how="left", maintain_order="left")
        .join(at_worst(people, stays, table, on), on="person", how="left", maintain_order="left")
        .with_columns(_passed(table))
        .with_columns(first="key", key=pl.when("passed").then("live").otherwise("key"))
        .with_columns(_open())
        .select("person", *unpacked(pl.col("key")), "graver", *_behind(), shut="shut")
        .with_columns(
            certain=~pl.col("uncertain"),
            uncertain=pl.col("uncertain") | pl.col("graver"),
            unverified=pl.col("graver") & (pl.col("shut") | pl.col("row").is_in(_milder(table))),
        )
        .select(SAID)
    )


def _told_city_wide(
    people: pl.DataFrame,
    stays: pl.DataFrame,
    listings: pl.DataFrame,
    table: DecisionTable,
    on: date | None,
) -> pl.DataFrame:
    """Stays of which it makes no difference where in a city they were have nothing unknown; of the
    others it is finer. Each distinct one is looked at once, against what is listed near its city."""
    wide = stays.filter(pl.col("unknown") == CITY_WIDE)
    if not wide.height:
        return stays
    keys = ["place", "start", "end", "arrival"]
    dated = stays.join(people.select("person", "arrival"), on="person", maintain_order="left")
    near: dict[str, list[Listing]] = {}
    found: list[tuple[str, date | None, date, date, bool]] = []
    asked = dated.filter(pl.col("unknown") == CITY_WIDE).select(keys).unique()
    for place, start, end, arrival in asked.iter_rows():
        if place not in near:
            near[place] = _near(place, listings)
        facts = Facts(arrival, on=on)
        same = alike(Stay(place, end, start), facts, table, near[place])
        found.append((place, start, end, arrival, same))
    schema = {"place": pl.String, **dict.fromkeys(keys[1:], pl.Date), "same": pl.Boolean}
    told = pl.DataFrame(found, schema=schema, orient="row")
    known = dated.join(told, on=keys, how="left", nulls_equal=True, maintain_order="left")
    unknown = (
        pl.when(pl.col("unknown") != CITY_WIDE)
        .then("unknown")
        .otherwise(pl.when("same").then(pl.lit("")).otherwise(pl.lit("finer")))
    )
    return known.with_columns(unknown=unknown).select(stays.columns)


def _near(place: str, listings: pl.DataFrame) -> list[Listing]:
    above = [place[:length] for length in range(2, len(place))]
    column = pl.col("place")
    found = listings.filter(column.str.starts_with(place) | column.is_in(above))
    return [Listing(*row) for row in found.select(list(LISTINGS)).iter_rows()]


SAID = (
    "person",
    "row",
    "clock",
    "uncertain",
    "stay",
    "graver",
    "certain",
    "unverified",
    "behind",
    "behind_clock",
)


def _passed(table: DecisionTable) -> list[pl.Expr]:
    """Whether the first row's course is over on the day, and another decides."""
    key, live = pl.col("key"), pl.col("live")
    over = key.is_not_null() & (live.is_null() | (live != key))
    coursed = [rank for rank, row in enumerate(table.rows) if row.segments]
    runs = (live // (1 << RANK_SHIFT)).is_in(coursed).fill_null(value=False)
    passes = pl.lit(value=table.when_over == "next")
    return [over.alias("over"), (over & runs & passes).alias("passed")]


def _open() -> list[pl.Expr]:
    """Whether what is not known could make it graver, and whether it shuts out a course that is
    over: as `rules.decide` says it of one person."""
    over, passed, running = pl.col("over"), pl.col("passed"), pl.col("running")
    waits = over & running.is_not_null() & (~passed | _lower("running", "key"))
    graver = _lower("worst", "key").fill_null(pl.col("worst").is_not_null())
    return [
        (waits | (~passed & graver)).fill_null(value=False).alias("graver"),
        (waits & ~passed).fill_null(value=False).alias("shut"),
    ]


def _lower(one: str, other: str) -> pl.Expr:
    """An earlier row of the table, or a later clock of the same."""
    return pl.col(one) // (1 << CLOCK_SHIFT) < pl.col(other) // (1 << CLOCK_SHIFT)


def _behind() -> tuple[pl.Expr, pl.Expr]:
    row, clock, *_ = unpacked(pl.when("passed").then("first"))
    return pl.when("passed").then(row).alias("behind"), clock.alias("behind_clock")


def _milder(table: DecisionTable) -> list[int]:
    """The rows under whose colour 待核 is shown; and no row at all."""
    milder = table.unverified.milder if table.unverified else frozenset()
    return [NONE, *(rank for rank, row in enumerate(table.rows) if row.colour in milder)]


def _person_keys(people: pl.DataFrame, table: DecisionTable, on: date | None) -> pl.DataFrame:
    """The keys of rows that look at the person alone: overseas, contact, any."""
    found: list[tuple[Row, pl.Expr, pl.Expr]] = []
    entry = pl.coalesce("entry", "arrival")
    clocks = {"arrival": pl.col("arrival"), "entry": entry, "leaving": pl.col("arrival")}
    for rank, row in enumerate(table.rows):
        if row.origin == "overseas":
            holds, last = pl.col("overseas").fill_null(value=False), entry
        elif row.origin == "contact":
            holds = (pl.col("category") == row.category) & pl.col("last_exposure").is_not_null()
            last = pl.col("last_exposure")
        elif row.origin == "any":
            holds, last = pl.lit(value=True), pl.col("arrival")
        else:
            continue
        day = clocks.get(row.clock_start, last).cast(pl.Int32)
        key = packed(rank, day, certain=True, stay=pl.lit(NO_STAY))
        found.append((row, pl.when(holds).then(key), day))
    return least(people, found, on)


@dataclass(frozen=True)
class Board:
    """What the rows look at: stays with their dates as days, and where each finds itself in
    a row's place × day series."""

    frame: pl.DataFrame  # person, stay, at (index into `known`), start, end, arrival, entry
    known: list[str]  # the places in which anyone stayed
    listings: pl.DataFrame
    span: Span | None
    slot: pl.Series | None


def _board(
    people: pl.DataFrame, stays: pl.DataFrame, listings: pl.DataFrame, table: DecisionTable
) -> Board:
    places = stays.select("place").filter(pl.col("place") != "").unique().sort("place")
    day = {name: pl.col(name).cast(pl.Int32) for name in ("start", "end", "arrival")}
    frame = (
        stays.with_row_index("stay")
        .join(people.select("person", "arrival", "entry"), on="person", maintain_order="left")
        .join(places.with_row_index("at"), on="place", maintain_order="left")
        .with_columns(entry=pl.coalesce("entry", "arrival").cast(pl.Int32), **day)
    )
    span = Span.over(listings, table, stays.select(pl.col("end").max()).item())
    slot = span.slot(frame) if span else None
    return Board(frame, places["place"].to_list(), listings, span, slot)


def _stay_keys(
    people: pl.DataFrame,
    stays: pl.DataFrame,
    listings: pl.DataFrame,
    table: DecisionTable,
    on: date | None,
) -> pl.DataFrame:
    """The least keys of every stay over all rows that look at places."""
    board = _board(people, stays, listings, table)
    found: list[tuple[Row, pl.Expr, pl.Expr]] = []
    columns: list[pl.Series] = []
    for rank, row in enumerate(table.rows):
        for certain in (True,) if table.sure else (True, False):
            last = _last_days(row, board, certain=certain)
            if last is not None:
                name = f"last_{rank}_{certain}"
                columns.append(last.alias(name))
                found.append((row, *_row_key(rank, row, pl.col(name), on, certain=certain)))
    return least(board.frame.with_columns(columns), found, on)


def _row_key(
    rank: int, row: Row, last: pl.Expr, on: date | None, *, certain: bool
) -> tuple[pl.Expr, pl.Expr]:
    """The key where the row holds, and its clock."""
    holds = (last != NONE) & (pl.col("start").is_null() | (last >= pl.col("start")))
    if row.look_back_days is not None:
        holds &= last >= back_from(on) - row.look_back_days
    if row.since:
        holds &= last >= (row.since - EPOCH).days
    clock = {
        "arrival": pl.col("arrival"),
        "entry": pl.col("entry"),
        "leaving": pl.col("end"),
        "last_exposure": last,
    }[row.clock_start]
    key = packed(rank, clock, certain=certain, stay=pl.col("stay"))
    return pl.when(holds).then(key), clock


@dataclass(frozen=True)
class Span:
    """The days over which any listing can meet a stay: from the first listing, with the longest
    lead of the table, to the last day of the latest stay, whether a listing has an end or not."""

    first: int
    days: int

    @classmethod
    def over(cls, listings: pl.DataFrame, table: DecisionTable, latest: date) -> Span | None:
        if not listings.height:
            return None
        lead = max((row.before_listing_days for row in table.rows), default=0)
        first = listings.select(pl.col("listed_from").min()).item() - timedelta(days=lead)
        if latest < first:
            return None
        return cls((first - EPOCH).days, (latest - first).days + 1)

    def slot(self, frame: pl.DataFrame) -> pl.Series:
        """Where each stay's place and last day lie in a row's series; null outside."""
        offset = pl.col("end") - self.first
        return frame.select(
            pl.when(offset >= 0).then(pl.col("at").cast(pl.Int64) * self.days + offset)
        ).to_series()


def _last_days(row: Row, board: Board, *, certain: bool) -> pl.Series | None:
    """For every stay its last exposed day under a row, NONE without; None: the row has none."""
    if row.origin == "place":
        flags = [_named(row.places, place) is certain for place in board.known]
        if not any(flags):
            return None
        held = pl.Series(flags, dtype=pl.Boolean).gather(board.frame["at"])
        return board.frame.select(pl.when(held).then(pl.col("end")).otherwise(NONE)).to_series()
    if row.origin != "listed" or board.span is None or board.slot is None:
        return None
    series = _exposed_days(row, board, board.span, certain=certain)
    return None if series is None else series.gather(board.slot).fill_null(NONE)


def _named(places: Iterable[str], place: str) -> bool | None:
    """Whether any of the named places holds a stay's place: certainly, possibly, not at all."""
    found = {contains(named, place) for named in places}
    return True if True in found else (False if False in found else None)


def _exposed_days(row: Row, board: Board, span: Span, *, certain: bool) -> pl.Series | None:
    """place × day, flattened: the last exposed day up to that day, NONE before the first."""
    digits = DIGITS[row.widen]
    wide = (
        board.listings.filter(_counting(row))
        .with_columns(wide=pl.col("place").str.slice(0, digits))
        .with_columns(plain=pl.col("exact") | (pl.col("wide").str.len_chars() == digits))
        .group_by("wide", "plain", "listed_from", "listed_to")
        .agg()
    )
    links = _links(board.known, wide.select("wide", "plain").unique(), certain=certain)
    if not links.height:
        return None
    days = (
        links.join(wide, on=["wide", "plain"])
        .select(
            "at",
            start=(pl.col("listed_from").cast(pl.Int32) - row.before_listing_days - span.first),
            stop=(pl.col("listed_to").cast(pl.Int32) - span.first).clip(0, span.days - 1) + 1,
        )
        .unique()
        .with_columns(day=pl.int_ranges("start", "stop"))
        .explode("day", empty_as_null=False)
        .select(slot=pl.col("at").cast(pl.Int64) * span.days + pl.col("day"), day="day")
        .unique()
    )
    blank = pl.select(
        pl.when(pl.int_range(len(board.known) * span.days, dtype=pl.Int64) % span.days == 0)
        .then(pl.lit(NONE, pl.Int32))
        .otherwise(None)
    ).to_series()
    filled = blank.scatter(days["slot"], (days["day"] + span.first).cast(pl.Int32))
    return filled.forward_fill()


def _counting(row: Row) -> pl.Expr:
    counts = pl.col("level").is_in(sorted(row.levels)) & (pl.col("place") != "")
    if row.city_kinds:
        counts &= pl.col("city_kind").is_in(sorted(row.city_kinds))
    if row.places:
        counts &= _within(row.places)
    return counts & ~_within(row.except_places) if row.except_places else counts


def _within(places: Iterable[str]) -> pl.Expr:
    return pl.any_horizontal([pl.col("place").str.starts_with(place) for place in places])


def _links(known: list[str], wides: pl.DataFrame, *, certain: bool) -> pl.DataFrame:
    """Which stayed-in place meets which widened listing, certainly or only possibly."""
    plain: dict[str, set[bool]] = {}
    coarser: dict[str, set[tuple[str, bool]]] = {}
    for wide, is_plain in wides.iter_rows():
        plain.setdefault(wide, set()).add(is_plain)
        for length in (2, 4, 6, 9, 12):
            if length < len(wide):
                coarser.setdefault(wide[:length], set()).add((wide, is_plain))
    rows: list[tuple[int, str, bool]] = []
    for at, place in enumerate(known):
        inside = [
            (place[:length], is_plain)
            for length in range(2, len(place) + 1)
            for is_plain in plain.get(place[:length], ())
        ]
        met = (
            [(wide, is_plain) for wide, is_plain in inside if is_plain]
            if certain
            else [(wide, is_plain) for wide, is_plain in inside if not is_plain]
            + sorted(coarser.get(place, ()))
        )
        rows.extend((at, wide, is_plain) for wide, is_plain in met)
    schema = {"at": pl.UInt32, "wide": pl.String, "plain": pl.Boolean}
    return pl.DataFrame(rows, schema=schema, orient="row")
