"""The words under which a person's facts may be written: the template's columns, and English."""

from __future__ import annotations

from collections.abc import Mapping


def _words(table: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in (name, *words.split())}


KEYS = _words(
    {
        "on": "date as_of screened_on 研判日期 日期",
        "at": "destination place 目的地 目的县 目的区划",
        "disease": "病种",
        "arrival": "arrival_date arrived arrives 抵达日期 到达日期",
        "overseas": "is_overseas abroad inbound 是否入境 入境",
        "entry": "entry_date entered 入境日期",
        "origin": "origin_place departure departure_place from_place 出发地",
        "leaving": "leaving_date left departure_date departed 离开出发地日期 出发日期 离开日期",
        "stays": "itinerary via 途经地 途经 行程",
        "listings": "risk_areas 风险区 风险区名单",
        "category": "contact_category 接触类别 类别",
        "last_exposure": "last_exposure_date exposure 末次暴露日 末次暴露日期 末次接触日期",
    }
)
STAY_KEYS = _words(
    {
        "place": "code name place_code text 地点",
        "from": "start begin from_date 起",
        "to": "end until to_date 止",
    }
)
LISTING_KEYS = _words(
    {
        "level": "risk_level 等级 风险等级",
        "place": "code name place_code text 地点",
        "from": "start listed_from first_seen from_date 起",
        "to": "end listed_to last_seen to_date 止",
        "exact": "精确",
        "city_kind": "城市类别",
    }
)
LEVELS = {
    **dict.fromkeys(("high", "高", "高风险", "高风险区", "高风险地区"), "high"),
    **dict.fromkeys(("medium", "middle", "中", "中风险", "中风险区", "中风险地区"), "medium"),
    **dict.fromkeys(("low", "低", "低风险", "低风险区", "低风险地区"), "low"),
}
YES = {"true", "1", "yes", "y", "是", "有", "对"}
NO = {"", "false", "0", "no", "n", "否", "无", "没有"}
# The rest of the template's columns say nothing that a table asks for.
IGNORED = frozenset(
    [
        "姓名",
        "证件类型",
        "证件号码",
        "手机号",
        "交通方式",
        "车次/航班/车牌号",
        "目的乡镇",
        "目的村(社区)",
        "详细地址",
        "填报时间",
        "填报方式",
        "备注",
        "name",
        "document",
        "phone",
        "note",
        "title",
        "expect",
    ]
)
