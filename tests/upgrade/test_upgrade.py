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
    "kernel_auditline",
    "kernel_factrow",
    "kernel_reaction",
    "access_role",
    "places_division",
    "duty_unit",
    "duty_post",
    "duty_chargerole",
}

MOVED = {  # tables of another room since
    "arrivals_columnmapping": "intake_headermapping",
    "arrivals_screening": "screening_screening",
    "arrivals_phase": "screening_phase",
    "arrivals_override": "screening_override",
}


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


# What was decided, as the release wrote it and as it is kept now: of each the same rows.
DECIDED = {
    "verdicts": (
        (
            'SELECT id, declaration_id, at, "on", place, edition, pack_hash, facts, listing, verdict,'
            " class_code, colour, uncertain, digest FROM arrivals_screening ORDER BY id"
        ),
        (
            'SELECT s.id, r.number, s.at, s."on", s.place, s.edition, s.pack_hash, s.facts, s.listing,'
            " s.verdict, s.class_code, s.colour, s.uncertain, s.digest FROM screening_screening s"
            " JOIN screening_subjectrecord r ON r.id = s.subject_id ORDER BY s.id"
        ),
    ),
    "courses": (
        'SELECT id, declaration_id, measure, start, "end", tests FROM arrivals_phase ORDER BY id',
        (
            'SELECT p.id, r.number, p.measure, p.start, p."end", p.tests FROM screening_phase p'
            " JOIN screening_subjectrecord r ON r.id = p.subject_id ORDER BY p.id"
        ),
    ),
    "stands": (
        (
            "SELECT id, person_id, place, class_code, colour, uncertain, free_from, screening_id"
            " FROM arrivals_declaration ORDER BY id"
        ),
        (
            "SELECT number, person_id, place, class_code, colour, uncertain, free_from, screening_id"
            " FROM screening_subjectrecord WHERE kind = 'arrivals.declaration' ORDER BY number"
        ),
    ),
    "ledger": (
        (
            "SELECT id, class_code, colour, uncertain, free_from, screening_id"
            " FROM arrivals_declaration ORDER BY id"
        ),
    )
    * 2,
    "overrides": (
        (
            "SELECT id, declaration_id, class_code, colour, reason, words, until, proposed_by_id,"
            " approved_by_id, approved_at, withdrawn_at FROM arrivals_override ORDER BY id"
        ),
        (
            "SELECT o.id, r.number, o.class_code, o.colour, o.reason, o.words, o.until, o.proposed_by_id,"
            " o.approved_by_id, o.approved_at, o.withdrawn_at FROM screening_override o"
            " JOIN screening_subjectrecord r ON r.id = o.subject_id ORDER BY o.id"
        ),
    ),
    "people counted": (
        (
            "SELECT place, class_code, colour, overseas, uncertain, lacking, lost, sum(people)"
            " FROM arrivals_peopletally GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(people) <> 0"
            " ORDER BY 1, 2, 3, 4, 5, 6, 7"
        ),
    )
    * 2,
    "measures counted": (
        (
            "SELECT place, overseas, measure, day, sum(people) FROM arrivals_measuretally"
            " GROUP BY 1, 2, 3, 4 HAVING sum(people) <> 0 ORDER BY 1, 2, 3, 4"
        ),
    )
    * 2,
}


def decided(system: System, when: int) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that was decided; `when`: 0 as the release kept it, 1 as it is kept now."""
    with psycopg.connect(**system.server) as server:
        return {name: server.execute(sql[when]).fetchall() for name, sql in DECIDED.items()}


def restore(system: System) -> None:
    cluster = Cluster.at(system.data)
    subprocess.run(
        [
            programs(None) / "psql",
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            cluster.sockets,
            "-p",
            "5432",
            "-U",
            NAME,
            "-d",
            NAME,
        ],
        input=gzip.decompress((HERE / "database.sql.gz").read_bytes()),
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PGPASSWORD": cluster.password()},
    )


@dataclass(frozen=True)
class Upgraded:
    """The old database behind the programs of today, and what was found right afterwards."""

    system: System
    before: dict[str, int]
    after: dict[str, int]
    decided: tuple[dict[str, list[Any]], dict[str, list[Any]]]
    chain: dict[str, Any]
    read: dict[str, Any]
    doctor: list[dict[str, Any]]

    def program(self, name: str, *words: str) -> Any:
        return program(self.system, name, *words)


def program(system: System, name: str, *words: str) -> Any:
    """What a program of this folder said in its last line."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.upgrade.{name}", *words],
        check=False,
        capture_output=True,
        text=True,
        env=system.environment | {"FANGXIAN_DATA": str(system.data)},
    )
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
        before, was = counts(system), decided(system, 0)
        chain = system.json("audit", "verify")  # the first command brings it in step
        yield Upgraded(
            system,
            before,
            counts(system),
            (was, decided(system, 1)),
            chain,
            program(system, "reading", TOKEN),
            json.loads(run_doctor(system)),
        )
    system.clear_away()


def test_no_row_is_lost(upgraded):
    before, after = upgraded.before, upgraded.after
    assert sum(before.values()) > 3_000
    assert {name: after.get(MOVED.get(name, name)) for name in before if name not in GROWS} == {
        name: count for name, count in before.items() if name not in GROWS
    }
    assert [name for name in GROWS if after[name] < before[name]] == []


@pytest.mark.parametrize("what", DECIDED)
def test_what_was_decided_is_equal_before_and_after(upgraded, what):
    """Every verdict, course, human decision and count, number by number."""
    before, after = upgraded.decided
    assert before[what], "the release had some"
    assert after[what] == before[what]


def test_what_was_told_and_not_done_yet_is_told_in_todays_words(upgraded):
    with psycopg.connect(**upgraded.system.server) as server:
        told = server.execute(
            "SELECT payload FROM kernel_factrow WHERE name = 'screening.VerdictsChanged'"
        ).fetchall()
        assert told
        assert all(one["kind"] == "arrivals.declaration" and one["numbers"] for (one,) in told)
        assert not server.execute(
            "SELECT count(*) FROM kernel_factrow WHERE name = 'arrivals.PeopleScreened'"
        ).fetchone()[0]


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
    "zones end": "zones.set_by_lists",
    "access token": "access.not_taken_up",
    "duty import-roster": "intake.no_rows",
    **{
        f"tasks {act}": "kernel.not_found"
        for act in [
            "receive",
            "accept",
            "refuse",
            "act",
            "check",
            "close",
            "send-back",
            "withdraw",
            "undo",
            "reassign",
            "comment",
        ]
    },
}
# cannot be read; no worker runs; no carrier is named
UNSOUND = {
    "access confirm": {2},  # whose one-time password nobody used yet
    "codes verify": {1},
    "doctor": {0, 1},
    "notices trial": {1},
}


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
