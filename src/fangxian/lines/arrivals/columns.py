"""The columns of the template, and by which words other people's files name them. Pure.

The order is the order of the template, of the export and of a filing as it is kept.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from fangxian.kernel.text import Text


class Column(NamedTuple):
    """A column: its field, its title, and other titles for it (compared without spaces,
    stars and brackets)."""

    field: str
    title: Text
    said: tuple[str, ...] = ()
    width: int = 14
    choices: tuple[str, ...] = ()
    needed: bool = False


COLUMNS: tuple[Column, ...] = (
    Column(
        "name", Text("姓名", "Name"),
        ("名字", "人员姓名", "返乡人员姓名", "返汉人员姓名", "来返人员姓名", "旅客姓名", "name", "fullname"),
        10, needed=True,
    ),
    Column(
        "document_type", Text("证件类型", "Document type"),
        ("证件种类", "证件名称", "证件类别", "documenttype", "idtype"),
        12, ("居民身份证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证",
             "外国人永久居留身份证", "其他"),
    ),
    Column(
        "document_number", Text("证件号码", "Document number"),
        ("身份证号", "身份证号码", "身份证", "证件号", "公民身份号码", "公民身份证号码", "居民身份证号",
         "居民身份证号码", "有效证件号码", "护照号", "护照号码", "idnumber", "documentnumber", "idno"),
        22, needed=True,
    ),
    Column(
        "phone", Text("手机号", "Phone"),
        ("手机", "手机号码", "联系电话", "电话", "电话号码", "联系方式", "本人电话", "联系手机",
         "phone", "mobile", "phonenumber", "telephone"),
        14,
    ),
    Column(
        "origin", Text("出发地", "From"),
        ("来源地", "出发地点", "出发城市", "来自何地", "从何地来", "从哪里来", "始发地", "外出地", "旅居地",
         "务工地", "返乡前所在地", "返汉前所在地", "来返前所在地", "何地返回", "from", "origin", "departureplace"),
        26,
    ),
    Column(
        "leaving", Text("离开出发地日期", "Left on"),
        ("离开日期", "出发日期", "出发时间", "离开时间", "启程日期", "离开出发地时间", "动身日期",
         "departuredate", "lefton", "leavingdate"),
        14,
    ),
    Column(
        "arrival", Text("抵达日期", "Arrives on"),
        ("返汉日期", "返汉时间", "到达日期", "到达时间", "抵达时间", "抵汉日期", "抵汉时间", "返乡日期",
         "返乡时间", "返回日期", "返回时间", "来返日期", "预计抵达日期", "预计到达日期", "入县日期",
         "arrival", "arrivaldate", "arriveson"),
        14, needed=True,
    ),
    Column(
        "via", Text("途经地（地点@起~止;…）", "By way of (place@from~to;…)"),
        ("途经地", "途经", "途经地点", "途径地", "途径", "中转地", "途中停留地", "14天内旅居史", "7天内旅居史",
         "旅居史", "via", "byway"),
        34,
    ),
    Column(
        "transport", Text("交通方式", "Transport"),
        ("交通工具", "返乡方式", "返乡交通工具", "乘坐交通工具", "返汉方式", "出行方式", "transport"),
        10, ("飞机", "火车", "长途汽车", "自驾", "轮船", "其他"),
    ),
    Column(
        "vehicle", Text("车次/航班/车牌号", "Train, flight or plate"),
        ("车次", "航班", "车牌号", "车牌", "航班号", "车次航班", "车次航班车牌", "车次航班号", "航班车次",
         "车次或航班", "班次", "vehicle", "trainno", "flightno"),
        16,
    ),
    Column(
        "town", Text("目的乡镇", "Town"),
        ("乡镇", "镇", "目的镇", "所属乡镇", "所属镇", "所在镇", "镇街", "乡镇街道", "目的地乡镇", "居住乡镇",
         "返回乡镇", "town", "township"),
        12,
    ),
    Column(
        "village", Text("目的村(社区)", "Village"),
        ("目的村", "村", "村社区", "社区", "所在村", "所属村", "村居", "目的地村", "居住村", "返回村",
         "目的社区", "所属村社区", "village"),
        16,
    ),
    Column(
        "address", Text("详细地址", "Address"),
        ("住址", "地址", "居住地址", "目的地址", "目的地详细地址", "现住址", "家庭住址", "居住详细地址",
         "具体地址", "address"),
        28,
    ),
    Column(
        "overseas", Text("是否入境", "From abroad"),
        ("是否境外", "境外", "入境人员", "是否境外返回", "是否入境人员", "境外入境", "overseas", "fromabroad"),
        10, ("是", "否"),
    ),
    Column(
        "entry", Text("入境日期", "Entered on"),
        ("入境时间", "入境口岸日期", "entrydate", "enteredon"), 14,
    ),
    Column(
        "filed_at", Text("填报时间", "Filed at"),
        ("填报日期", "登记时间", "登记日期", "申报时间", "申报日期", "报备时间", "报备日期", "提交时间", "录入时间",
         "填表时间", "filedat", "reportedat", "submittedat"),
        18, needed=True,
    ),
    Column(
        "method", Text("填报方式", "Filed by"),
        ("申报方式", "登记方式", "报备方式", "填报途径", "来源", "filedby", "method"),
        12, ("自主填报", "家人代报", "邻居代报", "镇村录入", "电话报备", "推送"),
    ),
    Column("remark", Text("备注", "Remark"), ("说明", "其他说明", "备注说明", "remark", "note"), 24),
)  # fmt: skip

FIELDS: tuple[str, ...] = tuple(column.field for column in COLUMNS)
TITLES: tuple[str, ...] = tuple(column.title.zh for column in COLUMNS)
BY_FIELD: dict[str, Column] = {column.field: column for column in COLUMNS}
NEEDED: tuple[str, ...] = tuple(column.field for column in COLUMNS if column.needed)

# what a file of rejected rows has besides; such a file is handed in as it is
FAULT, REMEDY, REFERENCE = "错误", "怎么改", "退回编号"
ASIDE = frozenset({FAULT, REMEDY, REFERENCE})

_BRACKETS = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")
_NOISE = re.compile(r"[\s*＊:：/、\\_\-—·.。,，'\"‘’“”]+")


def plain_title(title: str) -> str:
    """A title as titles are compared: no spaces, stars, separators or bracketed hints."""
    return _NOISE.sub("", _BRACKETS.sub("", title)).lower()


def _titles() -> dict[str, str]:
    known: dict[str, str] = {}
    for column in COLUMNS:
        for said in (column.title.zh, column.title.en, column.field, *column.said):
            known.setdefault(plain_title(said), column.field)
    return known


_KNOWN = _titles()


def field_of(title: str) -> str | None:
    """The field that a title names, or None."""
    return _KNOWN.get(plain_title(title))
