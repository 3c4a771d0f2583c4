"""kill -9, of anything: nothing that was committed is lost, and nothing that was due."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import urllib.request

import psycopg
import pytest

from fangxian.flows import wiring
from fangxian.kernel.database import NAME, Cluster
from fangxian.lines.screening import reactions as screening
from tests.doors.cli.system import command_of, family, wait_until

pytestmark = pytest.mark.kill

EMIT = """
import sys
from fangxian.doors.cli.session import database
with database():
    from django.db import transaction
    from fangxian.kernel import outbox
    from fangxian.kernel.work import unit_of_work
    from fangxian.lines.arrivals import reactions as arrivals
    from fangxian.lines.screening import reactions as screening
    for number in range(int(sys.argv[1])):
        with unit_of_work():
            outbox.emit(screening.VerdictsChanged(kind=arrivals.KIND, numbers=(), on="2022-05-10"))
    with unit_of_work():
        outbox.emit(screening.VerdictsChanged(kind=arrivals.KIND, numbers=(), on="2022-05-11"))
        transaction.set_rollback(True)
"""
TOLD = "SELECT count(*) FROM kernel_factrow WHERE name = 'screening.VerdictsChanged'"
DUE = "SELECT count(*) FROM kernel_reaction WHERE done_at IS NULL"
DOING = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'"
DONE = (
    "SELECT count(*) FROM kernel_reaction r JOIN kernel_factrow f ON f.id = r.fact_id "
    "WHERE f.name = 'screening.VerdictsChanged' AND r.done_at IS NOT NULL"
)


EACH = len(wiring.SOON[screening.VerdictsChanged])


@pytest.fixture
def system(migrated):
    return migrated


def emit(system, facts):
    """Facts with reactions that find nobody to instruct or colour, from a process beside `up`."""
    subprocess.run(
        [sys.executable, "-c", EMIT, str(facts)],
        check=True,
        env=system.environment | {"FANGXIAN_DATA": str(system.data)},
    )


@contextlib.contextmanager
def server(system):
    cluster = Cluster.at(system.data)
    with psycopg.connect(
        host=str(cluster.sockets),
        user=NAME,
        password=cluster.password(),
        dbname=NAME,
        autocommit=True,
    ) as connected:
        yield connected


def ask(system, sql):
    with server(system) as connected:
        return connected.execute(sql).fetchone()[0]


def postmaster(system):
    return int((Cluster.at(system.data).files / "postmaster.pid").read_text().split()[0])


def answers(system):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{system.port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def ours(pids):
    return [pid for pid in pids if "doors.cli" in command_of(pid)]


def test_everything_is_killed_at_once_and_the_next_start_settles_what_was_due(system):
    system.start()
    os.kill(system.child("worker"), signal.SIGSTOP)
    emit(system, 20)
    assert (ask(system, TOLD), ask(system, DUE)) == (20, 20 * EACH)
    server_pid = postmaster(system)
    below = family(system.process.pid)
    system.process.kill()
    for pid in {*below, server_pid}:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    system.process.wait()
    system.start()
    wait_until(lambda: ask(system, DUE) == 0, "every reaction has been carried out", 180)
    assert (ask(system, TOLD), ask(system, DONE)) == (20, 20 * EACH)
    assert system.stop() == 0
    assert system.json("audit", "verify")["sound"]


def test_children_do_not_outlive_a_killed_up_and_the_next_one_goes_on(system):
    system.start()
    emit(system, 3)
    below = system.kill()
    wait_until(lambda: not ours(below), "web and worker have gone")
    system.start()
    assert ask(system, TOLD) == 3
    assert system.stop() == 0
    assert not Cluster.at(system.data).alive()


def test_a_killed_database_comes_back_under_the_running_system(system):
    system.start()
    emit(system, 3)
    before = postmaster(system)
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: Cluster.at(system.data).alive() and postmaster(system) != before, "a server")
    wait_until(lambda: answers(system), "the web answers again")
    assert ask(system, TOLD) == 3
    wait_until(lambda: ask(system, DUE) == 0, "the worker works again", 180)


def test_a_reaction_whose_worker_is_killed_in_the_middle_takes_effect_once(system):
    system.start()
    worker = system.child("worker")
    os.kill(worker, signal.SIGSTOP)
    emit(system, 1)
    with server(system) as holding, holding.transaction():
        holding.execute("LOCK TABLE kernel_factrow IN ACCESS EXCLUSIVE MODE")
        os.kill(worker, signal.SIGCONT)
        wait_until(lambda: ask(system, DOING), "the worker has begun and waits for the table")
        os.kill(worker, signal.SIGKILL)
        wait_until(lambda: system.child("worker") not in (0, worker), "a new worker")
        assert ask(system, DUE) == EACH
    wait_until(lambda: ask(system, DUE) == 0, "the new worker has taken it over", 180)
    assert ask(system, DONE) == EACH


RAN = "SELECT ran_at FROM kernel_clockrun WHERE name = 'climb'"
LEFT_BEHIND = """
INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status)
VALUES ('clock', 'fangxian.clock', 'clock.climb', 'clock.climb', '{"name": "climb"}', 'doing')
"""


def ran(system, after=None):
    with server(system) as connected:
        row = connected.execute(RAN).fetchone()
    return row and (after is None or row[0] > after) and row[0]


def test_a_worker_that_hangs_is_started_again_and_the_clock_goes_on(system):
    system.settings["FANGXIAN_WATCHDOG_SECONDS"] = "15"
    system.start()
    wait_until(lambda: ran(system), "the clock's works have run")
    worker, web = system.child("worker"), system.child("web")
    os.kill(worker, signal.SIGSTOP)
    last = ran(system)
    wait_until(lambda: system.child("worker") not in (0, worker), "a new worker")
    wait_until(lambda: ran(system, last), "it works")
    assert "后台 15 秒没有办成任何事" in system.said()
    assert system.child("web") == web
    assert system.stop() == 0


def test_a_work_of_the_clock_that_a_killed_worker_left_behind_stops_neither_it_nor_the_queue(
    system,
):
    system.start()
    wait_until(lambda: ran(system), "the clock's works have run")
    with server(system) as connected:
        wait_until(lambda: left_behind(connected), "one more that was begun and not ended")
        last = ran(system)
    wait_until(lambda: ran(system, last), "it runs again")
    emit(system, 1)
    wait_until(lambda: ask(system, DUE) == 0, "reactions are carried out")


def left_behind(connected):
    try:
        return connected.execute(LEFT_BEHIND)
    except psycopg.errors.UniqueViolation:  # one is at work this moment
        return None


IMPORT = """
import sys
from pathlib import Path
from fangxian.doors.cli.session import database
with database():
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.arrivals import pages as arrivals
    batch = arrivals.preview_file(Path(sys.argv[1]), "台账.csv", by=SYSTEM)
    arrivals.start_import(batch, by=SYSTEM)
    print(batch)
