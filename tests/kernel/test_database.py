"""The embedded server: shared by its holders, adopted after a kill, recovered after a crash."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from fangxian.kernel import processes
from fangxian.kernel.database import (
    NAME,
    Cluster,
    DatabaseInUse,
    PasswordLost,
    connection_settings,
)

pytestmark = pytest.mark.kill


@pytest.fixture
def cluster(tmp_path):
    made = Cluster.at(tmp_path / "data")
    yield made
    made.destroy()


def connect(cluster):
    return psycopg.connect(
        host=str(cluster.sockets),
        user=NAME,
        password=cluster.password(),
        dbname=NAME,
        autocommit=True,
    )


def pid_of(cluster):
    return int((cluster.files / "postmaster.pid").read_text().split()[0])


def wait_until(true, seconds=20.0):
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def test_the_last_who_leaves_stops_it(cluster):
    with cluster.held():
        with cluster.held(), connect(cluster) as server:
            assert server.execute("SHOW server_encoding").fetchone() == ("UTF8",)
            assert server.execute("SHOW listen_addresses").fetchone() == ("",)
        assert cluster.alive()
        with pytest.raises(DatabaseInUse):
            cluster.destroy()
    assert not cluster.alive()


def test_a_start_that_is_refused_leaves_no_server(cluster):
    with cluster.held():
        pass
    (cluster.data / "database.password").write_text("not the one")
    with pytest.raises(PasswordLost), cluster.held():
        pass
    assert not cluster.alive()


def test_a_refusal_does_not_stop_what_others_use(cluster):
    with cluster.held():
        right = cluster.password()
        (cluster.data / "database.password").write_text("not the one")
        with pytest.raises(PasswordLost), cluster.held():
            pass
        assert cluster.alive()
        (cluster.data / "database.password").write_text(right)


def test_files_are_for_the_server_alone(cluster):
    with cluster.held():
        assert (cluster.data / "database.password").stat().st_mode & 0o077 == 0
        assert cluster.files.stat().st_mode & 0o077 == 0
        assert cluster.sockets.stat().st_mode & 0o077 == 0


def test_a_killed_server_comes_back_with_everything_committed(cluster):
    with cluster.held():
        with connect(cluster) as server:
            server.execute("CREATE TABLE seen (n int)")
            server.execute("INSERT INTO seen VALUES (1)")
        os.kill(pid_of(cluster), signal.SIGKILL)
        wait_until(lambda: not cluster.alive())
        cluster.ensure()
        with connect(cluster) as server:
            assert server.execute("SELECT n FROM seen").fetchone() == (1,)


def test_a_server_left_by_a_killed_holder_is_adopted(cluster):
    code = (
        "import sys, time; from pathlib import Path; from fangxian.kernel.database import Cluster\n"
        "with Cluster.at(Path(sys.argv[1])).held(): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(cluster.data)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert cluster.alive()
    left = pid_of(cluster)
    with cluster.held():
        assert pid_of(cluster) == left
    assert not cluster.alive()


def test_a_number_that_is_somebody_elses_now_does_not_stop_the_start(cluster):
    with cluster.held():
        pass
    path = cluster.files / "postmaster.pid"
    path.write_text(f"{os.getpid()}\n{cluster.files}\n0\n5432\n{cluster.sockets}\n\n")
    with cluster.held():
        assert pid_of(cluster) != os.getpid()


def test_a_first_start_that_was_cut_off_leaves_nothing_in_the_way(cluster):
    draft = cluster.files.with_name(f"{cluster.files.name}.new")
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18")
    with cluster.held():
        assert not draft.exists()


def _read_password(data, answers):
    answers.put(Cluster.at(data).password())


def test_two_first_starts_agree_on_the_password(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.Queue()
    both = [spawn.Process(target=_read_password, args=(tmp_path, answers)) for _ in range(2)]
    for process in both:
        process.start()
    heard = {answers.get(timeout=60) for _ in both}
    for process in both:
        process.join()
    assert len(heard) == 1
    assert heard.pop()


def test_a_server_of_ones_own_is_taken_as_its_url_says(tmp_path):
    settings = connection_settings("postgresql://li:p%40ss@db.example:5433/county", tmp_path)
    assert settings["HOST"] == "db.example"
    assert settings["PORT"] == "5433"
    assert (settings["USER"], settings["PASSWORD"]) == ("li", "p@ss")
    assert settings["NAME"] == "county"


def test_processes_are_known_by_their_command_line():
    assert processes.exists(os.getpid())
    assert processes.runs_with(os.getpid(), "python")
    assert not processes.runs_with(os.getpid(), "a word that is not there")
    assert not processes.exists(2**22 + 1)
