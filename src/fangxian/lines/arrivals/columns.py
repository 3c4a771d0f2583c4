"""The columns of the template, and by which words other people's files name them. Pure.

The order is the order of the template, of the export and of a filing as it is kept.
"""

from __future__ import annotations

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.people import api as people
from fangxian.kernel.text import Text

# 来汉时间, 返县日期, 预计到达汉阴时间: a word for coming, the place's own short name, a day
_SOON = "(?:预计|拟|计划|实际)?"
_DAY = "(?:的)?(?:时间|日期|日|时刻|年月日)"
_COMES = (
    rf"{_SOON}(?:(?:来|返|回|到|抵|到达|抵达|返回|回到|进入|来返|来到)"
    r"(?!源|电|访|信|函|文|期|岗|账|款|货|院|诊|执|复|校|任|职|会|程)[\u4e00-\u9fff]{0,6}?"
    rf"|入(?!职|学|境|住|院|伍|党|园|户|库|会|场|账|隔|舱|国)[\u4e00-\u9fff]|抵达|到达){_DAY}"
    r"|(?:何时|何日|几号|哪天|什么时候)(?:能|可)?(?:来|返|回|到|抵|入)(?!职|学|境|住|院|岗|校)[\u4e00-\u9fff]{0,4}"
)
_LEAVES = rf"{_SOON}(?:离开?|出发|启程|动身)(?!职|任|岗|校|婚|休)[\u4e00-\u9fff]{{0,6}}?{_DAY}"
_FROM = (
    r"[您你]?(?:本次|此次)?(?:从|自|由)?(?:何|哪)(?:处|地|里|儿)?(?:而)?(?:返|回|来|出发)[\u4e00-\u9fff]{0,3}"
    r"|(?:来|返|回)[\u4e00-\u9fff]{0,2}前(?:的)?(?:现|长期)?(?:居住|所在|停留|旅居|务工)(?:地|地址|地点|城市)?"
    r"|(?:返乡|返汉|来汉|返程|行程)起(?:始|点)(?:地|地点)?"
    r"|(?:在外|外出)(?:务工|打工|工作|居住|就业)?(?:的)?(?:地点?|地址|所在地|城市)"
    r"|(?:务工|打工|就读|(?:就读)?学校)(?:的)?(?:地点?|所在地|所在城市|城市|省份|地区)"
)
_RIDES = r"(?:返|来(?![源访电信函])|到(?![岗账期])|回(?![访复执]))[\u4e00-\u9fff]{0,2}(?:的)?(?:方式|工具)|(?:返|来|到|回)[\u4e00-\u9fff]{0,2}(?:的)?交通(?:方式|工具)|交通(?:方式|工具)(?:及|和|与)(?:车次|班次|航班)(?:号)?"
_NUMBERED_SO = r"(?:车次|航班|班次|船次|车牌|车号|车辆)(?:号码?|信息)?"
_VEHICLE = (
    r"(?:所?乘坐?|搭乘|自驾(?:车辆?)?|列车|火车|高铁|飞机|[返来][\u4e00-\u9fff])?(?:的)?"
    rf"{_NUMBERED_SO}(?:(?:或者?|及|和|与)?(?:列车|火车|高铁|飞机|汽车)?{_NUMBERED_SO})*"
)
_FILED = (
    r"(?:信息|表格|答卷|本次|首次|最近)?(?:填报|填写|填表|登记|申报|报备|上报|报送|录入|提交|采集|排查|摸排|报告"
    rf"|答题|提交答卷|创建){_DAY}"
)
_NAMED = r"[\u4e00-\u9fff]{0,10}(?:人员|旅客|乘客|居民|本人|群众|学生|来返人|返乡人|人)(?:的)?(?:姓名|名字)"
_NUMBERED = (
    r"(?:本人|人员|有效|居民|公民|个人|法定|旅客|来返人员|返乡人员)*"
    r"(?:身份证件|身份证|身份|证件|护照|通行证|居留证)+"
    r"(?:号码|号)?(?:或|和|及|与)?(?:其他|有效)?(?:身份证件|身份证|证件|护照|通行证)*(?:号码|号|编号)"
)
_TYPED = r"(?:有效|身份|本人)*(?:证件|身份证件|身份证明)(?:的)?(?:类型|种类|类别|名称)"
_PHONED = (
    r"(?:本人|个人|人员|旅客|常用|有效|来返人员|返乡人员)*(?:联系|手机|移动|电话|联络)+"
    r"(?:电话|手机|号码|方式|手机号|号)*"
)
_WHITHER = r"(?:目的地?|到达地?|抵达地?|返回地?|所在|所属|居住|落脚|前往|返乡|来返)?(?:的)?"
_TOWN = rf"{_WHITHER}(?:乡镇|镇街|镇办|街镇|乡镇街道|镇街道|街道)(?:名称)?"
_VILLAGE = rf"{_WHITHER}(?:行政)?(?:村社区|村居|村组|村|社区|村居委会)(?:名称)?"
# 返乡地址, 返汉后居住地, 目的地, 居家隔离地址: where they go, and not where they came from (返乡前住址)
_HOUSE = "(?:详细|具体|现|实际|居住|落脚|暂住|隔离|居家|监测)*(?:地址|地点|住址|住处|住所)|(?:居住|落脚|暂住|隔离)地"
_SETTLES = (
    rf"(?:到达|抵达|来返|[来返回到][\u4e00-\u9fff])[\u4e00-\u9fff]?后(?:的)?(?:{_HOUSE})"
    rf"|(?:返乡|返家|回乡|回家|来返|[来返回](?![源自访电函执程岗校工过前处])[\u4e00-\u9fff])(?:的)?(?:{_HOUSE}|目的地)"
    rf"|目的地(?:的)?(?:{_HOUSE}|名称)?|落脚(?:地|点)(?:的)?(?:地址)?"
    r"|(?:居家|在家)(?:隔离|健康监测|监测|观察|医学观察)(?:的)?(?:地|地址|地点|住址)"
)

