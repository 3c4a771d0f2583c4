"""With a network, whoever is on no list is asked about: one whole number, one answer."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from fangxian.doors.field.answers import Unreadable, json_answer, only
from fangxian.doors.field.bearers import Bearer, device_view, refuse_revoked
from fangxian.doors.field.bundle.admitting import admit, recognises
from fangxian.doors.field.bundle.people import row_of
from fangxian.doors.field.bundle.salting import bundle_id
from fangxian.kernel import clock
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints

LONGEST = 60  # letters of a number


class Asked(msgspec.Struct):
    """As it was typed: a document number or a phone, in full."""

    text: str


@device_view
def look(request: HttpRequest, bearer: Bearer) -> HttpResponse:
    """{person, several}: `person` as a list would have them, None where nobody is on record;
    `several`: how many records bear the number (the gravest is answered) or gave the phone (none is)."""
    only(request, "POST")
    refuse_revoked(bearer)
    device, by = bearer.device, bearer.actor
    if not recognises(device.tiles, device.station):
        raise NotAllowed(permission="codes.scan")
    admit(device.station, by=by)
    found = checkpoints.look_up(device.place, _read(request), by=by)
    return json_answer({"person": _row(found.person_id, bearer), "several": found.several})


def _row(person_id: int | None, bearer: Bearer) -> dict[str, Any] | None:
    if person_id is None:
        return None
    device = bearer.device
    journey = _journey(person_id, bearer)
    return row_of(person_id, device.place, bundle_id(device.id, clock.today()), journey)


def _journey(person_id: int, bearer: Bearer) -> arrivals.Dossier | None:
    """What was declared, as far as the guard's area reaches."""
    if not bearer.actor.may("arrivals.read"):
        return None
    try:
        return arrivals.dossier(person_id, by=bearer.actor)
    except NotFound:
        return None


def _read(request: HttpRequest) -> str:
    try:
        text = msgspec.json.decode(request.body, type=Asked).text
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable from error
    return text.replace("\0", "").strip()[:LONGEST]
