"""The ledger's address: which travellers are meant, in which order, with which columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from fangxian.doors.command.shared import asked, marks
from fangxian.doors.command.shared.terms import Terms
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

COOKIE = "ledger_columns"
DAYS = ("arrival", "from", "to")
NO_DAY = Text("“{value}”不是日期,没有按它筛选", "“{value}” is no date: not filtered by it")
SIDES = {"overseas": True, "domestic": False}
YES = {"1": True, "0": False}
_SAID: dict[bool | None, str] = {value: text for text, value in YES.items()}
_SAID_SIDE: dict[bool | None, str] = {value: text for text, value in SIDES.items()}


@dataclass(frozen=True)
class Column:
    """`sort`: the name by which the ledger sorts it, "" when it does not."""

    key: str
    label: Text
    sort: str = ""
    usual: bool = True


COLUMNS = (
    Column("number", Text("证件号码", "Document")),
    Column("origin", Text("出发地", "From"), "origin"),
    Column("leaving", Text("离开", "Left"), usual=False),
    Column("arrival", Text("抵达", "Arrives"), "-arrival"),
    Column("destination", Text("目的地", "To"), "place"),
    Column("class", Text("判定", "Class"), "class"),
    Column("measure", Text("应:当前措施", "Required")),
    Column("in_place", Text("实:到位", "In place")),
    Column("doubts", Text("存疑", "Doubts")),
    Column("overseas", Text("来源", "Origin"), usual=False),
    Column("filed_at", Text("填报", "Filed"), "-filed_at", usual=False),
)


def columns_of(cookie: str) -> tuple[Column, ...]:
    """Those that the person chose, else the usual ones."""
    wanted = set(cookie.split(".")) if cookie else set()
    chosen = tuple(column for column in COLUMNS if column.key in wanted)
    return chosen or tuple(column for column in COLUMNS if column.usual)


def read(query: QueryDict) -> arrivals.LedgerFilter:
    """What an address means; what cannot be read is left aside."""
    origin = query.get("origin", "")
    one_day = clock.day_in(query.get("arrival", ""))
    return arrivals.LedgerFilter(
        place=query.get("place", ""),
        disease=query.get("disease", ""),
        origin="" if origin in SIDES else _origin(origin),
        class_code=query.get("class", ""),
        colour=query.get("colour", ""),
        measure=tuple(query.getlist("measure")),
        under_measures="under_measures" in query,
        in_place=YES.get(query.get("in_place", "")),
        arrival_from=one_day or clock.day_in(query.get("from", "")),
        arrival_to=one_day or clock.day_in(query.get("to", "")),
        overseas=SIDES.get(origin),
        uncertain=YES.get(query.get("uncertain", "")),
        missing=query.get("missing", ""),
        unresolved=YES.get(query.get("unresolved", "")),
        text=query.get("text", "").strip(),
        batch_id=asked.number(query, "batch"),
        sort=query.get("sort", "-arrival"),
    )


def origin_typed(query: QueryDict) -> str:
    """What stands in the field of origins: a code by its name, nothing for a side."""
    said = query.get("origin", "")
    if said in SIDES:
        return ""
    return places.full_name(said) if said.isdigit() else said


def _origin(typed: str) -> str:
    """A division, by its code or as it is typed; what is no place finds nobody, not everybody."""
    if not typed or typed.isdigit():
        return typed
    found = places.resolve_name(typed)
    return found.code if found else "?"


@dataclass(frozen=True)
class Chip:
    """A filter with the number of people behind it, and the address that sets or drops it."""

    words: Text
    count: int | None
    href: str
    on: bool


def _address(query: QueryDict, **changes: str | None) -> str:
    wanted = query.copy()
    wanted.pop("page", None)
    for name, value in changes.items():
        wanted.pop(name, None)
        if value:
            wanted[name] = value
    return f"?{wanted.urlencode()}"


def _chip(query: QueryDict, name: str, value: str, words: Text, count: int | None) -> Chip:
    on = query.getlist(name) == [value]
    return Chip(words, count, _address(query, **{name: None if on else value}), on)


def chips(query: QueryDict, counts: arrivals.Chips, terms: Terms) -> list[Chip]:
    """Classes, doubts and origin, with their counts; what nobody has is left out."""
    found = [
        _chip(query, "class", code, terms.class_(code), count)
        for code, count in counts.by_class.items()
        if code
    ]
    found += [
        _chip(query, "measure", code, terms.measure(code), count)
        for code, count in counts.by_measure.items()
    ]
    doubts = (
        ("uncertain", Text("判定存疑", "Uncertain"), counts.uncertain),
        (
            "unresolved",
            Text("地名、号码或姓名待核", "Place, phone or name to check"),
            counts.unresolved,
        ),
    )
    found += [_chip(query, name, "1", words, count) for name, words, count in doubts if count]
    if counts.missing:
        found.append(_chip(query, "missing", "any", Text("有缺项", "Incomplete"), counts.missing))
    if counts.overseas:
        found.append(_chip(query, "origin", "overseas", Text("境外", "Overseas"), counts.overseas))
    return found


def written(wanted: arrivals.LedgerFilter) -> str:
    """The address of a filter: what `read` reads back."""
    plain: dict[str, Any] = {
        "place": wanted.place,
        "disease": wanted.disease,
        "class": wanted.class_code,
        "colour": wanted.colour,
        "measure": list(wanted.measure),
        "from": wanted.arrival_from,
        "to": wanted.arrival_to,
        "missing": wanted.missing,
        "text": wanted.text,
        "batch": wanted.batch_id,
        "origin": wanted.origin or _SAID_SIDE.get(wanted.overseas, ""),
        "under_measures": "1" if wanted.under_measures else "",
        "uncertain": _SAID.get(wanted.uncertain, ""),
        "in_place": _SAID.get(wanted.in_place, ""),
        "unresolved": _SAID.get(wanted.unresolved, ""),
        "sort": "" if wanted.sort == "-arrival" else wanted.sort,
    }
    return urlencode({name: value for name, value in plain.items() if value}, doseq=True)


def said(query: QueryDict, terms: Terms) -> list[Chip]:
    """Every condition of an address in words, the counted chips' too."""
    counted = arrivals.Chips(
        0,
        dict.fromkeys(query.getlist("class"), 0),
        by_measure=dict.fromkeys(_one(query), 0),
        uncertain=1,
        missing=1,
        unresolved=1,
        overseas=1,
    )
    return [chip for chip in chips(query, counted, terms) if chip.on] + given(query, terms)


