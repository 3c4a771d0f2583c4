"""A ledger of 60,900 rows, Hanyin's five months, from the file to committed and screened.

Limit, in the same run: python-calamine reads the file and COPY puts the raw rows into an
ordinary table. At most 8×; aim at 3×. The database is one of its own, made for the run.

BENCH_PROFILE=1 prints where the time goes instead.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.ground import own_database, seconds

ROWS = 60_900
RUNS = 3
AT_MOST = 8.0
CLOCK = "2022-05-31T20:00!"


def ledger(path: Path) -> None:
    from fangxian.overview.drills import api as drills

    made = drills.make_ledger(drills.Plan(rows=ROWS))
    drills.write_xlsx(made.rows, path, title="2022年1至5月来汉返汉人员台账")


def read_and_copy(path: Path) -> None:
    """What anybody has to do at least."""
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[2:]
    with transaction.atomic(), connection.cursor() as cursor:
        columns = ",".join(f"c{n} text" for n in range(len(rows[0])))
        cursor.execute(f"CREATE TABLE bench_raw ({columns})")
        with cursor.copy("COPY bench_raw FROM STDIN") as copy:
            for row in rows:
                copy.write_row([str(cell) for cell in row])
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_raw")


def take_in(path: Path) -> dict[str, Any]:
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.arrivals import api as arrivals

    return arrivals.import_file(path, path.name, by=SYSTEM).counts


def emptied() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE arrivals_importbatch, arrivals_declaration, arrivals_filing, people_person,"
            " people_document, kernel_factrow CASCADE"
        )
        cursor.execute("CHECKPOINT")


def lists() -> None:
    """The risk lists of that spring, so that screening has something to meet."""
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.zones import api as zones
    from fangxian.overview.drills import api as drills

    for path in sorted((Path(drills.__file__).parent / "hanyin").glob("*.csv")):
        zones.import_file(path, path.name, by=SYSTEM)


def main() -> int:
    with own_database("bench_import", CLOCK), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.xlsx"
        ledger(path)
        lists()
        if os.environ.get("BENCH_PROFILE"):
            return profile(path)
        limits, ours, again, counts = [], [], [], {}
        for _ in range(RUNS):
            emptied()
            limits.append(seconds(lambda: read_and_copy(path)))
            began = time.perf_counter()
            counts = take_in(path)
            ours.append(time.perf_counter() - began)
            again.append(seconds(lambda: take_in(path)))
        limit, our = statistics.median(limits), statistics.median(ours)
        print(
            json.dumps(
                {
                    "bench": "import",
                    "rows": ROWS,
                    "rows_per_second": round(ROWS / our),
                    "seconds": round(our, 2),
                    "limit_seconds": round(limit, 2),
                    "ratio": round(our / limit, 2),
                    "again_seconds": round(statistics.median(again), 2),
                    "at_most": AT_MOST,
                    "counts": counts,
                },
                ensure_ascii=False,
            )
        )
        return 0 if our / limit <= AT_MOST else 1


def profile(path: Path) -> int:
    emptied()
    take_in(path)
    emptied()
    profiler = cProfile.Profile()
    profiler.runcall(take_in, path)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
