"""`fangxian tasks`: the funnel, what is late, a list of instructions, the ladder; and every act."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from fangxian.doors.cli.moments import DAY, MINUTE
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


@group.command()
@click.argument("title")
@click.option("--body", required=True, help="要做什么 (what is to be done)")
@click.option("--due", type=MINUTE, required=True, help="办结时限 2022-05-10T18:00 (deadline)")
@click.option("--unit", "units", type=int, multiple=True, help="单位编号,可多个 (unit ids)")
@click.option("--person", "persons", type=int, multiple=True, help="人员编号,可多个 (person ids)")
@click.option("--proof", "proofs", multiple=True, type=click.Choice(["photo", "spot", "companion"]))
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False), help="附件 (file)")
@click.option("--json", "as_json", is_flag=True)
def write(
    title: str,
    body: str,
    due: datetime,
    units: tuple[int, ...],
    persons: tuple[int, ...],
    proofs: tuple[str, ...],
    path: str | None,
    as_json: bool,
) -> None:
    """拟发指令 (write an instruction to units, or about persons)."""
    with database():
        from fangxian.ground.tasks import pages as tasks
        from fangxian.kernel import clock

        file = tasks.FileGiven(Path(path).name, Path(path).read_bytes()) if path else None
        draft = tasks.Draft(
            title=title,
            body=body,
            due_at=due.replace(tzinfo=clock.COUNTY_TIME),
            unit_ids=units,
            person_ids=persons,
            proofs=proofs,
            file=file,
        )
        done = tasks.write_instruction(draft, by=acting())
    if as_json:
        print_json(done)
        return
    count = len(done.instruction_ids)
    said = Text(f"清单 {done.list_id}:下达 {count} 条。", f"List {done.list_id}: {count} issued.")
    click.echo(speak(said))


def _verb(name: str, *args: Any) -> None:
    """One act on one instruction; says the stage in which it now is."""
    with database():
        from fangxian.ground.tasks import pages as tasks

        stage = getattr(tasks, name)(*args, by=acting())
    click.echo(stage)


def _plain(name: str, words: str) -> click.Command:
    def run(number: int) -> None:
        _verb(name, number)

    run.__doc__ = words
    return click.command(name)(click.argument("number", type=int)(run))


def _reasoned(name: str, words: str) -> click.Command:
    def run(number: int, reason: str) -> None:
        _verb(name, number, reason)

    run.__doc__ = words
    option = click.option("--reason", default="", help="理由 (reason)")
    return click.command(name.replace("_", "-"))(click.argument("number", type=int)(option(run)))


for _one in (
    _reasoned("refuse", "拒收 (refuse)."),
    _reasoned("send_back", "退回重办 (send back)."),
    _reasoned("withdraw", "撤回 (withdraw)."),
    _reasoned("undo", "撤销自己刚办的一步 (take one's own last step back)."),
):
    group.add_command(_one)
for _name, _words in (
    ("receive", "收到 (receive)."),
    ("accept", "接受 (accept)."),
    ("check", "核实无误 (confirm)."),
    ("close", "销号 (close)."),
):
    group.add_command(_plain(_name, _words))


@group.command()
@click.argument("number", type=int)
@click.option("--outcome", required=True, help="结果代码 in_place、left… (outcome)")
@click.option("--words", required=True, help="怎么办的 (what was done)")
@click.option("--where", required=True, help="地点 (place)")
@click.option("--who", required=True, help="办理人 (who did it)")
@click.option("--at", type=MINUTE, help="办理时间,默认现在 (when; default now)")
@click.option("--companion", default="", help="同去的人 (who went along)")
@click.option("--photo", type=click.Path(exists=True, dir_okay=False), help="照片 (picture)")
def act(
    number: int,
    outcome: str,
    words: str,
    where: str,
    who: str,
    at: datetime | None,
    companion: str,
    photo: str | None,
) -> None:
    """办结上报 (report what was done)."""
    with database():
        from fangxian.ground.tasks import pages as tasks
        from fangxian.kernel import clock

        evidence = tasks.EvidenceGiven(
            at=at.replace(tzinfo=clock.COUNTY_TIME) if at else clock.now(),
            place_text=where,
            who=who,
            words=words,
            outcome=outcome,
            companion=companion,
            photo=Path(photo).read_bytes() if photo else None,
        )
        done = tasks.act(number, evidence, by=acting())
    click.echo(f"{done.stage} {done.settled}")


@group.command()
@click.argument("number", type=int)
@click.argument("unit", type=int)
@click.option("--reason", required=True, help="理由 (reason)")
def reassign(number: int, unit: int, reason: str) -> None:
    """改派给别的单位 (give it to another unit)."""
    _verb("reassign", number, unit, reason)


@group.command()
@click.argument("number", type=int)
@click.argument("words")
@click.option("--to", type=int, multiple=True, help="点名的账号,可多个 (accounts)")
def comment(number: int, words: str, to: tuple[int, ...]) -> None:
    """留言,可点名 (say something about it, and to whom)."""
    _verb("comment", number, words, to)


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
