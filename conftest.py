"""Every test stands on a real PostgreSQL: the embedded one, in a folder of the tests' own."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

for name in [key for key in os.environ if key.startswith("FANGXIAN_") and "_TEST_" not in key]:
    del os.environ[name]  # a developer's own settings must not leak into the tests
os.environ["FANGXIAN_DATA"] = str(Path(tempfile.gettempdir()) / f"fangxian-tests-{os.geteuid()}")
os.environ["FANGXIAN_COUNTY"] = "610921"  # most tests stand in Hanyin
# Settings are read only now, after the folder is chosen.
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

# No example has a deadline: the first look-up of a process may read the country. In CI the same
# examples each time, so that a run fails for what was changed and not by chance.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

_server = contextlib.ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    import django

    from fangxian.kernel import crypto

    key = Path(os.environ["FANGXIAN_DATA"]) / "master.key"
    if not key.exists():  # `fangxian` makes it with a new database; tests make theirs bare
        crypto.make_key_file(key)
    django.setup()
    if os.environ.get("DATABASE_URL"):
        return
    from fangxian.kernel.database import Cluster, be_owner

    be_owner()  # tests make and drop databases
    cluster = Cluster.at(Path(os.environ["FANGXIAN_DATA"]))
    _server.enter_context(cluster.held())
    _wait_for_no_disk(cluster)


def _wait_for_no_disk(cluster: Any) -> None:
    """What this server holds is made again by any run: nothing of it must outlive the machine.
    Tests that kill a server have one of their own, with the settings of a county."""
    import psycopg

    from fangxian.kernel.database import NAME

    with psycopg.connect(
        host=str(cluster.sockets),
        user=NAME,
        password=cluster.password(),
        dbname="postgres",
        autocommit=True,
    ) as server:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            server.execute(f"ALTER SYSTEM SET {setting} = off")
        server.execute("SELECT pg_reload_conf()")


def pytest_unconfigure(config: pytest.Config) -> None:
    _server.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    from tests.data import stood_in

    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["small"] = sorted(stood_in)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    from tests.data import stood_in

    stood_in.update(getattr(node, "workeroutput", {}).get("small", ()))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Nothing is skipped or shortened silently."""
    from tests.data import stood_in

    tell = terminalreporter
    if stood_in:
        tell.write_line(
            f"SMALL: {', '.join(sorted(stood_in))} (FANGXIAN_TEST_DATA: the whole sets)"
        )
    if skipped := tell.stats.get("skipped"):
        tell.write_line(f"SKIPPED: {len(skipped)}, each with its reason above")
    if os.environ.get("FANGXIAN_TEST_BUDGET"):
        _tell_budget(tell)


def _tell_budget(tell: Any) -> None:
    """Seconds a room (setup and teardown with it) and the slowest twenty."""
    rooms, tests = Counter[str](), Counter[str]()
    for report in (one for some in tell.stats.values() for one in some):
        seconds = getattr(report, "duration", 0.0)
        file, _, _ = report.nodeid.partition("::") if seconds else ("", "", "")
        rooms["/".join(Path(file).parts[:3])] += seconds
        tests[report.nodeid if seconds else ""] += seconds
    for what, found in (
        ("SECONDS A ROOM", rooms.most_common()),
        ("SLOWEST", tests.most_common(20)),
    ):
        tell.section(what)
        for name, seconds in found:
            tell.write_line(f"{seconds:8.1f}  {name}")
