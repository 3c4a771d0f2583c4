"""`fangxian gate`: the hot door, beside the web door, on the same database."""

from __future__ import annotations

import click

from fangxian.doors.cli import leash
from fangxian.doors.cli.session import database

STOP_SECONDS = 8
QUEUE = 4096  # connections that wait to be accepted; one too many waits half a minute


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址 (address)")
@click.option("--port", type=int, default=8620, show_default=True, help="端口 (port)")
@click.option("--workers", type=int, default=2, show_default=True, help="进程数 (processes)")
@click.option("--watched", is_flag=True, hidden=True)
def gate(host: str, port: int, workers: int, watched: bool) -> None:
    """启动高速入口:扫码登记、出示与核验 (scan-in, display, verify).

    可同时开几个;一个停了,已应答的都已入库 (run several; what one acknowledged is stored).
    """
    if watched:
        leash.to_supervisor()
    with database():
        serve("fangxian.doors.cli.gate_served:application", host, port, workers)


def serve(target: str, host: str, port: int, workers: int, interface: str = "rsgi") -> None:
    """Until it is told to stop. `target`: the module and name of an application."""
    import multiprocessing

    from granian import Granian
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.log import LogLevels

    multiprocessing.set_start_method("spawn")
    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces(interface),
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        workers=workers,
        backlog=QUEUE,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
    ).serve()
