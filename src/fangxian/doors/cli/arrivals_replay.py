"""`fangxian arrivals replay`: a verdict decided again by the rules and lists of its day."""

from __future__ import annotations

import click

from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel.text import Text

SAME = Text("与当时的判定一致。", "The same verdict as then.")
OTHER = Text("与当时的判定不一致!", "Not the verdict of then!")
PART = Text(
    "当时的全部名单没有留存,只按当时命中的一条风险区重算。",
    "What was listed then was not kept as a whole: decided against the one area that spoke.",
)


@click.command()
@click.argument("number", type=int)
@click.option("--screening", is_flag=True, help="NUMBER 是研判号,不是申报号 (a screening's id)")
@click.option("--json", "as_json", is_flag=True)
def replay(number: int, screening: bool, as_json: bool) -> None:
    """按当时的规则和名单重算一份申报(默认)或一次研判 (decide a verdict again)."""
    with database():
        from fangxian.lines.arrivals import pages as arrivals
        from fangxian.lines.screening import pages as screening_room

        by = acting()
        wanted = number if screening else arrivals.standing_screening(number, by=by)
        found = screening_room.replay(wanted, by=by)
    if as_json:
        print_json(found.as_dict())
        return
    click.echo(f"{found.on}  {found.edition}")
    for name, value in found.stored.items():
        click.echo(
            f"  {name}: {value}" + ("" if found.again[name] == value else f" ≠ {found.again[name]}")
        )
    click.echo(speak(SAME if found.same else OTHER))
    if not found.whole:
        click.echo(speak(PART))
