"""Whether the audit holds anybody up: another session writes lines all the while a ledger of
60,900 rows is taken in, screened, coloured and instructed.

Limit, in the same run: the same session while nothing else is done. p99 at most 50 ms.
"""

from __future__ import annotations

import json
import multiprocessing
import statistics
import tempfile
import time
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from bench.ground import own_database
from bench.import_ledger import CLOCK, ROWS, ledger, lists, take_in

AT_MOST = 0.050  # seconds, of 99 in 100
ALONE = 400  # lines
PAUSE = 0.005


def write(name: str, count: int | None, stop: Event, told: Any) -> None:
    """Lines one after another, each as somebody's look is written; how long each took."""
    import django

    django.setup()
    from django.db import connection

    from fangxian.kernel import audit
    from fangxian.kernel.actor import SYSTEM
    from fangxian.kernel.database import be_owner
    from fangxian.kernel.work import unit_of_work

    be_owner()
    connection.settings_dict["NAME"] = name
    took: list[float] = []
    while not stop.is_set() and (count is None or len(took) < count):
        began = time.perf_counter()
        with unit_of_work() as lines:
            lines.append(audit.Note("people.find", SYSTEM, "read"))
        took.append(time.perf_counter() - began)
        time.sleep(PAUSE)  # somebody thinks
    told.put(took)


def beside(count: int | None) -> tuple[Any, Event, Any]:
    from django.db import connection

    place = multiprocessing.get_context("spawn")
    stop, told = place.Event(), place.Queue()
    process = place.Process(
        target=write, args=(connection.settings_dict["NAME"], count, stop, told)
    )
    process.start()
    return process, stop, told


def percentile(took: list[float], part: int) -> float:
    return statistics.quantiles(took, n=100)[part - 1]


def main() -> int:
    with own_database("bench_audit", CLOCK), tempfile.TemporaryDirectory() as folder:
        from fangxian.kernel import audit, outbox

        path = Path(folder) / "ledger.xlsx"
        ledger(path)
        lists()
        _, _, told = beside(ALONE)
        alone = told.get()
        process, stop, told = beside(None)
        began = time.perf_counter()
        take_in(path)
        reactions = outbox.settle()
        seconds = time.perf_counter() - began
        stop.set()
        busy = told.get()
        process.join()
        p99 = percentile(busy, 99)
        print(
            json.dumps(
                {
                    "bench": "audit",
                    "rows": ROWS,
                    "seconds": round(seconds, 1),
                    "reactions": reactions,
                    "lines": len(busy),
                    "alone_p99_ms": round(percentile(alone, 99) * 1000, 1),
                    "p50_ms": round(percentile(busy, 50) * 1000, 1),
                    "p99_ms": round(p99 * 1000, 1),
                    "longest_ms": round(max(busy) * 1000, 1),
                    "at_most_ms": AT_MOST * 1000,
                    "sound": audit.verify().sound,
                }
            )
        )
        return 0 if p99 <= AT_MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
