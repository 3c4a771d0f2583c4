"""`fangxian duty`: units, rosters and the list of every gap."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from fangxian.doors.cli import imports
from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.ground.duty.api import UnitRow
    from fangxian.kernel.actor import Scope

READ = "duty.read"


@click.group()
def group() -> None:
    """单位、岗位、责任、缺口 (units, posts, responsibility, holes)."""


@group.command()
@click.option("--json", "as_json", is_flag=True)
def bootstrap(as_json: bool) -> None:
    """按区划建立单位 (make the units that the divisions call for)."""
    from fangxian.ground.duty import api as duty

    with database():
        if not acting().may("duty.edit"):
            raise NotAllowed(permission="duty.edit")
        made = duty.bootstrap_units()
    if as_json:
        print_json({"made": made})
    else:
        click.echo(speak(Text("新建 {n} 个单位", "{n} units made").fill(n=made)))


@group.command()
@click.option("--kind", help="只列一类,逐条列出 (list the rows of one kind)")
@click.option("--page", type=int, default=1)
@click.option("--json", "as_json", is_flag=True)
def holes(kind: str | None, page: int, as_json: bool) -> None:
    """空岗与缺口 (where nobody answers)."""
    from fangxian.ground.duty import api as duty

    if kind and kind not in duty.HOLES:
        raise click.BadParameter(" | ".join(duty.HOLES), param_hint="--kind")
    with database():
        scope = _scope()
        if kind:
            _rows(kind, scope, page, as_json)
            return
        found = duty.holes(scope)
    if as_json:
        print_json(found)
        return
    for name, text in duty.HOLES.items():
        click.echo(f"{getattr(found, name):>7}  {speak(text)}  ({name})")
    source = Text(
        "每名网格员 {least}—{most} 户:{source}", "{least}–{most} households each: {source}"
    )
    limits = found.limits
    click.echo(
        speak(source.fill(least=limits.least, most=limits.most, source=limits.source)), err=True
    )


def _rows(kind: str, scope: Scope, page: int, as_json: bool) -> None:
    from fangxian.ground.duty import api as duty

    found = duty.hole_rows(kind, scope, page)
    if as_json:
        print_json(found)
        return
    for row in found.rows:
        load = "" if row.households is None else f"  {row.households:g}"
        click.echo(f"{row.place}  {row.name}{load}")
    click.echo(f"{found.total}", err=True)


def _scope() -> Scope:
    by = acting()
    if not by.may(READ):
        raise NotAllowed(permission=READ)
    return by.scope(READ)


@group.command()
@click.argument("place")
@click.argument("number", required=False)
@click.option("--clear", is_flag=True, help="撤下 (take it away)")
@click.option("--json", "as_json", is_flag=True)
def phone(place: str, number: str | None, clear: bool, as_json: bool) -> None:
    """公开电话:印在告知书上、显示在居民回执上 (the public phone of a unit).

    PLACE 为县、镇、村代码;不写 NUMBER 则只查看 (show it, or set it).
    """
    from fangxian.ground.duty import api as duty
    from fangxian.ground.places import pages as places

    with database():
        code = places.prefix(place)
        unit = next((one for one in duty.units(_scope()) if _is_of(one, code)), None)
        if unit is None:
            raise NotFound(what=Text(f"单位 {place}", f"Unit {place}"))
        kept = unit.public_phone
        if number or clear:
            kept = duty.set_public_phone(unit.id, "" if clear else number or "", by=acting())
    if as_json:
        print_json({"unit": unit.name, "place": unit.place, "phone": kept})
    else:
        click.echo(f"{unit.name}  {kept or '—'}")


def _is_of(unit: UnitRow, code: str) -> bool:
    return unit.place == code and unit.kind != "task_force"


@group.command("import-roster")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@imports.options
def import_roster(file: Path, **given: Any) -> None:
    """导入值守名册 (unit, post, name, phone, from, to): 即 fangxian import roster."""
    imports.run("roster", file, **given)


@group.command("close-unit")
@click.argument("unit_id", type=int)
def close_unit(unit_id: int) -> None:
    """撤单位:已经没有人任职的 (end a unit in which nobody holds a post)."""
    from fangxian.ground.duty import api as duty

    with database():
        duty.close_unit(unit_id, by=acting())
    click.echo(speak(Text("已撤", "Closed")))


@group.command("close-post")
@click.argument("post_id", type=int)
def close_post(post_id: int) -> None:
    """撤岗:已经没有人担任的 (end a post that nobody holds)."""
    from fangxian.ground.duty import api as duty

    with database():
        duty.close_post(post_id, by=acting())
    click.echo(speak(Text("已撤", "Closed")))


@group.command("show-phone")
@click.argument("holding_id", type=int)
@click.option("--purpose", required=True, help="为什么要看,记入审计 (why; the audit keeps it)")
def show_phone(holding_id: int, purpose: str) -> None:
    """任职人的值班电话,不遮盖 (the phone of who holds a post, in the clear)."""
    from fangxian.ground.duty import api as duty

    with database():
        found = duty.reveal_duty_phone(holding_id, purpose, by=acting())
    click.echo(found or speak(Text("没有登记电话", "No phone is kept")))


@group.command("charge-roles")
@click.argument("roles", nargs=-1, required=True, metavar="CODE=NAME/ENGLISH...")
@click.option("--optional", multiple=True, metavar="CODE", help="不是必须有人的 (may stay empty)")
def charge_roles(roles: tuple[str, ...], optional: tuple[str, ...]) -> None:
    """定包联岗位,按所写的顺序;没写的不再新派.

    (the roles in which somebody answers for others, in this order; one left out is given no more)
    """
    from fangxian.ground.duty import api as duty

    wanted = []
    for one in roles:
        code, _, name = one.partition("=")
        zh, _, en = name.partition("/")
        if not (code and zh and en):
            raise click.BadParameter(one)
        wanted.append(duty.RoleWanted(code, Text(zh, en), required=code not in optional))
    with database():
        duty.set_charge_roles(wanted, by=acting())
    click.echo(speak(Text(f"包联岗位 {len(wanted)} 个", f"{len(wanted)} roles")))


SUBJECTS = click.Choice(["grid", "household", "person"])


@group.command()
@click.argument("role")
@click.argument("kind", type=SUBJECTS)
@click.argument("numbers", type=int, nargs=-1, required=True)
@click.option("--holding", type=int, help="由哪个任职人 (which holder of a post)")
@click.option("--unit", type=int, help="由哪个单位 (which unit)")
@click.option("--end", is_flag=True, help="解除 (discharge)")
def charge(
    role: str,
    kind: Literal["grid", "household", "person"],
    numbers: tuple[int, ...],
    holding: int | None,
    unit: int | None,
    end: bool,
) -> None:
    """派定或解除包联:谁对哪些网格、户、人负责 (who answers for which grids, households, people)."""
    from fangxian.ground.duty import api as duty

    answerer = duty.Answerer(holding_id=holding, unit_id=unit)
    subjects = [duty.ChargeSubject(kind, number) for number in numbers]
    with database():
        if end:
            duty.discharge(role, answerer, subjects, by=acting())
        else:
            duty.charge(role, answerer, subjects, by=acting())
    click.echo(speak(Text(f"{len(subjects)} 项已办", f"{len(subjects)} done")))
