"""`fangxian audit`: does the chain hold, and who looked at a person."""

from __future__ import annotations

import click

from fangxian.doors.cli.session import acting, database, print_json, speak, tell
from fangxian.kernel import audit, clock
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.restoring import accept_restored
from fangxian.kernel.text import Text

WHAT = {
    "edited": Text("第 {number} 行被改动", "line {number} was edited"),
    "missing": Text("第 {number} 行缺失或被换位", "line {number} is missing or out of order"),
    "tail_cut": Text("自第 {number} 行起的末尾被截去", "the tail is cut off from line {number}"),
    "head_forged": Text(
        "链尾记为第 {number} 行,但封印不是本系统的(末尾可能被截去)",
        "the end is said to be line {number}, but its seal is not ours (the tail may be cut)",
    ),
    "behind_mark": Text(
        "数据库外的水位文件记到第 {number} 行,库里没有这一行或已不同;若刚从备份恢复,见 fangxian audit restored",
        "the mark outside the database speaks of line {number}, which is gone or another; "
        "after a restore see fangxian audit restored",
    ),
}
BROKEN = 1


@click.group()
def group() -> None:
    """审计 (audit)."""


@group.command()
@click.option("--json", "as_json", is_flag=True)
def verify(as_json: bool) -> None:
    """核验整条审计链;有断裂时以 1 退出 (exit 1 when it does not hold)."""
    with database():
        result = audit.verify()
    if as_json:
        print_json({"lines": result.lines, "sound": result.sound, "breaks": result.breaks})
    else:
        _tell(result)
    if not result.sound:
        raise SystemExit(BROKEN)


def _tell(result: audit.Verification) -> None:
    if result.sound:
        whole = Text("审计链完整,共 {lines} 行。", "The chain of {lines} lines holds.")
        click.echo(speak(whole.fill(lines=result.lines)))
    for found in result.breaks:
        click.echo(speak(WHAT[found.what].fill(number=found.number)))


@group.command()
@click.option("--why", required=True, help="哪份备份、为什么 (which backup, and why)")
@click.option("--json", "as_json", is_flag=True)
def restored(why: str, as_json: bool) -> None:
    """从备份恢复之后:记下缺了哪些行,水位从此重新开始 (say that a backup was restored)."""
    with database():
        number = accept_restored(why, by=acting())
    if as_json:
        print_json({"mark": number})
        return
    tell(
        f"已记入审计:恢复前记到第 {number} 行。",
        f"Written down: before the restore line {number} had been reached.",
    )


@group.command()
@click.argument("person_id", type=int)
@click.option("--json", "as_json", is_flag=True)
def who(person_id: int, as_json: bool) -> None:
    """谁看过这个人的资料 (who looked at a person), newest first."""
    with database():
        by = acting()
        if not by.may("people.read"):
            raise NotAllowed(permission="people.read")
        looks = list(audit.looks_at(person_id))
    if as_json:
        print_json(looks)
        return
    for look in looks:
        click.echo(f"{clock.said(look.at)}  {look.actor}  {look.deed}  {look.purpose}")
