"""`fangxian checkpoints`: sites, their day, and who came through."""

from __future__ import annotations

from datetime import date, datetime

import click

from fangxian.doors.cli.moments import DAY
from fangxian.doors.cli.session import acting, database, print_json, speak


@click.group()
def group() -> None:
    """卡口:设立、当天情况、查验记录 (checkpoints)."""


@group.command()
@click.argument("name")
@click.option("--kind", required=True, help="motorway | railway | bus | road | inner")
@click.option("--place", default="", help="镇、村名称或代码,空着为全县 (township, village or code)")
@click.option("--lanes", type=int, default=1)
@click.option("--service", "services", multiple=True, help="antigen, isolation, disinfection …")
@click.option("--json", "as_json", is_flag=True)
def add(
    name: str, kind: str, place: str, lanes: int, services: tuple[str, ...], as_json: bool
) -> None:
    """设一个卡口 (open a checkpoint)."""
    from fangxian.ground.places import pages as places
    from fangxian.lines.checkpoints import pages as checkpoints

    with database():
        found = places.find_in(places.home(), place) if place else places.home()
        number = checkpoints.open_checkpoint(
            name, kind, found or place, by=acting(), lanes=lanes, services=services
        )
    if as_json:
        print_json({"id": number})
    else:
        click.echo(number)


@group.command("list")
@click.option("--on", type=DAY, help="日期 2022-05-10,默认今天 (a day)")
@click.option("--json", "as_json", is_flag=True)
def list_(on: datetime | None, as_json: bool) -> None:
    """各卡口当天情况 (each checkpoint's day)."""
    from fangxian.lines.checkpoints import pages as checkpoints

    with database():
        rows = checkpoints.board(by=acting(), on=_day(on))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        times = f"{row.p50:.0f}/{row.p90:.0f}s" if row.p50 is not None and row.p90 else "-"
        click.echo(
            f"{row.site.id:>4}  {row.site.name}  {row.people}  "
            f"{speak(checkpoints.OUTCOMES['hold'])} {row.held}  {times}"
        )


@group.command()
@click.argument("checkpoint_id", type=int, required=False)
@click.option("--on", type=DAY, help="日期,默认今天 (a day)")
@click.option("--outcome", default="", help="pass | pass_with_test | hold | turn_back | refer")
@click.option("--page", type=int, default=1)
@click.option("--json", "as_json", is_flag=True)
def crossings(
    checkpoint_id: int | None, on: datetime | None, outcome: str, page: int, as_json: bool
) -> None:
    """查验记录,姓名打码 (who came through, masked)."""
    from fangxian.kernel import clock
    from fangxian.lines.checkpoints import pages as checkpoints

    with database():
        wanted = checkpoints.CrossingFilter(checkpoint_id, outcome, _day(on))
        found = checkpoints.crossings(wanted, page, by=acting())
    if as_json:
        print_json(found)
        return
    for row in found.rows:
        said = speak(checkpoints.OUTCOMES[row.outcome])
        click.echo(f"{clock.said(row.decided_at)}  {row.checkpoint}  {row.person or '-'}  {said}")
    click.echo(f"{found.total}", err=True)


def _day(on: datetime | None) -> date:
    from fangxian.kernel import clock

    return on.date() if on else clock.today()
