"""A field phone lets itself be woken: under the account that it speaks for, until it is revoked."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest, HttpResponse

from fangxian.doors.field.answers import Unreadable, json_answer, only
from fangxian.doors.field.bearers import Bearer, device_view, refuse_revoked
from fangxian.ground.notices import api as notices


class Keys(msgspec.Struct):
    p256dh: str
    auth: str


class Subscribed(msgspec.Struct):
    """What a browser gives: where it is reached, and its keys."""

    endpoint: str
    keys: Keys


@device_view
def reminders(request: HttpRequest, bearer: Bearer) -> HttpResponse:
    """GET: {key}, the county's. POST a subscription: 204. DELETE with {endpoint, keys}: 204."""
    refuse_revoked(bearer)
    if request.method == "GET":
        return json_answer({"key": notices.public_key()})
    if request.method not in {"POST", "DELETE"}:
        only(request, "POST")
    try:
        sent = msgspec.json.decode(request.body, type=Subscribed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable from error
    if request.method == "DELETE":
        notices.unsubscribe(sent.endpoint, by=bearer.actor)
    else:
        notices.subscribe(
            sent.endpoint,
            sent.keys.p256dh,
            sent.keys.auth,
            by=bearer.actor,
            door="field",
            device_id=bearer.device.id,
        )
    return HttpResponse(status=204)
