"""`fangxian doctor`: says what is wrong in a sentence, with a way out. Changes nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import click

from fangxian.doors.cli import checks
from fangxian.doors.cli.checks import Finding
from fangxian.doors.cli.session import prepare, print_json, speak
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

SIGNS = {"ok": "✓", "hint": "·", "wrong": "✗"}
WRONG = 1


@click.command()
@click.option("--json", "as_json", is_flag=True)
def doctor(as_json: bool) -> None:
    """检查系统哪里不对;有问题时以 1 退出 (exit 1 when something is wrong)."""
    findings = []
    for found in _look():
        findings.append(found)
        if not as_json:
            click.echo(_line(found))
    if as_json:
        print_json(findings)
    if any(found.standing == "wrong" for found in findings):
        raise SystemExit(WRONG)


def _line(found: Finding) -> str:
    way_out = speak(found.way_out)
    return f"{SIGNS[found.standing]} {speak(found.said)}" + (f"\n  → {way_out}" if way_out else "")


def _look() -> Iterator[Finding]:
    from config.environment import Environment, WrongSettings

    try:
        here = Environment.read(os.environ)
        prepare()
    except WrongSettings as wrong:
        out = Text("可用的设置见 docs/howto/run.md。", "See docs/howto/run.md for all settings.")
        yield Finding("settings", "wrong", Text(str(wrong), str(wrong)), out)
        return
    yield Finding("settings", "ok", Text("设置有效。", "The settings hold."))
    yield checks.disk(here.data)
    yield checks.key(here.data)
    yield checks.clock(os.environ.get("FANGXIAN_CLOCK", ""))
    yield checks.packs()
    yield from _database(here.data, embedded=not here.database_url)
    yield checks.browser()


def _database(data: object, *, embedded: bool) -> Iterator[Finding]:
    from pathlib import Path

    from django.db import DatabaseError, ProgrammingError, connection

    from fangxian.kernel.database import Cluster

    with contextlib.ExitStack() as held:
        try:
            if embedded:
                held.enter_context(Cluster.at(Path(str(data))).held())
            held.callback(connection.close)
            with connection.cursor() as cursor:
                yield from checks.inside(cursor)
        except Refusal as refusal:
            yield Finding("database", "wrong", refusal.said, refusal.next_step)
        except ProgrammingError as error:  # a database of before the roles, or before its tables
            yield Finding("database", "wrong", *_not_in_step(error))
        except DatabaseError as error:
            yield Finding("database", "wrong", *_out_of_reach(error))


def _out_of_reach(error: Exception) -> tuple[Text, Text]:
    why = str(error).strip().splitlines()[0]
    return (
        Text(f"连不上数据库:{why}", f"The database is out of reach: {why}"),
        Text("请核对 DATABASE_URL、网络与口令。", "Check DATABASE_URL, the network, the password."),
    )


def _not_in_step(error: Exception) -> tuple[Text, Text]:
    why = str(error).strip().splitlines()[0]
    return (
        Text(f"数据库还没有备好:{why}", f"The database is not in step yet: {why}"),
        Text("运行 fangxian up 会补齐表与授权。", "fangxian up brings tables and grants in step."),
    )
