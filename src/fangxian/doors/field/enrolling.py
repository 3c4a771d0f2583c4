"""A member of staff who is signed in hands a device to themselves.

The phone goes on by its own token. The session ends with what it was needed for: a phone that is lost
or passed on must open neither the console nor, for whoever presses 忘了口令, its own list.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from typing import Any, cast

import msgspec
from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from fangxian.doors.field.answers import (
    NotSignedIn,
    SignInAnew,
    Unreadable,
    json_answer,
    only,
    refused,
)
from fangxian.doors.field.bundle.keys import root_key
from fangxian.doors.web_request import WebRequest
from fangxian.ground.devices import api as devices
from fangxian.ground.places import pages as places
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.lines.checkpoints import pages as checkpoints

ENROL = "devices.enrol"
FRESH = 300  # seconds for which a sign-in says who holds the phone


class Asked(msgspec.Struct):
    """What the enrolment page sends. `checkpoint`: where the device stands, if anywhere."""

    name: str
    tiles: list[str]
    checkpoint: int | None = None


class Carried(msgspec.Struct):
    """Which phone it is, by its own word."""

    device: int


def signed_in(view: Callable[[WebRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """For a session with CSRF token; a Refusal is answered as JSON."""

    @functools.wraps(view)
    def run(request: HttpRequest) -> HttpResponse:
        try:
            if cast("WebRequest", request).actor.account_id is None:
                raise NotSignedIn
            return view(cast("WebRequest", request))
        except Refusal as why:
            return refused(why)

    return run


def choices(request: HttpRequest) -> HttpResponse:
    """What the account may choose from: tiles, checkpoints of its area, and its CSRF token.
    Nothing, for somebody who is not signed in yet: to ask is no fault."""
    only(request, "GET")
    actor = cast("WebRequest", request).actor
    if actor.account_id is None:
        return json_answer({"actor": "", "csrf": "", "tiles": [], "checkpoints": []})
    sites = checkpoints.checkpoints(by=actor) if actor.may("checkpoints.record") else ()
    return json_answer(
        {
            "actor": actor.name,
            "csrf": get_token(request),
            "tiles": [
                {"code": code, "zh": said.zh, "en": said.en}
                for code, said in devices.TILES.items()
                if _may(actor, code) and (code != "checkpoint" or sites)
            ],
            "checkpoints": [{"id": one.id, "name": one.name, "place": one.place} for one in sites],
        }
    )


@signed_in
def enrol(request: WebRequest) -> HttpResponse:
    """The device's token, told this once, with the root key that it trusts from now on. A phone goes
    on for long after a session: SignInAnew for an older one than minutes. Signs out."""
    only(request, "POST")
    if not _fresh(request):
        _sign_out(request)  # else the sign-in page would send them back unasked
        raise SignInAnew
    try:
        asked = msgspec.json.decode(request.body, type=Asked)
    except msgspec.DecodeError as error:
        raise Unreadable from error
    site = _site(asked, request.actor)
    made = devices.enrol(
        asked.name,
        asked.tiles,
        duty_place(request.actor),
        by=request.actor,
        station=site.subject if site else "",
    )
    _sign_out(request)
    return json_answer(_told(made, asked.name))


@signed_in
def reopen(request: WebRequest) -> HttpResponse:
    """For whoever forgot the PIN of the phone in hand and signed in just now: what opens it a last
    time. SignInAnew for an older session. Signs out, whatever comes of it."""
    only(request, "POST")
    try:
        asked = msgspec.json.decode(request.body, type=Carried)
    except msgspec.DecodeError as error:
        raise Unreadable from error
    actor, fresh = request.actor, _fresh(request)
    _sign_out(request)  # whatever comes of it: else the sign-in page would send them back unasked
    if not fresh:
        raise SignInAnew
    return json_answer({"share": devices.open_again(asked.device, by=actor)})


def _fresh(request: WebRequest) -> bool:
    """Whether a password, passkey or code was given within the last minutes, by the library's note."""
    given = request.session.get("account_authentication_methods") or [{}]
    return 0 <= time.time() - float(given[-1].get("at", 0)) < FRESH


def _sign_out(request: WebRequest) -> None:
    get_adapter().logout(request)


def _told(made: devices.Enrolled, name: str) -> dict[str, Any]:
    return {
        "device": made.device_id,
        "token": made.token,
        "root_key": root_key(),
        "name": name,
        "place": made.place,
        "share": devices.share_of(made.device_id),
    }


def _site(asked: Asked, actor: Actor) -> checkpoints.CheckpointRow | None:
    """The checkpoint asked for, or the only one there is for this account."""
    if asked.checkpoint is not None:
        return checkpoints.checkpoint(asked.checkpoint, by=actor)
    if "checkpoint" not in asked.tiles:
        return None
    sites = checkpoints.checkpoints(by=actor)
    return sites[0] if len(sites) == 1 else None


def duty_place(actor: Actor) -> str:
    """The widest place over which the account may carry a device. NotAllowed when nowhere."""
    prefixes = actor.scope(ENROL).prefixes
    if not prefixes:
        raise NotAllowed(permission=ENROL)
    return min(prefixes, key=len) or places.home()


NEEDS = {
    "checkpoint": "checkpoints.record",
    "venue": "codes.scan",
    "tasks": "tasks.receive",
    "sweep": "devices.knock",
}


def _may(actor: Actor, tile: str) -> bool:
    """Tasks are for somebody with a post: who has none would carry a whole area's."""
    return actor.may(NEEDS[tile]) and (tile != "tasks" or bool(actor.unit_ids))
