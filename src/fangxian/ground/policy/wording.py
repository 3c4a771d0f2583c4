"""A decision table in words, as a health officer reads a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fangxian.ground.policy.edition import ClassInfo, Colour, Edition
from fangxian.ground.policy.rules import Citation, DecisionTable, Row, Segment
from fangxian.kernel.text import Text

MARKS: Mapping[str, Text] = {
    "seen": Text("已见原文", "seen in a source"),
    "known": Text("背景知识,未见原文", "known, no source read"),
    "unclear": Text("原文不清", "unclear in the source"),
    "local": Text("本县自定", "local default"),
}
STAGES: Mapping[str, Text] = {
    "push": Text("推送", "push"),
    "check": Text("核查", "check"),
    "control": Text("管控", "control"),
    "feedback": Text("反馈", "feed back"),
    "received": Text("收到", "received"),
    "accepted": Text("接受", "accepted"),
    "acted": Text("办理", "acted"),
    "checked": Text("复核", "checked"),
    "closed": Text("销号", "closed"),
    "appeal": Text("申诉答复", "answer to an appeal"),
}
SHAPES: Mapping[str, str] = {
    "square": "■",
    "diamond": "◆",
    "triangle": "▲",
    "circle": "●",
    "pentagon": "⬟",
    "hexagon": "⬢",
    "star": "★",
    "cross": "✚",
    "question": "?",
}
LEVELS: Mapping[str, Text] = {
    "high": Text("高风险", "high"),
    "medium": Text("中风险", "medium"),
    "low": Text("低风险", "low"),
}
WIDEN: Mapping[str, Text] = {
    "area": Text("名单所列区域", "the listed area"),
    "township": Text("所在乡镇(街道)", "its township"),
    "county": Text("所在县(市、区)", "its county"),
    "city": Text("所在市", "its city"),
}
CLOCKS: Mapping[str, Text] = {
    "leaving": Text("自离开之日起算", "counted from leaving"),
    "arrival": Text("自抵达之日起算", "counted from arrival"),
    "entry": Text("自入境之日起算", "counted from entry"),
    "last_exposure": Text("自末次暴露之日起算", "counted from the last exposure"),
}
COLUMNS: Mapping[str, Text] = {  # of a table's row, each that may be inferred
    "origin": Text("来源", "origin"),
    "category": Text("接触类别", "kind of contact"),
    "places": Text("地方", "places"),
    "except_places": Text("除外的地方", "places left out"),
    "city_kinds": Text("城市类别", "kinds of city"),
    "levels": Text("风险等级", "levels"),
    "widen": Text("放宽范围", "widening"),
    "since": Text("起始日", "since"),
    "look_back_days": Text("回看天数", "look-back"),
    "before_listing_days": Text("列入前天数", "days before listing"),
    "clock_start": Text("起算日", "clock"),
    "colour": Text("颜色", "colour"),
    "class": Text("类别", "class"),
    "segments": Text("措施", "measures"),
    "on_arrival": Text("抵达查验", "checks on arrival"),
}


@dataclass(frozen=True)
class RowText:
    """One row of a table as it is read. `number` counts from 1 within its table."""

    number: int
    id: str
    who: Text
    conditions: Text
    course: Text
    checks: Text
    note: str
    info: ClassInfo
    colour: Colour
    citation: Citation
    mark: Text
    source: str
    inferred: tuple[tuple[Text, str], ...]


WHEN_OVER: Mapping[str, Text] = {
    "next": Text("轮到下一行符合且仍在期内的", "the next row that holds and still runs decides"),
    "stay": Text("仍按期满的这一行", "the row stays the verdict"),
}


def rows_in_words(edition: Edition, table: DecisionTable) -> tuple[RowText, ...]:
    return tuple(_row(edition, number, row) for number, row in enumerate(table.rows, 1))


def _row(edition: Edition, number: int, row: Row) -> RowText:
    note, source = edition.notes[row.id], edition.sources.get(row.citation.source)
    return RowText(
        number=number,
        id=row.id,
        who=note.who,
        conditions=_joined(_conditions(row), " · "),
        course=course_in_words(edition, row.segments),
        checks=_joined([edition.checks[check] for check in row.on_arrival], "、"),
        note=note.note,
        info=edition.classes[row.class_code],
        colour=edition.colours[row.colour],
        citation=row.citation,
        mark=MARKS[row.citation.mark],
        source=f"{source.title}({source.site})" if source else row.citation.source,
        inferred=tuple(
            (COLUMNS.get(column, Text(column, column)), why)
            for column, why in note.inferred.items()
        ),
    )


def course_in_words(edition: Edition, segments: Sequence[Segment]) -> Text:
    """集中隔离14天(第1、4天检测)→ 居家健康监测7天."""
    if not segments:
        return Text("不限制", "no measure")
    return _joined([_segment(edition, segment) for segment in segments], " → ")


def _segment(edition: Edition, segment: Segment) -> Text:
    label = edition.measures[segment.measure]
    zh = f"{label.zh}{segment.days}天" if segment.days else f"{label.zh}(至另行通知)"
    en = f"{label.en}, {segment.days} days" if segment.days else f"{label.en}, until further notice"
    if segment.test_days:
        days = [str(day) for day in segment.test_days]
        zh, en = f"{zh}(第{'、'.join(days)}天检测)", f"{en} (tests on days {', '.join(days)})"
    return Text(f"{zh}[{segment.note}]" if segment.note else zh, en)


def _conditions(row: Row) -> list[Text]:
    found = []
    if row.origin == "listed":
        levels = _joined([LEVELS[level] for level in LEVELS if level in row.levels], "、")
        wide = WIDEN[row.widen]
        found.append(Text(f"{levels.zh}地区,范围:{wide.zh}", f"{levels.en} risk, {wide.en}"))
    if row.since:
        found.append(Text(f"{row.since} 以后", f"since {row.since}"))
    if row.look_back_days is not None:
        days = row.look_back_days
        found.append(
            Text(
                f"抵达前{days}天内(尚未抵达的,当日前{days}天内也算)",
                f"within {days} days before arrival (or before the day itself, while it lies ahead)",
            )
        )
    if row.before_listing_days:
        days = row.before_listing_days
        found.append(Text(f"含列入前{days}天", f"and {days} days before the listing"))
    if row.segments:
        found.append(CLOCKS[row.clock_start])
    return found


def _joined(texts: Sequence[Text], between: str) -> Text:
    english = {"、": ", "}.get(between, between)
    return Text(between.join(text.zh for text in texts), english.join(text.en for text in texts))
