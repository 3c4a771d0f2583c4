"""What to ask somebody of whom something is not known, the gravest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fangxian.ground.places import api as places
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.doubts import Doubt, MayBe

LEVELS = {
    "high": Text("高风险", "high risk"),
    "medium": Text("中风险", "medium risk"),
    "low": Text("低风险", "low risk"),
}
NO_QUESTION = Text("", "")
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
    return KINDS[kind if text or kind == "overseas" else "missing"](text)


def _is_it(found: MayBe) -> Text:
    """The gravest of the places that the name may mean."""
    name, level = places.full_name(found.place), LEVELS.get(found.level)
    risk = Text(f"({level.zh})", f" ({level.en})") if level else NO_QUESTION
    return Text(
        f"是否来自 {name}{risk.zh}?申报只写“{found.text}”。",
        f"Was it {name}{risk.en}? The declaration only says “{found.text}”.",
    )


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
    "ambiguous": lambda text: Text(
        f"请问清“{text}”是哪个市的,有几处同名。",
        f"In which city is “{text}”? Several places have the name.",
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
