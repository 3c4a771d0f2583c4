"""Declaring, and asking about one answer while it is typed."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from fangxian.doors.public import asking, checks, handing, limits, mycode_who, whereabouts, words
from fangxian.doors.public.asking import Turn
from fangxian.doors.public.drafts import Draft, steps_of
from fangxian.doors.public.stage import show, stage
from fangxian.doors.web_request import WebRequest
from fangxian.kernel import clock, home
from fangxian.kernel.errors import Refusal


@require_GET
@stage
def start(request: WebRequest) -> HttpResponse:
    return show(request, "start")


@stage
def declare(request: WebRequest) -> HttpResponse:
    """Every screen of a new declaration; what was typed comes and goes with the page."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("public_start"))
    draft = Draft.read(request.POST.dict())
    step, go = request.POST.get("step", ""), request.POST.get("go", "")
    if not step:
        return _screen(request, Turn(steps_of(draft)[0], draft))
    if "language" in request.POST:
        return _screen(request, Turn(step, draft))
    if go == "back" and step == steps_of(draft)[0]:
        return HttpResponseRedirect(reverse("public_start"))
    now = asking.turn(step, go, draft, clock.today())
    if not now.send:
        return _screen(request, now)
    return _hand_in(request, now)


def _hand_in(request: WebRequest, now: Turn) -> HttpResponse:
    """File everybody, then go to the receipt. A refusal leaves the last look as it was."""
    try:
        _count(request, now.draft)
        keys = handing.declare(now.draft, partial(mycode_who.known_by, request), by=request.actor)
    except Refusal as refusal:
        return _screen(request, now, refusal=refusal, status=refusal.status)
    return HttpResponseRedirect(reverse("public_receipt", args=[".".join(keys)]) + "?new")


def _count(request: WebRequest, draft: Draft) -> None:
    """Who is signed in with a phone of the form is counted by it, whatever strangers typed."""
    persons, proxy = handing.people_of(draft), draft.get("proxy_phone")
    held = limits.named_of(persons, proxy) & mycode_who.phones_held(request)
    limits.count(request, "form", min(held, default=""))
    limits.filed_for(request, persons, proxy, held)


def _screen(
    request: WebRequest, now: Turn, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    return show(
        request,
        "ask",
        status=status,
        action=reverse("public_declare"),
        overview=words.overview(now.draft) if now.step == "check" else (),
        to_verify=words.to_verify(now.draft) if now.step == "check" else (),
        refusal=refusal,
        county=home.county(),
        **asking.screen(now),
    )


@require_POST
@stage
def check(request: WebRequest, what: str) -> HttpResponse:
    """{sure, wrong, words} about a document or a place, while the form is filled in."""
    limits.count(request, "check")
    value = request.POST.get("value", "")[:200].strip()
    if what == "document":
        fault = checks.document_fault(request.POST.get("kind", ""), value)
        said = fault or words.DOCUMENT_HOLDS
        return _about(request, said.speak(request.language), sure=not fault, wrong=bool(fault))
    understood = whereabouts.understand(value)
    return _about(
        request,
        understood.said.speak(request.language),
        sure=understood.sure,
    )


def _about(request: WebRequest, said: str, *, sure: bool, wrong: bool = False) -> HttpResponse:
    return JsonResponse({"sure": sure, "wrong": wrong, "words": said})
