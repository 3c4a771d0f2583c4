"""The columns of a simple list, named here once: for the reader, the page and the refusals."""

from __future__ import annotations

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.kernel.text import Text
from fangxian.lines.zones.titles import NAMES, TITLES

SIMPLE = intake.Kind(
    [
        Column("level", TITLES["level"], ("风险等级", "等级", "风险级别", "风险")),
        Column("place", TITLES["place"],
               ("地点", "区域", "风险区", "风险区域", "风险地区", "area", "名称", "区域名称")),
        Column("begin", TITLES["begin"],
               ("开始", "起始", "开始日期", "起始日期", "列入日期", "列入时间", "调整日期", "自", "start")),
        Column("end", TITLES["end"],
               ("结束", "截止", "结束日期", "截止日期", "解除日期", "解除时间", "至")),
        Column("document", TITLES["document"], ("文件", "依据", "来源文件")),
    ],
    header=[{"level", "place", "begin"}], row={"level", "place"},
)  # fmt: skip


def simple_columns() -> Text:
    """The titles of a simple list's columns, in order, as a person would write them."""
    return NAMES
