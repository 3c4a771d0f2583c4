"""What a benchmark stands on: a database of its own beside the county's, and a stop-watch."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


@contextlib.contextmanager
def own_database(name: str, clock: str) -> Iterator[None]:
    """An empty database in step with the programs, with the country and Hanyin loaded.
    BENCH_KEEP=1 keeps it for the next run."""
    folder = Path(tempfile.gettempdir()) / f"fangxian-bench-{os.geteuid()}"
    os.environ.setdefault("FANGXIAN_DATA", str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["FANGXIAN_CLOCK"] = clock
    os.environ.setdefault("FANGXIAN_COUNTY", "610921")
    os.environ["FANGXIAN_TEST_DB"] = name
    os.environ["FANGXIAN_UPLOAD_MB"] = "200"  # ledgers of a size that no county hands in at once
    import django

    from fangxian.kernel import crypto

    if not (key := Path(os.environ["FANGXIAN_DATA"]) / "master.key").exists():
        crypto.make_key_file(key)
    django.setup()
    from django.conf import settings
    from django.db import connection

    from fangxian.ground.places import pages as places
    from fangxian.kernel.database import Cluster, be_owner

    be_owner()  # it makes and drops databases
    with contextlib.ExitStack() as held:
        if not os.environ.get("DATABASE_URL"):
            held.enter_context(Cluster.at(Path(settings.FANGXIAN_DATA)).held())
        keep = bool(os.environ.get("BENCH_KEEP"))
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False, keepdb=keep
        )
        places.bootstrap()
        yield
        connection.close()


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
