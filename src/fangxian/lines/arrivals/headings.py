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
from fangxian.lines.arrivals.negations import no_stay
from fangxian.lines.arrivals.where import Where

NAMES = {
    "title": "表格标题",
    "heading": "分组标题",
    "footer": "表尾说明",
    "sheet": "工作表名",
    "cover": "封面说明",
}
CLAUSES = re.compile(r"[。;；!！?？\r\n]+")
INSTRUCTS = re.compile(places.any_word("instructs"))
OF_ALL = re.compile(places.any_word("of_all"))
SIGNED = re.compile(places.any_word("signed"))
NOBODY = re.compile(places.any_word("nobody"))
PEOPLE = re.compile(places.any_word("people"))
MIXED = re.compile(places.any_word("mixed"))
# whose list it is, and where people go to: no place where they were
ORGAN = re.compile(rf"[^,，、。;； \u3000]{{0,14}}?(?:{places.any_word('organ')})")
WHITHER = re.compile(rf"(?:{places.any_word('whither')})$")
COUNTRIES = frozenset(places.cell_words("country_latin"))
FORM = re.compile(places.any_word("form"))
RISK_AREAS = re.compile(places.any_word("risk_areas"))
OUTSIDE = re.compile(places.any_word("outside_of"))
MANY_WAYS = re.compile(places.any_word("many_ways"))
LEVELS = dict(zip(places.cell_words("level"), (2, 4, 6), strict=True))
JOINED = re.compile(places.any_word("joined"))
EACH = re.compile(places.any_word("each"))
AWAY = frozenset(places.cell_words("away"))
# 一、城关镇: behind it a name begins
NUMBER = re.compile(places.any_word("numbered_heading"))


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
    for clause in CLAUSES.split(SIGNED.sub("", NUMBER.sub("", line.text))):
        if not _speaks(clause, line.where):
            continue
        grave = (
            grave or grave_words.unclear(clause) or grave_words.grave_of_all(_without_form(clause))
        )
        abroad = abroad or _abroad(clause)
        beyond = _outside(clause, home)
        outside = outside or beyond
        found = [
            one
            for one in places.mentions(clause)
            if _been(clause, one, home) and not (beyond and clause[one.start : one.end] in AWAY)
        ]
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
    return home[: LEVELS.get(found["level"] or found["of"], len(home))]  # 外地: outside the county


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
