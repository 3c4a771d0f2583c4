"""Small marks with a fixed meaning: each has a word and a shape beside its hue."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from fangxian.doors.command.shared import names, operation_words
from fangxian.ground.places import pages as places
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.clock import said
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import REGISTER

STAGES: dict[str, tuple[Text, str, str]] = {
    # stage → word, shape, hue of the house
    "issued": (Text("已下发", "Issued"), "○", "wait"),
    "received": (Text("已收到", "Received"), "◔", "wait"),
    "accepted": (Text("在办", "In hand"), "◑", "move"),
    "refused": (Text("已退回", "Refused"), "✕", "late"),
    "acted": (Text("已报", "Reported"), "◕", "move"),
    "checked": (Text("已核", "Checked"), "◕", "move"),
    "closed": (Text("已销", "Closed"), "●", "done"),
    "withdrawn": (Text("已撤回", "Withdrawn"), "–", "none"),
}
LEVELS = {
    "headquarters": Text("指挥部", "Headquarters"),
    "task_force": Text("专班", "Task force"),
    "township": Text("镇", "Township"),
    "village": Text("村(社区)", "Village"),
    "grid": Text("网格", "Grid"),
}
KINDS: dict[str, tuple[Text, str]] = {
    # kind of an instruction → word, shape; one hue: what is late has its own
    "control": (Text("管控", "Control"), "■"),
    "segment": (Text("转段", "Next segment"), "⇥"),
    "verify": (Text("行程核实", "Verify"), "?"),
    "claim": (Text("待核填报", "Claim"), "✎"),
    "phone_check": (Text("核实电话", "Check a phone"), "☎"),
    "pushed_check": (Text("协查", "Assistance"), "◎"),
    "written": (Text("指挥部指令", "From headquarters"), "★"),
    "checkpoint_hold": (Text("留置待接", "Held at a barrier"), "⬢"),
    "checkpoint_slipped": (Text("应拦未拦", "Slipped"), "▲"),
}
OTHER_KIND = Text("指令", "Instruction"), "○"
SHEETS: dict[str, tuple[Text, str, str]] = {
    # what was made of a sheet of a file
    "read": (Text("已读", "read"), "●", "done"),
    "counts": (
        Text("人数统计表,不是名单,没有读", "a table of counts and no list, not read"),
        "–",
        "none",
    ),
    "aside": (Text("不是表格,没有读", "no table, not read"), "–", "none"),
    "hidden": (Text("隐藏的,没有读", "hidden, not read"), "▲", "soon"),
    "empty": (Text("空表", "empty"), "–", "none"),
    "example": (Text("填写示例,没有读", "an example, not read"), "–", "none"),
}
kept("{sheet}·隐藏的行", "{sheet} · hidden rows")  # parts of a sheet, as the reader names them
kept("{sheet}·隐藏的列", "{sheet} · hidden columns")
EXACT_HOURS = 6  # beyond, minutes say nothing
SHAPES = {
    "circle": "●",
    "square": "■",
    "triangle": "▲",
    "diamond": "◆",
    "pentagon": "⬟",
    "hexagon": "⬢",
    "star": "★",
    "cross": "✚",
    "ring": "○",
    "bar": "▬",
    "question": "?",
}


def operation(name: str) -> Text:
    """An operation in the county's words; a question without words of its own is said by its room."""
    whose = names.room(name)
    known = REGISTER.get(name)
    words = known.words if known else operation_words.WORDS.get(name)
    return words or Text(f"查询{whose.zh}", f"asked about {whose.en}")


def colour(shown: Any, language: str, size: str = "") -> SafeString:
    """`shown` is a policy Colour (code, label, shape, hex)."""
    if not shown:
        return format_html(
            '<span class="mark mark-none">— {}</span>',
            "not screened" if language == "en" else "未判定",
        )
    return format_html(
        '<span class="mark mark-colour {}" style="--hue:{}"><i aria-hidden="true">{}</i>{}</span>',
        f"mark-{size}" if size else "",
        shown.hex,
        SHAPES.get(shown.shape, "●"),
        shown.label.speak(language),
    )


