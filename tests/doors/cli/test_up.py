"""`fangxian up`: ready when it serves, one a folder, clean when it stops."""

from __future__ import annotations

import socket
import urllib.request

import pytest

from fangxian.kernel.database import Cluster
from tests.doors.cli.system import command_of, family, wait_until

pytestmark = pytest.mark.kill


def test_it_says_ready_serves_refuses_a_second_and_stops_cleanly(system):
    system.start()
    address = f"http://localhost:{system.port}"  # a name: browsers give an IP address no passkeys
    ready, *more = system.out.read_text().splitlines()
    assert ready == f"ready: {address}"
    assert all(line.startswith(f"setup: {address}/setup/#") for line in more)  # nobody has a right
    with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
        assert answer.read() == b'{"database": true}'
    second = system.fangxian("up", code=2)
    assert "cli.already_up" in second.stderr
    assert address in second.stderr
    below = family(system.process.pid)
    assert len(below) >= 3
    assert system.stop() == 0
    assert not [command_of(pid) for pid in below if "fangxian" in command_of(pid)]
    assert not Cluster.at(system.data).alive()
    assert "Traceback" not in system.said()


def test_a_taken_port_is_refused_with_another(system):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = system.fangxian("up", "--port", str(port), code=2)
    assert "cli.port_taken" in done.stderr
    assert str(port + 1) in done.stderr


def test_a_child_that_dies_is_started_again(migrated):
    system = migrated
    system.start()
    for name in ("web", "worker"):
        before = system.child(name)
        import os
        import signal

        os.kill(before, signal.SIGKILL)
        wait_until(lambda: system.child(name) not in (0, before), f"a new {name}")  # noqa: B023
        assert f"{name} 意外退出" in system.said()
    wait_until(lambda: _answers(system), "the web answers again")


def _answers(system):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{system.port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False
