"""What a device can be for, and how an event can be settled. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fangxian.kernel.text import Text

How = Literal["decided", "differs", "unreadable"]

TILES: dict[str, Text] = {
    "checkpoint": Text("卡口查验", "Checkpoint"),
    "venue": Text("场所核验", "Venue guard"),
    "tasks": Text("我的事", "My tasks"),
    "sweep": Text("敲门排查", "Door to door"),
}

HOWS: dict[str, Text] = {
    "decided": Text("照办", "As decided"),
    "differs": Text("与现况不符", "Differs now"),
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


DONE = Text("已记录", "Recorded")
