"""`fangxian retention`: what is over, what was taken away, and taking it away now."""

from __future__ import annotations

import click

from fangxian.doors.cli.session import acting, database, print_json, speak, tell


@click.group()
def group() -> None:
    """保存期限 (how long things are kept)."""


@group.command()
@click.option("--json", "as_json", is_flag=True)
def preview(as_json: bool) -> None:
    """到期待清除的记录,按用途 (what is over, by purpose); takes nothing away."""
    with database():
        from fangxian.flows import retention
        from fangxian.kernel import clock

        found = retention.preview(by=acting())
    if as_json:
        print_json(found)
        return
    for row in found:
        before = clock.said(row.cut_off)
        click.echo(f"{row.over:>8}  {row.purpose}  {speak(row.what)}  {row.days} d  < {before}")
        click.echo(f"{'':>8}  {row.cited}")
        for one in row.held:
            some = "、".join(str(person) for person in one.persons)
            more = "…" if one.count > len(one.persons) else ""
            tell(
                f"{'':>8}  到期而留下 {one.count} 人:{one.because.zh}(编号 {some}{more})",
                f"{'':>8}  {one.count} stay past their days: {one.because.en} (numbers {some}{more})",
            )


@group.command()
@click.option("--purpose", help="只办这一项 (only this purpose)")
@click.option("--yes", is_flag=True, help="不再询问 (do not ask)")
@click.option("--json", "as_json", is_flag=True)
def run(purpose: str | None, yes: bool, as_json: bool) -> None:
    """立即清除到期记录;平时由后台每天办理 (take away what is over; the worker does so daily)."""
    with database():
        from fangxian.flows import retention

        if not yes:
            click.confirm("清除后不能恢复。继续?(this cannot be undone)", abort=True)
        names = [purpose] if purpose else list(retention.PURPOSES)
        went = {name: retention.run(name, by=acting()) for name in names}
    if as_json:
        print_json(went)
        return
    for name, count in went.items():
        tell(f"{name}: 清除 {count}", f"{name}: {count} taken away")


@group.command()
@click.option("--json", "as_json", is_flag=True)
def log(as_json: bool) -> None:
    """清除记录 (what was taken away, newest first)."""
    with database():
        from fangxian.flows import retention
        from fangxian.kernel import clock

        rows = retention.runs(by=acting())
        shown = [
            {
                "purpose": row.purpose,
                "at": row.at,
                "cut_off": row.cut_off,
                "days": row.days,
                "cited": row.cited,
                "removed": row.removed,
            }
            for row in rows
        ]
    if as_json:
        print_json(shown)
        return
    for row in rows:
        click.echo(
            f"{clock.said(row.at)}  {row.purpose}  {row.removed}  < {clock.said(row.cut_off)}"
        )
