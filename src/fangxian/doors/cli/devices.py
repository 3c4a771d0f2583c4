"""`fangxian devices`: what is out, and shutting one out."""

from __future__ import annotations

import click

from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel.text import Text


@click.group()
def group() -> None:
    """终端:在用的设备、停用 (field devices)."""


@group.command("list")
@click.option("--revoked", is_flag=True, help="也列已停用的 (with revoked ones)")
@click.option("--page", type=int, default=1)
@click.option("--json", "as_json", is_flag=True)
def list_(revoked: bool, page: int, as_json: bool) -> None:
    """最久没联系的在前 (the longest unheard first)."""
    from fangxian.ground.devices import api as devices
    from fangxian.kernel import clock

    with database():
        found = devices.devices(page, by=acting(), revoked=revoked)
    if as_json:
        print_json(found)
        return
    for row in found.rows:
        heard = clock.said(row.last_heard) if row.last_heard else "-"
        click.echo(f"{row.id:>4}  {row.name}  {row.holder}  {heard}  {row.waiting}")
    click.echo(f"{found.total}", err=True)


@group.command()
@click.argument("device_id", type=int)
@click.option("--why", required=True, help="为什么,如“丢失” (why)")
def revoke(device_id: int, why: str) -> None:
    """停用一台,立即生效 (shut a device out at once)."""
    from fangxian.ground.devices import api as devices

    with database():
        done = devices.revoke(device_id, why, by=acting())
    said = Text("已停用", "revoked") if done else Text("原已停用", "was revoked already")
    click.echo(speak(said))
