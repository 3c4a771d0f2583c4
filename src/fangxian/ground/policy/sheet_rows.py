"""Rows of a table from the sheet of a spreadsheet with the same columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.policy.row_words import Vocabulary, row_of
from fangxian.kernel.text import Text

COLUMNS = (
    Column("id", Text("行号", "Row id"), ("编号",)),
    Column("who", Text("人员", "Who"), ("人员类别", "对象", "管理对象", "人员范围"), needed=True),
    Column("who_en", Text("人员(英文)", "Who in English"), ("英文",)),
    Column("origin", Text("来源", "Origin"), ("来源类型", "判定依据")),
    Column("levels", Text("风险等级", "Levels"), ("等级",)),
    Column("widen", Text("放宽范围", "Widening"), ("放宽到", "范围")),
    Column("places", Text("地方", "Places"), ("地区", "指定地方")),
    Column("except_places", Text("除外的地方", "Places left out"), ("除外",)),
    Column("city_kinds", Text("城市类别", "Kinds of city")),
    Column("category", Text("接触类别", "Kind of contact")),
    Column("since", Text("起始日", "Since"), ("自哪天以后",)),
    Column("look_back_days", Text("回看天数", "Look-back"), ("回看", "回溯天数", "几天内")),
    Column("before_listing_days", Text("列入前天数", "Days before listing"), ("列入前",)),
    Column("clock_start", Text("起算日", "Clock"), ("起算",)),
    Column("segments", Text("措施", "Measures"), ("管控措施", "管理措施"), needed=True),
    Column("class", Text("类别", "Class"), ("分类",)),
    Column("colour", Text("颜色", "Colour"), ("码色", "赋码")),
    Column("on_arrival", Text("抵达查验", "Checks on arrival"), ("查验",)),
    Column("clause", Text("出处", "Clause"), ("条款", "依据")),
    Column("source", Text("来源文件", "Source"), ("文件",)),
    Column("mark", Text("标记", "Mark")),
    Column("note", Text("说明", "Note"), ("备注",)),
    Column("inferred", Text("推定", "Inferred"), ("推定的格",)),
)
UNSAID = "（表格里没有写）"
KIND = intake.Kind(COLUMNS, header=[("who", "segments")], row=["who"])


@dataclass(frozen=True)
class SheetRows:
    """The rows of a file in its order, and the titles of columns that nobody understood."""

    rows: tuple[dict[str, Any], ...]
    unread: tuple[str, ...]


def rows_of_sheet(
    data: bytes, known: Vocabulary, limit: int, *, hidden: intake.Hidden = None
) -> SheetRows:
    """What a cell says that is not understood stays as it is: lint names it. The refusals of
    `intake.read_table`."""
    table = intake.read_table(data, KIND, limit, hidden=hidden)
    said = [
        {field: intake.said_in(table.cell(index, field)).strip() for field in table.mapped.values()}
        for index in range(len(table.rows))
    ]
    rows = tuple(_row({"id": f"r{n}"} | one, known) for n, one in enumerate(said, 1))
    return SheetRows(rows, table.unknown)


def _row(said: dict[str, str], known: Vocabulary) -> dict[str, Any]:
    """An empty cell of measures is not “no restriction”: it stays unread until somebody writes it."""
    return row_of(said | {"segments": said.get("segments") or UNSAID}, known)
