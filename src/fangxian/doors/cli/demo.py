"""`fangxian demo`: Hanyin county on a day in May 2022, filled by the drills room."""

from __future__ import annotations

import os
import shutil
import sys
import webbrowser
from pathlib import Path

import click

from fangxian.doors.cli import demo_days
from fangxian.doors.cli.session import database, prepare, print_json, speak, tell
from fangxian.kernel.text import Text
from fangxian.overview.drills.where import COUNTY

DAY = "2022-05-10T08:00"


@click.group()
def group() -> None:
    """汉阴县演示 (the Hanyin demo)."""


@group.command("up")
@click.option("--port", type=int, help="端口 (port)")
@click.option("--host", help="监听地址 (address to listen on)")
@click.option("--no-browser", is_flag=True, help="不打开浏览器 (open no browser)")
def up_(port: int | None, host: str | None, no_browser: bool) -> None:
    """启动演示 (run it)."""
    from fangxian.doors.cli import up
    from fangxian.doors.cli.web import choose

    set_up()
    choose(host, port)
    prepare()
    if not no_browser and _has_display():
        _open_when_ready()
    up.run()


@group.command()
@click.option("--json", "as_json", is_flag=True)
def load(as_json: bool) -> None:
    """装入演示数据 (fill the demo)."""
    set_up()
    with database():
        loaded = demo_days.load()
    if as_json:
        print_json(loaded)


@group.command()
@click.option("--yes", is_flag=True, help="不再询问 (do not ask)")
def reset(yes: bool) -> None:
    """删除演示数据与时钟 (forget the demo's data and clock)."""
    from fangxian.doors.cli.up import alone
    from fangxian.kernel.database import Cluster

    set_up()
    data = Path(os.environ["FANGXIAN_DATA"])
    question = Text(f"删除 {data} 中的全部演示数据?", f"Delete all demo data in {data}?")
    if not yes:
        click.confirm(speak(question), abort=True)
    with alone(data, "demo reset"):
        Cluster.at(data).destroy()
        shutil.rmtree(data)
    tell("演示已清空。", "The demo is empty.")


def set_up() -> None:
    """The demo's own settings, unless said otherwise."""
    os.environ.setdefault("FANGXIAN_DATA", str(_folder()))
    os.environ.setdefault("FANGXIAN_CLOCK", DAY)
    os.environ.setdefault("FANGXIAN_DEMO", "1")
    os.environ.setdefault("FANGXIAN_COUNTY", COUNTY)


def _folder() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/fangxian/demo")
    return Path("var/demo").absolute()


def _has_display() -> bool:
    return sys.platform == "darwin" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _open_when_ready() -> None:
    import threading
    import time

    from config.settings import ENVIRONMENT
    from fangxian.doors.cli.up import answers

    def wait() -> None:
        while not answers(ENVIRONMENT.address):
            time.sleep(0.5)
        webbrowser.open(ENVIRONMENT.link)

    threading.Thread(target=wait, daemon=True).start()
