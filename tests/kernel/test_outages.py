"""Nothing waits for ever, and a database that is away is told as that."""

from __future__ import annotations

import errno

import psycopg
import pytest
from django.db import OperationalError, connection

from fangxian.kernel import outages, verb
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.database import connection_settings
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.work import unit_of_work


def fault(kind: type[psycopg.Error]) -> OperationalError:
    """As Django hands on what psycopg raised."""
    wrapped = OperationalError("…")
    wrapped.__cause__ = kind("…")
    return wrapped


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        (psycopg.errors.DiskFull, outages.DiskFull),
        (psycopg.errors.CannotConnectNow, outages.DatabaseAway),  # "is starting up"
        (psycopg.errors.AdminShutdown, outages.DatabaseAway),
        (psycopg.errors.CrashShutdown, outages.DatabaseAway),
        (psycopg.errors.ConnectionFailure, outages.DatabaseAway),
        (psycopg.errors.TooManyConnections, outages.Busy),
        (psycopg.errors.LockNotAvailable, outages.Busy),
        (psycopg.errors.QueryCanceled, outages.Busy),
        (psycopg.errors.DeadlockDetected, outages.Busy),
        (psycopg.errors.SerializationFailure, outages.Busy),
        (psycopg.errors.IdleInTransactionSessionTimeout, outages.Busy),
    ],
)
def test_what_the_database_says_is_told_as_what_it_is(kind, refusal):
    told = outages.refusal_of(fault(kind))
    assert type(told) is refusal
    assert told.status == 503
    assert int(told.values["after"]) > 0


def test_a_connection_that_broke_off_has_no_code():
    gone = OperationalError("server closed the connection unexpectedly")
    gone.__cause__ = psycopg.OperationalError("server closed the connection unexpectedly")
    assert type(outages.refusal_of(gone)) is outages.DatabaseAway


def test_our_own_full_disk_too():
    assert type(outages.refusal_of(OSError(errno.ENOSPC, "no space"))) is outages.DiskFull


@pytest.mark.parametrize(
    "ours",
    [
        ValueError("x"),
        KeyError("x"),
        NotFound(what="x"),
        fault(psycopg.errors.UniqueViolation).__cause__,
    ],
)
def test_a_fault_of_ours_is_no_outage(ours):
    assert outages.refusal_of(ours) is None


def test_each_connection_has_limits_of_its_own(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting::int FROM pg_settings WHERE name IN ('lock_timeout', "
            "'statement_timeout', 'idle_in_transaction_session_timeout')"
        )
        limits = dict(cursor.fetchall())
    assert limits == {
        "lock_timeout": 10_000,
        "statement_timeout": 60_000,
        "idle_in_transaction_session_timeout": 60_000,
    }


def test_a_server_of_one_s_own_has_them_too(tmp_path):
    made = connection_settings("postgresql://u:p@host/county", tmp_path)
    assert "lock_timeout" in made["OPTIONS"]["options"]


@pytest.fixture
def crossing(monkeypatch):
    """An operation that meets another so many times before it goes through."""
    monkeypatch.setattr(verb.time, "sleep", lambda _seconds: None)
    tried: list[int] = []

    @verb.verb(needs="tests.cross", words=Text("交叉", "crossed"))
    def cross(times: int, lines: object = (), *, by) -> str:
        tried.append(1)
        if len(tried) <= times:
            raise fault(psycopg.errors.DeadlockDetected)
        return "done"

    yield cross, tried
    verb.REGISTER.pop("test_outages.cross", None)
    verb.REGISTER.pop("kernel.cross", None)


@pytest.mark.django_db(transaction=True)
def test_deeds_that_crossed_are_done_again_from_their_start(crossing):
    from fangxian.kernel.models import AuditLine

    cross, tried = crossing
    assert cross(2, by=SYSTEM) == "done"
    assert len(tried) == 3
    assert AuditLine.objects.count() == 1, "what was not done has no line"


@pytest.mark.django_db(transaction=True)
def test_one_that_never_gets_through_ends_as_busy(crossing):
    cross, tried = crossing
    with pytest.raises(OperationalError) as raised:
        cross(99, by=SYSTEM)
    assert len(tried) == verb.TIMES
    assert type(outages.refusal_of(raised.value)) is outages.Busy


@pytest.mark.django_db(transaction=True)
def test_what_can_be_read_only_once_is_not_begun_again(crossing):
    cross, tried = crossing
    with pytest.raises(OperationalError):
        cross(1, iter("ab"), by=SYSTEM)
    assert len(tried) == 1


@pytest.mark.django_db
def test_within_another_s_transaction_the_outermost_decides(crossing):
    cross, tried = crossing
    with pytest.raises(OperationalError), unit_of_work():
        cross(1, by=SYSTEM)
    assert len(tried) == 1
