"""What was understood of a file, on the terminal: its sheets, each reason once, what is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

from fangxian.doors.cli.session import speak
from fangxian.kernel.text import Text

STATES = {
    "read": Text("已读", "read"),
    "aside": Text("不是表格,没有读", "no table, left aside"),
    "counts": Text("人数统计表,不是名单,没有读", "a table of counts and no list, not read"),
    "hidden": Text("隐藏的,没有读;要读请加 --sheet", "hidden, not read; read it with --sheet"),
    "empty": Text("空表", "empty"),
    "example": Text("填写示例,没有读", "an example, not read"),
}
ROWS = Text("{n} 行", "{n} rows")
ASIDE = Text("不算行的 {n} 行:{lines}", "{n} lines that are no rows: {lines}")
COLUMNS = Text("{n} 列:{titles}", "{n} columns: {titles}")
CONTINUED = Text("没有表头,接着上一张表读", "no header: read on as the sheet before")
UNREAD = Text("没有读的列:{titles}", "columns not read: {titles}")
IN_ROW = Text("{sheet} 第 {row} 行", "{sheet} row {row}")


def tell(
    sheets: Iterable[Mapping[str, Any]],
    faults: Iterable[Mapping[str, Any]] = (),
    told: Iterable[Mapping[str, Any]] = (),
) -> None:
    """Write them, a line each."""
    for sheet in sheets:
        if sheet["name"]:
            click.echo(f"  「{sheet['name']}」 {speak(STATES[sheet['state']])}  {_size(sheet)}")
        if sheet["part"] == "continued":
            click.echo(f"    {speak(CONTINUED)}")
        if sheet["unread"]:
            click.echo(f"    {speak(UNREAD.fill(titles='、'.join(sheet['unread'])))}")
        if sheet["aside"]:
            click.echo(
                f"    {speak(ASIDE.fill(n=sheet['aside'], lines=' | '.join(sheet['lines'])))}"
            )
    for mark, groups in (("▲", faults), ("○", told)):
        for group in groups:
            click.echo(f"  {mark} {group['count']:>6}  {_sentence(group)}  {group['code']}")


def _size(sheet: Mapping[str, Any]) -> str:
    if sheet["part"] == "columns":
        return speak(COLUMNS.fill(n=sheet["rows"], titles="、".join(sheet["lines"])))
    return speak(ROWS.fill(n=sheet["rows"]))


def _sentence(group: Mapping[str, Any]) -> str:
    more = "…" if group["count"] > len(group["rows"]) else ""
    rows = "、".join(_row(one) for one in group["rows"]) + more
    said = speak(Text(**group["sentence"]))
    way_out = speak(Text(**group["way_out"])) if "way_out" in group else ""
    return f"{said} {way_out}({rows})"


def _row(label: str) -> str:
    """五月来返 6 as 五月来返 第 6 行."""
    sheet, _, row = label.rpartition(" ")
    return speak(IN_ROW.fill(sheet=sheet, row=row)).strip()
