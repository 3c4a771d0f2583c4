"""`fangxian codes`: why somebody has their colour, appeals, what was done by hand, keys, verify."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

import click

from fangxian.doors.cli.codes_verify import verify
from fangxian.doors.cli.moments import DAY, MINUTE
from fangxian.doors.cli.say import read
from fangxian.doors.cli.session import acting, ask_or_do, database, print_json, speak
from fangxian.kernel import clock
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.lines.codes import pages as codes


@click.group()
def group() -> None:
    """健康码:认定、申诉、人工、密钥 (codes)."""


group.add_command(verify)


@group.command()
@click.argument("person", type=int)
@click.option("--at", "moment", type=MINUTE, help="什么时候 (when); 缺省为现在")
@click.option("--json", "as_json", is_flag=True)
def explain(person: int, moment: datetime | None, as_json: bool) -> None:
    """一个人为什么是这个颜色 (why somebody has their colour)."""
    with database():
        from fangxian.lines.codes import pages as codes
        from fangxian.lines.zones import pages as zones

        at = moment.replace(tzinfo=clock.COUNTY_TIME) if moment else None
        told = codes.explain(person, at=at, by=acting())
        day = told.at.astimezone(clock.COUNTY_TIME).date()
        lists = zones.lists_said(zones.days_covered(day))
    if as_json:
        print_json(told)
        return
    click.echo(f"{told.name}  {speak(told.colour.label)}  {speak(told.colour.words)}")
    if not told.holding:
        click.echo(speak(lists))
    for row in told.standings:
        click.echo(_line(row))
    click.echo(speak(told.what_turns_back))


def _line(row: codes.StandingRow) -> str:
    """● 红 来返研判 05-08 – 05-23  words  [document clause]."""
    mark = "●" if row.holds else "○"
    begin, end = clock.said(row.since), clock.said(row.until) if row.until else "…"
    cited = " ".join(str(row.clause.get(part) or "") for part in ("document", "clause")).strip()
    ended = f"  {row.ended_how}: {read(row.ended_why)}" if row.ended_how else ""
    shown = f"{mark} {speak(row.shade.label)} {speak(row.origin_words)} {begin} – {end}"
    return f"{shown}  {speak(row.words)} [{cited}]{ended}"


@group.command()
@click.option("--answered", is_flag=True, help="已答复的 (answered ones)")
@click.option("--disease", default="", help="病种 (disease)")
@click.option("--page", type=int, default=1)
@click.option("--json", "as_json", is_flag=True)
def appeals(answered: bool, disease: str, page: int, as_json: bool) -> None:
    """申诉与答复时限 (appeals, what is owed first)."""
    with database():
        from fangxian.lines.codes import pages as codes

        found = codes.appeals(page, by=acting(), waiting_only=not answered, disease=disease)
        told = codes.appeal_statistics(by=acting())
    if as_json:
        print_json({"total": found.total, "statistics": told, "appeals": found.rows})
        return
    for row in found.rows:
        late = speak(Text("逾期", "late")) if row.late else ""
        click.echo(f"{row.id:>6}  {clock.said(row.due_at)} {late}  {row.name}  {row.words[:40]}")
    click.echo(
        speak(
            Text(
                f"共 {told.filed} 件,待答复 {told.waiting}(逾期 {told.late}),成立 {told.upheld},不成立 {told.rejected},随认定结束 {told.ended}。",
                f"{told.filed} in all: {told.waiting} waiting ({told.late} late), {told.upheld} upheld, {told.rejected} rejected, "
                f"{told.ended} ended with the decision.",
            )
        )
    )


@group.command()
@click.option("--on", type=DAY, help="哪一天 (which day); 缺省为今天")
@click.option("--json", "as_json", is_flag=True)
def overrides(on: datetime | None, as_json: bool) -> None:
    """人工认定日报与警报 (what was done by hand on a day, and the alarms)."""
    with database():
        from fangxian.lines.codes import pages as codes

        report = codes.overrides_on(on.date() if on else clock.today(), by=acting())
        rung = codes.alarms(by=acting())
    if as_json:
        print_json({"report": report, "alarms": rung})
        return
    for row in report.rows:
        click.echo(
            f"{row.id:>6}  {row.name}  {speak(row.shade.label)}  {speak(row.reason_words)}  "
            f"{speak(row.state_words)}  {row.proposed_by} → {row.decided_by or '…'}  {clock.said(row.until)}"
        )
    for one in rung:
        click.echo(
            f"!  {one.kind} {read(one.shown)}  {one.count} ≥ {one.threshold} / {one.minutes} min"
        )


@group.command("rotate-keys")
@click.option("--due", is_flag=True, help="只在到期时更换 (only when the pack says it is time)")
@click.option("--because", default="", help="提前换的理由 (why it turns early)")
def rotate_keys(due: bool, because: str) -> None:
    """换签发密钥 (turn the signing keys)."""
    with database():
        from fangxian.lines.codes import pages as codes

        if due:
            click.echo(str(codes.rotate_when_due()))
            return
        if (by := acting()).account_id is None:
            click.echo(codes.rotate_keys(by=by).kid)
        else:
            ask_or_do("codes.rotate_keys", {}, because)


@group.command("key-list")
@click.argument("file", type=click.File("wb"))
def key_list(file: BinaryIO) -> None:
    """当日密钥清单,供设备离线核验 (the day's signed key list, for devices)."""
    with database():
        from fangxian.lines.codes import pages as codes

        file.write(codes.key_list())
