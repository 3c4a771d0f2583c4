"""A decision table in the words of its readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fangxian.doors.command.policy import values_said
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel.text import Text

ORIGINS = {
    "overseas": Text("境外入境", "From abroad"),
    "listed": Text("风险区", "Risk area"),
    "place": Text("指定地方", "Named place"),
    "contact": Text("接触者", "Contact"),
    "any": Text("所有人", "Everybody"),
}
LEVELS = {
    "high": Text("高风险", "High"),
    "medium": Text("中风险", "Medium"),
    "low": Text("低风险", "Low"),
}
WIDEN = {
    "area": Text("风险区本身", "the area itself"),
    "township": Text("所在乡镇(街道)", "its township"),
    "county": Text("所在县(区)", "its county"),
    "city": Text("所在市", "its city"),
}
CLOCKS = {
    "leaving": Text("离开之日", "leaving"),
    "arrival": Text("到达之日", "arrival"),
    "entry": Text("入境之日", "entry"),
    "last_exposure": Text("末次暴露之日", "last exposure"),
}
CITY_KINDS = {
    "municipality": Text("直辖市", "municipality"),
    "sub_provincial": Text("副省级市", "sub-provincial city"),
    "prefecture_city": Text("设区市", "prefecture city"),
    "prefecture": Text("地区州盟", "prefecture"),
    "province_run": Text("省直辖县", "county run by the province"),
}
MARKS = {
    "seen": Text("见原文", "seen in the source"),
    "known": Text("通行知识,未见原文", "known, original not seen"),
    "unclear": Text("原文不清", "unclear in the source"),
    "local": Text("本县自定缺省", "local default"),
}
STAGES = {
    "push": Text("推送", "Push"),
    "check": Text("核查", "Check"),
    "control": Text("管控", "Control"),
    "feedback": Text("反馈", "Feedback"),
    "received": Text("收到", "Received"),
    "accepted": Text("接受", "Accepted"),
    "acted": Text("处置", "Acted"),
    "checked": Text("核实", "Checked"),
    "closed": Text("销号", "Closed"),
    "appeal": Text("申诉答复", "Appeal answered"),
}
UNITS = {
    "village": Text("村(社区)", "village"),
    "township": Text("镇", "township"),
    "task_force": Text("专班", "task force"),
    "headquarters": Text("指挥部", "headquarters"),
}


UNIT_WORDS = {
    "℃": "°C",
    "天": "days",
    "小时": "hours",
    "分钟": "minutes",
    "次": "times",
    "人": "people",
    "户": "households",
    "公里": "km",
    "米": "m",
    "元": "yuan",
}


def word(words: dict[str, Text], code: str) -> Text:
    return words.get(code, Text(code, code))


def join(some: Iterable[Text]) -> Text:
    kept = tuple(some)
    return Text("、".join(one.zh for one in kept), ", ".join(one.en for one in kept))


@dataclass(frozen=True)
class TableRow:
    """A row as a reader sees it: whom it catches, where, for how long, where it is written."""

    number: int
    id: str
    who: Text
    where: Text
    back: Text
    clock: Text
    class_label: Text
    colour: policy.Colour | None
    course: tuple[Text, ...]
    on_arrival: Text
    note: str
    inferred: tuple[tuple[Text, str], ...]
    citation: policy.Citation


def table(edition: policy.Edition, rows: Iterable[policy.Row]) -> tuple[TableRow, ...]:
    return tuple(_row(edition, number, row) for number, row in enumerate(rows, start=1))


def _row(edition: policy.Edition, number: int, row: policy.Row) -> TableRow:
    note = edition.notes.get(row.id)
    info = edition.classes.get(row.class_code)
    return TableRow(
        number=number,
        id=row.id,
        who=note.who if note else Text(row.id, row.id),
        where=_where(row),
        back=_back(row),
        clock=word(CLOCKS, row.clock_start),
        class_label=info.label if info else Text(row.class_code, row.class_code),
        colour=edition.colours.get(row.colour),
        course=tuple(_segment(edition, segment) for segment in row.segments),
        on_arrival=join(edition.checks.get(code, Text(code, code)) for code in row.on_arrival),
        note=note.note if note else "",
        inferred=tuple(
            (policy.COLUMNS.get(column, Text(column, column)), why)
            for column, why in (note.inferred if note else {}).items()
        ),
        citation=row.citation,
    )


def _where(row: policy.Row) -> Text:
    parts = [word(ORIGINS, row.origin)]
    if row.levels:
        parts = [join(LEVELS[level] for level in ("high", "medium", "low") if level in row.levels)]
        parts.append(Text(f"放宽到{WIDEN[row.widen].zh}", f"widened to {WIDEN[row.widen].en}"))
    if row.city_kinds:
        parts.append(join(word(CITY_KINDS, kind) for kind in sorted(row.city_kinds)))
    if row.places:
        names = [places.name_of(code) or code for code in row.places]
        zh = "、".join(names[:4]) + (f" 等 {len(names)} 处" if len(names) > 4 else "")
        en = ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
        parts.append(Text(zh, en))
    return Text(" · ".join(p.zh for p in parts), " · ".join(p.en for p in parts))


def _back(row: policy.Row) -> Text:
    zh, en = [], []
    if row.look_back_days is not None:
        zh.append(
            f"到达前 {row.look_back_days} 天内(尚未到达的,当日前 {row.look_back_days} 天内也算)"
        )
        en.append(
            f"within {row.look_back_days} days before arrival (or before the day itself, while it lies ahead)"
        )
    if row.before_listing_days:
        zh.append(f"列入前 {row.before_listing_days} 天起算")
        en.append(f"from {row.before_listing_days} days before the listing")
    if row.since:
        zh.append(f"{row.since} 以后")
        en.append(f"since {row.since}")
    return Text(",".join(zh), ", ".join(en))


def _segment(edition: policy.Edition, segment: policy.Segment) -> Text:
    label = edition.measures.get(segment.measure, Text(segment.measure, segment.measure))
    zh = f"{label.zh} " + (f"{segment.days} 天" if segment.days else "至通知为止")
    en = f"{label.en} " + (f"{segment.days} days" if segment.days else "until further notice")
    if segment.test_days:
        listed = _days(segment.test_days)
        zh, en = f"{zh};核酸第 {listed.replace(',', '、')} 天", f"{en}; tests on day {listed}"
    return Text(zh, en)


def _days(days: tuple[int, ...]) -> str:
    return ",".join(str(one) for one in days)


@dataclass(frozen=True)
class ValueRow:
    """A value as a reader sees it. `does`: what follows from it; None of a key that nothing reads."""

    name: Text
    value: Text
    citation: policy.Citation
    does: Text | None = None


def values(edition: policy.Edition, section: str) -> tuple[ValueRow, ...]:
    """Values below `clocks.`, `ladder.` …, or with section "" the plain ones."""
    found = []
    for key, value in edition.values.items():
        head, _, tail = key.partition(".")
        if section and head == section:
            found.append(
                ValueRow(word(STAGES, tail), _shown(value.value, value.unit), value.citation)
            )
        elif not section and head not in {"clocks", "ladder", "checklists"}:
            found.append(_plain(edition, key, value))
    return tuple(found)


def house_values(edition: policy.Edition) -> tuple[ValueRow, ...]:
    """What holds whatever disease there is, where the edition does not say it itself."""
    return tuple(
        _plain(edition, key, value)
        for key, value in sorted(edition.house.items())
        if key not in edition.values
    )


def _plain(edition: policy.Edition, key: str, value: policy.Value) -> ValueRow:
    said, term = values_said.shown(edition, key, value.value), policy.term_of(key)
    unit = value.unit or (term.unit if term else "")
    return ValueRow(
        values_said.name(edition, key),
        said or _shown(value.value, unit),
        value.citation,
        term.does if term else None,
    )


def _one_of(code: str, words: Any) -> Text:
    """An entry of a closed list; where it has no words of its own, the entry as it stands."""
    return Text(f"{code}: {words}", f"{code}: {words}") if isinstance(words, str) else Text(*words)


def _shown(value: Any, unit: str) -> Text:
    if value is None:
        return Text("已停止执行", "ended")
    if isinstance(value, timedelta):
        return length(value)
    if isinstance(value, Mapping):  # a closed list: code → its words
        return join(_one_of(code, words) for code, words in value.items())
    if isinstance(value, tuple):
        return join(
            _rung(one) if isinstance(one, policy.LadderStep) else Text(str(one), str(one))
            for one in value
        )
    if isinstance(value, bool):
        return Text("是", "yes") if value else Text("否", "no")
    return Text(f"{value} {unit}".strip(), f"{value} {UNIT_WORDS.get(unit, unit)}".strip())


def _rung(step: policy.LadderStep) -> Text:
    to, wait = word(UNITS, step.to), length(step.wait)
    if not step.wait:
        return Text(f"{to.zh}(即时)", f"{to.en} (at once)")
    return Text(f"{to.zh}(再过 {wait.zh})", f"{to.en} (after {wait.en})")


def length(wait: timedelta) -> Text:
    minutes = int(wait.total_seconds() // 60)
    days, hours, left = minutes // 1440, minutes % 1440 // 60, minutes % 60
    zh = [f"{n} {u}" for n, u in ((days, "天"), (hours, "小时"), (left, "分钟")) if n]
    en = [f"{n} {u}" for n, u in ((days, "d"), (hours, "h"), (left, "min")) if n]
    return Text(" ".join(zh) or "0 分钟", " ".join(en) or "0 min")
