"""What an event's handler is given, and why it may not settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fangxian.doors.field.bearers import Bearer
from fangxian.ground.devices import api as devices
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints


@dataclass(frozen=True, slots=True)
class EventContext:
    """An event with its body as it was read."""

    event: devices.Event
    body: Any
    bearer: Bearer

    @property
    def by(self) -> Actor:
        return self.bearer.actor

    def site(self) -> int:
        """The checkpoint that the body names, else the one where the device stands. NoPost."""
        named = getattr(self.body, "checkpoint", None)
        number = named or checkpoints.named_by(self.bearer.device.station)
        if number is None:
            raise NoPost
        return int(number)


class NoPost(Refusal):
    code = "field.no_post"
    sentence = Text(
        "没有说是哪个卡口,设备也没有登记在任何卡口。",
        "It does not say which checkpoint, and the device is posted at none.",
    )
    way_out = Text(
        "请值班员在“终端”页把设备放到卡口,再补录这一条。",
        "Have the duty officer post the device, and enter this one by hand.",
    )


def both(one: Text | None, other: Text | None) -> Text | None:
    """Two things that the county knows otherwise, in one."""
    if one is None or other is None:
        return one or other
    return Text(f"{one.zh}。{other.zh}", f"{one.en}. {other.en}")


def beside(alarm: Text, differs: Text | None) -> Text:
    """The alarm first, then what the guard could not know."""
    if differs is None:
        return Text(f"{alarm.zh}。", f"{alarm.en}.")
    return Text(f"{alarm.zh}。{differs.zh}", f"{alarm.en}. {differs.en}")
