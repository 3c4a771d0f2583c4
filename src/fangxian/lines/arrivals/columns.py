"""The columns of the template, and by which words other people's files name them. Pure.

The order is the order of the template, of the export and of a filing as it is kept.
"""

from __future__ import annotations

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.people import api as people
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.heading_words import (
    COMES,
    FILED,
    FROM,
    LEAVES,
    NAMED,
    NUMBERED,
    ON_THE_WAY,
    PHONED,
    RIDES,
    SETTLES,
    TOWN,
    TYPED,
    VEHICLE,
    VILLAGE,
)

COLUMNS: tuple[Column, ...] = (
    Column(
        "name", Text("姓名", "Name"),
        ("返乡人", "来返人", "人员", "被登记人", "旅客", "来人姓名", "名字", "人员姓名", "返乡人员姓名", "返汉人员姓名", "来返人员姓名", "旅客姓名", "name", "fullname"),
        10, needed=True, like=NAMED, most=people.NAME_LETTERS,
    ),
    Column(
        "document_type", Text("证件类型", "Document type"),
        ("证件种类", "证件名称", "证件类别", "documenttype", "idtype"),
        12, ("居民身份证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证",
             "外国人永久居留身份证", "其他"), like=TYPED,
    ),
    Column(
        "document_number", Text("证件号码", "Document number"),
        ("身份证号", "身份证号码", "身份证", "证件号", "公民身份号码", "公民身份证号码", "居民身份证号",
         "居民身份证号码", "有效证件号码", "护照号", "护照号码", "idnumber", "documentnumber", "idno"),
        22, needed=True, like=NUMBERED,
    ),
    Column(
        "phone", Text("手机号", "Phone"),
        ("手机", "手机号码", "联系电话", "电话", "电话号码", "联系方式", "本人电话", "联系手机",
         "phone", "mobile", "phonenumber", "telephone"),
        14, like=PHONED,
    ),
    Column(
        "origin", Text("出发地", "From"),
        ("从何处来", "来自哪里", "从哪来", "来源地区", "来自地区", "始发城市", "出发省市", "出发省市县", "来源城市", "旅居地点", "务工所在地", "外出务工地", "离开地", "出发地详细地址", "返乡前居住地", "从何地返回", "始发地点", "出发地址",
         "来源地", "出发地点", "出发城市", "来自何地", "从何地来", "从哪里来", "始发地", "外出地", "旅居地",
         "务工地", "返乡前所在地", "返汉前所在地", "来返前所在地", "何地返回", "from", "origin", "departureplace"),
        26, like=FROM,
    ),
    Column(
        "leaving", Text("离开出发地日期", "Left on"),
        ("何时离开", "何时出发", "何时启程", "何时动身", "离开日期", "出发日期", "出发时间", "离开时间", "启程日期", "离开出发地时间", "动身日期",
         "departuredate", "lefton", "leavingdate"),
        14, like=LEAVES,
    ),
    Column(
        "arrival", Text("抵达日期", "Arrives on"),
        ("抵达", "返汉日期", "返汉时间", "到达日期", "到达时间", "抵达时间", "抵汉日期", "抵汉时间", "返乡日期",
         "返乡时间", "返回日期", "返回时间", "来返日期", "预计抵达日期", "预计到达日期", "入县日期",
         "arrival", "arrivaldate", "arriveson"),
        14, needed=True, like=COMES,
    ),
    Column(
        "via", Text("途经地（地点@起~止;…）", "By way of (place@from~to;…)"),
        ("途经地区", "途经城市", "途经停留地", "中途停留地", "中转地点", "近14天旅居史", "近7天旅居史", "14天旅居史", "途中经过",
         "途经地", "途经", "途经地点", "途径地", "途径", "中转地", "途中停留地", "14天内旅居史", "7天内旅居史",
         "旅居史", "via", "byway"),
        34, like=ON_THE_WAY,
    ),
    Column(
        "transport", Text("交通方式", "Transport"),
        ("来返方式", "返乡交通方式", "乘坐的交通工具", "到达方式", "来汉方式", "交通工具", "返乡方式", "返乡交通工具", "乘坐交通工具", "返汉方式", "出行方式", "交通", "方式", "transport"),
        10, ("飞机", "火车", "长途汽车", "自驾", "轮船", "其他"), like=RIDES,
    ),
    Column(
        "vehicle", Text("车次/航班/车牌号", "Train, flight or plate"),
        ("车次航班或车牌", "车次航班或车牌号", "车次航班号", "车牌号码", "车牌号车次", "航班车次车牌号", "车牌车次", "车次车牌", "航班或车次",
         "车次", "航班", "车牌号", "车牌", "航班号", "车次航班", "车次航班车牌", "车次航班号", "航班车次",
         "车次或航班", "班次", "vehicle", "trainno", "flightno"),
        16, like=VEHICLE,
    ),
    Column(
        "town", Text("目的乡镇", "Town"),
        ("目的地镇", "返回地镇", "返回镇", "到达镇", "镇名", "乡镇名", "目的乡", "乡", "乡镇", "镇", "目的镇", "所属乡镇", "所属镇", "所在镇", "镇街", "乡镇街道", "目的地乡镇", "居住乡镇",
         "返回乡镇", "town", "township"),
        12, like=TOWN,
    ),
    Column(
        "village", Text("目的村(社区)", "Village"),
        ("目的地村社区", "到达村", "村名", "社区名", "行政村", "目的村", "村", "村社区", "社区", "所在村", "所属村", "村居", "目的地村", "居住村", "返回村",
         "目的社区", "所属村社区", "village"),
        16, like=VILLAGE,
    ),
    Column(
        "address", Text("详细地址", "Address"),
        ("到达后住址", "目的地住址", "到达后居住地址", "返乡后居住地址", "隔离地址", "落脚点", "现居住地址", "居家地址", "家庭地址",
         "住址", "地址", "居住地址", "目的地址", "目的地详细地址", "现住址", "现住地址", "居住详址", "家庭住址", "居住详细地址",
         "具体地址", "address"),
        28, like=SETTLES, most=people.ADDRESS_LETTERS,
    ),
    Column(
        "overseas", Text("是否入境", "From abroad"),
        ("是否从境外返回", "是否境外人员", "境外返回", "是否国外返回", "是否境外", "境外", "入境人员", "是否境外返回", "是否入境人员", "境外入境", "overseas", "fromabroad"),
        10, ("是", "否"),
    ),
    Column(
        "entry", Text("入境日期", "Entered on"),
        ("入境日", "何时入境", "入国日期", "入境时间", "入境口岸日期", "entrydate", "enteredon"), 14,
    ),
    Column(
        "filed_at", Text("填报时间", "Filed at"),
        ("填报日期", "登记时间", "登记日期", "申报时间", "申报日期", "报备时间", "报备日期", "提交时间", "录入时间",
         "填表时间", "filedat", "reportedat", "submittedat"),
        18, like=FILED,
    ),
    Column(
        "method", Text("填报方式", "Filed by"),
        ("申报方式", "登记方式", "报备方式", "填报途径", "filedby", "method"),
        12, ("自主填报", "家人代报", "邻居代报", "镇村录入", "电话报备", "推送"),
    ),
    Column("remark", Text("备注", "Remark"), ("备注信息", "备注情况", "说明", "其他说明", "备注说明", "remark", "note"), 24),
)  # fmt: skip

