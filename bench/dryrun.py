"""A million people with itineraries decided under a new edition.

Limit, in the same run: the bare join of the same columns in polars (people ⋈ stays ⋈
listings on the county), which any way of deciding them has to read. At most 5×.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl

PEOPLE = 1_000_000
LISTINGS = 5_000
AROUND = date(2022, 6, 28)
RUNS = 5
AT_MOST = 5.0


def day_column(rng: random.Random, count: int, low: int, high: int) -> pl.Series:
    days = [AROUND + timedelta(days=n) for n in range(low, high + 1)]
    return pl.Series(rng.choices(days, k=count), dtype=pl.Date)


def population(rng: random.Random, places: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Everybody with a departure place, half of them with a stay on the way."""
    from fangxian.ground.policy import api as policy

    arrival = day_column(rng, PEOPLE, -20, 5)
    empty = pl.Series([None] * PEOPLE, dtype=pl.Date)
    who = pl.DataFrame(
        {
            "person": range(PEOPLE),
            "arrival": arrival,
            "overseas": [rng.random() < 0.01 for _ in range(PEOPLE)],
            "entry": empty,
            "category": [""] * PEOPLE,
            "last_exposure": empty,
        },
        schema=policy.PEOPLE,
    )
    home = pl.DataFrame(
        {
            "person": range(PEOPLE),
            "place": rng.choices(places, k=PEOPLE),
            "start": empty,
            "end": arrival,
            "unknown": [""] * PEOPLE,
        },
        schema=policy.STAYS,
    )
    half = PEOPLE // 2
    end = day_column(rng, half, -30, 4)
    way = pl.DataFrame(
        {
            "person": rng.choices(range(PEOPLE), k=half),
            "place": rng.choices(places, k=half),
            "start": end,
            "end": end,
            "unknown": [""] * half,
        },
        schema=policy.STAYS,
    )
    return who, pl.concat([home, way])


def listings(rng: random.Random, places: list[str]) -> pl.DataFrame:
    from fangxian.ground.policy import population as policy_population

    rows = []
    for number in range(LISTINGS):
        first = AROUND - timedelta(days=rng.randint(-5, 30))
        rows.append(
            (
                number,
                rng.choice(["high", "medium", "low"]),
                rng.choice(places),
                first,
                first + timedelta(days=rng.randint(1, 14)),
                rng.random() < 0.5,
                rng.choice(["prefecture_city", "sub_provincial", "municipality"]),
            )
        )
    return pl.DataFrame(rows, schema=policy_population.LISTINGS, orient="row")


def bare_join(who: pl.DataFrame, stays: pl.DataFrame, listed: pl.DataFrame) -> int:
    county = pl.col("place").str.slice(0, 6).alias("county")
    joined = (
        stays.with_columns(county)
        .join(who, on="person")
        .join(listed.with_columns(county), on="county")
    )
    return joined.height


def timed(call) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("FANGXIAN_COUNTY", "610921")
    import django

    django.setup()
    from fangxian.ground.policy import api as policy

    rng = random.Random(20220628)
    china = Path(policy.__file__).parents[1] / "places" / "china"
    places = [
        line.split(",")[0].strip('"')
        for name in ("counties.csv", "townships.csv")
        for line in (china / name).read_text().splitlines()[1:]
    ]
    places = rng.sample(places, 6_000)
    who, stays = population(rng, places)
    listed = listings(rng, places)
    edition = policy.in_force(AROUND, "610921")
    decided, joined = [], []
    for _ in range(RUNS):  # one after the other, so that a busy machine slows both
        decided.append(timed(lambda: policy.decide_population(who, stays, listed, edition.table)))
        joined.append(timed(lambda: bare_join(who, stays, listed)))
    seconds, limit = statistics.median(decided), statistics.median(joined)
    ratio = seconds / limit
    print(
        json.dumps(
            {
                "bench": "dryrun",
                "people": PEOPLE,
                "stays": stays.height,
                "listings": LISTINGS,
                "edition": edition.id,
                "seconds": round(seconds, 3),
                "people_per_s": round(PEOPLE / seconds),
                "limit": "bare join of the same columns in polars",
                "limit_seconds": round(limit, 3),
                "ratio": round(ratio, 2),
                "at_most": AT_MOST,
                "holds": ratio <= AT_MOST,
            }
        )
    )


if __name__ == "__main__":
    main()
