"""A list of households as it is handed in → its lines, as every table is read (`intake`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.people import errors
from fangxian.ground.people.several_names import names_with_phones
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

KIND_NAME = "households"
MOST_MEMBERS = 20  # numbered columns of a row
_NUMBERS = "零一二三四五六七八九十"
_PAPER = "(?:(?:居民)?身份证(?:件)?|身份|有效证件|证件)(?:号码|号)?"


def _nth(n: int) -> str:
    """5 and 五, 12 and 十二, as they number a column."""
    tens, ones = divmod(n, 10)
    chinese = ("" if tens < 2 else _NUMBERS[tens]) + ("十" if tens else "")
    return f"第?(?:0?{n}|{chinese}{_NUMBERS[ones] if ones else ''})"


def _numbered(n: int) -> tuple[Column, Column]:
    """成员3 (name, or name and number) and 成员3身份证, however they are worded."""
    nth = f"(?:家庭|家中|户内)?成员(?:{_nth(n)}(?:的)?{{0}}|{{0}}{_nth(n)})"
    return (
        Column(f"member_{n}", Text(f"成员{n}", f"Member {n}"), like=nth.format("(?:姓名|名字)?")),
        Column(
            f"member_{n}_number",
            Text(f"成员{n}证件号码", f"Member {n} document"),
            like=nth.format(_PAPER),
        ),
    )


NUMBERED = tuple(column for n in range(1, MOST_MEMBERS + 1) for column in _numbered(n))
_WHERE = "(?:所在|所属|居住|户籍)?(?:的)?"
_VILLAGE = f"{_WHERE}(?:行政)?(?:村社区|村居|村|社区|村居委会|村委会)(?:名称)?"
_TOWN = f"{_WHERE}(?:乡镇|镇街|镇办|街镇|乡镇街道|镇街道|街道)(?:名称)?"
COLUMNS = (
    Column("head", Text("户主", "Head"), ("户主姓名", "户主名字", "户主名称")),
    Column(
        "head_number",
        Text("户主证件号码", "Head document"),
        ("户主身份证号", "户主身份证号码", "户主身份证", "户主证件", "户主证件号", "headnumber"),
    ),
    Column(
        "address",
        Text("地址", "Address"),
        ("住址", "详细地址", "家庭住址", "居住地址", "户籍地址", "门牌"),
    ),
    Column(
        "members",
        Text("成员证件号码", "Members"),
        (
            "成员",
            "家庭成员",
            "成员身份证号",
            "成员身份证号码",
            "家庭成员证件号码",
            "家庭成员身份证号",
            "成员姓名及证件号码",
            "memberdocuments",
        ),
    ),
    Column("name", Text("姓名", "Name"), ("成员姓名", "家庭成员姓名", "人员姓名")),
    Column(
        "number",
        Text("证件号码", "Document"),
        ("身份证号", "身份证号码", "身份证", "公民身份号码", "居民身份证号", "本人身份证号"),
    ),
    Column(
        "relation",
        Text("与户主关系", "Relation to the head"),
        ("户主关系", "与户主的关系", "关系", "家庭关系", "relation"),
    ),
    Column(
        "household", Text("户号", "Household no."), ("户编号", "户序号", "户口编号", "家庭编号")
    ),
    Column(
        "phone",
        Text("联系电话", "Phone"),
        (
            "电话",
            "手机",
            "手机号",
            "手机号码",
            "联系方式",
            "户主电话",
            "户主联系电话",
            "户主手机号",
        ),
    ),
    Column(
        "grid", Text("网格", "Grid"), ("网格代码", "所属网格", "所在网格", "网格名称", "gridcode")
    ),
    Column(
        "village",
        Text("村(社区)", "Village"),
        (
            "村",
            "目的村",
            "村社区",
            "社区",
            "所在村",
            "村名",
            "所属村",
            "所属村社区",
            "所属社区",
            "所在社区",
            "行政村",
            "社区名",
            "村居",
            "居住村",
            "目的地村",
            "目的社区",
        ),
        like=_VILLAGE,
    ),
    Column(
        "town",
        Text("乡镇", "Town"),
        (
            "镇",
            "所属乡镇",
            "所在乡镇",
            "镇街",
            "镇名",
            "乡镇名",
            "乡",
            "所属镇",
            "所在镇",
            "乡镇街道",
        ),
        like=_TOWN,
    ),
    *NUMBERED,
)
KIND = intake.Kind(
    COLUMNS,
    header=[
        {*who, "address", place}
        for who in (
            ("head_number",),
            ("members",),
            ("number", "relation"),
            ("number", "household"),
            ("number", "head"),
            ("member_1_number",),
        )
        for place in ("grid", "village")
    ],
    row={"head_number", "members", "number", "member_1_number"},
    parted=("address",),
    aside=intake.ADDED,
    finer=("town", "village"),
)


DIGIT = re.compile(r"\d")
SOMEBODY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
# whose numbers are nobody's of the household
OFFICERS = re.compile(
    r"网格|干部|包[保联]|负责|责任|登记|填[报表写]|采集|审核|医生|房东|监护|联系人|单位"
)
HEAD = re.compile(r"(?:户主)?本人|户主(?:本人)?|0[12]")  # 01, 02 by GB/T 4761
CARRIED = ("head", "head_number", "address", "grid", "village", "town")


@dataclass(frozen=True)
class HouseholdLine:
    """A row in its own words, with what it has of its household's; `row` as the spreadsheet
    counts, `sheet` where there are several. `phone` is the household's, on its head's row;
    `own_phone` that of the row's one member, where it is another."""

    row: int
    head: str = ""
    head_number: str = ""
    address: str = ""
    members: str = ""
    grid: str = ""
    village: str = ""
    town: str = ""
    sheet: str = ""
    phone: str = ""
    own_phone: str = ""
    fault: Refusal | None = None  # why it cannot be read


