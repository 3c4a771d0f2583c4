"""`fangxian up`: database, web and worker in one terminal.

It keeps its children alive and says so, starts a worker again that hangs, and the database if
that dies, prints one line `ready: http://…` when the web door really answers, and stops all on Ctrl-C.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click

from fangxian.doors.cli import demo_days
from fangxian.doors.cli.children import Child
from fangxian.doors.cli.session import database, prepare, tell
from fangxian.doors.cli.setup import say_link
from fangxian.doors.cli.watchdog import Watchdog, tell_hung
from fangxian.doors.cli.web import choose
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

ROUND_SECONDS = 0.25


class AlreadyUp(Refusal):
    code = "cli.already_up"
    status = 409
    sentence = Text(
        "数据目录 {data} 已有一套系统在运行({where})。",
        "A system is already running on {data} ({where}).",
    )
    way_out = Text(
        "直接打开该地址,或先停止它;要另起一套,请用 --data 指定别的目录。",
        "Open that address, or stop it first; for a second one choose another --data.",
    )


class PortTaken(Refusal):
    code = "cli.port_taken"
    status = 409
    sentence = Text("端口 {host}:{port} 已被占用。", "The port {host}:{port} is taken.")
    way_out = Text(
        "换一个端口:fangxian up --port {other};或停止占用它的程序。",
        "Choose another: fangxian up --port {other}; or stop the program that holds it.",
    )


@click.command()
@click.option("--host", help="监听地址 (address to listen on)")
@click.option("--port", type=int, help="端口 (port)")
def up(host: str | None, port: int | None) -> None:
    """启动全部:数据库、网页、后台;Ctrl-C 停止 (everything in one terminal)."""
    choose(host, port)
    prepare()
    run()


def run() -> None:
    from config.settings import ENVIRONMENT

    stopping = _on_stop()
    with alone(ENVIRONMENT.data, ENVIRONMENT.link):
        _port_is_free(ENVIRONMENT.host, ENVIRONMENT.port)
        tell("启动数据库…", "Starting the database…")
        with database():
            demo_days.fill_if_empty()
            _supervise(stopping, None if ENVIRONMENT.database_url else ENVIRONMENT.data)
        tell("已停止。", "Stopped.")


def _on_stop() -> threading.Event:
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    return stopping


@contextlib.contextmanager
def alone(data: Path, address: str) -> Iterator[str]:
    """One `up` a data folder: a lock that the kernel drops with the process."""
    data.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data / "up.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, address.encode())
        yield address
    except BlockingIOError:
        where = os.read(descriptor, 200).decode() or "?"
        raise AlreadyUp(data=data, where=where) from None
    finally:
        os.close(descriptor)


def _port_is_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise PortTaken(host=host, port=port, other=port + 1) from None


def _supervise(stopping: threading.Event, data: Path | None) -> None:
    """Until told to stop. `data`: the folder whose embedded server is ours to keep alive."""
    from config.settings import ENVIRONMENT

    worker = Child("worker")
    children = [Child("web"), worker]
    dog = Watchdog(ENVIRONMENT.watchdog_seconds)
    said = False
    try:
        while not stopping.wait(ROUND_SECONDS):
            if data:
                _revive_database(data)
            for child in children:
                child.tend()
            if dog.hangs(worker.started):
                tell_hung(dog.patience)
                worker.kill()
            if not said and answers(ENVIRONMENT.address):
                said = True
                click.echo(f"ready: {ENVIRONMENT.link}")
                demo_days.say_who_can_sign_in()
                say_link()
    finally:
        for child in children:
            child.stop()
        tell("正在停止…", "Stopping…")
        for child in children:
            child.wait()


def _revive_database(data: Path) -> None:
    from fangxian.kernel.database import Cluster

    cluster = Cluster.at(data)
    if not cluster.alive():
        tell("数据库意外停止,正在恢复…", "The database died; bringing it back…")
        cluster.ensure()


def answers(address: str) -> bool:
    """Whether the web door serves, database and all."""
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
