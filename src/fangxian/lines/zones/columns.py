"""The columns of a simple list, named here once: for the reader, the page and the refusals."""

from __future__ import annotations

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Column
from fangxian.ground.places import api as places
from fangxian.kernel.text import Text
from fangxian.lines.zones.titles import NAMES, TITLES

SIMPLE = intake.Kind(
    [
        Column(
            "level",
            TITLES["level"],
            (
                "风险等级",
                "等级",
                "风险级别",
                "风险",
                "类型",
                "风险类型",
                "风险类别",
                "区域类型",
                "区域类别",
                "管控类型",
                "管控级别",
                "管控等级",
                "区域等级",
            ),
        ),
        Column(
            "place",
            TITLES["place"],
            (
                "地点",
                "区域",
                "风险区",
                "风险区域",
                "风险地区",
                "area",
                "名称",
                "区域名称",
                "具体地点",
                "具体位置",
                "具体区域",
                "详细地址",
            ),
            like=r"[中高低、]*风险(?:地区|区域?|点)(?:名称|范围|名单)?|(?:具体|详细|所在)?(?:地点|范围|位置|地址|区域)(?:名称|范围|描述|说明)?|区域范围",
        ),
        Column("province", Text("省", "province"), ("省份", "省市", "省(区、市)", "省级")),
        Column("city", Text("市", "city"), ("地市", "地级市", "市州", "城市", "市(州)", "市级")),
        Column(
            "county",
            Text("区县", "county"),
            (
                "县",
                "区",
                "县区",
                "县市区",
                "区市县",
                "县(市、区)",
                "区(县)",
                "县(区)",
                "区(市、县)",
                "县级",
                "所在县",
                "所在区",
                "所在县区",
                "所在区县",
                "所在县市区",
                "所属县",
                "所属区县",
                "所属县区",
                "所属县市区",
            ),
        ),
        Column(
            "finer",
            Text("街道、小区", "street, estate"),
            (
                "街道",
                "乡镇",
                "镇",
                "乡",
                "村",
                "社区",
                "小区",
                "点位",
                "门牌号",
                "村社区",
                "村居",
                "自然村",
                "村组",
                "楼栋",
                "单元",
            ),
            like=r"(?:所在|所属|具体|详细|涉及)?(?:乡镇|镇街?|街镇|街道|乡|行政村|自然村|村|社区|小区|村居|居委会?|点位|场所|楼栋)(?:办事处|办|或|及|和)?"
            r"(?:乡镇|镇|街道|社区|小区|村组?|楼栋|场所|点位|地址|地点|名称|具体地[点址]|详细地址)*",
        ),
        Column(
            "begin",
            TITLES["begin"],
            (
                "开始",
                "起始",
                "开始日期",
                "起始日期",
                "列入日期",
                "列入时间",
                "调整日期",
                "自",
                "start",
                "起始时间",
                "开始时间",
                "划定时间",
                "划定日期",
                "生效时间",
                "生效日期",
            ),
        ),
        Column(
            "end",
            TITLES["end"],
            (
                "结束",
                "截止",
                "结束日期",
                "截止日期",
                "解除日期",
                "解除时间",
                "至",
                "结束时间",
                "截止时间",
                "终止时间",
                "终止日期",
                "解封时间",
                "解封日期",
            ),
        ),
        Column("document", TITLES["document"], ("文件", "依据", "来源文件")),
    ],
    # a level or a day may stand over the rows, in a heading or the title
    header=[
        {"level", "place", "begin"},
        {"level", "county", "begin"},
        {"level", "city", "begin"},
        *(
            {one, other}
            for one in ("place", "finer", "county", "city")
            for other in ("level", "begin", "province", "city", "county", "document")
            if one != other
        ),
    ],
    row={"level", "place"},
    headings=places.any_word("level_heading"),
    several={"place": "further", "finer": "further"},
    aside=intake.ADDED,
)

# whose words, one behind another, are one place; below the county in the order of the columns
REGION = ("province", "city", "county")
WITHIN = ("place", "finer")


def simple_columns() -> Text:
    """The titles of a simple list's columns, in order, as a person would write them."""
    return NAMES
