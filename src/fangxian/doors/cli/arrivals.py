"""`fangxian arrivals`: import, export, template, rejected rows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from fangxian.doors.cli import hidden, understood
from fangxian.doors.cli.arrivals_replay import replay
from fangxian.doors.cli.arrivals_screen import screen
from fangxian.doors.cli.moments import MINUTE
from fangxian.doors.cli.session import acting, ask_or_do, database, print_json, speak
from fangxian.kernel.text import Text

SUMMARY = Text(
    "读入 {read} 行:新增 {new},更新 {updated},无变化 {unchanged},退回 {rejected}。",
    "Read {read} rows: {new} new, {updated} updated, {unchanged} unchanged, {rejected} rejected.",
)

SWAYED = Text(
    "其中 {lowered} 人的管控会降低,{raised} 人的会加重。",
    "Less would be asked of {lowered} people, more of {raised}.",
)
LOWERED = Text(
    "  ▼ 第 {row} 行 {was} {until_was} → {would} {until}",
    "  ▼ row {row} {was} {until_was} → {would} {until}",
)
LESS_SURE = Text("(不如原来确定)", " (less certain than before)")
FORESEEN = Text(
    "收下后({people}/{of} 人已预判):{colours};其中 {lost} 人地名没认出,将按待核。",
    "Once taken ({people} of {of} people looked at): {colours}; {lost} with a place not recognised.",
)
ALL_REJECTED = 1


@click.group()
def group() -> None:
    """来返人员 (arrivals)."""


group.add_command(replay)
group.add_command(screen)


def _columns(
    _context: click.Context, _option: click.Parameter, said: tuple[str, ...]
) -> dict[str, str]:
    """来汉时间=arrival: title → field."""
    apart = [one.rpartition("=") for one in said]
    if wrong := [
        one for one, (title, _, field) in zip(said, apart, strict=True) if not (title and field)
    ]:
        msg = f"{wrong[0]}: TITLE=FIELD"
        raise click.BadParameter(msg)
    return {title: field for title, _, field in apart}


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="只看不导入 (look, change nothing)")
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    metavar="NAME",
    help="只读这张工作表,隐藏的也读 (read this sheet, hidden or not); 可多次",
)
@hidden.asked
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="TITLE=FIELD",
    callback=_columns,
    help="这一列是什么,如 来汉时间=arrival,- 为无关 (what a column is, - for nothing); 可多次",
)
@click.option(
    "--late-as-now",
    is_flag=True,
    help="填报时间晚于收到时间的,按现在计 (filings dated after their receipt count as now)",
)
@click.option(
    "--filed-at",
    type=MINUTE,
    help="没有填报时间的行按此时计 (when rows without a filing time were filed)",
)
@click.option(
    "--yes-lower",
    is_flag=True,
    help="同意有人的管控因此降低 (take it although less would be asked of people)",
)
@click.option("--json", "as_json", is_flag=True)
def import_(file: Path, **given: Any) -> None:
    """导入台账 (take a ledger in): xlsx, xls, xlsb, ods or csv; exit 1 when no row could be taken."""
    import_ledger(file, **given)


def import_ledger(
    file: Path,
    *,
    preview: bool,
    sheets: tuple[str, ...],
    with_hidden: bool | None,
    columns: dict[str, str],
    late_as_now: bool,
    filed_at: datetime | None,
    yes_lower: bool,
    as_json: bool,
) -> None:
    """A ledger of travellers, by `arrivals import` and `import arrivals` alike."""
    with database():
        from fangxian.kernel.clock import COUNTY_TIME
        from fangxian.lines.arrivals import pages as arrivals

        at = filed_at.replace(tzinfo=COUNTY_TIME) if filed_at else None
        choices = arrivals.Choices(
            sheets,
            late_as_now,
            at,
            without_hidden=with_hidden is False,
            with_hidden=bool(with_hidden),
        )
        if preview:
            counts = arrivals.look_at_file(file, by=acting(), mapping=columns, choices=choices)
        else:
            done = arrivals.import_file(
                file, file.name, by=acting(), mapping=columns, choices=choices, may_lower=yes_lower
            )
            counts = done.counts | {"batch": done.batch_id}
    if as_json:
        print_json(counts)
    else:
        click.echo(speak(SUMMARY.fill(**counts)))
        understood.tell(counts["sheets"], counts["rejected_for"], counts["told_of"])
        if counts["lowered"] or counts["raised"]:
            click.echo(speak(SWAYED.fill(**counts)))
        if ahead := counts.get("foreseen"):
            colours = "、".join(f"{one['colour']} {one['people']}" for one in ahead["colours"])
            lost = ahead["unplaced"]["people"]
            click.echo(speak(FORESEEN.fill(**ahead | {"colours": colours or "—"}, lost=lost)))
        for one in counts["lowers"]:
            click.echo(speak(LOWERED.fill(**one)) + (speak(LESS_SURE) if one["less_sure"] else ""))
        for one in counts.get("rows", ()):
            click.echo(_row_said(one))
    if counts["read"] and counts["rejected"] == counts["read"]:
        raise SystemExit(ALL_REJECTED)


def _row_said(one: dict[str, Any]) -> str:
    """A row of a preview: who, whence, when, whither, and what they would be; or why it is put back."""
    row = speak(Text("第 {n} 行", "row {n}").fill(n=f"{one['sheet']} {one['row']}".strip()))
    if one["faults"]:
        why = " ".join(speak(Text(*said)) for said in one["faults"])
        return f"  ▲ {row}  {one['name'] or '—'}  {why}"
    where = f"{one['origin'] or '—'} → {one['place'] or '—'}"
    verdict = "  ".join(filter(None, (one["colour"], one["class"]))) or "—"
    return f"  ○ {row}  {one['name']}  {where}  {one['arrival']}  {verdict}"


@group.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--place", default="", help="区划代码前缀 (division prefix)")
@click.option("--disease", default="", help="病种 (disease)")
@click.option("--purpose", required=True, help="用途,写入审计 (written into the audit)")
@click.option("--json", "as_json", is_flag=True)
def export(file: Path, place: str, disease: str, purpose: str, as_json: bool) -> None:
    """导出台账 (write the ledger): .xlsx or .csv, in the columns that are read in."""
    with database():
        from fangxian.lines.arrivals import pages as arrivals

        wanted = arrivals.LedgerFilter(place=place, disease=disease)
        count = arrivals.export(wanted, file, purpose=purpose, by=acting())
    _told(
        Text("已导出 {count} 行到 {file}。", "Wrote {count} rows to {file}."), count, file, as_json
    )


@group.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(file: Path) -> None:
    """空白模板 (the empty template), .xlsx."""
    with database():
        from fangxian.lines.arrivals import pages as arrivals

        file.write_bytes(arrivals.template_xlsx(by=acting()))
    click.echo(str(file))


@group.command()
@click.argument("batch", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--purpose", required=True, help="用途,写入审计 (written into the audit)")
@click.option("--json", "as_json", is_flag=True)
def rejected(batch: int, file: Path, purpose: str, as_json: bool) -> None:
    """退回的行 (rows to correct): 改正后原样再导入 (correct and import as it is)."""
    with database():
        from fangxian.lines.arrivals import pages as arrivals

        count = arrivals.export_rejected(batch, file, purpose=purpose, by=acting())
    _told(
        Text("{count} 行待改,见 {file}。", "{count} rows to correct in {file}."),
        count,
        file,
        as_json,
    )


@group.command()
@click.argument("batch", type=int)
@click.option("--why", required=True, help="理由,写入审计 (the reason, written into the audit)")
def undo(batch: int, why: str) -> None:
    """撤销一次导入 (take an import back), if nothing newer stands on it."""
    with database():
        ask_or_do("arrivals.undo_import", {"batch_id": batch, "why": why}, why)


STILL_UNREAD = Text(
    "有 {n} 条填报按现在的规则读不懂:没有丢,读不懂的话列为待核。",
    "{n} filings do not read by today's rules: nothing is dropped, their words are to be verified.",
)


@group.command("rebuild-journeys")
@click.option("--json", "as_json", is_flag=True)
def rebuild_journeys(as_json: bool) -> None:
    """按全部填报重排行程 (make journeys anew from all filings): 升级后运行一次 (once after an upgrade)."""
    with database():
        from fangxian.lines.arrivals import pages as arrivals

        done = arrivals.rebuild_journeys(by=acting())
    if as_json:
        print_json(done._asdict())
        return
    click.echo(
        speak(Text("已重排 {n} 人的行程。", "Journeys of {n} people rebuilt.").fill(n=done.people))
    )
    if done.unread:
        click.echo(speak(STILL_UNREAD.fill(n=done.unread)))


def _told(sentence: Text, count: int, file: Path, as_json: bool) -> None:
    if as_json:
        print_json({"rows": count, "file": file})
    else:
        click.echo(speak(sentence.fill(count=count, file=file)))