@dataclass(frozen=True)
class _Row:
    """A row as it stands."""

    row: int
    sheet: str
    said: dict[str, str]
    fault: Refusal | None = None

    @property
    def is_head(self) -> bool:
        said = self.said
        if said["relation"]:
            return bool(HEAD.fullmatch(said["relation"]))
        return bool(said["name"]) and said["name"] == said["head"]


def read(
    content: bytes,
    sheets: tuple[str, ...] = (),
    hidden: intake.Hidden = None,
    place: str = "",
) -> tuple[list[HouseholdLine], intake.Table]:
    """The lines of all visible sheets, or of those named, and the table. `place`: of whose put-back
    rows some may be. Refuses as `intake` does."""
    table = intake.read_table(
        content, KIND, settings.FANGXIAN_UPLOAD_BYTES, only=sheets, hidden=hidden
    )
    intake.restore(table, KIND_NAME, place)
    rows = [_row(table, index) for index in range(len(table.rows))]
    return [line for some in _households(rows) for line in _lines_of(some)], table


def _row(table: intake.Table, index: int) -> _Row:
    said = {
        column.field: intake.said_in(_lines(table.cell(index, column.field))) for column in COLUMNS
    }
    beside = names_with_phones(said["head"])
    if len(beside) == 1:
        [(said["head"], phone)] = beside
        said["phone"] = said["phone"] or phone
    said["numbered"], alone = _numbered_members(said)
    fault = table.fault(index) or alone or _passed_over(table, index)
    return _Row(table.numbers[index], table.name_of(index), said, fault)


def _numbered_members(said: Mapping[str, str]) -> tuple[str, Refusal | None]:
    """The members who stand in columns of their own; and, for one without a number, that it is so."""
    members = []
    for n in range(1, MOST_MEMBERS + 1):
        name, number = said[f"member_{n}"], said[f"member_{n}_number"]
        if name and not number and not DIGIT.search(name):
            return "", errors.MemberNotUnderstood(part=name)
        members.append(f"{name} {number}".strip())
    return "、".join(filter(None, members)), None


def _passed_over(table: intake.Table, index: int) -> Refusal | None:
    """Somebody's number in a column that is not read: nobody of a household is passed over."""
    row = table.rows[index]
    read = " ".join(intake.text_of(row[n]) for n in table.mapped if n < len(row))
    for n in table.unread:
        title, text = table.titles[n], intake.text_of(row[n]) if n < len(row) else ""
        if OFFICERS.search(title):
            continue
        if any(number not in read for number in SOMEBODY.findall(text)):
            return errors.MemberColumnUnread(column=intake.masked(title))
    return None


def _lines(cell: object) -> object:
    """One member a line is a usual way to write them."""
    return cell.replace("\n", "、") if isinstance(cell, str) else cell


def _households(rows: list[_Row]) -> Iterator[list[_Row]]:
    """The rows of one household each: those below it that do not begin another one."""
    some: list[_Row] = []
    for row in rows:
        if some and _begins(row, some):
            yield some
            some = []
        some.append(row)
    if some:
        yield some


def _begins(row: _Row, some: list[_Row]) -> bool:
    said, first = row.said, some[0].said
    if row.sheet != some[0].sheet:
        return True
    if said["household"] or first["household"]:
        return said["household"] not in ("", first["household"])
    if said["head"] or said["head_number"]:
        return (said["head"], said["head_number"]) != (first["head"], first["head_number"])
    return row.is_head or not (said["number"] or said["members"] or said["numbered"])


def _lines_of(some: list[_Row]) -> Iterator[HouseholdLine]:
    """Its lines: what the head's row says of the household holds for the rows with blanks."""
    head = next((row for row in some if row.is_head), some[0])
    kept = {field: head.said[field] or _first(some, field) for field in CARRIED}
    if not kept["head_number"] and head.said["number"]:
        kept["head"], kept["head_number"] = head.said["name"] or kept["head"], head.said["number"]
    phone = head.said["phone"] or _first(some, "phone")
    for row in sorted(some, key=lambda one: one is not head):
        said = row.said
        own = f"{said['name']} {said['number']}".strip() if said["number"] else ""
        members = "、".join(
            filter(
                None,
                (
                    own,
                    said["members"] if own else _named(said),
                    said["numbered"],
                ),
            )
        )
        mine = said["phone"] if row is not head and said["phone"] != phone else ""
        yield HouseholdLine(
            row.row,
            members=members,
            sheet=row.sheet,
            phone=phone if row is head else "",
            own_phone=mine,
            fault=row.fault,
            **{field: kept[field] for field in ("head", "head_number")},
            **{field: said[field] or kept[field] for field in CARRIED[2:]},
        )


def _named(said: Mapping[str, str]) -> str:
    """The members of a row; the name beside them is that of the one whose number stands there."""
    return f"{said['name']} {said['members']}".strip() if said["name"] else said["members"]


def _first(some: list[_Row], field: str) -> str:
    return next((row.said[field] for row in some if row.said[field]), "")
