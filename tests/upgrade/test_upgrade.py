"""A county's database of the last release, brought in step by the programs of today: nothing of
it is lost, what was sealed opens, what was owed is still owed.

`released-0.1` is a demo county of 133 made-up people as release 0.1 left it at 08:00 on 10 May
2022, every room with something in it (pg_dump, the townships of other counties left out), its
key, and what `reading.py` read of it with the programs of that release."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from fangxian.kernel.database import NAME, Cluster
from fangxian.kernel.postgres import programs
from tests.doors.cli.system import System

HERE = Path(__file__).parent / "released-0.1"
TOKEN = "3PJY4ZN8JVSHJA4ZTW8GXT"  # noqa: S105 the private link of a receipt in it
NOT_OURS = ("django_", "auth_", "account_", "mfa_", "procrastinate_")
# What an upgrade adds to by itself: first contents and what they tell.
GROWS = {
    "kernel_auditline", "kernel_factrow", "kernel_reaction", "access_role", "places_division",
    "duty_unit", "duty_post", "duty_chargerole",
}  # fmt: skip


def counts(system: System) -> dict[str, int]:
    """Rows of every table; the days of a partitioned one as one table."""
    cluster = Cluster.at(system.data)
    with psycopg.connect(
        host=str(cluster.sockets), user=NAME, password=cluster.password(), dbname=NAME
    ) as server:
        tables = server.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind IN ('r', 'p') AND NOT relispartition"
        ).fetchall()
        return {
            name: server.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in tables
            if not name.startswith(NOT_OURS)
        }


def restore(system: System) -> None:
    cluster = Cluster.at(system.data)
    subprocess.run(
        [programs(None) / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", cluster.sockets,
         "-p", "5432", "-U", NAME, "-d", NAME],
        input=gzip.decompress((HERE / "database.sql.gz").read_bytes()), check=True,
        stdout=subprocess.DEVNULL, env=os.environ | {"PGPASSWORD": cluster.password()},
    )  # fmt: skip


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """The old database behind the programs of today: (system, counts of before)."""
    system = System(tmp_path_factory.mktemp("released"))
    system.data.mkdir()
    key = system.data / "master.key"
    key.touch(mode=0o600)
    key.write_bytes(bytes.fromhex((HERE / "master.key.hex").read_text()))
    with Cluster.at(system.data).held():
        restore(system)
        before = counts(system)
        system.fangxian("audit", "verify")  # the first command brings it in step
        yield system, before
    system.clear_away()


def test_no_row_is_lost(upgraded):
    system, before = upgraded
    after = counts(system)
    assert sum(before.values()) > 3_000
    assert {name: after.get(name) for name in before if name not in GROWS} == {
        name: count for name, count in before.items() if name not in GROWS
    }
    assert [name for name in GROWS if after[name] < before[name]] == []


def test_what_was_sealed_opens_and_what_was_owed_is_owed(upgraded):
    system, _ = upgraded
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.reading", TOKEN], check=False,
        capture_output=True, text=True,
        env=system.environment | {"FANGXIAN_DATA": str(system.data)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == json.loads((HERE / "read.json").read_text())


def test_the_chain_holds_and_the_doctor_finds_nothing_wrong(upgraded):
    system, before = upgraded
    said = system.json("audit", "verify")
    assert said["sound"]
    assert said["lines"] >= before["kernel_auditline"]
    assert [one for one in system.json("doctor") if one["standing"] == "wrong"] == []
