"""An entrance sends a code that it read; the answer says what holds, once the visit is committed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import close_old_connections

from fangxian.doors.gate.asgi import Receive, Refused, Scope, Send, answer, body_of, refuse
from fangxian.doors.gate.batching import Batcher, Full
from fangxian.doors.gate.bearers import Bearers
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor, Grant
from fangxian.lines.venues import api as venues

MOST_BYTES = 2_000
RECORD = "venues.record"
# The door's own hand: whether the device may record was looked at when it knocked.
GATE = Actor(None, "入口终端", (Grant("gate", frozenset({RECORD}), ""),), door="gate")


class Asked(msgspec.Struct):
    """`id`: a UUID of version 7 made by the entrance; the same id is the same visit."""

    id: UUID
    venue: int
    code: str
    at: datetime | None = None


class Told(msgspec.Struct):
    id: UUID
    verdict: str
    zh: str
    en: str
    colour: str | None
    rank: int | None


log = logging.getLogger(__name__)
decode = msgspec.json.Decoder(Asked).decode
encode = msgspec.json.Encoder().encode


def write(held: Sequence[venues.Held]) -> list[venues.Answer]:
    """Runs in the batcher's thread, which has a connection of its own."""
    close_old_connections()
    return venues.take_codes(held, by=GATE)


class Scans:
    """POST /gate/scan."""

    def __init__(self, bearers: Bearers) -> None:
        self._bearers = bearers
        self.batcher: Batcher[venues.Held, venues.Answer] = Batcher(write)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            done = await self._committed(await self._heard(scope, receive))
        except Refused as why:
            await refuse(send, why)
        else:
            await answer(send, 200, encode(_told(done)))

    async def _heard(self, scope: Scope, receive: Receive) -> venues.Held:
        device = await self._bearers.named(scope)
        if device is None:
            raise Refused(401, "gate.unknown_device")
        try:
            asked = decode(await body_of(receive, MOST_BYTES))
        except (msgspec.DecodeError, ValueError):
            raise Refused(400, "gate.unreadable") from None
        return venues.Held(asked.id, asked.venue, asked.code, asked.at or clock.now(), device)

    async def _committed(self, held: venues.Held) -> venues.Answer:
        try:
            return await self.batcher.put(held)
        except Full as full:
            raise Refused(429, "gate.full", after=full.after) from None
        except Exception as fault:
            log.exception("a batch was not kept")
            raise Refused(503, "gate.not_kept", after=1) from fault


def _told(done: venues.Answer) -> Told:
    colour, said = done.colour, done.sentence
    code, rank = (colour.code, colour.rank) if colour else (None, None)
    return Told(done.client_id, done.verdict, said.zh, said.en, code, rank)
