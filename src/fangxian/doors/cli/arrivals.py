"""`fangxian arrivals`: import, export, template, rejected rows."""

from __future__ import annotations

from pathlib import Path

import click

from fangxian.doors.cli.arrivals_screen import screen
from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel.text import Text

SUMMARY = Text(
    "读入 {read} 行:新增 {new},更新 {updated},无变化 {unchanged},退回 {rejected}。",
    "Read {read} rows: {new} new, {updated} updated, {unchanged} unchanged, {rejected} rejected.",
)


@click.group()
def group() -> None:
    """来返人员 (arrivals)."""


group.add_command(screen)


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="只看不导入 (look, change nothing)")
@click.option("--json", "as_json", is_flag=True)
def import_(file: Path, preview: bool, as_json: bool) -> None:
    """导入台账 (take a ledger in): xlsx, xls or csv."""
    with database():
        from fangxian.lines.arrivals import api as arrivals

        if preview:
            counts = arrivals.look_at_file(file, by=acting())
        else:
            done = arrivals.import_file(file, file.name, by=acting())
            counts = done.counts | {"batch": done.batch_id}
    if as_json:
        print_json(counts)
        return
    click.echo(speak(SUMMARY.fill(**counts)))
    for code, number in counts["reasons"].items():
        click.echo(f"  {number:>6}  {code}")
