"""`fangxian zones`: import lists, see what is listed, what is not placed yet."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fangxian.doors.cli import hidden, understood
from fangxian.doors.cli.moments import DAY
from fangxian.doors.cli.session import acting, ask_or_do, database, print_json, say, speak
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

if TYPE_CHECKING:
    from fangxian.lines.zones import pages as zones

TAKEN = Text(
    "{file}:{areas} 个风险区,新增 {new},延长 {extended},无变化 {unchanged},不再列入 {ended},待定位 {unresolved}。",
    "{file}: {areas} areas, {new} new, {extended} extended, {unchanged} unchanged, "
    "{ended} ended, {unresolved} to be placed.",
)
WAITS = Text(
    "第 {line} 行 {shown}:等第二人同意,编号 {n};另一人用 fangxian --as 登录名 access agree {n}。",
    "Line {line}, {shown}: waits for a second person as {n}; another agrees by access agree {n}.",
)
NOT_ASKED = Text(
    "第 {line} 行 {shown}:没有办,要两人办理。{why}",
    "Line {line}, {shown}: not done, it takes two people. {why_en}",
)
ENDED = Text("不再列,已解除 {count} 处:{shown}", "{count} areas it leaves out have ended: {shown}")
WOULD_END = Text(
    "导入后即解除 {count} 处:{shown}", "{count} areas it leaves out would end: {shown}"
)
HELD = Text(
    "不再列 {count} 处,照旧管着,须两人办理:{shown}",
    "{count} areas it leaves out stay listed, ending them takes two people: {shown}",
)
AGREE_AS = Text(
    "编号 {n};另一人用 fangxian --as 登录名 access agree {n}。",
    "Another agrees by access agree {n}.",
)
FORESEEN = Text(
    "{file}:预览,没有导入;高 {high}、中 {medium}、低 {low}。",
    "{file}: a preview, nothing was taken; high {high}, medium {medium}, low {low}.",
)
UNPLACED = Text("待定位 {count} 处:{shown}", "{count} to be placed: {shown}")
COUNTED = (
    "areas",
    "new",
    "extended",
    "unchanged",
    "split",
    "ended",
    "unresolved",
    "high",
    "medium",
    "low",
)
FAILED = 2
PAGE = 10_000


@click.group()
def group() -> None:
    """风险区名单 (risk areas)."""


@group.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--document", default="", help="来源文件 (the document that says so)")
@hidden.asked
@click.option("--json", "as_json", is_flag=True)
def import_(
    files: tuple[Path, ...], document: str, with_hidden: bool | None, as_json: bool
) -> None:
    """导入名单 (import lists): 快照 JSON、时段表或简表 CSV. 每个文件要么全部导入,要么丝毫不动."""
    done: list[zones.ImportResult] = []
    refused: list[tuple[Path, Refusal]] = []
    with database():
        from fangxian.lines.zones import pages as zones

        for file in _each(files):
            try:
                said = hidden.said(with_hidden)
                done.append(zones.import_file(file, document=document, hidden=said, by=acting()))
            except Refusal as why:
                refused.append((file, why))
            else:
                _tell(done[-1], as_json=as_json)
    if as_json:
        print_json(_answer(done, refused))
    for _, refusal in refused:
        say(refusal)
    if refused:
        click.get_current_context().exit(FAILED)


def _each(files: tuple[Path, ...]) -> list[Path]:
    """The files, and those inside the folders given."""
    return [
        one
        for file in files
        for one in (
            sorted(path for path in file.iterdir() if path.is_file()) if file.is_dir() else [file]
        )
    ]


def _tell(result: zones.ImportResult, *, as_json: bool) -> None:
    if not as_json:
        click.echo(speak(TAKEN.fill(**dataclasses.asdict(result))))
        understood.tell(sheet.as_dict() for sheet in result.sheets)
        for said in result.told:
            click.echo(f"  ○ {speak(said)}")
        for row in result.waiting:
            click.echo(speak(_said_of(row)))
        _tell_left(result.left, ENDED)


def _tell_left(left: zones.LeftOutSeen, ended: Text) -> None:
    """What a list no longer names: what ends by it, and what waits."""
    for named, text in ((left.ended, ended), (left.waits, HELD)):
        if named.count:
            click.echo(speak(text.fill(count=named.count, shown="、".join(named.shown))))
    if left.asked:
        click.echo(speak(AGREE_AS.fill(n=left.asked)))
    elif left.why:
        click.echo(speak(left.why))


def _said_of(row: zones.WaitingRow) -> Text:
    if row.why:
        return NOT_ASKED.fill(line=row.line, shown=row.shown, why=row.why.zh, why_en=row.why.en)
    return WAITS.fill(line=row.line, shown=row.shown, n=row.asked)


def _answer(done: list[zones.ImportResult], refused: list[tuple[Path, Refusal]]) -> dict[str, Any]:
    """Per file what it did, or why it was refused; and the totals."""
    totals: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    for result in done:
        totals.update({name: getattr(result, name) for name in COUNTED})
    faults = [{"file": file.name, **refusal.as_dict()} for file, refusal in refused]
    return {"files": done, "refused": faults, "totals": dict(totals)}


@group.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--document", default="", help="来源文件 (the document that says so)")
@hidden.asked
@click.option("--json", "as_json", is_flag=True)
def preview(file: Path, document: str, with_hidden: bool | None, as_json: bool) -> None:
    """预览名单 (look first): 读到什么, 哪些不再列, 哪些须两人办理; 不导入 (takes nothing)."""
    with database():
        from fangxian.lines.zones import pages as zones

        said = hidden.said(with_hidden)
        seen = zones.preview_file(file, document=document, hidden=said, by=acting())
    if as_json:
        print_json(seen)
        return
    counts = {"high": seen.high, "medium": seen.medium, "low": seen.low}
    click.echo(speak(FORESEEN.fill(file=seen.file, **counts)))
    understood.tell(sheet.as_dict() for sheet in seen.sheets)
    for line in seen.told:
        click.echo(f"  ○ {speak(line)}")
    for row in seen.shown:
        click.echo("  " + "  ".join(cell or "—" for cell in row))
    if seen.unplaced.count:
        shown = "、".join(seen.unplaced.shown)
        click.echo(f"  ○ {speak(UNPLACED.fill(count=seen.unplaced.count, shown=shown))}")
    _tell_left(seen, WOULD_END)


@group.command("left-out")
@click.option("--json", "as_json", is_flag=True)
def left_out(as_json: bool) -> None:
    """名单不再列、照旧管着的风险区 (areas that lists leave out and that wait)."""
    with database():
        from fangxian.lines.zones import pages as zones

        found = zones.left_out()
    if as_json:
        print_json({"lists": found})
        return
    for row in found:
        click.echo(f"{row.source_id:>6}  {row.day}  {row.areas.count:>5}  {row.name}")


@group.command("end-left-out")
@click.argument("source", type=int)
@click.option("--why", required=True, help="依据,写入审计 (what says so, written into the audit)")
def end_left_out(source: int, why: str) -> None:
    """解除一份名单不再列的风险区 (end what a list leaves out): 须两人办理 (takes two people)."""
    with database():
        ask_or_do("zones.end_left_out", {"source_id": source, "why": why}, why)


@group.command()
@click.argument("area", type=int)
@click.argument("last", type=DAY)
@click.option("--document", required=True, help="依据文件 (the document that says so)")
def end(area: int, last: datetime, document: str) -> None:
    """解除一处风险区 (set the last day of an area): 名单上的须两人办理, 早于首日即从未列入."""
    with database():
        given = {"area_id": area, "on": str(last.date()), "document": document}
        ask_or_do("zones.end_by_hand", given, document)


@group.command("list")
@click.option("--on", type=DAY, help="哪一天 (which day); 缺省为今天")
@click.option("--level", type=click.Choice(["high", "medium", "low"]))
@click.option("--place", default="", help="区划代码 (inside this division)")
@click.option("--json", "as_json", is_flag=True)
def list_(on: datetime | None, level: str | None, place: str, as_json: bool) -> None:
    """某日列入的风险区 (areas listed on a day)."""
    with database():
        from fangxian.kernel import clock
        from fangxian.lines.zones import pages as zones

        day = on.date() if on else clock.today()
        found = zones.areas(zones.AreaFilter(level=level or "", place=place, on=day), size=PAGE)
        counts = zones.on_day(day)
    if as_json:
        print_json({"on": day, "counts": counts, "total": found.total, "areas": found.rows})
        return
    for row in found.rows:
        click.echo(
            f"{row.level:7}{row.place:13}{row.listed_from}–{row.listed_to or ''}  {row.text}"
        )
    if found.total > len(found.rows):
        click.echo(f"… {len(found.rows)} / {found.total}")


@group.command()
@click.option("--json", "as_json", is_flag=True)
def unresolved(as_json: bool) -> None:
    """尚未定位的地名 (published names that no rule could place)."""
    with database():
        from fangxian.lines.zones import pages as zones

        found = zones.unresolved(size=PAGE)
    if as_json:
        print_json({"total": found.total, "names": found.rows})
        return
    for row in found.rows:
        click.echo(f"{row.id:>6}  {row.areas:>6}  {row.names}")


@group.command()
@click.argument("region", type=int)
@click.argument("code")
@click.option("--part", is_flag=True, help="只是该区划的一部分 (only a part of the division)")
@click.option("--why", default="", help="已定位的改定位,须写依据 (needed where it has a place)")
def place(region: int, code: str, part: bool, why: str) -> None:
    """为一个地名定位 (say which division a name is)."""
    with database():
        from fangxian.lines.zones import pages as zones

        if zones.is_placed(region) and not why.strip():
            raise zones.WhyMissing
        given = {"region_id": region, "code": code, "why": why, "exact": not part}
        shown = " · ".join(filter(None, (f"{zones.region_name(region)} → {code}", why)))
        ask_or_do("zones.place_unresolved", given, shown)