def stage(code: str, language: str) -> SafeString:
    word, shape, hue = STAGES.get(code, (Text(code, code), "○", "none"))
    return format_html(
        '<span class="mark mark-{}"><i aria-hidden="true">{}</i>{}</span>',
        hue,
        shape,
        word.speak(language),
    )


def kind(code: str, language: str) -> SafeString:
    """What sort of instruction it is: a shape and a word."""
    word, shape = KINDS.get("segment" if code.startswith("segment_") else code, OTHER_KIND)
    return format_html(
        '<span class="mark mark-kind"><i aria-hidden="true">{}</i>{}</span>',
        shape,
        word.speak(language),
    )


def outcome(code: str, language: str) -> SafeString:
    """What came of an instruction: its word, by shape whether it was done or tried in vain."""
    word = tasks.outcome_label(code).speak(language)
    hue, shape = ("move", "◇") if code == "other" else ("done", "◆")
    return format_html(
        '<span class="mark mark-{}"><i aria-hidden="true">{}</i>{}</span>', hue, shape, word
    )


def tried(times: int, language: str) -> SafeString:
    """How often somebody was not reached or found."""
    words = f"tried {times} ×, in vain" if language == "en" else f"联系未成 {times} 次"
    return format_html('<span class="mark mark-soon"><i aria-hidden="true">☎</i>{}</span>', words)


def span(length: timedelta, language: str) -> str:
    """5h20m / 5小时20分, two units at most."""
    minutes = int(abs(length.total_seconds()) // 60)
    days, hours, left = minutes // 1440, minutes % 1440 // 60, minutes % 60
    zh, en = ("天", "小时", "分"), ("d", "h", "m")
    units = en if language == "en" else zh
    parts = [
        f"{value}{unit}" for value, unit in zip((days, hours, left), units, strict=True) if value
    ]
    return "".join(parts[:2]) or f"0{units[2]}"


def about(length: timedelta, language: str) -> str:
    """How long, as people say it: 40 分钟, 2 小时 5 分, 9 小时, 2 天 3 小时."""
    minutes = int(abs(length.total_seconds()) // 60)
    days, hours, left = minutes // 1440, minutes % 1440 // 60, minutes % 60
    english = language == "en"
    day, hour, minute = ("d", "h", "min") if english else ("天", "小时", "分")
    if days:
        return f"{days} {day} {hours} {hour}" if hours else f"{days} {day}"
    if not hours:
        return f"{left} min" if english else f"{left} 分钟"
    return f"{hours} {hour} {left} {minute}" if left and hours < EXACT_HOURS else f"{hours} {hour}"


def clock(due: datetime | None, now: datetime, language: str) -> SafeString:
    """Late ▲, within the hour ◆, otherwise calm ○; the word says by how much."""
    if due is None:
        return SafeString("")
    left = due - now
    length = about(left, language)
    english = language == "en"
    if left < timedelta():
        hue, shape, words = "late", "▲", f"late {length}" if english else f"已超 {length}"
    elif left < timedelta(hours=1):
        hue, shape, words = "soon", "◆", f"{length} left" if english else f"还有 {length}"
    else:
        hue, shape, words = "wait", "○", f"{length} left" if english else f"还有 {length}"
    return format_html(
        '<time class="mark mark-{}" datetime="{}" title="{}"><i aria-hidden="true">{}</i>{}</time>',
        hue,
        due.isoformat(),
        said(due),
        shape,
        words,
    )


def place(code: str, *, full: bool = False) -> str:
    """A village is said with its town, as villages of one name lie in many towns: 蒲溪镇 · 公路村."""
    if not code:
        return ""
    if full:
        return places.full_name(code) or code
    name = places.name_of(code)
    if places.level_of(code) != "village":
        return name
    town = places.name_of(places.parent_of(code))
    return f"{town} · {name.removeprefix(town)}" if town else name
