"""What a form of a draft says, and what is wrong in it with row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel.text import Text

TABLES = {
    "travellers": Text("来返人员", "Travellers"),
    "contacts": Text("接触者", "Contacts"),
}
SECTIONS = {
    "rows": Text("第 {n} 行", "Row {n}"),
    "replace": Text("改动的第 {n} 行", "Changed row {n}"),
    "add": Text("加上的第 {n} 行", "Added row {n}"),
    "remove": Text("去掉的第 {n} 行", "Removed row {n}"),
}
HEAD = {
    "id": Text("编号", "Id"),
    "title": Text("标题", "Title"),
    "document": Text("文件名称", "Document"),
    "number": Text("文号", "Number"),
    "issuer": Text("发布机关", "Issuer"),
    "issued": Text("印发日期", "Issued"),
    "in_force": Text("施行日期", "In force"),
    "from": Text("施行日", "First day"),
    "to": Text("终止日", "Last day"),
    "place": Text("地方", "Place"),
    "over": Text("依据的国家方案", "Over"),
    "replaces": Text("取代", "Replaces"),
    "sources": Text("出处", "Sources"),
    "classes": Text("类别", "Classes"),
    "colours": Text("颜色", "Colours"),
}
ROW = {
    "id": Text("行号", "Row id"),
    "who": Text("人员", "Who"),
    "citation": Text("出处", "Source"),
    "clause": Text("条款", "Clause"),
    "source": Text("来源文件", "Document"),
    "mark": Text("标记", "Mark"),
    "note": Text("说明", "Note"),
    "measure": Text("措施", "Measures"),
    "test_days": Text("检测日", "Test days"),
    "inferred": Text("推定", "Inferred"),
    "otherwise": Text("都不符合时", "Otherwise"),
    "when_over": Text("期满之后", "When over"),
}
ANCHORS = {"values": "values"}


@dataclass(frozen=True)
class Told:
    """A fault where it stands: a link to its part of the page, its place in words, the sentence."""

    anchor: str
    where: Text
    sentence: Text


def told(faults: Iterable[policy.Fault]) -> list[Told]:
    return [_told(one) for one in faults]


def _told(fault: policy.Fault) -> Told:
    part = fault.file.rpartition("/")[2].removesuffix(".yaml")
    if part not in TABLES:
        words = [HEAD.get(str(step)) for step in fault.loc]
        if part == "values":
            return Told("values", Text("数值", "Values"), fault.sentence)
        return Told("head", _joined([one for one in words if one][-1:]), fault.sentence)
    section, number = _row_at(fault.loc)
    if section is None:
        named = [ROW[str(step)] for step in fault.loc if step in ROW]
        return Told(part, _joined([TABLES[part], *named[-1:]]), fault.sentence)
    words = [_column(step) for step in fault.loc[2:]]
    at = SECTIONS[section].fill(n=number + 1)
    place = _joined([TABLES[part], at, *[one for one in words if one][-1:]])
    return Told(f"{part}-{section}-{number}", place, fault.sentence)


def _row_at(loc: tuple[str | int, ...]) -> tuple[str | None, int]:
    if len(loc) > 1 and loc[0] in SECTIONS and isinstance(loc[1], int):
        return str(loc[0]), loc[1]
    return None, 0


def _column(step: str | int) -> Text | None:
    return policy.COLUMNS.get(str(step)) or ROW.get(str(step))


def _joined(some: Iterable[Text]) -> Text:
    kept = tuple(some)
    return Text(" · ".join(one.zh for one in kept), " · ".join(one.en for one in kept))


def place_code(name: str) -> str:
    """The code of a named place; the name itself where it is not one place."""
    if name.isascii() and name.isdigit():
        return places.prefix(name)
    found = places.resolve_name(name)
    return found.code if found and found.exact else name


def known(edition: policy.Edition, content: Mapping[str, Any]) -> policy.Vocabulary:
    return policy.vocabulary(edition, content["head"].get("sources") or {}, place_code)


def row_said(values: Any) -> dict[str, str]:
    """What the form of a row says; several boxes of one name are one list."""
    return {
        name: "、".join(one for one in values.getlist(name) if one.strip())
        for name in values
        if name != "csrfmiddlewaretoken"
    }
