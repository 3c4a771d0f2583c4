"""`fangxian web`: the web door alone, under granian with processes and threads."""

from __future__ import annotations

import os

import click

from fangxian.doors.cli import leash
from fangxian.doors.cli.session import database

THREADS = 8  # for each process: Django works in threads, the database has 100 connections
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
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from config.settings import ENVIRONMENT

    multiprocessing.set_start_method("spawn")  # a fork would inherit our locks and connections
    Granian(
        "fangxian.doors.cli.served:application",
        address=ENVIRONMENT.host,
        port=ENVIRONMENT.port,
        interface=Interfaces.WSGI,
        workers=ENVIRONMENT.workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
        reload=ENVIRONMENT.debug,
    ).serve()
