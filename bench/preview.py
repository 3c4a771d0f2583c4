"""The memory of a look at a large file: a text file of 19 MB, and a workbook of 60,900 rows.

Limit, in the same process: what it holds before. A look may add at most 450 MB at its height to a
process that has looked at a small file; aim at 200. Each is looked at in a process of its own.
"""

from __future__ import annotations

import csv
import json
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.ground import own_database

TEXT_MB = 19
ROWS = 60_900
MADE = 140_000
AT_MOST_MB = 450
CLOCK = "2022-05-31T20:00!"
MB = 1024 * 1024


NAMES = ("few.xlsx", "ledger.csv", "ledger.xlsx")


def write_files(folder: Path) -> None:
    """A small ledger, the text file and the workbook."""
    from fangxian.overview.drills import api as drills

    rows = drills.make_ledger(drills.Plan(rows=MADE)).rows
    few, text, book = (folder / name for name in NAMES)
    drills.write_xlsx(rows[:100], few, title="台账")
    drills.write_xlsx(rows[:ROWS], book, title="台账")
    with text.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            if file.tell() > TEXT_MB * MB:
                break


def look(few: Path, path: Path) -> None:
    """Print by how many MB the height rose."""
    from django.db import connections

    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.arrivals import pages as arrivals

    connections.close_all()
    arrivals.preview_file(few, few.name, by=SYSTEM)
    before = _held()
    arrivals.preview_file(path, path.name, by=SYSTEM)
    height = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB
    rose = round(height - before)
    print(
        json.dumps(
            {
                "bench": "preview",
                "file": path.name,
                "megabytes": round(path.stat().st_size / MB, 1),
                "rose_mb": rose,
                "at_most": AT_MOST_MB,
                "ratio": round(rose / AT_MOST_MB, 2),
            }
        ),
        flush=True,
    )
    sys.exit(rose > AT_MOST_MB)


def _held() -> float:
    """What the process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / MB


def main() -> int:
    with own_database("bench_preview", CLOCK), tempfile.TemporaryDirectory() as folder:
        _aside(write_files, Path(folder))
        few, *large = (Path(folder) / name for name in NAMES)
        return max(_aside(look, few, path) for path in large)


def _aside(work: Callable[..., None], *given: Path) -> int:
    """In a process of its own, whose memory nothing has been in before."""
    one = multiprocessing.get_context("fork").Process(target=work, args=given)
    one.start()
    one.join()
    return one.exitcode or 0


if __name__ == "__main__":
    raise SystemExit(main())
