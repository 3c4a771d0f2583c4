"""A roster as it is handed in → its lines, as every table is read (`intake`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings

from fangxian.ground.duty import roster_days, rules, shift_words, shifts
from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.text import Text

COLUMNS = (
    Column("unit_code", Text("单位代码", "Unit code"), ("区划代码", "代码", "code", "place")),
    Column(
        "unit_name",
        Text("单位", "Unit"),
        ("单位名称", "所在单位", "所属单位", "网格", "网格名称", "unitname"),
    ),
    Column("title", Text("岗位", "Post"), ("职务", "职责", "岗位名称", "值守岗位", "title")),
    Column(
        "name",
        Text("姓名", "Name"),
        ("网格员", "网格员姓名", "责任人", "责任人姓名", "值守人员", "值班人员", "人员", "holder"),
    ),
    Column(
        "phone",
        Text("电话", "Phone"),
        (
            "手机",
            "手机号",
            "手机号码",
            "联系电话",
            "联系方式",
            "电话号码",
            "值班电话",
            "值守电话",
            "办公电话",
            "座机",
            "mobile",
        ),
    ),
    Column(
        "day", Text("值班日期", "Day of duty"), ("日期", "值守日期", "值班时间", "值守时间", "date")
    ),
    Column(
        "crew",
        Text("当班人员", "On duty"),
        (
            "带班领导",
            "带班",
            "带班人",
            "带班人员",
            "带班干部",
            "带班负责人",
            "值班领导",
            "值班负责人",
            "值班干部",
            "值班员",
            "总值班",
            "主班",
            "正班",
            "副班",
            "备班",
            "备班人员",
            "备勤",
            "备勤人员",
            "备勤领导",
            "替班",
            "替班人员",
            "值守领导",
            "值守干部",
            "值守员",
            "值班医生",
            "值班司机",
            "司机",
            "驾驶员",
            "白班",
            "夜班",
        ),
        like=r"[一-鿿]{0,4}(?:带班|值班|备班|备勤|值守)(?:领导|人员|人|员|干部|组长)",
    ),
    Column("on", Text("某一天", "One day")),
    Column(
        "shift",
        Text("班次", "Shift"),
        (
            "班别",
            "班组",
            "班次时间",
            "值班班次",
            "值守班次",
            "值班时段",
            "值守时段",
            "时段",
            "时间段",
            "起止时间",
            "上班时间",
            "值班时长",
        ),
    ),
    Column(
        "since",
        Text("起", "From"),
        ("开始", "开始日期", "开始时间", "任职日期", "起始日期", "起始时间", "自", "since"),
    ),
    Column(
        "until",
        Text("止", "To"),
        ("结束", "结束日期", "结束时间", "终止日期", "截止日期", "至", "until"),
    ),
)
KIND_NAME = "roster"  # by which what columns mean is remembered
KIND = intake.Kind(
    COLUMNS,
    header=[
        {"title", "name", "unit_name"},
        {"title", "name", "unit_code"},
        {"day", "name"},
        {"day", "crew"},
    ],
    row={"title", "name"},
    across=("on", roster_days.TITLE),
    several={"on": "each", "crew": "each", "phone": "further"},
    by_cells=dict.fromkeys(
        ("值班时间", "值守时间", "时间"), (shift_words.HOURS.pattern, "shift", "day")
    ),
    aside=intake.ADDED,
)


@dataclass(frozen=True)
class RosterRead:
    """The lines, and each sheet with what was made of it."""

    lines: list[rules.Line]
    sheets: tuple[intake.SheetSeen, ...]
    table: intake.Table


def read(
    content: bytes,
    sheets: tuple[str, ...] = (),
    place: str = "",
    columns: Mapping[str, str] | None = None,
    hidden: intake.Hidden = None,
) -> RosterRead:
    """All lines of all visible sheets, or of those named, by what columns were said to mean: now
    (`columns`), or before at this place. Refuses as `intake` does."""
    table = intake.read_table(
        content,
        KIND,
        settings.FANGXIAN_UPLOAD_BYTES,
        only=sheets,
        hidden=hidden,
        saved=intake.remembered(KIND_NAME, place),
        given=intake.checked(columns or {}, KIND),
    )
    intake.restore(table, KIND_NAME, place)
    sheet_of = shifts.Shifts(table, KIND)
    lines = []
    for index in range(len(table.rows)):
        found = sheet_of.lines(index)
        lines += _people_of(_line(table, index)) if found is None else found
    return RosterRead(lines, table.seen, table)


def unread(content: bytes) -> intake.Unread:
    """The columns of a file whose header is not understood."""
    return intake.columns_of(content, KIND, settings.FANGXIAN_UPLOAD_BYTES)


def _people_of(line: rules.Line) -> list[rules.Line]:
    """A line for each of the people of its cell, where each has their phone beside them."""
    found = people.names_with_phones(line.name)
    if not found or (line.phone and len(found) > 1):
        return [line]
    return [replace(line, name=name, phone=phone or line.phone) for name, phone in found]


def _line(table: intake.Table, index: int) -> rules.Line:
    words: dict[str, Any] = {
        field: intake.said_in(table.cell(index, field))
        for field in ("unit_code", "unit_name", "title", "name", "phone")
    }
    since, until = (_day(table.cell(index, end), table.shift) for end in ("since", "until"))
    if isinstance(until, str) and rules.OPEN_END.fullmatch(until):
        until = None
    shift = shifts.shift_in(intake.said_in(table.cell(index, "shift")))
    words["title"] = shifts.with_shift(words["title"], shift)
    return rules.Line(
        table.numbers[index],
        table.name_of(index),
        until_hour=shift.until_hour if shift else None,
        since=since,
        until=until,
        fault=table.fault(index),
        struck="、".join(table.struck.get(index, ())),
        **words,
    )


def _day(cell: Any, shift: int) -> date | str | None:
    """A day, the nearest where the year is not written; the cell's text where it is none."""
    found = intake.date_of(cell, shift)
    if isinstance(found, intake.Open):
        near = found.near(clock.today())
        found = near.date() if near else intake.UNREADABLE
    return intake.text_of(cell) if isinstance(found, str) else found
