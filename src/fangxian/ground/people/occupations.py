"""Callings that raise the risk of carrying or catching, as data: code → words, and the
words by which files name them. The codes are what is kept."""

from __future__ import annotations

from typing import NamedTuple

from fangxian.kernel.text import Text


class Occupation(NamedTuple):
    label: Text
    said: tuple[str, ...]


OCCUPATIONS: dict[str, Occupation] = {
    "migrant_worker": Occupation(
        Text("外出务工", "Migrant worker"), ("务工", "打工", "农民工", "返乡人员")
    ),
    "truck_driver": Occupation(Text("货运司机", "Truck driver"), ("货车", "货运", "大车司机")),
    "courier": Occupation(Text("快递物流", "Courier and logistics"), ("快递", "物流", "外卖")),
    "cold_chain": Occupation(Text("冷链从业", "Cold chain"), ("冷链", "冷库", "冻品")),
    "port_worker": Occupation(Text("口岸从业", "Port of entry"), ("口岸", "港口", "机场地勤")),
    "health_worker": Occupation(Text("医务人员", "Health worker"), ("医生", "护士", "医务")),
    "quarantine_site": Occupation(
        Text("隔离点工作人员", "Quarantine site staff"), ("隔离点", "隔离场所")
    ),
    "transport": Occupation(
        Text("客运从业", "Passenger transport"), ("客运", "出租", "网约车", "公交")
    ),
    "market": Occupation(Text("农贸商超", "Markets and shops"), ("农贸", "商超", "超市")),
    "teacher": Occupation(Text("教职工", "School staff"), ("教师", "老师", "教职")),
    "student": Occupation(Text("学生", "Student"), ("学生", "大学生")),
    "elder_care": Occupation(Text("养老机构人员", "Elder care"), ("养老", "敬老院", "福利院")),
}


def code_of(said: str) -> str | None:
    """The code for a calling as a file names it."""
    plain = said.strip()
    if plain in OCCUPATIONS:
        return plain
    for code, occupation in OCCUPATIONS.items():
        if plain == occupation.label.zh or any(word in plain for word in occupation.said):
            return code
    return None
