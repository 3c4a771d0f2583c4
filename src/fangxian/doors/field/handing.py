"""A device hands in what it kept."""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from fangxian.doors.field.acts.clocks import PhoneClock
from fangxian.doors.field.acts.settling import settle_all
from fangxian.doors.field.answers import TooLarge, Unreadable, json_answer, only
from fangxian.doors.field.bearers import Bearer, device_view
from fangxian.ground.devices import api as devices
from fangxian.kernel import clock
from fangxian.kernel.text import number_in

MOST_EVENTS = 500
DECLARED = "checkpoint.declared"
TORN = "torn"  # no kind of ours: it is kept for a human
FAR = 60 * 366 * 86_400  # seconds: a phone whose battery was out tells 1970
MOST_BYTES = 32 * 1024 * 1024  # after inflation
UNREADABLE = (msgspec.DecodeError, zlib.error, ValueError, RecursionError)


Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Sent(msgspec.Struct, kw_only=True):
    """One event. What its body holds is looked at only when it is settled."""

    id: UUID
    at: Moment
    kind: str
    v: int = 1
    seen: str | None = ""
    body: dict[str, Any] = {}


class Batch(msgspec.Struct, kw_only=True):
    """`now`: the device's clock when it sent, if it says so; `clock` "server": the times of the
    events are by the server's clock, as the app knows it. An event that is none must not hold up
    the others, so each is read by itself."""

    app: int | str = 1
    events: list[Any]
    now: Any = None
    clock: str = ""


@device_view
def take(request: HttpRequest, bearer: Bearer) -> HttpResponse:
    """Settle a batch; the answer names every event of it. TooLarge, Unreadable."""
    only(request, "POST")
    batch = _read(request)
    if len(batch.events) > MOST_EVENTS:
        raise TooLarge(most=MOST_EVENTS)
    told = _moment(batch.now)
    ahead = seconds_ahead(told) if told else bearer.device.clock_off
    app = number_in(str(batch.app)[:9])
    devices.hear(bearer.device.id, app, ahead, by=bearer.actor)
    phone = PhoneClock(
        clock.now(), told, bearer.device.enrolled_at, corrected=batch.clock == "server"
    )
    settled = settle_all((_event(one, bearer) for one in batch.events), bearer, phone)
    return json_answer(
        {
            "settled": [_told(event, one) for event, one in settled],
            "server_time": clock.now().isoformat(),
        }
    )


def _told(event: devices.Event, one: devices.Settled) -> dict[str, str]:
    """A declaration has no `ref` here: a number of long ago would tell that somebody was known,
    and one that is missing as well."""
    ref = "" if event.kind == DECLARED else one.ref
    return {"id": str(event.id), "how": one.how, "zh": one.said.zh, "en": one.said.en, "ref": ref}


def seconds_ahead(told: datetime) -> int:
    """By how much the clock of a device runs ahead of ours (sixty years at most)."""
    ahead = int((told - clock.now()).total_seconds())
    return max(-FAR, min(FAR, ahead))


def _moment(told: Any) -> datetime | None:
    """None of a clock that tells no time, as one set beyond the year 9999: the acts are taken."""
    try:
        return msgspec.convert(told, Moment)
    except msgspec.ValidationError:
        return None


def _event(raw: Any, bearer: Bearer) -> devices.Event:
    try:
        one = msgspec.convert(raw, Sent)
    except msgspec.ValidationError:
        return _torn(raw, bearer)
    version = min(max(one.v, 0), 32_000)
    return devices.Event(
        one.id, bearer.device.id, one.at, one.kind, version, one.seen or "", one.body
    )


def _torn(raw: Any, bearer: Bearer) -> devices.Event:
    """Something that is no event: kept under its own id if it has one, else under its content's."""
    said = raw if isinstance(raw, dict) else {"sent": raw}
    try:
        number = UUID(str(said.get("id")))
    except ValueError:
        number = UUID(bytes=hashlib.sha256(msgspec.json.encode(raw)).digest()[:16])
    return devices.Event(number, bearer.device.id, clock.now(), TORN, 0, "", said)


def _read(request: HttpRequest) -> Batch:
    try:
        raw = _inflated(request)
        try:
            return msgspec.json.decode(raw, type=Batch)
        except msgspec.DecodeError:
            return msgspec.json.decode(_whole_letters(raw), type=Batch)
    except RequestDataTooBig as error:
        raise TooLarge(most=MOST_EVENTS) from error
    except UNREADABLE as error:
        raise Unreadable from error


def _whole_letters(raw: bytes) -> bytes:
    """With "?" for half a letter, as of a text that was cut within an emoji: one act that has it
    must not hold up all that a phone keeps."""
    return json.dumps(json.loads(raw.decode()), ensure_ascii=False).encode("utf-8", "replace")


def _inflated(request: HttpRequest) -> bytes:
    if request.headers.get("Content-Encoding", "") != "gzip":
        return request.body
    opened = zlib.decompressobj(zlib.MAX_WBITS | 16)
    raw = opened.decompress(request.body, MOST_BYTES)
    if opened.unconsumed_tail:
        raise TooLarge(most=MOST_EVENTS)
    return raw
