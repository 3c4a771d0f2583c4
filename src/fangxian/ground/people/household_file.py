"""A list of households as it is handed in → its lines, as every table is read (`intake`)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.kernel.text import Text

COLUMNS = (
    Column("head", Text("户主", "Head"), ("户主姓名", "户主名字", "户主名称")),
    Column("head_number", Text("户主证件号码", "Head document"),
           ("户主身份证号", "户主身份证号码", "户主身份证", "户主证件", "户主证件号", "headnumber")),
    Column("address", Text("地址", "Address"), ("住址", "详细地址", "家庭住址", "居住地址", "户籍地址", "门牌")),
    Column("members", Text("成员证件号码", "Members"),
           ("成员", "家庭成员", "成员身份证号", "成员身份证号码", "家庭成员证件号码", "家庭成员身份证号",
            "成员姓名及证件号码", "memberdocuments")),
    Column("grid", Text("网格", "Grid"), ("网格代码", "所属网格", "所在网格", "网格名称", "gridcode")),
    Column("village", Text("村(社区)", "Village"), ("村", "目的村", "村社区", "社区", "所在村", "村名")),
    Column("town", Text("乡镇", "Town"), ("镇", "所属乡镇", "所在乡镇", "镇街")),
)  # fmt: skip
KIND = intake.Kind(
    COLUMNS,
    header=[
        {who, "address", place} for who in ("head_number", "members") for place in ("grid", "village")
    ],
    row={"head_number", "members"},
)  # fmt: skip


@dataclass(frozen=True)
class HouseholdLine:
    """A row in its own words; `row` as the spreadsheet counts, `sheet` where there are several."""

    row: int
    head: str = ""
    head_number: str = ""
    address: str = ""
    members: str = ""
    grid: str = ""
    village: str = ""
    town: str = ""
    sheet: str = ""


def read(
    content: bytes, sheets: tuple[str, ...] = ()
) -> tuple[list[HouseholdLine], tuple[intake.SheetSeen, ...]]:
    """The lines of all visible sheets, or of those named, and each sheet with what was made of
    it. Refuses as `intake` does."""
    table = intake.read_table(content, KIND, settings.FANGXIAN_UPLOAD_BYTES, only=sheets)
    return [_line(table, index) for index in range(len(table.rows))], table.seen


def _line(table: intake.Table, index: int) -> HouseholdLine:
    words = {
        column.field: intake.said_in(_lines(table.cell(index, column.field))) for column in COLUMNS
    }
    return HouseholdLine(table.numbers[index], sheet=table.name_of(index), **words)


def _lines(cell: object) -> object:
    """One member a line is a usual way to write them."""
    return cell.replace("\n", "、") if isinstance(cell, str) else cell
