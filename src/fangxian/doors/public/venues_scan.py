"""The page behind the code at the door: who comes in, once; and who goes out.

It says plainly that a scan changes no colour, because people feared that it does.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fangxian.doors.public import limits, venues_phone, words
from fangxian.doors.public.stage import show, stage
from fangxian.doors.public.venues_phone import Known
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.venues import pages as venues

MOST_IN_GROUP = 99


@stage
def scan(request: WebRequest, token: str) -> HttpResponse:
    """The place, and one tap for whom this phone knows; else name and number."""
    limits.count(request, "scan")
    door = venues.at_the_door(token, by=request.actor)
    if request.method != "POST":
        return _page(request, door, door.ticket)
    if request.POST.get("go") == "forget":
        answer = HttpResponseRedirect(reverse("public_scan", args=[token]))
        venues_phone.forget(answer)
        return answer
    ticket = request.POST.get("ticket", "")[:200]
    try:
        return _come_in(request, door, ticket)
    except venues.VisitorIncomplete as refusal:
        over = "known" in request.POST and not venues_phone.known(request)
        return _page(request, door, ticket, faults={} if over else refusal.faults, over=over)
    except Refusal as refusal:
        return _page(request, door, door.ticket, refusal=refusal, status=refusal.status)


def _come_in(request: WebRequest, door: venues.AtTheDoor, ticket: str) -> HttpResponse:
    before = venues_phone.known(request)
    chosen = request.POST.get("known", "")
    # Who was typed here once is one tap now, and still only what somebody typed.
    if chosen.isdecimal() and len(chosen) < 3 and int(chosen) < len(before):
        one = before[int(chosen)]
        new = venues.Recognised(one.person_id, one.masked, one.shown)
    else:
        new = venues.recognise(_visitor(request), by=request.actor)
    done = venues.scan_in(
        ticket,
        new.person_id,
        who=new.shown,
        shown=new.shown,
        group_size=_group(request),
        by=request.actor,
    )
    answer = show(request, "venues/in", door=door, done=done, name=new.masked, token=request.path)
    venues_phone.remember(answer, before, new)
    return answer


def _visitor(request: WebRequest) -> venues.Visitor:
    typed = request.POST
    return venues.Visitor(
        typed.get("name", "")[:200],
        typed.get("kind", "resident_id")[:30],
        typed.get("number", "")[:60],
        typed.get("phone", "")[:30],
    )


def _group(request: WebRequest) -> int:
    text = request.POST.get("group", "1")
    return min(max(int(text), 1), MOST_IN_GROUP) if text.isdecimal() and len(text) < 5 else 1


@stage
def out(request: WebRequest, token: str) -> HttpResponse:
    """The visitor leaves; nothing is refused, an old page simply changes nothing."""
    door = venues.at_the_door(token, by=request.actor)
    try:
        gone = venues.leave(UUID(request.POST.get("visit", "")), by=request.actor)
    except ValueError:
        gone = False
    return show(request, "venues/out", door=door, gone=gone)


def _page(
    request: WebRequest,
    door: venues.AtTheDoor,
    ticket: str,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
    faults: dict[str, Text] | None = None,
    over: bool = False,
) -> HttpResponse:
    before: tuple[Known, ...] = venues_phone.known(request)
    return show(
        request,
        "venues/scan",
        status=status,
        door=door,
        ticket=ticket,
        known=before,
        refusal=refusal,
        faults=faults or {},
        over=over,
        kinds=words.KINDS,
        typed=request.POST,
        label=venues.label_of(door.category),
        token=request.path.rsplit("/", 1)[-1],
    )
