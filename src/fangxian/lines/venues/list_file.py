"""A list of premises that apply for codes, as a town or a department hands it in → its rows, as every
table is read (`intake`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.places import api as places
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text, number_in
from fangxian.lines.venues import in_force
from fangxian.lines.venues.application_faults import NewApplication

KIND_NAME = "venues"
COLUMNS = (
    Column(
        "name",
        Text("名称", "Name"),
        ("场所名称", "单位名称", "店名", "商户名称", "店铺名称", "企业名称", "场所", "招牌"),
        needed=True,
    ),
    Column(
        "category",
        Text("类别", "Category"),
        ("类型", "场所类别", "场所类型", "行业", "行业类别", "业态", "经营类别", "种类"),
        needed=True,
    ),
    Column(
        "place",
        Text("地方", "Place"),
        ("区划代码", "镇村", "所在镇村", "镇", "乡镇", "所在镇", "村社区", "所属社区", "辖区"),
    ),
    Column(
        "address",
        Text("地址", "Address"),
        ("详细地址", "经营地址", "门牌", "位置", "场所地址", "具体地址"),
    ),
    Column(
        "contact",
        Text("负责人", "Who answers for it"),
        ("负责人姓名", "联系人", "经营者", "法人", "法定代表人", "店主", "老板", "姓名"),
    ),
    Column(
        "phone",
        Text("电话", "Phone"),
        ("联系电话", "手机", "手机号", "手机号码", "负责人电话", "联系方式", "联系人电话"),
    ),
    Column("capacity", Text("容纳", "Capacity"), ("容纳人数", "最大容量", "核载人数")),
    Column("points", Text("出入口", "Entrances"), ("出入口数", "出入口个数", "门数")),
    Column(
        "licence",
        Text("信用代码", "Licence"),
        ("统一社会信用代码", "营业执照号", "执照号", "社会信用代码"),
    ),
)
KIND = intake.Kind(
    COLUMNS,
    header=[{"name", "category"}, {"name", "address"}, {"name", "phone"}, {"name", "contact"}],
    row={"name"},
    aside=intake.ADDED,
)


@dataclass(frozen=True, slots=True)
class ListedVenue:
    """A row as an application. `fault`: why it cannot be read."""

    row: int
    sheet: str
    asked: NewApplication
    fault: Refusal | None = None


def read(
    content: bytes,
    place: str,
    sheets: tuple[str, ...] = (),
    hidden: intake.Hidden = None,
) -> tuple[list[ListedVenue], intake.Table]:
    """The rows of all visible sheets, or of those named, and the table. Refuses as `intake` does."""
    table = intake.read_table(
        content, KIND, settings.FANGXIAN_UPLOAD_BYTES, only=sheets, hidden=hidden
    )
    intake.restore(table, KIND_NAME, place)
    return list(_rows(table)), table


def _rows(table: intake.Table) -> Iterator[ListedVenue]:
    known = {intake.plain_title(one.label.zh): one.key for one in in_force.categories()}
    for index, number in enumerate(table.numbers):
        said = {one.field: intake.said_in(table.cell(index, one.field)) for one in COLUMNS}
        category = known.get(intake.plain_title(said["category"]), said["category"])
        points, capacity = said["points"], said["capacity"]
        asked = NewApplication(
            said["name"],
            category,
            _place(said["place"], said["address"]),
            said["address"],
            said["contact"],
            said["phone"],
            _number(capacity),
            1 if not points else _number(points) or 0,
            said["licence"],
        )
        yield ListedVenue(number, table.name_of(index), asked, table.fault(index))


def _number(text: str) -> int | None:
    """200, 200人; 0, which no capacity is, where it is none."""
    if not text:
        return None
    found = number_in(text.rstrip("人个名处"))
    return 0 if found is None else found


def _place(said: str, address: str) -> str:
    """By code, by name, or by the address where it names its town."""
    if said.isdecimal():
        try:
            return places.prefix(said)
        except ValueError:
            return said
    return places.find_in(places.home(), said or address) or ""
