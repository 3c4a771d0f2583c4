"""消息: what happened since one last looked; each line opens its thing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from fangxian.doors.command.bell.openings import opening
from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.notices import api as notices
from fangxian.kernel.text import Text

FEW = 8  # lines under the bell
NAMES = {
    "at_once": Text("随到随提醒", "At once"),
    "hourly": Text("每小时合为一次", "Gathered by the hour"),
    "daily": Text("每天合为一次", "Gathered once a day"),
}
WORKER = "bell-sw.js"


@require_GET
@command_page(needs="")
def count(request: WebRequest) -> HttpResponse:
    """How many are new, for the bell: no names."""
    number = notices.unseen(by=request.actor)
    return draw(
        request, "bell/count", number=number, more=number > notices.COUNTED, most=notices.COUNTED
    )


@require_POST
@command_page(needs="")
def look(request: WebRequest) -> HttpResponse:
    """The newest under the bell. From now on only what comes later is counted."""
    page = notices.inbox(by=request.actor, size=FEW)
    notices.look(by=request.actor)
    answer = draw(request, "bell/sheet", page=page, kinds_of=notices.KINDS)
    answer["HX-Trigger"] = "looked"
    return answer


@require_GET
@command_page(needs="")
def listed(request: WebRequest) -> HttpResponse:
    """All of them, or the unread, or one kind."""
    kind, unread = request.GET.get("kind", ""), request.GET.get("unread") == "1"
    number = asked.page_number(request.GET)
    page = notices.inbox(by=request.actor, page=number, unread=unread, kind=kind)
    notices.look(by=request.actor)
    chosen = kind if kind in notices.KINDS else ""
    return draw(
        request,
        "bell/page",
        page=page,
        kinds_of=notices.KINDS,
        kinds=notices.KINDS.items(),
        kind=chosen,
        unread=unread,
    )


@require_POST
@command_page(needs="")
def open_(request: WebRequest, recipient_id: int) -> HttpResponse:
    """Read it, and go to what it is about. What may not be read any more is said to be gone."""
    row = notices.told(recipient_id, by=request.actor)
    if row is None:
        _say(
            request,
            "这条消息说的事已不在您的范围里。",
            "What this was about is no more in your area.",
        )
        return HttpResponseRedirect(reverse("notices"))
    notices.mark_read(recipient_id, by=request.actor)
    return HttpResponseRedirect(opening(row))


@require_POST
@command_page(needs="")
def read_all(request: WebRequest) -> HttpResponse:
    n = notices.mark_read(by=request.actor)
    _say(request, f"{n} 条已记为已读。", f"{n} marked read.")
    return HttpResponseRedirect(asked.way_back(request, reverse("notices")))


@command_page(needs="")
def choices(request: WebRequest) -> HttpResponse:
    """How one wants to be reminded."""
    if request.method == "POST":
        own = request.POST.get("hours") == "own"
        notices.choose_notices(
            quiet_from=_minute(request.POST.get("quiet_from", "")) if own else None,
            quiet_until=_minute(request.POST.get("quiet_until", "")) if own else None,
            digest=request.POST.get("digest", ""),
            texts=request.POST.get("texts") == "on",
            by=request.actor,
        )
        _say(request, "提醒方式已保存。", "Saved.")
        return HttpResponseRedirect(reverse("notice_choices"))
    choice = notices.notice_choice(by=request.actor)
    return draw(
        request,
        "bell/choices",
        choice=choice,
        quiet=(_face(choice.hours.quiet_from), _face(choice.hours.quiet_until)),
        usual=(_face(choice.usual.quiet_from), _face(choice.usual.quiet_until)),
        usual_digest=NAMES[choice.usual.digest],
        digest_at=_face(choice.usual.digest_at),
        digests=NAMES.items(),
        sms=notices.sms_is_on(),
        push_key=notices.public_key(),
    )


def _minute(text: str) -> int:
    """Of the day, as a time field writes it; HoursWrong."""
    try:
        found = datetime.strptime(text, "%H:%M").replace(tzinfo=UTC)
    except ValueError as fault:
        raise notices.HoursWrong from fault
    return found.hour * 60 + found.minute


def _face(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@require_POST
@command_page(needs="")
def subscribe(request: WebRequest) -> HttpResponse:
    """This browser lets itself be woken: its address and keys, as it gives them. Empty: no more."""
    sent = _sent(request)
    endpoint = str(sent.get("endpoint", ""))
    if request.GET.get("off"):
        notices.unsubscribe(endpoint, by=request.actor)
        return HttpResponse(status=204)
    keys = sent.get("keys")
    keys = keys if isinstance(keys, dict) else {}
    notices.subscribe(
        endpoint,
        str(keys.get("p256dh", "")),
        str(keys.get("auth", "")),
        by=request.actor,
        expires_at=_moment(sent.get("expirationTime")),
    )
    return HttpResponse(status=204)


def _sent(request: WebRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _moment(milliseconds: object) -> datetime | None:
    if not isinstance(milliseconds, int | float) or not 0 < milliseconds < 4e12:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


@require_GET
@command_page(needs="")
def worker(request: WebRequest) -> HttpResponse:
    """What wakes the browser: it serves no page, only /notices/ is its own."""
    found = finders.find(WORKER)
    if not isinstance(found, str):
        raise Http404(WORKER)
    answer = HttpResponse(Path(found).read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-store"
    return answer


def _say(request: WebRequest, zh: str, en: str) -> None:
    messages.success(request, Text(zh, en).speak(request.language))


urlpatterns = [
    path("notices/", listed, name="notices"),
    path("notices/count", count, name="notices_count"),
    path("notices/look", look, name="notices_look"),
    path("notices/read", read_all, name="notices_read"),
    path("notices/<int:recipient_id>/open", open_, name="notice_open"),
    path("notices/choices", choices, name="notice_choices"),
    path("notices/push", subscribe, name="notices_push"),
    path("notices/sw.js", worker, name="notices_sw"),
]
