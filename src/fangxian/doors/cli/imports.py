"""`fangxian import KIND FILE`: every kind of table by one command; `fangxian imports`: what came of it,
the rows that were put back, and taking an import back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangxian.doors.cli import hidden, understood
from fangxian.doors.cli.arrivals import import_ledger
from fangxian.doors.cli.moments import MINUTE
from fangxian.doors.cli.session import acting, database, print_json, speak
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.doors.tables import Outcome, TableKind

LEDGER = "arrivals"
KEYS = (LEDGER, "roster", "households", "divisions", "risk_areas", "venues")
ROWS_PUT_BACK = 1
SUMMARY = Text(
    "{kind}:读取 {read} 行,新 {new},未变 {same},退回 {bad}。",
    "{kind}: {read} rows read, {new} new, {same} unchanged, {bad} put back.",
)
ONLY_LOOKED = Text("只是预览,没有写入。", "A preview: nothing was written.")
KEPT = Text(
    "退回的行记作待改:fangxian imports rejected {kind} {n} 待改.xlsx --purpose …",
    "Rows put back are kept: fangxian imports rejected {kind} {n} FILE.xlsx --purpose …",
)
ROW = Text("第 {n} 行", "row {n}")
NOT_UNDONE = Text("这类表不能整份撤销。", "This kind is not undone as a whole.")


class CannotUndo(Refusal):
    code = "cli.cannot_undo"
    status = 409
    sentence = Text("没有撤销。{why}", "Nothing was undone. {why_en}")
    way_out = Text("改好的表可以再导入一次。", "The corrected table can be imported again.")


def kind_of(key: str) -> TableKind:
    from fangxian.doors.tables import KINDS

    return KINDS[key]


def options(function: Callable[..., Any]) -> Callable[..., Any]:
    """What every kind can be told of how its file is read."""
    for option in (
        click.option("--preview", is_flag=True, help="只看不导入 (look, change nothing)"),
        click.option(
            "--sheet",
            "sheets",
            multiple=True,
            metavar="NAME",
            help="只读这张工作表,隐藏的也读 (read this sheet, hidden or not); 可多次",
        ),
        hidden.asked,
        click.option(
            "--why",
            "--document",
            "why",
            default="",
            help="依据或来源文件,区划、风险区用 (what says so: divisions, risk areas)",
        ),
        click.option("--json", "as_json", is_flag=True),
    ):
        function = option(function)
    return function


@click.command("import")
@click.argument("kind", type=click.Choice(KEYS))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="TITLE=FIELD",
    help="这一列是什么,如 来汉时间=arrival,- 为无关 (what a column is, - for nothing); 可多次",
)
@click.option(
    "--late-as-now",
    is_flag=True,
    help="来返人员:填报时间晚于收到时间的按现在计 (arrivals: filings after their receipt count as now)",
)
@click.option(
    "--filed-at",
    type=MINUTE,
    help="来返人员:没有填报时间的行按此时计 (arrivals: when rows without one were filed)",
)
@click.option(
    "--yes-lower",
    is_flag=True,
    help="来返人员:同意有人的管控因此降低 (arrivals: take it although less would be asked of people)",
)
def import_(
    kind: str,
    file: Path,
    preview: bool,
    sheets: tuple[str, ...],
    with_hidden: bool | None,
    why: str,
    as_json: bool,
    columns: tuple[str, ...],
    late_as_now: bool,
    filed_at: datetime | None,
    yes_lower: bool,
) -> None:
    """导入一张表 (take a table in): 来返人员、值班名册、户籍、区划、风险区、场所申请.

    xlsx、xls、xlsb、ods、csv;退回的行留作待改,有退回时退出码为 1
    (rows put back are kept as work; exit 1 when there are any).
    """
    meant = titles_said(columns)
    if kind == LEDGER:
        import_ledger(
            file,
            preview=preview,
            sheets=sheets,
            with_hidden=with_hidden,
            columns=meant,
            late_as_now=late_as_now,
            filed_at=filed_at,
            yes_lower=yes_lower,
            as_json=as_json,
        )
        return
    run(
        kind,
        file,
        preview=preview,
        sheets=sheets,
        with_hidden=with_hidden,
        columns=meant,
        why=why,
        as_json=as_json,
    )


def titles_said(said: Iterable[str]) -> dict[str, str]:
    """来汉时间=arrival: title → field."""
    found = {}
    for one in said:
        title, _, field = one.rpartition("=")
        if not (title and field):
            msg = f"{one}: TITLE=FIELD"
            raise click.BadParameter(msg)
        found[title] = field
    return found


def run(
    key: str,
    file: Path,
    *,
    preview: bool = False,
    sheets: tuple[str, ...] = (),
    with_hidden: bool | None = None,
    columns: dict[str, str] | None = None,
    why: str = "",
    as_json: bool = False,
) -> None:
    """Look at a table, or take it in, and say what became of it. Exit 1 where rows were put back."""
    with database():
        from fangxian.doors.tables import Handed

        kind = kind_of(key)
        said = hidden.said(with_hidden)
        handed = Handed(file.read_bytes(), file.name, sheets, columns or {}, said, why)
        done = (kind.look if preview else kind.take)(handed, acting())
    if as_json:
        print_json(done)
    else:
        _tell(kind, done)
    if done.put_back:
        raise SystemExit(ROWS_PUT_BACK)


def _tell(kind: TableKind, done: Outcome) -> None:
    bad = len({(one.sheet, one.row) for one in done.put_back})
    counts = {"read": done.read, "new": done.new, "same": done.unchanged, "bad": bad}
    click.echo(speak(SUMMARY.fill(kind=speak(kind.words), **counts)))
    understood.tell(sheet.as_dict() for sheet in done.sheets)
    for told in done.told:
        click.echo(f"  ○ {speak(told)}")
    for one in done.put_back:
        row = speak(ROW.fill(n=f"{one.sheet} {one.row}".strip()))
        click.echo(
            f"{row}  {one.name}  {one.code}  {speak(one.sentence)} {speak(one.way_out)}", err=True
        )
    if done.import_id is None:
        _show(done.shown)
        click.echo(speak(ONLY_LOOKED))
    elif bad:
        click.echo(speak(KEPT.fill(kind=kind.key, n=done.import_id)))


def _show(rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        click.echo("  " + "  ".join(cell or "—" for cell in row))


@click.group()
def group() -> None:
    """导入过的表、退回的行、撤销 (tables taken in, rows put back, undoing)."""


KIND = click.argument("kind", type=click.Choice(KEYS[1:]))


@group.command("list")
@KIND
@click.option("--page", type=int, default=1)
@click.option("--json", "as_json", is_flag=True)
def list_(kind: str, page: int, as_json: bool) -> None:
    """导入过的表 (the tables of a kind that were taken in)."""
    with database():
        found = kind_of(kind).work.imports(page, by=acting())
    if as_json:
        print_json({"total": found.total, "rows": found.rows})
        return
    for one in found.rows:
        counts = f"{one.counts.get('new', 0):>6} ＋ {one.open_rows:>5} ▲"
        undone = " –" if one.undone_at else ""
        click.echo(f"{one.id:>6}  {clock.said(one.created_at)}  {counts}  {one.file_name}{undone}")


@group.command()
@KIND
@click.argument("number", type=int)
@click.option("--page", type=int, default=1)
@click.option("--json", "as_json", is_flag=True)
def rows(kind: str, number: int, page: int, as_json: bool) -> None:
    """一次导入退回的行 (the rows of an import that are to be corrected)."""
    with database():
        found = kind_of(kind).work.rows(number, page, by=acting())
    if as_json:
        print_json({"total": found.total, "rows": found.rows})
        return
    for one in found.rows:
        why = " ".join(speak(words) for _, words, _ in one.faults)
        row = speak(ROW.fill(n=f"{one.sheet} {one.row}".strip()))
        click.echo(f"{one.id:>6}  {row}  {one.name}  {why}")


@group.command()
@KIND
@click.argument("number", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--purpose", default="", help="用途,写入审计 (written into the audit)")
def rejected(kind: str, number: int, file: Path, purpose: str) -> None:
    """退回的行写成文件 (rows to correct, as .xlsx): 改正后原样再导入 (correct and import as it is)."""
    with database():
        file.write_bytes(kind_of(kind).work.file(number, purpose=purpose, by=acting()))
    click.echo(str(file))


@group.command("set-aside")
@KIND
@click.argument("ids", nargs=-1, type=int, required=True)
@click.option("--why", required=True, help="理由,写入审计 (the reason, written into the audit)")
def set_aside(kind: str, ids: tuple[int, ...], why: str) -> None:
    """放下退回的行,不再办理 (work rows no further)."""
    with database():
        count = kind_of(kind).work.set_aside(ids, why, by=acting())
    click.echo(speak(Text("{n} 行已放下。", "{n} rows were set aside.").fill(n=count)))


@group.command()
@KIND
@click.argument("number", type=int)
@click.option("--why", required=True, help="理由,写入审计 (the reason, written into the audit)")
def undo(kind: str, number: int, why: str) -> None:
    """撤销一次导入 (take an import back)."""
    with database():
        one = kind_of(kind)
        if one.undo is None:
            said = one.not_undone or NOT_UNDONE
            raise CannotUndo(why=said.zh, why_en=said.en)
        gone, stays = one.undo(number, why, acting())
    done = Text(
        "已撤销 {gone} 条;之后另有办理的 {stays} 条保留。",
        "{gone} taken back; {stays} stay for what was done since.",
    )
    click.echo(speak(done.fill(gone=gone, stays=stays)))
