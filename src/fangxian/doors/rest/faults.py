"""What is wrong with a field of a request, in words: which it is and what belongs there. What was sent
is not repeated: it may be a number or a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fangxian.kernel.text import Text

MISSING = Text("没有填", "is missing")
NUMBER = Text("要写一个数", "is to be a number")
WHOLE = Text("要写一个整数", "is to be a whole number")
MOMENT = Text(
    "要写一个时间,如 2022-05-10T08:00:00+08:00", "is to be a moment like 2022-05-10T08:00:00+08:00"
)
DAY = Text("要写一个日期,如 2022-05-10", "is to be a day like 2022-05-10")
YES_NO = Text("要写 true 或 false", "is to be true or false")
SAYS = {  # the library's kinds of faults
    "missing": MISSING,
    "bool_parsing": YES_NO,
    "bool_type": YES_NO,
    "string_type": Text("要写文字", "is to be text"),
    "too_short": Text("至少要有一项", "is to have an entry"),
    "extra_forbidden": Text("接口里没有这一项", "is not part of this interface"),
}
FAMILIES = {
    "float": NUMBER,
    "decimal": NUMBER,
    "int": WHOLE,
    "datetime": MOMENT,
    "timezone": MOMENT,
    "date": DAY,
}
BOUNDS = {
    "greater_than": ("gt", Text("要大于 {bound}", "is to be greater than {bound}")),
    "greater_than_equal": ("ge", Text("不能小于 {bound}", "is not to be less than {bound}")),
    "less_than": ("lt", Text("要小于 {bound}", "is to be less than {bound}")),
    "less_than_equal": ("le", Text("不能大于 {bound}", "is not to be more than {bound}")),
    "string_too_long": (
        "max_length",
        Text("最多 {bound} 字", "is to have at most {bound} letters"),
    ),
    "string_too_short": (
        "min_length",
        Text("至少 {bound} 字", "is to have {bound} letters at least"),
    ),
}


def said(fault: Mapping[str, Any]) -> Text:
    """The words of one fault as the library found it."""
    kind = str(fault["type"])
    if kind in BOUNDS:
        name, words = BOUNDS[kind]
        return words.fill(bound=fault.get("ctx", {}).get(name, ""))
    family = FAMILIES.get(kind.partition("_")[0])
    return SAYS.get(kind) or family or Text("不合接口的写法", str(fault["msg"]))


def name_of(fault: Mapping[str, Any]) -> str:
    """ "due_at", "evidence.at": where in the request, without the part that carried it."""
    return ".".join(str(part) for part in fault["loc"][1:])
