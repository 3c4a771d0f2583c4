"""kill -9 under load, of a door's process, of a whole door and of the database: what was
acknowledged is stored, once, and what was not is sent again and stored in the end."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from fangxian.kernel.database import Cluster
from tests.doors.cli.system import System, command_of, family, wait_until
from tests.doors.cli.test_kill import ask, postmaster, server
from tests.ports import own_port

pytestmark = [pytest.mark.kill, pytest.mark.alone]

FILL = """
import dataclasses, json
from bench import gate_ground
from fangxian.doors.cli.session import database
gate_ground.PEOPLE, gate_ground.VENUES = 300, 5
with database():
    print(json.dumps(dataclasses.asdict(gate_ground.fill())))
"""


class Hanyin(System):
    """On a day on which packs are in force; all processes read one clock."""

    began = time.time()

    @property
    def environment(self):
        return super().environment | {"FANGXIAN_CLOCK": f"2022-05-10T08:00@{self.began}"}


@pytest.fixture
def system(tmp_path):
    made = Hanyin.migrated(tmp_path)
    yield made
    made.clear_away()


def surroundings(system):
    path = os.pathsep.join(["src", "."])
    return system.environment | {"FANGXIAN_DATA": str(system.data), "PYTHONPATH": path}


@contextlib.contextmanager
def gates(system, count, log):
    """So many doors side by side; their processes and ports."""
    ports = [own_port() for _ in range(count)]
    started = [
        subprocess.Popen(
            system.command("gate", "--port", str(port), "--workers", "1"),
            env=surroundings(system),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        for port in ports
    ]
    try:
        for port in ports:
            wait_until(lambda port=port: healthy(port), "the door answers")
        yield started, ports
    finally:
        for one in started:
            below = family(one.pid)
            one.kill()
            one.wait()
            for pid in below:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def healthy(port):
    with contextlib.suppress(OSError):
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/gate/healthz", timeout=1)
    return None


def kill_tree(process):
    for pid in [process.pid, *family(process.pid)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()


def bodies_come_whole_in_parts_or_too_long(port, token):
    """What a client in this process cannot show: the door behind its own sockets. Of a body too
    long no more is sent than the door reads before it refuses."""
    code, parts = json.dumps({"code": "FX1:NO"}).encode(), {"Transfer-Encoding": "chunked"}
    for headers, sent, status in (
        ({"Content-Length": len(code)}, code, 200),
        (parts, b"9\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (code[:9], len(code) - 9, code[9:]), 200),
        (parts, b"bb8\r\n" + b"x" * 3000 + b"\r\n", 400),
        ({"Content-Length": 3000}, b"", 400),
        ({"Content-Length": 0}, b"", 400),
    ):
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        client.putrequest("POST", "/gate/verify")
        for name, value in ({"Authorization": f"Bearer {token}"} | headers).items():
            client.putheader(name, value)
        client.endheaders(sent or None)
        answer = client.getresponse()
        assert (answer.status, "verdict" in json.loads(answer.read())) == (status, status == 200)
        client.close()


def stored(system):
    return ask(system, "SELECT count(*) FROM venues_visit")


def test_what_was_acknowledged_is_stored_whatever_dies(system, tmp_path):
    system.start()
    filled = subprocess.run(
        [sys.executable, "-c", FILL],
        env=surroundings(system),
        capture_output=True,
        text=True,
        check=True,
    )
    ground = json.loads(filled.stdout.splitlines()[-1])
    with (tmp_path / "gates").open("wb") as log, gates(system, 2, log) as (doors, ports):
        bodies_come_whole_in_parts_or_too_long(ports[0], ground["token"])
        asked = {
            "ports": ports,
            "connections": 48,
            "lasts": 8.0,
            "rate": 150.0,
            "made": 1000,
            "ids": True,
            **{key: ground[key] for key in ("codes", "venues", "token", "moved")},
        }
        with subprocess.Popen(
            [sys.executable, "-m", "bench.load"],
            env=surroundings(system),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as load:
            load.stdin.write(json.dumps(asked))
            load.stdin.close()
            wait_until(lambda: stored(system) > 200, "some are stored")
            worker = next(pid for pid in family(doors[0].pid) if "spawn_main" in command_of(pid))
            os.kill(worker, signal.SIGKILL)
            wait_until(lambda: stored(system) > 400, "more are stored")
            kill_tree(doors[1])
            wait_until(lambda: healthy(ports[0]), "the first door serves again")
            os.kill(postmaster(system), signal.SIGKILL)
            told = json.loads(load.stdout.read())
    assert told["broken"] > 0
    assert len(told["kept"]) == told["sent"] > 400, told["statuses"]
    wait_until(lambda: Cluster.at(system.data).alive(), "the database runs")
    with server(system) as connected:
        rows = connected.execute("SELECT client_id::text FROM venues_visit").fetchall()
    assert len(rows) == len(set(told["kept"]))
    assert {row[0] for row in rows} == set(told["kept"])
