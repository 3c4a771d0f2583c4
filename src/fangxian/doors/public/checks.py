"""What is wrong with a screen's answers, a sentence each. Nothing here refuses what may be
missing: only what cannot be true, or without which nobody can be found, stops a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from fangxian.doors.public import cells, whereabouts
from fangxian.doors.public.drafts import Draft
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

Faults = dict[str, Text]

ABROAD = {
    # the three answers to 是从国(境)外回来吗; none of them is given for the person
    "no": Text("不是", "No"),
    "yes": Text("是", "Yes"),
    "unsure": Text("不清楚", "Not known"),
}

NAME_MISSING = Text("请填写姓名。", "Please give the name.")
NAME_LONG = Text(
    f"姓名最多 {people.NAME_LETTERS} 个字。", f"A name has {people.NAME_LETTERS} letters at most."
)
PHONE_MISSING = Text("请留一个能打通的电话。", "Please leave a phone number that is answered.")
PHONE_ODD = Text(
    "这个电话号码拨不通:手机号应是 11 位。境外号码请以 + 开头。",
    "This number cannot be dialled: a mobile has 11 digits. Start a foreign number with +.",
)
NUMBER_MISSING = Text("请填写证件号码。", "Please give the document number.")
NUMBER_TWICE = Text(
    "这个证件号码上面已经填过,一个人只填一次。",
    "This document number is already above; each person once.",
)
ORIGIN_MISSING = Text("请填写从哪里出发。", "Please say where you set out.")
DATE_ODD = Text("这不是一个日期,请写成 2022-05-10。", "This is not a date; write 2022-05-10.")
ARRIVAL_MISSING = Text(
    "请填写到达日期,大概的也行。", "Please give the day of arrival, roughly if need be."
)
ARRIVAL_FAR = Text(
    "到达日期最早只能提前 {ahead} 天报,请再看一眼年份和月份。",
    "An arrival is announced {ahead} days ahead at the earliest; check the year and the month.",
)
LEAVING_LATE = Text(
    "到达日期早于离开出发地的日期,请改其中一个。",
    "The arrival lies before the day of leaving; change one of them.",
)
LEAVING_FAR = Text(
    "这个日期离今天太远,请再看一眼年份。", "This day is too far ahead; check the year."
)
OVERSEAS_MISSING = Text(
    "请选一个:是不是从国(境)外回来;不知道就选“不清楚”。",
    "Choose one: from abroad or not; choose “not known” where you do not know.",
)
ENTRY_MISSING = Text("请填写入境日期。", "Please give the day of entry.")
ENTRY_LATE = Text(
    "入境日期晚于到达日期,请改其中一个。", "The entry lies after the arrival; change one of them."
)
STOP_PLACE = Text(
    "请写出停留的地方;没有停留就把日期也清空。", "Say where you stopped, or clear the dates too."
)
IN_THE_FORM = {  # faults of the ledger as this form's own fields name them
    "arrivals.stay_reversed": Text("离开的日期早于到达的日期。", "You left before you came."),
    "arrivals.stay_after_arrival": Text(
        "路上停留的日期晚于到达日期,请改其中一个。",
        "A stop on the way ends after the arrival; change one of them.",
    ),
}
TOWN_MISSING = Text("请选择要去的镇;不确定就选“还不确定”。", "Choose the town, or “not sure yet”.")
VILLAGE_ELSEWHERE = Text("这个村不在所选的镇。", "This village is not in the chosen town.")


def phone_fault(text: str, *, needed: bool) -> Text | None:
    if not text:
        return PHONE_MISSING if needed else None
    return None if people.normalise_phone(text).sound else PHONE_ODD


def name_fault(text: str) -> Text | None:
    """As in a file: any name is one that leaves something to be seen and is not too long."""
    name = arrivals.name_in(text)
    if not name:
        return NAME_MISSING
    return NAME_LONG if len(name) > people.NAME_LETTERS else None


def _taken_as(field: str, form: Mapping[str, str]) -> Text | None:
    """What the ledger would say of a field, whichever door it comes by."""
    fault = arrivals.faults_in(form).get(field)
    if fault is None:
        return None
    if fault.code in IN_THE_FORM:
        return IN_THE_FORM[fault.code]
    said, way = fault.sentence, fault.way_out
    return Text(f"{said.zh}{way.zh}", f"{said.en} {way.en}")


def document_fault(type_: str, number: str) -> Text | None:
    if not number:
        return NUMBER_MISSING
    found = people.normalise_document(type_ or "resident_id", number)
    if not isinstance(found, people.DocumentFault):
        return None
    return Text(f"{found.said.zh}{found.next_step.zh}", f"{found.said.en} {found.next_step.en}")


def _key(person: Mapping[str, str]) -> people.DocumentKey | people.DocumentFault:
    """However the number is written (a blank, a small x, the digits of a card of before)."""
    return people.normalise_document(person["type"] or "resident_id", person["number"])


def _proxy(draft: Draft, today: date) -> Mapping[str, Text | None]:
    return {
        "proxy_name": name_fault(draft.get("proxy_name")),
        "proxy_phone": phone_fault(draft.get("proxy_phone"), needed=True),
    }


def _person(draft: Draft, index: int) -> Mapping[str, Text | None]:
    person = draft.person(index)
    number = document_fault(person["type"], person["number"])
    earlier = {_key(draft.person(n)) for n in range(index)}
    if not number and _key(person) in earlier:
        number = NUMBER_TWICE
    alone = draft.whom == "self" or (draft.whom == "family" and index == 0)
    return {
        f"p{index}_name": name_fault(person["name"]),
        f"p{index}_number": number,
        f"p{index}_phone": phone_fault(person["phone"], needed=alone),
    }


def _from(draft: Draft, today: date) -> Mapping[str, Text | None]:
    leaving, entry = draft.get("leaving"), draft.get("entry")
    said = draft.get("overseas")
    return {
        "overseas": None if said in ABROAD else OVERSEAS_MISSING,
        "origin": None if draft.get("origin") else ORIGIN_MISSING,
        "leaving": _day_fault(leaving, today, LEAVING_FAR, _ahead(today)),
        "entry": _entry(entry, today) if said == "yes" else None,
    }


def _entry(text: str, today: date) -> Text | None:
    if not text:
        return ENTRY_MISSING
    return _day_fault(text, today, LEAVING_FAR, _ahead(today))


def _ahead(today: date) -> timedelta:
    """How far ahead a journey may be announced, by the pack in force."""
    return arrivals.latest_arrival(today, places.home())


def _way(draft: Draft, index: int) -> Mapping[str, Text | None]:
    stop = draft.stop(index)
    if not any(stop.values()):
        return {}
    odd = {
        part: DATE_ODD for part in ("from", "to") if stop[part] and not cells.date_of(stop[part])
    }
    if stop["place"] and not odd and (order := _taken_as("via", {"via": cells.stay(stop)})):
        odd["to"] = order
    return {
        f"w{index}_place": None if stop["place"] else STOP_PLACE,
        f"w{index}_from": odd.get("from"),
        f"w{index}_to": odd.get("to"),
    }


def _arrive(draft: Draft, today: date) -> Mapping[str, Text | None]:
    text = draft.get("arrival")
    if not text:
        return {"arrival": ARRIVAL_MISSING}
    ahead = _ahead(today)
    far = ARRIVAL_FAR.fill(ahead=ahead.days)
    fault = _day_fault(text, today, far, ahead)
    arrival, leaving = cells.date_of(text), cells.date_of(draft.get("leaving"))
    entry = cells.date_of(draft.get("entry")) if draft.get("overseas") == "yes" else None
    if arrival and not fault and leaving and arrival < leaving:
        fault = LEAVING_LATE
    elif arrival and not fault and entry and arrival < entry:
        fault = ENTRY_LATE
    if arrival and not fault:  # a stay on the way that ends after it
        stays = {"via": cells.stays(draft), "arrival": arrival.isoformat()}
        fault = _taken_as("via", stays)
    return {"arrival": fault}


def _day_fault(text: str, today: date, far: Text, ahead: timedelta) -> Text | None:
    """What lies long ago is taken, as it is from files; what lies too far ahead is a slip."""
    if not text:
        return None
    day = cells.date_of(text)
    if day is None:
        return DATE_ODD
    return None if day <= today + ahead else far


def _home(draft: Draft, today: date) -> Mapping[str, Text | None]:
    town, village = draft.get("town"), draft.get("village")
    elsewhere = village and town and not village.startswith(town)
    return {
        "town": None if town == whereabouts.UNSURE or whereabouts.is_town(town) else TOWN_MISSING,
        "village": VILLAGE_ELSEWHERE if elsewhere and town != whereabouts.UNSURE else None,
    }


_TRIP: dict[str, Callable[[Draft, date], Mapping[str, Text | None]]] = {
    "proxy": _proxy,
    "from": _from,
    "arrive": _arrive,
    "home": _home,
}


def of_step(step: str, draft: Draft, today: date) -> Faults:
    """Field → sentence. Empty: the screen holds."""
    stem, _, index = step.partition("-")
    if stem == "person":
        found = _person(draft, int(index))
    elif stem == "way":
        found = _way(draft, int(index))
    else:
        found = _TRIP[stem](draft, today) if stem in _TRIP else {}
    return {name: fault for name, fault in found.items() if fault}


def first_bad_step(steps: tuple[str, ...], draft: Draft, today: date) -> str | None:
    """The first screen that does not hold: nothing is handed in before it does."""
    return next((step for step in steps if of_step(step, draft, today)), None)
