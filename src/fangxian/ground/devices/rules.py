"""What a device can be for, and how an event can be settled. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from fangxian.kernel.text import Text

How = Literal["decided", "differs", "alarm", "unreadable"]

TILES: dict[str, Text] = {
    "checkpoint": Text("卡口", "Checkpoint"),
    "venue": Text("场所码", "Venue codes"),
    "tasks": Text("我的任务", "My tasks"),
    "sweep": Text("敲门排查", "Door to door"),
}

HOWS: dict[str, Text] = {
    "decided": Text("照办", "As decided"),
    "differs": Text("与现况不符", "Differs now"),
    "alarm": Text("应拦未拦", "Should have been stopped"),
    "unreadable": Text("待人工处理", "Needs a human"),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an event. `ref` is what it made or touched ("checkpoints.crossing:12")."""

    how: How
    said: Text
    ref: str = ""
    person_id: int | None = None
    place: str = ""


FAST = Text("手机时钟快 {much},请校准", "its clock is {much} fast: set it")
SLOW = Text("手机时钟慢 {much},请校准", "its clock is {much} slow: set it")
APART = Text(
    "手机日期与系统差 {much};不是演练就请校准",
    "its date is {much} off: set it, unless this is a drill",
)
SILENT = Text("{much}没有联系", "not heard for {much}")
SILENT_FROM = 3_600  # seconds
APART_FROM = 30 * 86_400  # seconds ahead: no battery does that, a drill's clock does
MINUTES = Text("{n} 分钟", "{n} min")
HOURS = Text("{n} 小时", "{n} h")
DAYS = Text("{n} 天", "{n} days")


def clock_words(ahead: int, most: timedelta) -> Text | None:
    """How wrong a device's clock is, in words; None while it is within what is allowed.
    `ahead`: seconds by which it runs ahead, negative when it is behind."""
    off = abs(ahead)
    if off <= most.total_seconds():
        return None
    said = APART if ahead > APART_FROM else FAST if ahead > 0 else SLOW
    return _with(said, off)


def clock_off_words(seconds: int) -> Text:
    """By how much a device told a wrong time: ahead when positive, behind when negative."""
    said = Text("设备时钟快 {much}", "the device's clock is {much} ahead")
    slow = Text("设备时钟慢 {much}", "the device's clock is {much} behind")
    return _with(said if seconds > 0 else slow, abs(seconds))


def silence_words(heard: datetime | None, now: datetime) -> Text | None:
    """For how long a device in use was not heard, in words; None while it is within the hour in
    which a phone may be out of network."""
    silent = (now - heard).total_seconds() if heard else 0
    return _with(SILENT, silent) if silent > SILENT_FROM else None


def _with(said: Text, seconds: float) -> Text:
    unit, size = next(
        (unit, size)
        for unit, size in ((DAYS, 86_400), (HOURS, 3_600), (MINUTES, 60))
        if seconds >= 2 * size or size == 60
    )
    much = unit.fill(n=round(seconds / size))
    return Text(said.zh.format(much=much.zh), said.en.format(much=much.en))


DONE = Text("已记录", "Recorded")
