"""What to ask somebody of whom something is not known, the gravest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.screening.api import Doubt, MayBe

LEVELS = {
    "high": Text("高风险", "high risk"),
    "medium": Text("中风险", "medium risk"),
    "low": Text("低风险", "low risk"),
}
NO_QUESTION = Text("", "")
MOST_NAMED = 4  # of the places that go by a name
BETWEEN = "离开后至抵达前"  # the words of a stay of which nobody said anything


def questions(doubt: Doubt | None) -> Text:
    """先问:是否来自 北京市朝阳区(高风险)? And what else is to be asked; empty when all that
    matters is known."""
    if doubt is None:
        return NO_QUESTION
    said = list(_asked(doubt))
    return Text(
        "先问:" + " ".join(one.zh for one in said),
        "Ask first: " + " ".join(one.en for one in said),
    )


def _asked(doubt: Doubt) -> Iterator[Text]:
    if doubt.possible:
        yield _is_it(doubt.possible)
    for one in doubt.asked:
        if not (doubt.possible and one == ("ambiguous", doubt.possible.text)):
            yield question_of(one.kind, one.text)


def question_of(kind: str, text: str) -> Text:
    """What to ask of one thing that is not known, in the words that were given for it."""
    if text == BETWEEN:
        return KINDS["between"](text)
    if kind in PLACED and (former := places.former_in(text)):
        return _former(former)
    if kind == "ambiguous" and len(meant := places.candidates(text)) == 1:
        return _meant(text, places.full_name(meant[0]))
    if kind == "place" and places.is_no_name(text):
        return KINDS["unread"](text)
    return KINDS[kind if text or kind == "overseas" else "missing"](text)


def _meant(text: str, name: str) -> Text:
    """Of words that hold one name (有上海旅居史): whether it is meant."""
    return Text(
        f"“{text}”没有读懂:请问清说的是不是{name}、本人到过没有。",
        f"“{text}” was not understood: is {name} meant, and were they there?",
    )


def _is_it(found: MayBe) -> Text:
    """The gravest of the places that the name may mean."""
    name, level = places.full_name(found.place), LEVELS.get(found.level)
    risk = Text(f"({level.zh})", f" ({level.en})") if level else NO_QUESTION
    if former := places.former_in(found.text):
        said = _former(former)
        return Text(f"{said.zh}{risk.zh}", f"{said.en}{risk.en}")
    return Text(
        f"是否来自 {name}{risk.zh}?申报只写“{found.text}”。",
        f"Was it {name}{risk.en}? The declaration only says “{found.text}”.",
    )


def _which(text: str) -> Text:
    """Of which province and city each of the places of a name is: 北京市、辽宁省朝阳市."""
    codes = places.candidates(text)[:MOST_NAMED]
    named = [places.full_name(code) for code in codes]
    if len(named) < len(("one", "another")):
        return NO_QUESTION
    return Text(f"({'、'.join(named)})", f" ({', '.join(named)})")


def _former(was: places.Former) -> Text:
    """闸北区 2015 年并入静安区:请确认现在属静安区的哪个街道、镇. Not the same as a name of which
    there are several, or which no place has."""
    names = [places.name_of(code) or code for code in was.now]
    if len(names) > 1:
        heirs = "、".join(names)
        return Text(
            f"{was.name} {was.year} 年撤销,分入{heirs}:请问清现在属哪个区县、哪个街道或镇。",
            f"{was.name} was dissolved in {was.year} into {heirs}: ask in which of them, and in "
            "which street or town, it lies today.",
        )
    [heir] = names
    became = "改为" if _renamed(was) else "并入"
    return Text(
        f"{was.name} {was.year} 年{became}{heir}:请确认现在属{heir}的哪个街道、镇。",
        f"{was.name} has been part of {heir} since {was.year}: ask which street or town of "
        f"{heir} it is today.",
    )


def _renamed(was: places.Former) -> bool:
    """A county became a district, a city took another name; 闸北区 was joined to another."""
    return was.name.endswith("县") or len(was.now[0]) == len("4206")


PLACED = frozenset({"place", "ambiguous", "finer"})
KINDS: dict[str, Callable[[str], Text]] = {
    "missing": lambda text: Text(
        "请问清出发地(省、市、县、镇)和离开日期,申报没有写。",
        "Where did the journey begin (province, city, county, town), and when? It was not said.",
    ),
    "between": lambda text: Text(
        f"请问清{text}那些天住在哪里(省、市、县、镇),申报没有写。",
        "Where were they in the days between leaving and arriving? It was not said.",
    ),
    "place": lambda text: Text(
        f"请问清“{text}”是哪里(省、市、县、镇),没有找到这个地名。",
        f"Which place is “{text}” (province, city, county, town)? No place has that name.",
    ),
    "unread": lambda text: Text(
        f"“{text}”没有读懂:请问清指什么,到过哪里(省、市、县、镇)。",
        f"“{text}” was not understood: what is meant, and where were they (province, city, county)?",
    ),
    "ambiguous": lambda text: Text(
        f"请问清“{text}”是哪一个,有几处同名{_which(text).zh}。",
        f"Which “{text}” is it? Several places have the name{_which(text).en}.",
    ),
    "finer": lambda text: Text(
        f"请问清“{text}”在哪个县(市、区)、镇,只认出前一半。",
        f"In which county and town is “{text}”? Only its beginning was recognised.",
    ),
    "overseas": lambda text: Text(
        "请问清是否从境外来、哪天入境:入境一栏与出发地、入境日期不符。",
        "Did they come from abroad, and when did they enter? The answers contradict each other.",
    ),
}


def where_exactly(stay: policy.Stay) -> Text:
    """您5月3日–5月6日在郑州市高新区住在哪个小区、街道?"""
    zh, en = _days(stay.start, stay.end)
    name = stay.text if stay.text and not stay.text.isascii() else places.full_name(stay.place)
    return Text(
        f"您{zh}在{name}住在哪个小区、街道?",
        f"In which compound and street of {name} did you stay {en}?",
    )


def _days(start: date | None, end: date) -> tuple[str, str]:
    if start is None:
        return f"{_day(end)}离开以前", f"until {end.isoformat()}"
    if start == end:
        return _day(end), f"on {end.isoformat()}"
    return f"{_day(start)}–{_day(end)}", f"from {start.isoformat()} to {end.isoformat()}"


def _day(day: date) -> str:
    """A day as people say it; the year where it is not this one."""
    year = "" if day.year == clock.today().year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"
