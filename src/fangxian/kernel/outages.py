"""When the database cannot answer now, or cannot hold what was typed: which refusal that is, and
whether trying again helps.

try: ...
except Exception as fault:
    refusal = outages.refusal_of(fault)   # None: a fault of ours
"""

from __future__ import annotations

import errno
from collections.abc import Iterator

import psycopg
from django.db import DataError, InterfaceError, OperationalError

from fangxian.kernel.errors import DoesNotFit, Refusal
from fangxian.kernel.text import Text

# PostgreSQL's own codes of a fault (SQLSTATE).
COLLIDED = frozenset({"40P01", "40001"})  # deadlock, serialization failure
WAITED = frozenset({"55P03", "57014", "25P03", *COLLIDED})  # lock, statement, idle timeouts
FULL = frozenset({"53100"})
CROWDED = frozenset({"53300"})  # too many connections
LATER = {"wait": "3", "full": "60", "away": "10"}


class Busy(Refusal):
    code = "kernel.busy"
    status = 503
    sentence = Text(
        "系统正忙,这一步等得太久,没有办成。",
        "The system is busy: this step waited too long and was not done.",
    )
    way_out = Text(
        "数据没有改变;请过 {after} 秒再办一次。", "Nothing was changed; try again in {after} s."
    )


class DatabaseAway(Refusal):
    code = "kernel.database_away"
    status = 503
    sentence = Text(
        "数据库正在恢复,暂时不能办理。", "The database is recovering and cannot answer yet."
    )
    way_out = Text(
        "已办成的不会丢;请过 {after} 秒再试。持续不恢复时,请打电话告知指挥部系统管理员。",
        "What was done is kept; try again in {after} s. If it lasts, call headquarters' administrator.",
    )
    terminal = Text("在服务器上运行 fangxian doctor。", "Run fangxian doctor on the server.")


class DiskFull(Refusal):
    code = "kernel.disk_full"
    status = 503
    sentence = Text(
        "服务器磁盘已满,这一步没有存下。", "The server's disk is full: this was not stored."
    )
    way_out = Text(
        "请立即告知指挥部系统管理员清理磁盘,再重新提交。",
        "Tell headquarters' administrator to free space, then send again.",
    )
    terminal = Text("fangxian doctor 会指出是哪一块盘。", "fangxian doctor names the disk.")


def refusal_of(fault: BaseException) -> Refusal | None:
    """Busy, DatabaseAway, DiskFull or DoesNotFit; None for a fault of ours."""
    for one in _chain(fault):
        if isinstance(one, Refusal):
            return None
        if isinstance(one, OSError) and one.errno == errno.ENOSPC:
            return DiskFull(after=LATER["full"])
        if isinstance(one, DataError | psycopg.DataError | UnicodeEncodeError):
            return DoesNotFit()
        if isinstance(one, psycopg.Error) and (found := _of_state(one.sqlstate or "")):
            return found
        if isinstance(one, OperationalError | InterfaceError | psycopg.OperationalError):
            deeper = one.__cause__
            if not isinstance(deeper, psycopg.Error) or not deeper.sqlstate:
                return DatabaseAway(after=LATER["away"])
    return None


def collided(fault: BaseException) -> bool:
    """Two operations crossed and PostgreSQL stopped one: doing it again from its start helps."""
    return any(isinstance(one, psycopg.Error) and one.sqlstate in COLLIDED for one in _chain(fault))


def _of_state(state: str) -> Refusal | None:
    if state in FULL:
        return DiskFull(after=LATER["full"])
    if state in WAITED or state in CROWDED:
        return Busy(after=LATER["wait"])
    if state.startswith(("08", "57P")):  # connection lost; shutting down, crashed, starting up
        return DatabaseAway(after=LATER["away"])
    return None


def _chain(fault: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = fault
    while one is not None:
        yield one
        one = one.__cause__