"""
STATE = "SELECT state FROM arrivals_importbatch"
HEADER = "姓名,证件类型,证件号码,出发地,抵达日期,填报时间"
ROW = "陆小满,护照,E777{:05},上海市嘉定区,2022-05-09,2022-05-09 09:00"


@pytest.mark.parametrize("whole", [True, False], ids=["everything", "the database alone"])
def test_an_import_that_was_killed_while_it_wrote_begins_again_by_itself(system, tmp_path, whole):
    """Nothing of it is there, nothing stays at work for ever, and then all of it is, once."""
    file = tmp_path / "ledger.csv"
    file.write_text("\n".join([HEADER, *(ROW.format(number) for number in range(40))]), "utf-8")
    system.start()
    with contextlib.suppress(psycopg.OperationalError), server(system) as holding:
        holding.execute("BEGIN")
        holding.execute("LOCK TABLE arrivals_filing IN ACCESS EXCLUSIVE MODE")
        subprocess.run(
            [sys.executable, "-c", IMPORT, str(file)],
            check=True,
            stdout=subprocess.DEVNULL,
            env=system.environment | {"FANGXIAN_DATA": str(system.data)},
        )
        wait_until(lambda: ask(system, STATE) == "running", "the import is at work")
        server_pid = postmaster(system)
        for pid in {server_pid, *(system.kill() if whole else ())}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    if whole:
        system.start()
    wait_until(
        lambda: Cluster.at(system.data).alive() and postmaster(system) != server_pid, "a server"
    )
    wait_until(lambda: answers(system), "the web answers again")
    wait_until(lambda: ask(system, STATE) == "done", "the import is done", 180)
    assert ask(system, "SELECT count(DISTINCT person_id) FROM arrivals_filing") == 40
