"""The bodies of events, version 1. Fields that are not known here are left aside, so that a
newer app may say more."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Outcome = Literal["pass", "pass_with_test", "hold", "turn_back", "refer"]


class Shown(msgspec.Struct, kw_only=True):
    """What was held out: as scanned or typed, or the index of a bundle's row."""

    how: str = "none"
    text: str = ""
    index: str = ""
    declaration: int | None = None


class Crossed(Shown, kw_only=True):
    checkpoint: int | None = None
    plate: str | None = ""
    arrived_at: Moment
    decided_at: Moment
    ticks: list[str] = []
    colour_seen: str = ""
    verdict_seen: str = ""
    outcome: Outcome
    reason: str = ""
    note: str = ""


class Declared(msgspec.Struct, kw_only=True):
    """Somebody unexpected, declared on the spot. `crossing`: the event of their crossing."""

    doc_type: str = ""
    number: str
    name: str
    phone: str | None = ""
    from_: str = msgspec.field(name="from", default="")
    to_town: str = ""
    to_village: str = ""
    plate: str | None = ""
    checkpoint: int | None = None
    crossing: UUID | None = None
    arrived_at: Moment | None = None


class Tested(msgspec.Struct, kw_only=True):
    crossing: UUID
    started_at: Moment | None = None
    result: Literal["", "negative", "positive", "invalid"] | None = ""
    read_at: Moment | None = None


class Disinfected(msgspec.Struct, kw_only=True):
    checkpoint: int | None = None
    plate: str


class Truck(msgspec.Struct, kw_only=True):
    checkpoint: int | None = None
    plate: str
    company: str | None = ""
    fetched_by: str | None = ""
    phone: str | None = ""
    queued_at: Moment
    fetched_at: Moment | None = None


class HandedOver(msgspec.Struct, kw_only=True):
    checkpoint: int | None = None
    note: str
    to: str = ""


class Visited(Shown, kw_only=True):
    venue: int
    at: Moment
    group_size: int = 1


class Errand(msgspec.Struct, kw_only=True):
    instruction: int
    reason: str = ""


class Proof(msgspec.Struct, kw_only=True):
    """`place`: in words, or "32.89,108.50±12"; `photo`: a data URL; `outcome`: of the task's;
    `found_choice`: of the task's question; `companion`: who went along."""

    at: Moment
    place: str | None = ""
    note: str | None = ""
    outcome: str | None = ""
    found_place: str | None = ""
    found_choice: str | None = ""
    photo: str | None = ""
    companion: str | None = ""


class Undone(Errand, kw_only=True):
    """`step`: what is taken back. Where something else of the account is the newest, nothing is."""

    step: Literal["receive", "accept", "refuse", "act"]


class Commented(msgspec.Struct, kw_only=True):
    """`mentions`: accounts that are spoken to by name."""

    instruction: int
    words: str
    mentions: list[int] = []


class Acted(Errand, kw_only=True):
    evidence: Proof


class Swept(msgspec.Struct, kw_only=True):
    household: int | None = None
    address: str = ""
    answered: Literal["home", "nobody", "refused"]
    people: int = 0
    note: str = ""
