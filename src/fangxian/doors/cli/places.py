"""`fangxian places`: load divisions, look a code or a name up, add grids."""

from __future__ import annotations

import click

from fangxian.doors.cli import hidden, understood
from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel.text import Text

LOADED = Text(
    "新增 {new},更名 {updated},无变化 {unchanged}。本县:{home}。",
    "{new} new, {updated} renamed, {unchanged} unchanged. Home county: {home}.",
)
AMBIGUOUS = Text("有多处同名:{names}", "Several places go by that name: {names}")
UNKNOWN = Text("没有找到“{text}”。", "“{text}” was not found.")
NOT_FOUND = 1  # exit code: looked, and found nothing


@click.group()
def group() -> None:
    """区划与网格 (divisions and grids)."""


@group.command()
@click.argument("sources", nargs=-1, metavar="[CODE|FILE|DIR]...")
@click.option("--because", default="", help="依据,用 --as 时必填 (what says so)")
@hidden.asked
@click.option("--json", "as_json", is_flag=True)
def load(sources: tuple[str, ...], because: str, with_hidden: bool | None, as_json: bool) -> None:
    """导入区划 (load divisions): 随附县代码、CSV 文件或文件夹; none: what is shipped."""
    with database():
        from fangxian.ground.places import pages as places

        said = hidden.said(with_hidden)
        done = places.load_divisions(
            list(sources) or [places.home()], because, hidden=said, by=acting()
        )
        home = places.full_name(done.home)
    if as_json:
        print_json(done)
        return
    counts = {"new": done.new, "updated": done.updated, "unchanged": done.unchanged}
    click.echo(speak(LOADED.fill(home=home, **counts)))
    understood.tell(sheet.as_dict() for sheet in done.sheets)


@group.command()
@click.argument("code")
@click.option("--json", "as_json", is_flag=True)
def show(code: str, as_json: bool) -> None:
    """查看一个区划及其下级 (a division and what lies below it)."""
    with database():
        from fangxian.ground.places import pages as places

        row = places.division(code)
        if row is None:
            raise places.UnknownDivision(place=code)
        below = [(child.code, child.name) for child in places.children_of(code)]
        answer = {
            "code": code,
            "name": row.name,
            "full_name": places.full_name(code),
            "level": row.level,
            "parent": row.parent,
            "city_kind": places.kind_of_city(code),
            "population": row.population,
            "below": [{"code": child, "name": name} for child, name in below],
        }
    if as_json:
        print_json(answer)
        return
    click.echo(f"{code}  {answer['full_name']}  {row.level}")
    for child, name in below:
        click.echo(f"  {child}  {name}")


@group.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
def resolve(name: str, as_json: bool) -> None:
    """由名称查代码 (from a name to its code); exit code 1 when not decided."""
    with database():
        from fangxian.ground.places import pages as places

        found = places.resolve_name(name)
        others = () if found else places.candidates(name)
        full = places.full_name(found.code) if found else ""
        names = [places.full_name(code) for code in others]
    if as_json:
        print_json({"found": found, "full_name": full, "candidates": others})
    elif found:
        click.echo(f"{found.code}  {full}" + (f"  + {found.rest}" if found.rest else ""))
    elif others:
        pairs = zip(others, names, strict=True)
        click.echo(speak(AMBIGUOUS.fill(names="、".join(f"{code} {at}" for code, at in pairs))))
    else:
        click.echo(speak(UNKNOWN.fill(text=name)))
    if not found:
        click.get_current_context().exit(NOT_FOUND)


@group.command("add-grid")
@click.argument("village")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
def add_grid(village: str, name: str, as_json: bool) -> None:
    """在村(社区)下增设网格 (one more grid below a village)."""
    with database():
        from fangxian.ground.places import pages as places

        code = places.add_grid(village, name, by=acting())
    if as_json:
        print_json({"code": code, "name": name})
        return
    click.echo(code)


@group.command()
@click.argument("place")
@click.argument("number", type=click.IntRange(min=0), required=False)
def population(place: str, number: int | None) -> None:
    """填人口,不写 NUMBER 则清空 (how many people live in a division; none clears)."""
    with database():
        from fangxian.ground.places import pages as places

        places.set_population(places.prefix(place), number, by=acting())
    click.echo(speak(Text("已填写", "Set")))


@group.command("add-site")
@click.argument("name")
@click.argument("kind")
@click.argument("place")
@click.option("--address", default="")
def add_site(name: str, kind: str, place: str, address: str) -> None:
    """登记学校、宾馆、卡口等场所 (a school, hotel or checkpoint in a division)."""
    with database():
        from fangxian.ground.places import pages as places

        number = places.add_site(name, kind, places.prefix(place), address, by=acting())
    click.echo(number)
