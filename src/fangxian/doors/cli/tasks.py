"""`fangxian tasks`: the funnel, what is late, a list of instructions, the ladder."""

from __future__ import annotations

from datetime import datetime

import click

from fangxian.doors.cli.moments import DAY
from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel.text import Text


@click.group()
def group() -> None:
    """指令 (instructions)."""


@group.command()
@click.option("--on", type=DAY, help="哪一天 (day; default today)")
@click.option("--place", default="", help="区划代码 (division prefix)")
@click.option("--json", "as_json", is_flag=True)
def funnel(on: datetime | None, place: str, as_json: bool) -> None:
    """推送→核查→管控→反馈→销号 (the day's loop)."""
    with database():
        from fangxian.ground.tasks import pages as tasks
        from fangxian.kernel import clock

        steps = tasks.funnel(on.date() if on else clock.today(), by=acting(), place=place)
    if as_json:
        print_json({step.key: step.count for step in steps})
        return
    click.echo(" → ".join(f"{speak(step.label)} {step.count}" for step in steps))
    click.echo(speak(steps[0].definition))


@group.command()
@click.option("--place", default="", help="区划代码 (division prefix)")
@click.option("--json", "as_json", is_flag=True)
def overdue(place: str, as_json: bool) -> None:
    """逾期,按单位 (what is late, by unit)."""
    with database():
        from fangxian.ground.duty import api as duty
        from fangxian.ground.tasks import pages as tasks

        rows = tasks.overdue_by_unit(by=acting(), place=place)
        names = duty.names_of(row.unit_id for row in rows)
    if as_json:
        print_json(
            [
                {
                    "unit": names.get(row.unit_id, ""),
                    "level": row.level,
                    "count": row.count,
                    "oldest": row.oldest,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        click.echo(f"{row.count:>5}  {names.get(row.unit_id, '')}  {_when(row.oldest)}")
    if not rows:
        click.echo(speak(Text("没有逾期。", "Nothing is late.")))


@group.command("list")
@click.option("--place", default="", help="区划代码 (division prefix)")
@click.option("--disease", default="", help="病种 (disease)")
@click.option("--stage", multiple=True, help="阶段,可多个 (stages)")
@click.option("--late", is_flag=True, help="只看逾期 (late only)")
@click.option("--save", "name", default="", help="把这个条件存成清单 (keep it as a list)")
@click.option("--page", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def list_(
    place: str,
    disease: str,
    stage: tuple[str, ...],
    late: bool,
    name: str,
    page: int,
    as_json: bool,
) -> None:
    """指令清单 (a list of instructions)."""
    with database():
        from fangxian.ground.places import pages as places
        from fangxian.ground.tasks import pages as tasks

        wanted = tasks.InstructionFilter(place=place, disease=disease, stages=stage, late=late)
        found = tasks.instructions(wanted, by=acting(), page=page)
        if name:
            tasks.save_filter(name, wanted, place or places.home(), by=acting())
    if as_json:
        print_json(found)
        return
    for row in found.rows:
        due = f"{row.due_stage}≤{_when(row.due_at)}" if row.due_at else ""
        click.echo(f"{row.id:>7}  {row.stage:<10} {speak(row.title)}  {row.place}  {due}")
    count = Text(f"共 {found.total} 条", f"{found.total} in all")
    click.echo(speak(count))


@group.command()
@click.option("--json", "as_json", is_flag=True)
def climb(as_json: bool) -> None:
    """逾期升级 (let what is late escalate); the worker does it each minute."""
    with database():
        from fangxian.ground.tasks import pages as tasks

        steps = tasks.escalate_overdue()
    if as_json:
        print_json({"steps": steps})
    else:
        click.echo(speak(Text(f"升级 {steps} 级。", f"{steps} steps taken.")))


def _when(moment: datetime) -> str:
    """A moment in county time."""
    from fangxian.kernel import clock

    return clock.said(moment)


@group.command()
@click.argument("list_id", type=int)
@click.option("--json", "as_json", is_flag=True)
def coverage(list_id: int, as_json: bool) -> None:
    """一份清单的覆盖率 (how much of a list is done)."""
    with database():
        from fangxian.ground.tasks import pages as tasks

        found = tasks.coverage(list_id, by=acting())
    if as_json:
        print_json(found)
    else:
        click.echo(f"{found.done}/{found.all}")
