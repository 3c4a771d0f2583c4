"""What devices sent, and what of it waits for a human."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet

from fangxian.ground.devices.models import Sent
from fangxian.ground.people import api as people
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.pages import SIZE, Page, cut
from fangxian.kernel.sent_in_clear import tell_sent
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

SEALED = "devices.sent"
CLEAR = "devices.clear"
OPEN = ~Q(how="decided") & Q(cleared_at=None)


@dataclass(frozen=True, slots=True)
class SentRow:
    """An event in the list, without its body."""

    id: UUID
    device_id: int
    device: str
    at: datetime
    received_at: datetime
    kind: str
    version: int
    how: str
    said: Text
    ref: str
    person_id: int | None
    person: str  # masked
    place: str
    cleared_at: datetime | None
    cleared_words: str


@reading(needs=CLEAR, words=Text("查看待核销终端记录", "looked at what differs"))
def to_clear(
    page: int = 1, *, by: Actor, size: int = SIZE, cleared: bool = False, station: str = ""
) -> Page[SentRow]:
    """What differs or could not be read within one's area, the oldest first; with `cleared`
    what was dealt with, the newest first."""
    found = _visible(by)
    if station:
        found = found.filter(device__station=station)
    wanted = (
        found.exclude(cleared_at=None).order_by("-cleared_at")
        if cleared
        else found.filter(OPEN).order_by("received_at", "pk")
    )
    rows, total = cut(wanted.select_related("device"), page, size)
    audit.note(person_ids=sorted({row.person_id for row in rows if row.person_id}), count=len(rows))
    return Page(_rows(rows), total, page, size)


@reading(needs=CLEAR, words=Text("查看终端记录", "looked at what was sent"))
def sent(event_id: UUID, *, by: Actor) -> tuple[SentRow, dict[str, Any]]:
    """One event with its body as it was typed: numbers in clear, so the look is written down."""
    row = _visible(by).select_related("device").filter(pk=event_id).first()
    if row is None:
        raise NotFound(what=Text("上报记录", "What was sent"))
    audit.note(
        subject=f"devices.sent:{event_id}",
        purpose="核对终端上报",
        place=row.place,
        person_ids=[row.person_id] if row.person_id else (),
    )
    known = [row.person_id] if row.person_id else []
    tell_sent(known, keys=() if known else [f"devices.sent:{event_id}"], place=row.place, by=by)
    return _rows([row])[0], dict(msgspec.json.decode(crypto.unseal(row.sealed, about=SEALED)))


def place_of_sent(event_id: UUID) -> str:
    found = Sent.objects.filter(pk=event_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what=Text("上报记录", "What was sent"))
    return found


def _visible(by: Actor) -> QuerySet[Sent]:
    return Sent.objects.filter(by.scope(CLEAR).q())


def _rows(found: list[Sent]) -> tuple[SentRow, ...]:
    names = people.names_of({row.person_id for row in found if row.person_id})
    return tuple(
        SentRow(
            row.pk,
            row.device_id,
            row.device.name,
            row.at,
            row.received_at,
            row.kind,
            row.version,
            row.how,
            Text(row.said_zh, row.said_en),
            row.ref,
            row.person_id,
            names.get(row.person_id or 0, ""),
            row.place,
            row.cleared_at,
            row.cleared_words,
        )
        for row in found
    )
