"""Who asks: a device by its token, and the account that it speaks for."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from fangxian.doors.field.answers import refused
from fangxian.ground.access import pages as access
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal

DOOR = "field"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A device that showed its token, and the actor whose powers of this moment it has."""

    device: devices.DeviceRow
    actor: Actor


View = Callable[[HttpRequest, Bearer], HttpResponse]


def device_view(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """A view for devices only: no session counts here, so no CSRF token is asked for. A
    Refusal is answered as JSON."""

    @csrf_exempt
    @functools.wraps(view)
    def run(request: HttpRequest) -> HttpResponse:
        try:
            return view(request, _bearer(request))
        except Refusal as why:
            return refused(why)

    return run


def _bearer(request: HttpRequest) -> Bearer:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    device = devices.device_of_token(token) if scheme == "Bearer" and token else None
    if device is None:
        raise devices.DeviceUnknown
    account = access.Account.objects.filter(pk=device.account_id).first()
    actor = access.actor_for(account, DOOR, unit_ids=duty.units_of(device.account_id))
    return Bearer(device, actor)


def refuse_revoked(bearer: Bearer) -> None:
    """DeviceIsRevoked for a device that was shut out."""
    if bearer.device.revoked_at is not None:
        raise devices.DeviceIsRevoked(why=bearer.device.revoked_why)