# what a file of rejected rows has besides; such a file is handed in as it is
FAULT, REMEDY, REFERENCE, SOURCE = "错误", "怎么改", "退回编号", "原表位置"
ASIDE = frozenset({FAULT, REMEDY, REFERENCE, SOURCE})

KIND_NAME = "arrivals"  # by which what columns mean is remembered
# another journey than the one by which somebody comes: back to work, the next one, one leg of
# several; what belongs to it is no origin and no arrival
_BACK = "(?:工作|务工|学校|单位|岗|工|校|外地|原籍|居住地?|现居)"
OTHER_JOURNEY = (
    rf"返程|回程|去程|往返|返{_BACK}|返回{_BACK}|回{_BACK}|复工|复学|第[一二三四五六七八九十0-9]+段(?!(?:的)?(?:行程|途[经径]|停留|出发地|到达地|目的地|抵达地|起点|终点|轨迹|$)(?!.*(?:时间|日期)))|下一站|上一?次|历史"
    "|(?:拟|预计|计划)离"
)
_LEAVES_HERE = r"(?:实际)?(?:离开|离(?!开))(?P<place>[\u4e00-\u9fff]{1,6}?)(?:的)?(?:时间|日期|日)"
# what stands between rows in the place of a name and is none: 二、湖北省来返人员, 以上均从上海返回
HEADINGS = (
    r"(?:[一二三四五六七八九十]+|[（(][一二三四五六七八九十\d]+[)）])[、.．:： ]?.{2,}"
    r"|.*(?:人员|名单|以上|以下|上述|下列|来返|返回|返乡|返汉|来汉|备注).*"
    r"|[\u4e00-\u9fff]{2,8}(?:省|市|自治区|地区|境外|国外)"
    r"|[\u4e00-\u9fff]{2,10}(?:镇|乡|街道|村|社区|村委会|居委会)(?:[(（][^()（）]*[)）])?[:：]?"
)
# what 来源 is of where it is no place: of the entry, and not of the person
_FILED_BY = r".*(?:填报|代报|自报|申报|录入|报备|推送|推数|排查|摸排|登记|下发|扫码|小程序|大数据|协查|导入|交办|转办|数据|系统|平台)(?:函|信息|名单|人员)?"
KIND = intake.Kind(
    COLUMNS, header=[{"name", "document_number"}], many=3, row={"name", "document_number"},
    aside=ASIDE, parted=("origin", "address"), finer=("town", "village"), besides=OTHER_JOURNEY,
    leaves=_LEAVES_HERE, comes="arrival",
    headings=HEADINGS, by_cells={"来源": (_FILED_BY, "method", "origin")},
    several={"vehicle": "join", "via": "join", "remark": "join", "document_number": "fill", "origin": "further", "overseas": "further"},
)  # fmt: skip
FIELDS: tuple[str, ...] = tuple(column.field for column in COLUMNS)
TITLES: tuple[str, ...] = tuple(column.title.zh for column in COLUMNS)
BY_FIELD: dict[str, Column] = {column.field: column for column in COLUMNS}


def field_of(title: str) -> str | None:
    """The field that a title names, or None."""
    return KIND.field_of(title)
