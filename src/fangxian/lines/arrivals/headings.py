"""What a title, a heading between rows, a footer, the name of a sheet or a cover says of all the rows
under it: a place (5月8日上海返汉人员), an entry from abroad, or what is grave. Rows that say it themselves
are answered; the others are verified. How a form is to be filled in (请如实填写旅居史) says nothing of
anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from fangxian.ground.intake.api import Line
from fangxian.ground.places import api as places
from fangxian.lines.arrivals import grave_words
from fangxian.lines.arrivals.denials import no_stay
from fangxian.lines.arrivals.where import Where

NAMES = {"title": "表格标题", "heading": "分组标题", "footer": "表尾说明", "sheet": "工作表名", "cover": "封面说明"}  # fmt: skip
CLAUSES = re.compile(r"[。;；!！?？\r\n]+")
# how the form is to be filled in, or what would be if
INSTRUCTS = re.compile(
    r"请(?!假)|填写|填表说明|填报(?:要求|说明|范围)|须|务必|应(?:当|如实|及时)|如实|如有|若|是否|凡|例如|示例|不得|包括|指的是|法律责任|承诺"
)
# who is spoken of as a whole
OF_ALL = re.compile(
    r"(?:以上|以下|上述|下列|上列|所列|表内|表中|本表|此表|名单(?:内|中|上)?)[^,，]{0,8}(?:人|者|均|都|全|系|为|从|自|来|返)"
    r"|(?:人员|人|者)(?:均|都|全部|全是|皆)|^(?:均|都|全部|皆)"
)
SIGNED = re.compile(
    r"(?:填表|填报|制表|审核|复核|经办|统计|上报|报送|校对|审批|负责|联系|主管|签发|联络)(?:人|者|员|领导)\s*[:：]\s*[^\s,，;；。]{1,8}"
)
NOBODY = re.compile(r"[:： (（]*(?:无|没有|零|0)\s*人?[)）]?\s*$")
PEOPLE = re.compile(r"人员|名单|来返|返|均|都|全部|以上|以下|上述|下列|旅居|回来|到来")
MIXED = re.compile(r"(?:境|国)内|[省市县]外|外[省市县]|国内外|境内外|(?:是否|有无)")
# whose list it is, and where people go to: no place where they were
ORGAN = re.compile(
    r"[^,，、。;； 　]{0,14}?(?:疾控|卫健|卫生|公安|大数据|指挥部|防控办|防办|政府|委员会|局|办公室|专班|海关|医院|工作组|人社|中心)"
)
WHITHER = re.compile(r"(?:前往|赴|发往|去往|返回|回到|抵达|拟去|要去)$")
COUNTRIES = frozenset(places.cell_words("country_latin"))
# the name of a form, which a county uses day by day; 名单 is a list of certain people
FORM = re.compile(
    r"(?:登记|摸排|排查|统计|汇总|信息|情况|明细|一览|报备|核查)表|台账|花名册|报表|模板"
)
RISK_AREAS = re.compile(r"(?:中?高|高?中|中、高)风险地?区")
OUTSIDE = re.compile(
    r"(?:(?P<level>[省市县])外|外(?P<of>[省市县]))(?!.*(?:前往|赴))(?:$|[^,，]{0,6}?(?:返|回|来|入|抵|到|务工|旅居|人员))"
)
MANY_WAYS = re.compile(
    r"境外|国外|内外|[省市县]内|(?:是否|有无)|外.*[省市县]外|[省市县]外.*外[省市县]"
)
LEVELS = {"省": 2, "市": 4, "县": 6}
JOINED = re.compile(r"[、,，/和及与或\s]+")
EACH = re.compile(r"均|都|途[经径]|中转|转|再到|全部")


@dataclass(frozen=True)
class SaidOfAll:
    """Of all rows: the places (as the codes that each may be) of which a row is to name every one,
    or with `either` one; `open`: it cannot be answered by a place that a row names."""

    text: str
    named: tuple[tuple[str, ...], ...]
    either: bool
    abroad: bool
    open: bool
    outside: str = ""  # all were outside this division

    def answered(self, known: Iterable[Where], overseas: str | None) -> bool:
        """Whether a row says it itself. `known`: the places that the row names."""
        if self.open or (self.abroad and overseas != "yes"):
            return False
        held = [one.code for one in known if one.code]
        if self.outside and all(code.startswith(self.outside) for code in held):
            return False
        covered = [any(near(code, one) for code in codes for one in held) for codes in self.named]
        return any(covered) if self.either and covered else all(covered)


def said_of_all(line: Line, home: str) -> SaidOfAll | None:
    """What a line says of all its rows; None where that is nothing."""
    named: list[tuple[str, ...]] = []
    either = abroad = grave = False
    outside = ""
    for clause in CLAUSES.split(SIGNED.sub("", line.text)):
        if not _speaks(clause, line.where):
            continue
        grave = (
            grave or grave_words.unclear(clause) or grave_words.grave_of_all(_without_form(clause))
        )
        abroad = abroad or _abroad(clause)
        outside = outside or _outside(clause, home)
        found = [one for one in places.mentions(clause) if _been(clause, one, home)]
        either = either or (_listed(clause, found) and not EACH.search(clause))
        named += [one.codes for one in found]
    abroad = abroad or any(not codes for codes in named)
    inland = tuple(codes for codes in named if codes)
    if not (inland or abroad or grave or outside):
        return None
    return SaidOfAll(line.text, inland, either, abroad, grave, outside)


def _speaks(clause: str, where: str) -> bool:
    if NOBODY.search(clause):
        return False
    if where == "cover" and not PEOPLE.search(clause):
        return False
    return not INSTRUCTS.search(clause) or bool(OF_ALL.search(clause))


def _without_form(clause: str) -> str:
    """A clause without the risk areas that are only in a form's name (中高风险地区来返人员登记表): where
    its people were is decided row by row by the lists."""
    if not FORM.search(clause) or OF_ALL.search(clause):
        return clause
    return RISK_AREAS.sub("", clause)


def _abroad(clause: str) -> bool:
    return not MIXED.search(clause) and grave_words.abroad(clause)


def _outside(clause: str, home: str) -> str:
    """The division outside which a clause says that all were (省外返回, 外省来); "" for none. One that
    names several ways of being outside (省外(境外), 省内外) is the form of all of them."""
    found = OUTSIDE.search(clause)
    if (
        found is None
        or MANY_WAYS.search(clause)
        or grave_words.DENIED.search(clause[: found.start()])
    ):
        return ""
    return home[: LEVELS[found["level"] or found["of"]]]


def _been(clause: str, one: places.Mention, home: str) -> bool:
    """Whether a place that a clause names is where its people were."""
    before, behind = clause[: one.start], clause[one.end :]
    if no_stay(before, behind):
        return False
    if ORGAN.match(behind) or WHITHER.search(before):
        return False
    if not one.codes:
        latin = clause[one.start : one.end].strip()
        if latin.isascii() and latin.lower() not in COUNTRIES:
            return False  # Sheet1, Report, Export: a word of the program's, and no place
        return not MIXED.search(clause)
    here = [near(code, home) for code in one.codes]
    return not (all(here) if one.each else any(here))


def _listed(clause: str, found: list[places.Mention]) -> bool:
    """Whether several places are named as one or the other (上海、北京返乡人员)."""
    between = (clause[one.end : other.start] for one, other in pairwise(found))
    return len(found) > 1 and all(JOINED.fullmatch(said) for said in between)


def near(one: str, other: str) -> bool:
    """Whether of two places one lies in the other."""
    return one.startswith(other) or other.startswith(one)
