"""`fangxian audit`: sound or where it is broken; who looked."""

from __future__ import annotations

import contextlib

import psycopg
import pytest

from fangxian.kernel.database import NAME, Cluster

pytestmark = pytest.mark.kill


@contextlib.contextmanager
def server(system):
    cluster = Cluster.at(system.data)
    with (
        cluster.held(),
        psycopg.connect(
            host=str(cluster.sockets),
            user=NAME,
            password=cluster.password(),
            dbname=NAME,
            autocommit=True,
        ) as connected,
    ):
        yield connected


def test_a_sound_chain_then_an_edited_line(standing):
    before = standing.json("audit", "verify")
    assert before["sound"]
    assert before["lines"] >= 1  # the shipped roles were written
    with server(standing) as connected:
        connected.execute("SET session_replication_role = replica")
        connected.execute("UPDATE kernel_auditline SET actor = '别人' WHERE number = 1")
    done = standing.fangxian("audit", "verify", "--json", code=1)
    assert '"breaks": [{"number": 1, "what": "edited"}]' in done.stdout
    assert "第 1 行被改动" in standing.fangxian("audit", "verify", code=1).stdout


def test_who_looked_at_nobody(standing):
    assert standing.json("audit", "who", "1") == []
