"""`fangxian web`: the web door alone, under granian with processes and threads."""

from __future__ import annotations

import os

import click

from fangxian.doors.cli import leash
from fangxian.doors.cli.session import database

QUEUE = 4096  # connections at once, over all processes: those that dawdle take no thread
HEADER_MILLISECONDS = 10_000
STOP_SECONDS = 8


@click.command()
@click.option("--host", help="监听地址 (address to listen on)")
@click.option("--port", type=int, help="端口 (port)")
@click.option("--watched", is_flag=True, hidden=True)
def web(host: str | None, port: int | None, watched: bool) -> None:
    """只启动网页 (the web door alone)."""
    choose(host, port)
    if watched:
        leash.to_supervisor()
        _serve()  # `up` holds the database, and has brought it into step
    else:
        with database():
            _serve()


def choose(host: str | None, port: int | None) -> None:
    """Options are settings: children and pages must know them too."""
    if host:
        os.environ["FANGXIAN_HOST"] = host
    if port:
        os.environ["FANGXIAN_PORT"] = str(port)


def _serve() -> None:
    import multiprocessing

    from granian import Granian
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    from config.settings import ENVIRONMENT, FANGXIAN_KEY_FILE
    from fangxian.kernel.crypto import KeyMissing

    if not FANGXIAN_KEY_FILE.exists():  # settled before us; gone since
        raise KeyMissing(path=FANGXIAN_KEY_FILE)
    multiprocessing.set_start_method("spawn")  # a fork would inherit our locks and connections
    Granian(
        "fangxian.doors.cli.served:application",
        address=ENVIRONMENT.host,
        port=ENVIRONMENT.port,
        interface=Interfaces.RSGI,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        workers=ENVIRONMENT.workers,
        backlog=QUEUE,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
        reload=ENVIRONMENT.debug,
    ).serve()
