"""What a command stands on: the settings, a running database in step, and who acts.

@group.command()
def show() -> None:
    with database():
        say_rows(room.rows(by=acting()))
"""

from __future__ import annotations

import contextlib
import getpass
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangxian.doors.cli.say import language, plain, print_json, say, speak, tell
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.kernel.actor import Actor

__all__ = [
    "acting",
    "ask_or_do",
    "database",
    "language",
    "plain",
    "prepare",
    "print_json",
    "say",
    "speak",
    "tell",
]

SETTINGS = "config.settings"


class NoSuchAccount(Refusal):
    code = "cli.no_such_account"
    status = 404
    sentence = Text("没有名为 {name} 的在用账号。", "There is no account in use named {name}.")
    way_out = Text(
        "用 fangxian access accounts 查看账号;不加 --as 则以指挥部身份执行。",
        "See fangxian access accounts; without --as the command acts for headquarters.",
    )


class DatabaseOutOfReach(Refusal):
    code = "cli.database_out_of_reach"
    status = 503
    sentence = Text("连不上数据库:{why}", "The database is out of reach: {why}")
    way_out = Text(
        "请核对 DATABASE_URL 与网络;运行 fangxian doctor 逐项检查。",
        "Check DATABASE_URL and the network; run fangxian doctor.",
    )


def prepare() -> None:
    """Settle the clock and load the rooms. Cheap to call again."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    _settle_clock()
    django.setup()


def _settle_clock() -> None:
    """Before anything reads the clock: all processes of a data folder share one anchor."""
    from config.environment import default_data_folder
    from fangxian.doors.cli import anchor

    data = Path(os.environ.get("FANGXIAN_DATA") or default_data_folder())
    moved = anchor.settle(os.environ.get("FANGXIAN_CLOCK", ""), data)
    if moved:
        os.environ["FANGXIAN_CLOCK"] = moved
        _tell_clock(moved)


def _tell_clock(moved: str) -> None:
    """Whoever imported the clock before the folder was known has read nothing, or another."""
    from fangxian.kernel import clock

    with contextlib.suppress(ValueError):  # the settings refuse it with a sentence
        clock.settle(moved)


@contextlib.contextmanager
def database() -> Iterator[None]:
    """A running database whose tables and first contents are in step, for as long as held."""
    prepare()
    from django.conf import settings
    from django.db import OperationalError, connection

    from fangxian.doors.cli import instep
    from fangxian.kernel.database import Cluster, be_patient

    be_patient()
    with contextlib.ExitStack() as held:
        if not os.environ.get("DATABASE_URL"):
            held.enter_context(Cluster.at(Path(settings.FANGXIAN_DATA)).held())
        held.callback(connection.close)
        try:
            connection.ensure_connection()
        except OperationalError as error:
            raise DatabaseOutOfReach(why=str(error).strip().splitlines()[0]) from error
        instep.bring()
        yield


def acting() -> Actor:
    """The operating-system user with the power of headquarters, or the account of `--as`."""
    from fangxian.kernel.actor import EVERYTHING, Actor, Grant

    context = click.get_current_context(silent=True)
    name = context.find_root().params.get("as_") if context else None
    if name:
        return _account_actor(str(name))
    who = f"{getpass.getuser()}(命令行)"
    return Actor(None, who, (Grant("headquarters", EVERYTHING, ""),), door="cli")


def _account_actor(name: str) -> Actor:
    from fangxian.ground.access import pages as access
    from fangxian.ground.duty import api as duty

    account = access.account_named(name)
    if account is None:
        raise NoSuchAccount(name=name)
    machine = f"{os.uname().nodename} {getpass.getuser()}"
    return access.actor_of(account.pk, "cli", duty.my_units(account.pk), device=machine)


def ask_or_do(operation: str, given: Mapping[str, Any], because: str) -> None:
    """What takes two people: done at once by the terminal itself, by `--as` asked for; said either
    way."""
    from fangxian.ground.access import pages as access

    waits = access.do_or_ask(operation, given, because, by=acting())
    asked = Text(
        "已提请,编号 {n};另一人用 fangxian --as 登录名 access agree {n} 同意。",
        "Asked for as {n}; another agrees by access agree {n}.",
    )
    click.echo(speak(asked.fill(n=waits) if waits else Text("已办成。", "Done.")))
