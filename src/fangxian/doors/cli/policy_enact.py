"""`fangxian policy propose | enact | withdraw | proposals`: a draft needs two people."""

from __future__ import annotations

import contextlib
from contextlib import AbstractContextManager
from datetime import datetime

import click

from fangxian.doors.cli.moments import DAY
from fangxian.doors.cli.say import print_json, speak
from fangxian.doors.cli.session import acting, ask_or_do, database
from fangxian.ground.policy import pages as policy
from fangxian.kernel.text import Text

MAY_APPROVE = Text("可由 {names} 批准,另有 {more} 人", "May approve: {names}, and {more} more")


def records() -> AbstractContextManager[None]:
    """The database, when a draft makes it necessary to know what two people brought into force."""
    return database() if policy.needs_records() else contextlib.nullcontext()


@click.command()
@click.argument("pack_id", metavar="PACK")
@click.option("--from", "from_", type=DAY, help="自哪天起 (from day)")
@click.option("--note", default="", help="说明,如会议纪要文号 (note)")
def propose(pack_id: str, from_: datetime | None, note: str) -> None:
    """提请施行一份草稿;须用 --as 以本人账号办理,再由另一人批准 (propose a draft)."""
    with database():
        day = from_.date() if from_ else None
        number = policy.propose(pack_id, from_day=day, note=note, by=acting())
    click.echo(speak(Text(f"已提请,编号 {number},等另一人批准。", f"Proposed as {number}.")))


@click.command()
@click.argument("number", type=int)
def enact(number: int) -> None:
    """批准另一人的提请 (approve another's proposal)."""
    with database():
        policy.enact(number, by=acting())
    click.echo(speak(Text(f"已批准提请 {number}。", f"Proposal {number} is approved.")))


@click.command()
@click.argument("number", type=int)
@click.option("--because", required=True, help="理由 (reason)")
def withdraw(number: int, because: str) -> None:
    """撤回提请,或(两人办理)停止施行 (withdraw a proposal, or take the draft out of force)."""
    with database():
        given = {"enactment_id": number, "because": because}
        ask_or_do("policy.withdraw", given, because)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON (answer in JSON)")
def proposals(as_json: bool) -> None:
    """未撤回的提请:谁提的,谁批的,文件有没有再改动 (proposals)."""
    from fangxian.ground.access import pages as access

    with database():
        rows = policy.enactments(by=acting())
        asked = [(row.place, row.proposer_id) for row in rows]
        seconds = access.second_people("policy.enact", asked)
    if as_json:
        print_json({"proposals": rows})
        return
    for row, second in zip(rows, seconds, strict=True):
        approver = row.approver or speak(Text("待批准", "awaiting approval"))
        changed = speak(Text(" 提请后文件已改动,不生效", " changed since: not in force"))
        click.echo(
            f"{row.id}  {row.pack}  {row.from_day}  {row.proposer} → {approver}"
            f"{changed if row.changed else ''}"
        )
        if row.approved_at is None:
            names = "、".join(second.names) or "—"
            click.echo(f"    {speak(MAY_APPROVE.fill(names=names, more=second.more))}")
    if not rows:
        click.echo(speak(Text("没有提请。", "No proposals.")))
