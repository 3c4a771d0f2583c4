"""What the field sent: settled once, or kept for a human. A thing that happened cannot be
refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from fangxian.ground.devices.errors import WordsMissing
from fangxian.ground.devices.events import EventNeedsHuman
from fangxian.ground.devices.models import Device, Sent
from fangxian.ground.devices.queries.sent import SEALED, place_of_sent
from fangxian.ground.devices.rules import How, Settled
from fangxian.kernel import audit, clock, crypto, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb


@dataclass(frozen=True, slots=True)
class Event:
    """An act as a device tells it. `at`: when it happened, as far as can be known; `told_at`: by
    the device's own word, None when that is the same; `body` as sent."""

    id: UUID
    device_id: int
    at: datetime
    kind: str
    version: int
    seen: str
    body: Mapping[str, Any]
    told_at: datetime | None = None


Act = Callable[[], Settled]


@verb(needs=PUBLIC, words=Text("终端联络", "heard a device"))
def hear(device_id: int, app: int | None, ahead: int, *, by: Actor) -> None:
    """A device spoke. `app`: the version it runs; `ahead`: seconds its clock runs ahead."""
    Device.objects.filter(pk=device_id).update(
        last_heard=clock.now(), clock_off=ahead, **({"app_version": app} if app else {})
    )
    audit.note(subject=f"devices.device:{device_id}")


@verb(needs=PUBLIC, words=Text("终端记录入账", "settled what was sent"))
def settle(event: Event, act: Act, *, by: Actor) -> Settled:
    """Let an event take effect by `act` and keep it; one that came before answers as then.

    The door has proven the device; the verbs inside `act` ask for their own permissions. What
    `act` raises leaves nothing behind: the caller keeps the event by `keep` then."""
    known = _known(event)
    if known:
        return known
    return _write(event, act(), by)


@verb(needs=PUBLIC, words=Text("收下终端记录", "kept what was sent"))
def keep(event: Event, how: How, said: Text, *, by: Actor, ref: str = "") -> Settled:
    """Keep an event that took no effect, for a human to look at."""
    known = _known(event)
    if known:
        return known
    return _write(event, Settled(how, said, ref), by)


@verb(
    needs="devices.clear",
    words=Text("核定终端记录", "cleared what differs"),
    at=lambda event_id: place_of_sent(event_id),
)
def clear(event_id: UUID, words: str, *, by: Actor) -> bool:
    """A human dealt with what differs or could not be read. Returns whether it was open."""
    if not words.strip():
        raise WordsMissing
    done = Sent.objects.filter(pk=event_id, cleared_at=None).update(
        cleared_at=clock.now(), cleared_by_id=by.account_id, cleared_words=words.strip()[:300]
    )
    audit.note(subject=f"devices.sent:{event_id}", purpose=words)
    return bool(done)


def _known(event: Event) -> Settled | None:
    """What was said when it first came. Two copies at the same moment wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [event.id.int % (1 << 63)])
    row = Sent.objects.filter(pk=event.id).first()
    if row is None:
        return None
    how: How = row.how  # type: ignore[assignment] # written by `_write` alone
    return Settled(how, Text(row.said_zh, row.said_en), row.ref, row.person_id, row.place)


def _write(event: Event, settled: Settled, by: Actor) -> Settled:
    """Keep it, at the place that it is about, else where the device has its duty."""
    place = settled.place or Device.objects.values_list("place", flat=True).get(pk=event.device_id)
    Sent.objects.create(
        id=event.id,
        device_id=event.device_id,
        at=event.at,
        received_at=clock.now(),
        kind=_line(event.kind, 40),
        version=event.version,
        seen=_line(event.seen, 60),
        sealed=crypto.seal(msgspec.json.encode(event.body).decode(), about=SEALED),
        how=settled.how,
        said_zh=_line(settled.said.zh, 400),
        said_en=_line(settled.said.en, 400),
        ref=settled.ref,
        person_id=settled.person_id,
        place=place,
    )
    audit.note(
        subject=f"devices.sent:{event.id}",
        place=place,
        kind=_line(event.kind, 40),
        how=settled.how,
        person_ids=[settled.person_id] if settled.person_id else (),
    )
    if settled.how != "decided":
        fact = EventNeedsHuman(
            event_id=str(event.id),
            device_id=event.device_id,
            kind=_line(event.kind, 40),
            how=settled.how,
        )
        outbox.emit(fact, actor=by.name)
    return replace(settled, place=place)


def _line(text: str, most: int) -> str:
    """What the database takes: no NUL, no half of a letter, not longer than there is room."""
    whole = text.replace("\x00", "").encode("utf-8", "ignore").decode()
    return whole[:most]
