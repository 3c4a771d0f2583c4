"""终端: which devices are out, when each was last heard, and what of theirs needs a human."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.devices import api as devices
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text, number_in
from fangxian.lines.checkpoints import pages as checkpoints

KINDS = {
    "checkpoint.crossing": Text("查验", "Check"),
    "checkpoint.declared": Text("现场申报", "Declared on the spot"),
    "checkpoint.antigen": Text("抗原", "Antigen"),
    "checkpoint.disinfected": Text("车辆消毒", "Disinfection"),
    "checkpoint.truck": Text("货车", "Truck"),
    "checkpoint.handover": Text("交班", "Hand-over"),
    "venue.visit": Text("场所登记", "Venue visit"),
    "task.received": Text("收到指令", "Received"),
    "task.accepted": Text("接受指令", "Accepted"),
    "task.refused": Text("拒收指令", "Refused"),
    "task.acted": Text("办结上报", "Reported done"),
    "task.undone": Text("撤回一步", "Taken back"),
    "task.commented": Text("指令留言", "Commented"),
    "sweep.household": Text("敲门", "Door visit"),
}
MARKS = {
    "differs": ("◆", "soon"),
    "alarm": ("▲", "late"),
    "unreadable": ("?", "late"),
    "decided": ("●", "done"),
}
HOWS = {how: (said, *MARKS[how]) for how, said in devices.HOWS.items()}
PAGES = {
    "tasks.instruction": "instruction",
    "checkpoints.checkpoint": "checkpoint",
}


@command_page(needs="devices.read")
def listed(request: WebRequest) -> HttpResponse:
    """The devices of one's area, the longest unheard first."""
    revoked = request.GET.get("revoked") == "1"
    page = devices.devices(asked.page_number(request.GET), by=request.actor, revoked=revoked)
    sites = _sites(request)
    return draw(
        request,
        "devices/list",
        page=page,
        revoked=revoked,
        tiles=devices.TILES,
        sites=sites,
        clocks=_clocks(page.rows),
        silent=_silent(page.rows),
        names={f"checkpoints.checkpoint:{pk}": name for pk, name in sites.items()},
    )


def _clocks(rows: Sequence[devices.DeviceRow]) -> dict[int, Text]:
    """Whose clock is further off than the edition in force lets it be, in words. Its acts are
    told by the county's time all the same."""
    edition = policy.in_force_or_none(clock.today(), places.home())
    if edition is None:
        return {}
    most = checkpoints.clocks_may_differ(edition)
    return {
        row.id: said
        for row in rows
        if row.revoked_at is None and (said := devices.clock_words(row.clock_off, most))
    }


def _silent(rows: Sequence[devices.DeviceRow]) -> dict[int, Text]:
    """Which devices in use were not heard for long, in words."""
    now = clock.now()
    return {
        row.id: said
        for row in rows
        if row.revoked_at is None and (said := devices.silence_words(row.last_heard, now))
    }


def _sites(request: WebRequest) -> dict[int, str]:
    if not request.actor.may("checkpoints.read"):
        return {}
    return {one.id: one.name for one in checkpoints.checkpoints(by=request.actor)}


@require_POST
@command_page(needs="devices.manage")
def revoke(request: WebRequest, device_id: int) -> HttpResponse:
    """A lost device is shut out at once."""
    devices.revoke(device_id, request.POST.get("why", ""), by=request.actor)
    done = Text(
        "已停用。它再上报的记录只留存,不生效;使用它的账号已全部退出,须重新登录。",
        "Revoked: what it sends is kept without effect; its account was signed out everywhere.",
    )
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("devices"))


@require_POST
@command_page(needs="devices.manage")
def post_at(request: WebRequest, device_id: int) -> HttpResponse:
    """Post a device at a checkpoint, or at none."""
    number = asked.number(request.POST, "checkpoint")
    site = checkpoints.checkpoint(number, by=request.actor) if number else None
    devices.post_at(device_id, site.subject if site else "", by=request.actor)
    return HttpResponseRedirect(reverse("devices"))


@command_page(needs="devices.clear")
def to_clear(request: WebRequest) -> HttpResponse:
    """What differs from what holds now, and what could not be read: a work list."""
    cleared = request.GET.get("cleared") == "1"
    page = devices.to_clear(asked.page_number(request.GET), by=request.actor, cleared=cleared)
    return draw(request, "devices/to_clear", page=page, cleared=cleared, kinds=KINDS, hows=HOWS)


@command_page(needs="devices.clear")
def event(request: WebRequest, event_id: UUID) -> HttpResponse:
    """One event as it was sent, and what to do about it."""
    row, body = devices.sent(event_id, by=request.actor)
    said = [(key, value) for key, value in body.items() if value not in (None, "", [], {})]
    return draw(
        request, "devices/event", row=row, said=said, kinds=KINDS, hows=HOWS, link=_page_of(row.ref)
    )


def _page_of(ref: str) -> str:
    kind, _, number = ref.rpartition(":")
    page, at = PAGES.get(kind), number_in(number)
    return reverse(page, args=[at]) if page and at is not None else ""


@require_POST
@command_page(needs="devices.clear")
def clear(request: WebRequest, event_id: UUID) -> HttpResponse:
    devices.clear(event_id, request.POST.get("words", ""), by=request.actor)
    done = Text("已核销。", "Cleared.")
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("events_to_clear"))


urlpatterns = [
    path("devices/", listed, name="devices"),
    path("devices/<int:device_id>/revoke", revoke, name="device_revoke"),
    path("devices/<int:device_id>/post", post_at, name="device_post"),
    path("devices/events", to_clear, name="events_to_clear"),
    path("devices/events/<uuid:event_id>", event, name="event"),
    path("devices/events/<uuid:event_id>/clear", clear, name="event_clear"),
]
