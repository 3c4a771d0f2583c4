"""`fangxian audit`: does the chain hold, and who looked at a person."""

from __future__ import annotations

from typing import TextIO

import click

from fangxian.doors.cli.session import acting, database, print_json, speak, tell
from fangxian.kernel import audit, checkpoint, clock
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.restoring import accept_restored
from fangxian.kernel.text import Text

BROKEN = 1


@click.group()
def group() -> None:
    """审计 (audit)."""


@group.command()
@click.option(
    "--checkpoint",
    "carried",
    multiple=True,
    type=click.File(encoding="utf-8"),
    help="在别处保存的检查点文件 (checkpoints kept elsewhere)",
)
@click.option("--key", default="", help="签发系统的公钥,缺省为本系统的 (the signer's public key)")
@click.option("--json", "as_json", is_flag=True)
def verify(carried: tuple[TextIO, ...], key: str, as_json: bool) -> None:
    """核验整条审计链;有断裂时以 1 退出 (exit 1 when it does not hold)."""
    with database():
        notes = [
            one for file in carried for one in checkpoint.read(file.read(), key=key, what=file.name)
        ]
        result = checkpoint.verify(notes)
    if as_json:
        told = {"lines": result.lines, "sound": result.sound, "breaks": result.breaks}
        print_json({**told, "checkpoints": len(notes)})
    else:
        _tell(result)
        if notes and result.sound:
            tell(
                f"{len(notes)} 个检查点所指的行都在,且未变。",
                f"All {len(notes)} checkpoints speak of lines that stand as they were.",
            )
    if not result.sound:
        raise SystemExit(BROKEN)


def _tell(result: audit.Verification) -> None:
    if result.sound:
        whole = Text("审计链完整,共 {lines} 行。", "The chain of {lines} lines holds.")
        click.echo(speak(whole.fill(lines=result.lines)))
    for found in result.breaks:
        click.echo(speak(found.said))


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
    if not number:
        tell("已记入审计:水位文件重新开始。", "Written down: the mark begins anew.")
        return
    tell(
        f"已记入审计:恢复前记到第 {number} 行。",
        f"Written down: before the restore line {number} had been reached.",
    )


@group.command("key")
def key_() -> None:
    """核验检查点用的公钥 (the public key of the checkpoints), as signed notes write it."""
    with database():
        click.echo(checkpoint.public_key())


@group.command("checkpoint")
def checkpoint_() -> None:
    """打印最新的检查点,供带走保存 (the newest checkpoint, to be kept elsewhere)."""
    with database():
        checkpoint.leave_checkpoints()
        newest = checkpoint.last()
    if newest is None:
        tell("审计里还没有一行。", "The audit has no line yet.")
        return
    click.echo(checkpoint.sign(newest), nl=False)


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
