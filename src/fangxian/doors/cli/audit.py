"""`fangxian audit`: does the chain hold, and who looked at a person."""

from __future__ import annotations

import click

from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel import audit
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.text import Text

WHAT = {
    "edited": Text("第 {number} 行被改动", "line {number} was edited"),
    "missing": Text("第 {number} 行缺失或被换位", "line {number} is missing or out of order"),
    "tail_cut": Text("自第 {number} 行起的末尾被截去", "the tail is cut off from line {number}"),
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
        click.echo(f"{look.at:%Y-%m-%d %H:%M}  {look.actor}  {look.deed}  {look.purpose}")
