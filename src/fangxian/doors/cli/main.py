"""`fangxian`: one group of commands a room, and up, web, worker, doctor.

A command's module is loaded when it is called, so that `fangxian --help` needs no
database and no room.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from fangxian.doors.cli import session
from fangxian.doors.cli.say import REFUSED, say, speak
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


@dataclass(frozen=True)
class Entry:
    """A command: what it is for, and how it is fetched. `bare`: loads the rooms itself."""

    about: Text
    fetch: Callable[[], click.Command]
    bare: bool = False


def _up() -> click.Command:
    from fangxian.doors.cli.up import up

    return up


def _web() -> click.Command:
    from fangxian.doors.cli.web import web

    return web


def _worker() -> click.Command:
    from fangxian.doors.cli.worker import worker

    return worker


def _gate() -> click.Command:
    from fangxian.doors.cli.gate import gate

    return gate


def _doctor() -> click.Command:
    from fangxian.doors.cli.doctor import doctor

    return doctor


def _setup() -> click.Command:
    from fangxian.doors.cli.setup import setup

    return setup


def _demo() -> click.Command:
    from fangxian.doors.cli.demo import group

    return group


def _audit() -> click.Command:
    from fangxian.doors.cli.audit import group

    return group


def _policy() -> click.Command:
    from fangxian.doors.cli.policy import group

    return group


def _places() -> click.Command:
    from fangxian.doors.cli.places import group

    return group


def _zones() -> click.Command:
    from fangxian.doors.cli.zones import group

    return group


def _venues() -> click.Command:
    from fangxian.doors.cli.venues import group

    return group


def _arrivals() -> click.Command:
    from fangxian.doors.cli.arrivals import group

    return group


def _import() -> click.Command:
    from fangxian.doors.cli.imports import import_

    return import_


def _imports() -> click.Command:
    from fangxian.doors.cli.imports import group

    return group


def _people() -> click.Command:
    from fangxian.doors.cli.people import group

    return group


def _duty() -> click.Command:
    from fangxian.doors.cli.duty import group

    return group


def _access() -> click.Command:
    from fangxian.doors.cli.access import group

    return group


def _tasks() -> click.Command:
    from fangxian.doors.cli.tasks import group

    return group


def _retention() -> click.Command:
    from fangxian.doors.cli.retention import group

    return group


def _codes() -> click.Command:
    from fangxian.doors.cli.codes import group

    return group


def _checkpoints() -> click.Command:
    from fangxian.doors.cli.checkpoints import group

    return group


def _devices() -> click.Command:
    from fangxian.doors.cli.devices import group

    return group


def _notices() -> click.Command:
    from fangxian.doors.cli.notices import group

    return group


ENTRIES = {
    "up": Entry(
        Text("启动全部:数据库、网页、后台", "Run database, web and worker"), _up, bare=True
    ),
    "web": Entry(Text("只启动网页", "Run the web door alone"), _web, bare=True),
    "worker": Entry(Text("只启动后台任务", "Run the worker alone"), _worker, bare=True),
    "gate": Entry(
        Text("高速入口:扫码登记、出示与核验", "Run the hot door: scan, display, verify"),
        _gate,
        bare=True,
    ),
    "doctor": Entry(Text("检查系统哪里不对", "Say what is wrong"), _doctor, bare=True),
    "setup": Entry(
        Text("开局:按文件办,或取浏览器里办的链接", "Set a county up: by a file or a link"), _setup
    ),
    "demo": Entry(Text("汉阴县演示", "The Hanyin demo"), _demo, bare=True),
    "audit": Entry(Text("核验审计链,查谁看过", "Verify the audit chain, who looked"), _audit),
    "policy": Entry(Text("政策:查看、解释、试算", "Policy: show, explain, dry run"), _policy),
    "import": Entry(
        Text("导入表格:人员、名册、户籍、区划、风险区、场所", "Take a table of any kind in"),
        _import,
    ),
    "imports": Entry(Text("导入过的表、退回行、撤销", "Tables taken in, rows put back"), _imports),
    "places": Entry(Text("区划与网格", "Divisions and grids"), _places),
    "zones": Entry(Text("风险区名单", "Risk areas"), _zones),
    "venues": Entry(Text("场所码:申领、审核、海报", "Venue codes"), _venues),
    "arrivals": Entry(
        Text("来返人员:导入、研判、导出", "Arrivals: import, screen, export"), _arrivals
    ),
    "people": Entry(Text("人员档案", "People"), _people),
    "duty": Entry(Text("单位、岗位、责任、缺口", "Units, posts, responsibility, holes"), _duty),
    "access": Entry(Text("账号、角色、授权", "Accounts, roles, grants"), _access),
    "tasks": Entry(Text("指令与办结", "Instructions and close-out"), _tasks),
    "checkpoints": Entry(Text("卡口与查验记录", "Checkpoints and crossings"), _checkpoints),
    "devices": Entry(Text("终端登记与停用", "Field devices"), _devices),
    "notices": Entry(
        Text("提醒与短信:发送情况、试发、浏览器公钥", "Reminders and SMS: how they stand, a trial"),
        _notices,
    ),
    "retention": Entry(
        Text("保存期限:到期清除、清除记录", "How long things are kept; what is over goes"),
        _retention,
    ),
    "codes": Entry(
        Text("健康码:认定、申诉、密钥", "Codes: standings, appeals, keys"), _codes, bare=True
    ),
}


class House(click.Group):
    """Fetches a command when it is called, and turns a refusal into its sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        if not entry.bare:
            session.prepare()
        try:
            return entry.fetch()
        except ModuleNotFoundError as error:
            if error.name == f"fangxian.doors.cli.{cmd_name}":
                return None
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(speak(Text("命令", "Commands"))):
            formatter.write_dl([(name, speak(entry.about)) for name, entry in ENTRIES.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            say(refusal)
            ctx.exit(REFUSED)


def _setting(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    """An option that is a setting: it must hold before any room is loaded."""

    def put(_context: click.Context, _option: click.Parameter, value: str | None) -> None:
        if value:
            os.environ[name] = value

    return put


@click.group(cls=House)
@click.option(
    "--data",
    metavar="DIR",
    is_eager=True,
    expose_value=False,
    callback=_setting("FANGXIAN_DATA"),
    help="数据目录:密钥、上传文件、内置数据库 (keys, uploads, database)",
)
@click.option(
    "--database-url",
    metavar="URL",
    is_eager=True,
    expose_value=False,
    callback=_setting("DATABASE_URL"),
    help="自有 PostgreSQL 服务器 (a server of one's own)",
)
@click.option("--as", "as_", metavar="USERNAME", help="以该账号的权限执行 (act with its grants)")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="语言 (language)")
def main(as_: str | None, lang: str | None) -> None:
    """防线: 推送 → 核查 → 管控 → 反馈 → 销号 (push, check, control, feed back, close)."""
