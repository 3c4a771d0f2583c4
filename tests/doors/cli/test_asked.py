"""What waits for a second person, at the terminal: of whatever room it is."""

from __future__ import annotations

import json
import sys

import psycopg
import pytest

from fangxian.kernel.database import Cluster

from .system import System

ASK = """
INSERT INTO access_operationasked (operation, given, sealed, mark, place, because, asked_by_id, asked_at, state)
SELECT 'people.merge_persons', %s, '', '\\x01', '', '电话问过本人', id, now(), 'waiting'
  FROM access_account WHERE username = 'zhang'
"""


def test_a_merge_that_waits_is_listed(terminal):
    from fangxian.ground.access.models import Account, OperationAsked
    from fangxian.kernel import clock

    one = Account.objects.create_user("zhang", password="x", name="张")
    OperationAsked.objects.create(
        operation="people.merge_persons",
        given={"kept_id": 1, "gone_id": 2, "why": "同一人"},
        because="电话问过本人",
        asked_by=one,
        asked_at=clock.now(),
    )
    said = terminal.fangxian("access", "asked").stdout
    assert "people.merge_persons" in said
    assert "任何一份的限制都可能改变" in said
    [row] = terminal.json("access", "asked")
    assert row["concern"]["person_ids"] == [1, 2]


def test_a_grant_that_waits_says_what_it_gives_and_who_may_agree(terminal):
    from fangxian.ground.access import pages as access
    from tests.rooms.access.officers import of, old_account, signed_in

    first, second = (
        signed_in(old_account(name, "account_officer").pk) for name in ("guan1", "guan2")
    )
    whose = old_account("li", "reader").pk
    access.grant(whose, "township", "610921102", by=of(first))
    said = terminal.fangxian("access", "waiting").stdout
    assert "同意后可以:" in said
    assert "明文" in said
    assert "可由 guan2 同意" in said
    [row] = terminal.json("access", "waiting")
    assert row["second"]["names"] == [str(of(second).name)]


@pytest.mark.skipif(sys.platform == "win32", reason="a cluster of its own")
def test_a_process_of_its_own_knows_every_room(migrated: System):
    migrated.fangxian("access", "open", "zhang", "张三", "--place", "610921")
    cluster = Cluster.at(migrated.data)
    with cluster.held(), psycopg.connect(**migrated.server, autocommit=True) as server:
        server.execute(ASK, [json.dumps({"kept_id": 1, "gone_id": 2, "why": "同一人"})])
    assert "people.merge_persons" in migrated.fangxian("access", "asked").stdout
    [row] = migrated.json("access", "asked")
    with pytest.raises(AssertionError, match="access.nothing_asked"):  # who asked may not do it
        migrated.fangxian("access", "agree", str(row["id"]))
