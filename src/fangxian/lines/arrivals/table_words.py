"""Titles of columns and words in cells that tell whether what nobody understood could matter. A
closed list: what stands here says of nobody where they were or whom they met. Pure but for today's
date, by which a measure is over."""

from __future__ import annotations

import re
from datetime import date, datetime

from fangxian.ground.intake.api import Open, date_of, place_in, text_of, yes_or_no
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.lines.arrivals.grave_words import GRAVE, celsius

# who somebody is and lives with, what they do, what was done for them
HARMLESS = re.compile(
    r"(?:序号?|编号|排序|行号|顺序号?|no|id|答卷编号|提交答卷人|(?:填报|登记|申报)?(?:序列|流水)号?|来源详情|来自ip|所用时间|用时|总分|分数|ip(?:地址)?"
    r"|性别|男女|年龄|岁数|周岁|民族|族别|出生(?:年月日?|日期|地)?|生日|属相|籍贯|(?:户籍|户口)(?:所在)?(?:地(?:址|区)?|性质|类别)?|原籍|国籍|政治面貌|学历|文化程度|婚姻(?:状况|情况)?|血型"
    r"|.*(?:单位|公司|学校|院校|企业|部门|科室)(?:名称|全称|地址|电话|性质)?|职业|工种|职务|职称|岗位|行业|班级|年级|专业|学号|工号|身份(?:类别|类型)?|人员(?:类别|类型|性质|分类)|类别|类型|分类"
    r"|.*(?:联系人|联络人|监护人|负责人|责任人|包保|包联|网格员|网格长|填表人|填报人|登记人|申报人|上报人|报告人|审核人?|经办人?|核查人|排查人|录入人|采样人|接待人?|接送人?|医生|户主|房东|户长|组长|楼长|村干部|镇干部|干部|担保人?|领导).*"
    r"|(?:与|和|同)?(?:户主|本人|家长|申报人|填报人)?(?:的)?关系|家庭(?:成员|人口)数?|家中人口|人口数|户号|户编号|门牌号?|楼栋号?|楼号|单元号?|房号|房间号|小区|组别?|村组|网格(?:名称|编号|号)?|片区"
    r"|.*(?:车牌|车辆|车型|车号|座位|座次|车厢|座号|班次|车次|航班|驾驶).*|.*(?:疫苗|接种|针次|剂次|针数|剂数|加强针).*|是否(?:已)?打(?:过)?针"
    r"|(?:电子)?(?:邮箱|邮件)|e?mail|微信号?|qq号?|微博|昵称|.*(?:备用|紧急|应急|家庭|固定|亲属|家属).*(?:电话|手机|号码|方式)|邮编|邮政编码"
    r"|(?:籍贯|户籍|户口|原籍|出生地).*"
    r"|照片|图片|附件|头像|签名|签字|盖章|二维码|.*截图|.*上传"
    r"|.*(?:党员|团员|贫困|脱贫|低保|五保|特困|残疾|退役|军人|军属|退伍|独居|空巢|留守|孕妇|孕产|医保|社保|参保|户籍人口|常住人口|流动人口|志愿者).*"
    r"|是否(?:本人|代)(?:填报?|报|写|登记)?|是否(?:已)?(?:报备|申报|登记|填报|告知|签|签收|承诺|签订|知晓|同意).*|承诺.*|声明.*|知情.*|.*同意书|.*承诺书"
    r"|(?:最近|末次|上次)?(?:一次)?(?:核酸|采样|检测|抗原).*(?:时间|日期|次数|编号|单位)|是否(?:已)?(?:做|采|参加|完成|进行)(?:过|了)?(?:核酸|抗原|采样|检测).*|(?:核酸|采样|检测)(?:次数|日期|时间)"
    r"|(?:拟|预计|计划)?(?:停留|逗留|居住|返乡|在家|住)(?:时长|天数|时间)(?:天)?|(?:返乡|来返|来访|出行|外出|返回|到访|来汉|返汉|来县)?(?:原因|事由|目的|缘由|事项)|(?:管理|防控|处置|落实)(?:措施|方式|情况|状态|类型|开始.*|结束.*|起.*|止.*|期限)?"
    r"|状态|处理(?:情况|结果|意见|状态)|核查(?:情况|结果|状态|时间|日期)|反馈(?:情况|时间|单位)?|完成情况|落实情况|数据来源|信息来源|推送(?:单位|时间|日期|批次|编号|来源)|下发(?:单位|时间|日期|批次)|批次|更新时间|创建时间|创建人|修改时间|提交时间|提交者"
    r"|(?:所属)?(?:省|市|县|区|县区|地市)(?:份|级)?)"
)
# a title by which 是 is what one hopes for: 是否绿码, 核酸是否阴性
HOPED = re.compile(r"绿码|阴性|正常|健康(?!码|状)|无异常|合格|(?<![未没])解除|低风险")
COMPANIONS = re.compile(
    r"(?:同行|随行|陪同|同车|同乘|同来|同返|一同|一起|结伴)(?:的)?(?:返乡|来返|回来|返回)?(?:人员?|者|家属|亲属|亲友|家人|旅客|乘客|小孩|儿童|孩子)?(?:的)?(?:姓名|名字|名单|信息|情况|身份证(?:号码?)?|证件(?:号码?)?|号码)?\d*|(?:携带|带)(?:的)?(?:小孩|儿童|孩子|家属|人员)(?:姓名|身份证号?)?"
)
COMPANY_COUNT = re.compile(
    r"(?:同行|随行|同车|同来|同返|一同)(?:返乡|来返)?(?:人员?)?(?:人数|数量?|总数)"
)
# an answer that asks for nothing; 无锡 and 未央区 are none
GOOD = re.compile(
    r"(?:核酸|检测|抗原|结果|健康码|行程[卡码]|体温|身体|状况|情况|均|都|为|是|:|\s)*"
    r"(?:绿色?码?|阴性?|\(-\)|正常|良好|健康|低风险(?:地区|区)?|常态化?|不涉及|已(?:接种|完成|做|采)"
    r"|(?:否|没有?|无|不|非|不是|no?|false|[×✗✘x])(?:\s*[(,。;].*)?"
    r"|[无没未](?:有|见|任何|以上|上述|境外|接触|症状|异常|不适|旅居|风险|此|相关|中|高|密|外出|出行|发现|检出|去|到|途经|经过|离开|发热).{0,14})",
    re.IGNORECASE,
)
BOXES = re.compile(r"[√✓✔☑■✅□☐◯▢☒]")
POSITIVE = re.compile(r"\(?\++\)?|阳\+?")
MEASURES = re.compile(rf"{places.any_word('measure')}|解除")
RELEASED = re.compile(r"(?<![未没应拟计])解除")
CONTACT = re.compile(
    r"接触|暴露|发热|发烧|症状|境外|入境"
)  # titles under which a day matters as well
FIGURES = re.compile(r"[\d\s.,:/\\\-~年月日时分号()+%个人次天岁℃°cC]*")
APART = re.compile(r"[;；|、@＠“”\r\n]+")  # what would make several stays of one
TEMPERATURE = re.compile(places.any_word("temperature"))
# a title under which 是 is a fever
FEVERISH = re.compile(r"发[热烧]|异常|偏高|超")
READINGS = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
NO_READING = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?|\d{1,4}[年月日号时点分]|\d{4}-\d{1,2}-\d{1,2}|[一二三]次|第[一二三]"
)
ABOUT_READINGS = re.compile(
    r"[\s/、,，;；~至到:()\-—℃℉°cCfF度]|上午|下午|早[上晨]?|中午|晚[上间]?|[额腋耳体]温|摄氏|[均为是测量]|正常"
)


