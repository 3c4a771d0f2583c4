"""One unit of work: one transaction, and the audit lines of all that is done in it written as its
last act, so that the chain's head is locked only from there to the commit.

    with unit_of_work():
        receive(ids, by=actor)
        accept(ids, by=actor)

A verb is a unit by itself; inside another unit it belongs to that one. A reaction and an event of
a phone are one each. The readings of a page are looks one after another, whose lines are written
together before anybody sees the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, transaction

from fangxian.kernel import audit
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

Lines = list[audit.Note]
_gathered: ContextVar[Lines | None] = ContextVar("gathered", default=None)
_page: ContextVar[Lines | None] = ContextVar("page", default=None)


class StrangeTransaction(Refusal):
    code = "kernel.strange_transaction"
    status = 500
    sentence = Text(
        "动词不能在别人打开的事务里办理。",
        "A verb may not run in a transaction that is not its own.",
    )
    way_out = Text("请用 unit_of_work() 把几个动词合为一次。", "Join verbs by unit_of_work().")


def running() -> bool:
    return _gathered.get() is not None


@contextmanager
def unit_of_work() -> Iterator[Lines]:
    """Gives the list of lines. What fails leaves none but its refusals: those are written even
    so, after everything else was taken back."""
    outer = _gathered.get()
    if outer is not None:
        with _part_of(outer):
            yield outer
        return
    if in_strange_transaction():
        raise StrangeTransaction
    lines: Lines = []
    token = _gathered.set(lines)
    try:
        with transaction.atomic():
            yield lines
            if lines:
                audit.write(lines)
    except BaseException:
        _write_refusals(lines)
        raise
    finally:
        _gathered.reset(token)


@contextmanager
def _part_of(outer: Lines) -> Iterator[None]:
    before = len(outer)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        outer[before:] = _refused(outer[before:])
        raise


@contextmanager
def one_page() -> Iterator[None]:
    """Gather the lines of the readings in it and write them at its end."""
    lines: Lines = []
    token = _page.set(lines)
    try:
        yield
    finally:
        _page.reset(token)
    if lines:
        with transaction.atomic():
            audit.write(lines)


@contextmanager
def one_look() -> Iterator[Lines]:
    """What a reading runs in: the page that is being made, or a unit of its own."""
    page = _page.get()
    if page is None or running():
        with unit_of_work() as lines:
            yield lines
        return
    with transaction.atomic():
        yield page


def refuse(line: audit.Note) -> None:
    """Write that somebody was refused: with the unit that runs, whatever becomes of it."""
    lines = _gathered.get()
    if lines is not None:
        lines.append(line)
        return
    with transaction.atomic():
        audit.write([line])


def _refused(lines: Lines) -> Lines:
    return [line for line in lines if line.outcome == "refused"]


def _write_refusals(lines: Lines) -> None:
    if refused := _refused(lines):
        with transaction.atomic():
            audit.write(refused)


def in_strange_transaction() -> bool:
    """Whether a transaction is open that nobody here opened (below a test case all is well)."""
    blocks = connection.atomic_blocks
    return bool(blocks) and not getattr(blocks[0], "_from_testcase", False)
