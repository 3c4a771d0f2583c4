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
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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

MOVED = {"arrivals_columnmapping": "intake_headermapping"}  # a table of another room since


def counts(system: System) -> dict[str, int]:
    """Rows of every table; the days of a partitioned one as one table."""
    with psycopg.connect(**system.server) as server:
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


@dataclass(frozen=True)
class Upgraded:
    """The old database behind the programs of today, and what was found right afterwards."""

    system: System
    before: dict[str, int]
    after: dict[str, int]
    chain: dict[str, Any]
    read: dict[str, Any]
    doctor: list[dict[str, Any]]

    def program(self, name: str, *words: str) -> Any:
        return program(self.system, name, *words)


def program(system: System, name: str, *words: str) -> Any:
    """What a program of this folder said in its last line."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.upgrade.{name}", *words], check=False,
        capture_output=True, text=True,
        env=system.environment | {"FANGXIAN_DATA": str(system.data)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def run_doctor(system: System) -> str:
    """Where no worker runs it may leave with 1."""
    asked = system.command("doctor", "--json")
    return subprocess.run(asked, check=False, capture_output=True, env=system.environment).stdout


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    system = System(tmp_path_factory.mktemp("released"))
    system.data.mkdir()
    key = system.data / "master.key"
    key.touch(mode=0o600)
    key.write_bytes(bytes.fromhex((HERE / "master.key.hex").read_text()))
    (system.data / "clock").write_text(f"2022-05-10T08:00@{time.time():.0f}")
    with Cluster.at(system.data).held():
        restore(system)
        before = counts(system)
        chain = system.json("audit", "verify")  # the first command brings it in step
        yield Upgraded(
            system, before, counts(system), chain, program(system, "reading", TOKEN),
            json.loads(run_doctor(system)),
        )  # fmt: skip
    system.clear_away()


def test_no_row_is_lost(upgraded):
    before, after = upgraded.before, upgraded.after
    assert sum(before.values()) > 3_000
    assert {name: after.get(MOVED.get(name, name)) for name in before if name not in GROWS} == {
        name: count for name, count in before.items() if name not in GROWS
    }
    assert [name for name in GROWS if after[name] < before[name]] == []


def test_what_was_sealed_opens_and_what_was_owed_is_owed(upgraded):
    assert upgraded.read == json.loads((HERE / "read.json").read_text())


def test_the_chain_holds_and_the_doctor_finds_nothing_wrong(upgraded):
    assert upgraded.chain["sound"]
    assert upgraded.chain["lines"] >= upgraded.before["kernel_auditline"]
    assert [one for one in upgraded.doctor if one["standing"] == "wrong"] in (
        [],
        [one for one in upgraded.doctor if one["check"] == "worker"],  # there is none here
    )


def test_a_demo_of_a_release_that_this_one_does_not_know_says_what_to_do(upgraded):
    with psycopg.connect(**upgraded.system.server) as server:
        server.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('kernel', '0999_of_another', now())"
        )
    refused = upgraded.system.fangxian("demo", "load", code=2)
    with psycopg.connect(**upgraded.system.server) as server:
        server.execute("DELETE FROM django_migrations WHERE name = '0999_of_another'")
    assert "cli.demo_of_another" in refused.stderr
    assert "fangxian demo reset" in refused.stderr


REFUSED = {  # what this county's state does not allow, told with its code
    "access agree": "kernel.not_found",
    "demo load": "drills.not_a_demo",
    "audit restored": "kernel.nothing_to_accept",
    "policy propose": "policy.",
    "policy enact": "kernel.not_found",
    "policy withdraw": "kernel.not_found",
    "access token": "access.not_taken_up",
    "duty import-roster": "intake.no_rows",
}
UNSOUND = {"codes verify": {1}, "doctor": {0, 1}}  # cannot be read; no worker runs


@pytest.fixture(scope="module")
def said(upgraded, tmp_path_factory):
    """What every command said on this county's database."""
    return upgraded.program("commands", str(tmp_path_factory.mktemp("files")))


def test_every_command_is_run_here_or_by_a_test_of_its_own(said):
    assert (said["missing"], said["gone"]) == ([], []), "tests/upgrade/commands.py lists them"


def test_no_command_crashes(said):
    assert {name: one for name, one in said["ran"].items() if one["plain"]["crash"]} == {}


def test_every_command_does_it_or_says_why_not(said):
    for name, one in said["ran"].items():
        for how in filter(None, (one["plain"], one["json"])):
            if name in REFUSED:
                assert (how["code"], REFUSED[name] in how["err"]) == (2, True), (name, how)
            else:
                assert how["code"] in UNSOUND.get(name, {0}), (name, how)


def test_everything_that_speaks_json_speaks_json(said):
    spoken = {name: one["json"] for name, one in said["ran"].items() if one["json"]}
    assert len(spoken) > 40
    for name in spoken.keys() - REFUSED.keys():
        json.loads(spoken[name]["out"].splitlines()[-1])


def test_hours_are_the_countys_and_the_clock_is_the_folders(said):
    """Case 14: crossings of the morning stand under the morning; an appeal that is owed by 07:55
    is owed by 07:55; a colour is that of the day that the folder shows."""
    plain = {name: one["plain"]["out"] for name, one in said["ran"].items()}
    assert "05-10 07:55" in plain["checkpoints crossings"]
    assert "05-11 07:55" in plain["codes appeals"]
    assert "05-10 07:55" in plain["audit who"]
    assert "红" in plain["codes explain"].splitlines()[0]
    assert "05-10 07:55" in plain["codes explain"]
    rows = json.loads(said["ran"]["checkpoints crossings"]["json"]["out"].splitlines()[-1])["rows"]
    assert {row["decided_at"][-6:] for row in rows} == {"+08:00"}