def harmless(title: str) -> bool:
    """Whether a column of this title says nothing that matters. A title that names what is grave
    (是否与确诊病例同航班) is none, whatever else it speaks of."""
    return (
        bool(HARMLESS.fullmatch(title)) and not GRAVE.search(title) and not MEASURES.search(title)
    )


def matters(title: str, cell: object, fever: float) -> bool:
    """Whether a cell of a column that nobody understood could be about where somebody was or whom
    they met. `title` in its plain form; `fever`: from how many degrees on a temperature matters."""
    said = place_in(cell)  # 不详 is no no
    if not said:
        return False
    if POSITIVE.fullmatch(said):
        return True
    good = bool(GOOD.fullmatch(said)) or (bool(BOXES.search(said)) and yes_or_no(said) == "no")
    if HOPED.search(title) and (answer := yes_or_no(said)) in ("yes", "no"):
        return answer == "no"
    if TEMPERATURE.search(title):
        return _temperature_matters(title, said, fever)
    if good or (RELEASED.search(f"{title}{said}") and _past(said)):
        return False
    grave = GRAVE.search(title) or CONTACT.search(title) or MEASURES.search(title)
    return bool(grave) or said == "1" or not FIGURES.fullmatch(said)


def _temperature_matters(title: str, said: str, fever: float) -> bool:
    """Whether what stands under a temperature is a fever, or cannot be read: each of several
    readings counts (36.8/38.1), in °C or °F; 是 is one where the title asks for a fever."""
    answer = yes_or_no(said)
    if FEVERISH.search(title) and answer in ("yes", "no"):
        return answer == "yes"
    text = re.sub(r"(\d{2})度(\d)", r"\1.\2", NO_READING.sub(" ", said))
    readings = [celsius(float(one)) for one in READINGS.findall(text)]
    if any(one is None or one >= fever for one in readings):
        return True
    if not readings:
        return not GOOD.fullmatch(said)
    return bool(ABOUT_READINGS.sub("", READINGS.sub("", text)))


def _past(said: str) -> bool:
    """Whether a cell names a day, and none that is still to come."""
    day = date_of(RELEASED.sub("", said).strip("已于在的隔离管控,，:： 。()"))
    held = day.near(clock.today()) if isinstance(day, Open) else day
    if isinstance(held, datetime):
        held = held.date()
    return isinstance(held, date) and held <= clock.today()


def quoted(title: str, cell: object, most: int = 100) -> str:
    """A column and what it says, as one stay that names no place."""
    return f"“{title}”写着{APART.sub(',', text_of(cell))[:most]}"
