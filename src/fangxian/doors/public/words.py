"""Headings, choices and the last look before handing in."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.doors.public import cells, checks, whereabouts
from fangxian.doors.public.drafts import Draft
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.text import Text

KINDS = (
    ("resident_id", Text("居民身份证", "Resident identity card")),
    ("passport", Text("护照", "Passport")),
    ("hk_macau_permit", Text("港澳居民来往内地通行证", "Hong Kong/Macau permit")),
    ("taiwan_permit", Text("台湾居民来往大陆通行证", "Taiwan permit")),
    ("foreign_permanent", Text("外国人永久居留身份证", "Foreign permanent resident card")),
    ("other", Text("其他证件", "Another document")),
)
TRANSPORTS = (
    ("", Text("还不确定", "Not sure yet")),
    ("火车", Text("火车", "Train")),
    ("长途汽车", Text("长途汽车", "Coach")),
    ("飞机", Text("飞机", "Aeroplane")),
    ("自驾", Text("自己开车", "Own car")),
    ("轮船", Text("轮船", "Ship")),
    ("其他", Text("其他", "Other")),
)
METHODS = {"self": "自主填报", "family": "家人代报", "neighbour": "邻居代报"}
HEADINGS = {
    "proxy": Text("您是谁?", "Who are you?"),
    "person": Text("谁要来?", "Who is coming?"),
    "from": Text("从哪里来?", "Where from?"),
    "way": Text("路上停留过吗?", "Any stop on the way?"),
    "arrive": Text("什么时候到?", "When do you arrive?"),
    "home": Text("住在哪里?", "Where will you stay?"),
    "check": Text("最后看一遍", "A last look"),
}
_FIRST = {
    "neighbour": Text("您替谁填?", "Whom do you fill in for?"),
    "self": Text("您的姓名和证件", "Your name and document"),
    "family": Text("先填您自己", "Yourself first"),
}
NEXT_OF_KIN = Text("下一位家人", "The next person")
# The one sentence of every receipt, whoever filed, whether the number was on record, whatever it says and
# whatever became of it: a link proves nobody, and whoever knows a number must not try out what is on
# record. A phone that proves the person reads how it stands.
RECEIPT = Text(
    "凭这张回执可以修改、补报行程。健康码在“我的码”用填报的手机号取验证码打开。此前已有登记的,与登记不同的内容"
    "等村(社区)核实后才并入,登记和健康码照旧;填报怎么处理的,登录后在这里看。没有人联系您的,请打电话给村(社区)。",
    "With this receipt you change or add to the journey. The code opens at “my code” with a password sent "
    "to the phone of the form. Where the person was on record before, what differs counts when the village "
    "has checked it, and the record and its code stand; signed in you read here what became of it. Call the "
    "village if nobody calls you.",
)
FIRST = Text(
    "这是首次申报的回执,申报已登记。", "The receipt of the first declaration, which is on record."
)
CHANGED = {
    "waiting": Text(
        "这是首次申报的回执。您改的内容已收到,还没有生效:改了会放松管控的,要先由村(社区)核实。他们会打电话给您;"
        "核实前请照原来的通知做,健康码照常出示。",
        "The receipt of the first declaration. What you changed has arrived and does not count yet: a change "
        "that would lower a measure is checked first. The village will call you; until then what you were "
        "told stands, and the code is shown as before.",
    ),
    "set_aside": Text(
        "这是首次申报的回执。您改的内容核实后没有采纳,仍按原来的登记。",
        "The receipt of the first declaration. What you changed was checked and not taken: the record stands.",
    ),
    "accepted": Text(
        "这是首次申报的回执。您改的内容已核实,登记已照改。",
        "The receipt of the first declaration. What you changed was checked, and the record was changed.",
    ),
    "lapsed": Text(
        "这是首次申报的回执。您改的内容过了期限没有人核实,已失效;要改的,请打电话给村(社区)。",
        "The receipt of the first declaration. Nobody checked in time what you changed, and it lapsed: call "
        "the village to have it changed.",
    ),
}
LAID = Text("这次填报已收到,并入登记。", "This filing has arrived and is part of the record.")
DECIDED = {
    "accepted": Text(
        "这次填报已核实,并入登记。", "This filing was checked and is part of the record."
    ),
    "set_aside": Text(
        "这次填报核实后没有采纳,登记没有变。",
        "This filing was checked and not taken: the record stands.",
    ),
}
# What a receipt is, by what was just done: the same for everybody.
RECEIVED = {
    "fresh": Text("填报已收到", "Your form has arrived"),
    "changed": Text("改填已收到", "Your change has arrived"),
    "": Text("申报回执", "Your receipt"),
}
DOCUMENT_HOLDS = Text("号码核对无误", "The number is sound")
UNCERTAIN = Text("还不确定", "not sure yet")


def heading(step: str, draft: Draft) -> Text:
    stem, _, index = step.partition("-")
    if stem == "person":
        return _FIRST[draft.whom] if index == "0" else NEXT_OF_KIN
    return HEADINGS[stem]


@dataclass(frozen=True)
class Part:
    """A block of the last look, and the screen on which it is changed."""

    title: Text
    step: str
    rows: tuple[tuple[Text, Text | str], ...]


def to_verify(draft: Draft) -> tuple[Text, ...]:
    """A sentence for each place of a draft that is handed in without being placed."""
    abroad = draft.get("overseas") == "yes"
    typed = (draft.get("origin"), *(draft.stop(n)["place"] for n in draft.stops))
    said = (whereabouts.to_verify(text, abroad=abroad) for text in dict.fromkeys(typed))
    return tuple(one for one in said if one)


def _day(text: str) -> Text:
    """A day as it is read, with its year; told where that is not this one: a slip of the finger
    around New Year is seen before it is handed in."""
    day = cells.date_of(text)
    if day is None:
        return Text(text, text)
    if day.year == clock.today().year:
        return Text(day.isoformat(), day.isoformat())
    return Text(f"{day}({day.year} 年,不是今年)", f"{day} ({day.year}, not this year)")


def _days(start: str, end: str) -> Text:
    one, other = _day(start), _day(end)
    return Text(f"{one.zh} → {other.zh}".strip(), f"{one.en} → {other.en}".strip())


def overview(draft: Draft, *, with_people: bool = True) -> tuple[Part, ...]:
    """Everything typed, block by block."""
    parts = _who(draft) if with_people else []
    parts.append(_from(draft))
    for n in draft.stops:
        stop = draft.stop(n)
        parts.append(
            Part(
                Text("路上停留", "Stop on the way"),
                f"way-{n}",
                (
                    (Text("地点", "Place"), whereabouts.taken_for(stop["place"])),
                    (Text("日期", "Days"), _days(stop["from"], stop["to"])),
                ),
            )
        )
    parts.append(_arrival(draft))
    parts.append(_home(draft))
    return tuple(parts)


def _who(draft: Draft) -> list[Part]:
    parts = []
    if draft.whom == "neighbour":
        rows = (
            (Text("姓名", "Name"), draft.get("proxy_name")),
            (Text("电话", "Phone"), draft.get("proxy_phone")),
        )
        parts.append(Part(Text("填报人", "Filled in by"), "proxy", rows))
    kinds = dict(KINDS)
    for n in draft.people:
        one = draft.person(n)
        kind = kinds.get(one["type"] or "resident_id", kinds["other"])
        parts.append(
            Part(
                Text("来的人", "Person coming"),
                f"person-{n}",
                (
                    (Text("姓名", "Name"), one["name"]),
                    (kind, one["number"]),
                    (Text("电话", "Phone"), one["phone"]),
                ),
            )
        )
    return parts


def _from(draft: Draft) -> Part:
    rows: list[tuple[Text, Text | str]] = [
        (Text("出发地", "From"), whereabouts.taken_for(draft.get("origin"))),
        (Text("离开日期", "Leaving"), _day(draft.get("leaving"))),
    ]
    rows.append(
        (Text("从国(境)外回来", "From abroad"), checks.ABROAD.get(draft.get("overseas"), ""))
    )
    if draft.get("entry") and draft.get("overseas") != "no":
        rows.append((Text("入境日期", "Entry"), _day(draft.get("entry"))))
    return Part(Text("出发", "Setting out"), "from", tuple(rows))


def _arrival(draft: Draft) -> Part:
    how = dict(TRANSPORTS).get(draft.get("transport"), UNCERTAIN)
    return Part(
        Text("到达", "Arrival"),
        "arrive",
        (
            (Text("日期", "Day"), _day(draft.get("arrival"))),
            (Text("方式", "How"), how),
            (Text("车次车牌", "Vehicle"), draft.get("vehicle")),
        ),
    )


def _home(draft: Draft) -> Part:
    town, village = draft.get("town"), draft.get("village")
    where: Text | str = UNCERTAIN
    if town and town != whereabouts.UNSURE:
        where = places.name_of(town) + (places.name_of(village) if village else "")
    return Part(
        Text("住处", "Where you stay"),
        "home",
        ((Text("镇村", "Village"), where), (Text("详细", "Detail"), draft.get("address"))),
    )