# 途经地1, 第2段行程, 停留地三, 行程轨迹: places on the way, in as many columns as the form has
_ORDINAL = r"[0-9一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩]+"
_LEG = rf"第?{_ORDINAL}(?:段|站|程|个|处|次)?"
_STAYED = (
    r"(?:行程轨迹|活动轨迹|行动轨迹|途[经径]|途中(?:停留|经过)?|中途(?:停留)?|停留|逗留|旅居|中转|经停|经过|到过|去过|到访|行程|轨迹)"
    r"(?:的)?(?:地区|地点|地址|城市|地|省市县?|情况|轨迹|路线|史|详情|描述|说明)?"
)
_ON_THE_WAY = rf"(?:{_LEG}(?:的)?)?(?:近?{_ORDINAL}[天日](?:之?内)?(?:的)?)?{_STAYED}(?:{_LEG})?|{_LEG}(?:的)?(?:出发|到达|起始|起点|终点|目的|抵达)(?:地点?|城市)?"

COLUMNS: tuple[Column, ...] = (
    Column(
        "name", Text("姓名", "Name"),
        ("返乡人", "来返人", "人员", "被登记人", "旅客", "来人姓名", "名字", "人员姓名", "返乡人员姓名", "返汉人员姓名", "来返人员姓名", "旅客姓名", "name", "fullname"),
        10, needed=True, like=_NAMED, most=people.NAME_LETTERS,
    ),
    Column(
        "document_type", Text("证件类型", "Document type"),
        ("证件种类", "证件名称", "证件类别", "documenttype", "idtype"),
        12, ("居民身份证", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证",
             "外国人永久居留身份证", "其他"), like=_TYPED,
    ),
    Column(
        "document_number", Text("证件号码", "Document number"),
        ("身份证号", "身份证号码", "身份证", "证件号", "公民身份号码", "公民身份证号码", "居民身份证号",
         "居民身份证号码", "有效证件号码", "护照号", "护照号码", "idnumber", "documentnumber", "idno"),
        22, needed=True, like=_NUMBERED,
    ),
    Column(
        "phone", Text("手机号", "Phone"),
        ("手机", "手机号码", "联系电话", "电话", "电话号码", "联系方式", "本人电话", "联系手机",
         "phone", "mobile", "phonenumber", "telephone"),
        14, like=_PHONED,
    ),
    Column(
        "origin", Text("出发地", "From"),
        ("从何处来", "来自哪里", "从哪来", "来源地区", "来自地区", "始发城市", "出发省市", "出发省市县", "来源城市", "旅居地点", "务工所在地", "外出务工地", "离开地", "出发地详细地址", "返乡前居住地", "从何地返回", "始发地点", "出发地址",
         "来源地", "出发地点", "出发城市", "来自何地", "从何地来", "从哪里来", "始发地", "外出地", "旅居地",
         "务工地", "返乡前所在地", "返汉前所在地", "来返前所在地", "何地返回", "from", "origin", "departureplace"),
        26, like=_FROM,
    ),
    Column(
        "leaving", Text("离开出发地日期", "Left on"),
        ("何时离开", "何时出发", "何时启程", "何时动身", "离开日期", "出发日期", "出发时间", "离开时间", "启程日期", "离开出发地时间", "动身日期",
         "departuredate", "lefton", "leavingdate"),
        14, like=_LEAVES,
    ),
    Column(
        "arrival", Text("抵达日期", "Arrives on"),
        ("抵达", "返汉日期", "返汉时间", "到达日期", "到达时间", "抵达时间", "抵汉日期", "抵汉时间", "返乡日期",
         "返乡时间", "返回日期", "返回时间", "来返日期", "预计抵达日期", "预计到达日期", "入县日期",
         "arrival", "arrivaldate", "arriveson"),
        14, needed=True, like=_COMES,
    ),
    Column(
        "via", Text("途经地（地点@起~止;…）", "By way of (place@from~to;…)"),
        ("途经地区", "途经城市", "途经停留地", "中途停留地", "中转地点", "近14天旅居史", "近7天旅居史", "14天旅居史", "途中经过",
         "途经地", "途经", "途经地点", "途径地", "途径", "中转地", "途中停留地", "14天内旅居史", "7天内旅居史",
         "旅居史", "via", "byway"),
        34, like=_ON_THE_WAY,
    ),
    Column(
        "transport", Text("交通方式", "Transport"),
        ("来返方式", "返乡交通方式", "乘坐的交通工具", "到达方式", "来汉方式", "交通工具", "返乡方式", "返乡交通工具", "乘坐交通工具", "返汉方式", "出行方式", "transport"),
        10, ("飞机", "火车", "长途汽车", "自驾", "轮船", "其他"), like=_RIDES,
    ),
    Column(
        "vehicle", Text("车次/航班/车牌号", "Train, flight or plate"),
        ("车次航班或车牌", "车次航班或车牌号", "车次航班号", "车牌号码", "车牌号车次", "航班车次车牌号", "车牌车次", "车次车牌", "航班或车次",
         "车次", "航班", "车牌号", "车牌", "航班号", "车次航班", "车次航班车牌", "车次航班号", "航班车次",
         "车次或航班", "班次", "vehicle", "trainno", "flightno"),
        16, like=_VEHICLE,
    ),
    Column(
        "town", Text("目的乡镇", "Town"),
        ("目的地镇", "返回地镇", "返回镇", "到达镇", "镇名", "乡镇名", "目的乡", "乡", "乡镇", "镇", "目的镇", "所属乡镇", "所属镇", "所在镇", "镇街", "乡镇街道", "目的地乡镇", "居住乡镇",
         "返回乡镇", "town", "township"),
        12, like=_TOWN,
    ),
    Column(
        "village", Text("目的村(社区)", "Village"),
        ("目的地村社区", "到达村", "村名", "社区名", "行政村", "目的村", "村", "村社区", "社区", "所在村", "所属村", "村居", "目的地村", "居住村", "返回村",
         "目的社区", "所属村社区", "village"),
        16, like=_VILLAGE,
    ),
    Column(
        "address", Text("详细地址", "Address"),
        ("到达后住址", "目的地住址", "到达后居住地址", "返乡后居住地址", "隔离地址", "落脚点", "现居住地址", "居家地址", "家庭地址",
         "住址", "地址", "居住地址", "目的地址", "目的地详细地址", "现住址", "家庭住址", "居住详细地址",
         "具体地址", "address"),
        28, like=_SETTLES, most=people.ADDRESS_LETTERS,
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
        18, like=_FILED,
    ),
    Column(
        "method", Text("填报方式", "Filed by"),
        ("申报方式", "登记方式", "报备方式", "填报途径", "来源", "filedby", "method"),
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
KIND = intake.Kind(
    COLUMNS, header=[{"name", "document_number"}], many=3, row={"name", "document_number"},
    aside=ASIDE, parted=("origin", "address"), finer=("town", "village"), besides=OTHER_JOURNEY,
    leaves=_LEAVES_HERE, comes="arrival",
    headings=HEADINGS,
    several={"vehicle": "join", "via": "join", "remark": "join", "document_number": "fill", "origin": "further", "overseas": "further"},
)  # fmt: skip
FIELDS: tuple[str, ...] = tuple(column.field for column in COLUMNS)
TITLES: tuple[str, ...] = tuple(column.title.zh for column in COLUMNS)
BY_FIELD: dict[str, Column] = {column.field: column for column in COLUMNS}


def field_of(title: str) -> str | None:
    """The field that a title names, or None."""
    return KIND.field_of(title)
