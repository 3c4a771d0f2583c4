"""The memory of a look at a large file: a text file of 19 MB, and a workbook of 60,900 rows.

Limit, in the same process: what it holds before. The look may add at most 200 MB at its height to
a process that has looked at a small file; each file is looked at in a process of its own.
"""

from __future__ import annotations

import csv
import json
import multiprocessing
import resource
import sys
import tempfile
from pathlib import Path

from bench.ground import own_database

TEXT_MB = 19
ROWS = 60_900
AT_MOST_MB = 200
CLOCK = "2022-05-31T20:00!"
MB = 1024 * 1024


def files(folder: Path) -> list[Path]:
    """A small ledger, the text file and the workbook."""
    from fangxian.lines.arrivals.columns import TITLES
    from fangxian.overview.drills import api as drills

    made = drills.ledger(drills.Plan(rows=ROWS))
    few, book, text = folder / "few.xlsx", folder / "ledger.xlsx", folder / "ledger.csv"
    drills.write_xlsx(made.rows[:100], few, title="台账")
    drills.write_xlsx(made.rows, book, title="台账")
    with text.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(TITLES)
        while file.tell() < TEXT_MB * MB:
            writer.writerows(made.rows[:10_000])
    return [few, text, book]


def look(few: Path, path: Path) -> None:
    """Print by how many MB the height rose."""
    from django.db import connections

    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.arrivals import api as arrivals

    connections.close_all()
    arrivals.preview_file(few, few.name, by=SYSTEM)
    before = _held()
    arrivals.preview_file(path, path.name, by=SYSTEM)
    height = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB
    rose = round(height - before)
    print(
        json.dumps({
            "bench": "preview", "file": path.name, "megabytes": round(path.stat().st_size / MB, 1),
            "rose_mb": rose, "at_most": AT_MOST_MB, "ratio": round(rose / AT_MOST_MB, 2),
        }),
        flush=True,
    )  # fmt: skip
    sys.exit(rose > AT_MOST_MB)


def _held() -> float:
    """What the process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / MB


def main() -> int:
    with own_database("bench_preview", CLOCK), tempfile.TemporaryDirectory() as folder:
        few, *large = files(Path(folder))
        codes = []
        for path in large:
            one = multiprocessing.get_context("fork").Process(target=look, args=(few, path))
            one.start()
            one.join()
            codes.append(one.exitcode or 0)
        return max(codes)


if __name__ == "__main__":
    raise SystemExit(main())