def _one(query: QueryDict) -> list[str]:
    """A single measure is a chip; several together are said as one condition."""
    codes = query.getlist("measure")
    return codes if len(codes) == 1 else []


def given(query: QueryDict, terms: Terms) -> list[Chip]:
    """Conditions of the address that no counted chip shows, each with its way out."""
    return [
        Chip(words, None, _address(query, **{name: None}), on=True)
        for name, words in _given(query, terms)
    ]


def _given(query: QueryDict, terms: Terms) -> Iterator[tuple[str, Text]]:
    plain: Mapping[str, tuple[str, str]] = {
        "text": ("姓名以“%s”开头", "name begins “%s”"),
        "arrival": ("%s 抵达", "arrives %s"),
        "from": ("%s 起抵达", "arrives from %s"),
        "to": ("%s 止抵达", "arrives until %s"),
        "batch": ("导入批次 %s", "import %s"),
    }
    for name, (zh, en) in plain.items():
        if value := query.get(name):
            said = Text(zh % value, en % value)
            read = name not in DAYS or clock.day_in(value) is not None
            yield name, said if read else NO_DAY.fill(value=value)
    yield from _whose(query)
    if (origin := query.get("origin")) and origin != "overseas":
        shown = {"domestic": "国内"}.get(origin) or marks.place(origin)
        yield "origin", Text(f"来自 {shown}", f"from {shown}")
    if len(codes := query.getlist("measure")) > 1:
        words = [terms.measure(code) for code in codes]
        yield "measure", Text("、".join(w.zh for w in words), ", ".join(w.en for w in words))
    if "under_measures" in query:
        yield "under_measures", Text("带管控措施", "with a measure")
    if colour := terms.colour(query.get("colour", "")):
        yield "colour", Text(f"{colour.label.zh}色", colour.label.en)


def _whose(query: QueryDict) -> Iterator[tuple[str, Text]]:
    if place := query.get("place"):
        yield "place", Text(f"去 {marks.place(place)}", f"to {marks.place(place)}")
    if disease := query.get("disease"):
        yield "disease", policy.diseases().get(disease, Text(disease, disease))
