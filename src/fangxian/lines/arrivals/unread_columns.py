"""What a cell of a column that nobody understood could mean for where somebody was or whom they met.

A title that says of nobody where they were (性别, 联系人) is let be, unless its cell says what is grave. Of
those, titles under which a place is no stay are exempt: where somebody is registered or was born (户籍地址),
by whom they are employed (工作单位: a firm's name says where the firm is, its address does not), who else
is to be called, what a vehicle's plate or a vaccine says. Under all others (省份, 人员类别, 学校, 返乡原因) a
place elsewhere, or an entry from abroad, that the journey does not say is verified."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from fangxian.ground.intake import api as intake
from fangxian.ground.places import api as places
from fangxian.lines.arrivals import grave_words, headings, other_columns, table_words
from fangxian.lines.arrivals.columns import KIND
from fangxian.lines.arrivals.other_columns import Found
from fangxian.lines.arrivals.where import Where

EXEMPT = re.compile(places.any_word("exempt"))
SAMPLED = re.compile(places.any_word("sampled"))
SCHOOL = re.compile(places.any_word("school"))
AWAY = re.compile(places.any_word("no_county_has"))
HOME_TITLE = re.compile(places.any_word("home_title"))
WIDE = len("6109")  # a short name that begins a cell is a province's or a city's (平安 is well)
LEVEL = re.compile(places.any_word("level_title"))
HERE = re.compile(places.any_word("here"))
OUTSIDE = re.compile(places.any_word("outside"))


class Look(NamedTuple):
    """How places are looked up, the county's prefix, and from how many degrees on is a fever."""

    lookup: Callable[[str], Where]
    home: str
    fever: float


def weigh(label: str, title: str, cell: Any, look: Look) -> Found | None:
    """What a cell says that a row has to answer; None for nothing. `title`: the label's, plain. One
    more column of a field that has one says the same of the person, but for its places."""
    said = intake.place_in(cell)
    if not said or KIND.speaks_of_other(label):
        return None
    field = KIND.field_of(intake.title_in(label))
    if LEVEL.fullmatch(title):
        return _level(said, look)
    if HOME_TITLE.fullmatch(title) and (found := _under_harmless(title, said, look)):
        return found
    if HOME_TITLE.fullmatch(title) and _at_home(said, look.home):
        return None
    if table_words.of_what_was_done(title) or table_words.harmless(title):
        return _under_harmless(title, said, look)
    if field and field not in ("address", "origin", "via", "remark", "overseas"):
        return other_columns.said_of(field, said, look.home)
    return Found(said, (), abroad=False, grave=True) if _matters(field, title, cell, look) else None


def _at_home(said: str, home: str) -> bool:
    """Whether an address is one of the county, or only that of a house."""
    return places.find_in(home, said) is not None or places.tail_of(said).unread < 0


def _matters(field: str | None, title: str, cell: Any, look: Look) -> bool:
    """Whether it could matter at all; an address does where it is elsewhere."""
    if not table_words.matters(title, cell, look.fever):
        return False
    where = look.lookup(intake.place_in(cell)).all
    if all(one.code.startswith(look.home) for one in where):
        return False
    return field != "address" or any(
        one.code and not look.home.startswith(one.code) for one in where
    )


def _under_harmless(title: str, said: str, look: Look) -> Found | None:
    home = look.home
    if table_words.of_what_was_done(title):
        rest = table_words.besides_what_was_done(said)
        grave = table_words.graver(rest, look.fever)
        return Found(said, (), abroad=False, grave=True) if grave else _elsewhere(rest, home)
    if grave_words.grave_in(said):
        return Found(said, (), abroad=False, grave=True)
    if SCHOOL.search(title):
        return _school(said, home)
    if EXEMPT.search(title) and not SAMPLED.search(title):
        return None
    return _elsewhere(said, home)


def _elsewhere(said: str, home: str) -> Found | None:
    """A place elsewhere, or an entry from abroad, that a cell names."""
    found = other_columns.said_of("", said, home)
    if OUTSIDE.search(said) and not (found and found.named):
        abroad = bool(found and grave_words.abroad(said))
        return Found(said, (), abroad, grave=False, outside=_outside(said, home))
    named = not found and other_columns.HAN.match(said)
    held = places.resolve_name(said) if named else None  # 上海疫情返乡, 上海市第六人民医院
    if held is None or len(held.code) > WIDE or other_columns.beside(held.code, home):
        return found
    return Found(said, ((held.code,),), abroad=False, grave=False)


def _school(said: str, home: str) -> Found | None:
    """A school elsewhere, by its name or by its being none that a county has."""
    held = places.resolve_name(said)
    if held is None:
        city = home[: len("6109")]  # a university is in none of its counties
        away = AWAY.search(said)
        return Found(said, (), abroad=False, grave=False, outside=city) if away else None
    if other_columns.beside(held.code, home):
        return None
    return Found(said, ((held.code,),), abroad=False, grave=False)


def _level(said: str, look: Look) -> Found | None:
    """The province, city or county that a column of its own says; of what is not said."""
    if HERE.fullmatch(said):
        return None
    if OUTSIDE.fullmatch(said):
        return Found(said, (), abroad=False, grave=False, outside=_outside(said, look.home))
    where = look.lookup(said)
    codes = [(one.code,) if one.code else one.candidates for one in where.all]
    named = tuple(
        some
        for some in codes
        if not some or not any(other_columns.beside(code, look.home) for code in some)
    )
    return Found(said, named, abroad=False, grave=not all(named)) if named else None


def _outside(said: str, home: str) -> str:
    """The division outside which 省外, 市外, 外地 lie."""
    return home[: next((n for word, n in headings.LEVELS.items() if word in said), len(home))]
