"""The private link: what was declared, and changing it."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fangxian.doors.public import asking, handing, limits, mycode_who, receipts, words
from fangxian.doors.public.asking import Turn
from fangxian.doors.public.drafts import Draft, steps_of
from fangxian.doors.public.stage import show, stage
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


@stage
def receipt(request: WebRequest, keys: str) -> HttpResponse:
    """Number, link and code, what was said, what happens next."""
    limits.count(request, "look")
    sheet = receipts.sheet(keys, mycode_who.signed_in(request), by=request.actor)
    address = receipts.address_of(request, sheet.keys)
    return show(
        request,
        "receipt",
        sheet=sheet,
        address=address,
        code=receipts.code_of(address),
        overview=words.overview(sheet.draft, with_people=False),
        to_verify=words.to_verify(sheet.draft),
        received=_received(request),
        waiting=sheet.arrival >= clock.today(),
        resting=_resting(),
    )


def _received(request: WebRequest) -> Text:
    """The headline: what the person holding this has just done."""
    done = "changed" if "changed" in request.GET else "fresh" if "new" in request.GET else ""
    return words.RECEIVED[done]


def _resting() -> bool:
    """No policy is in force: the declaration waits for one, and nobody is told otherwise."""
    return policy.in_force_or_none(clock.today(), places.home()) is None


@stage
def change(request: WebRequest, keys: str) -> HttpResponse:
    """The screens of the journey again, filled in; the people stay who they are."""
    limits.count(request, "look")
    if request.method != "POST":
        sheet = receipts.sheet(keys, by=request.actor)
        return _screen(request, keys, Turn("from", sheet.draft))
    draft = Draft.read(request.POST.dict())
    step, go = request.POST.get("step", ""), request.POST.get("go", "")
    if "language" in request.POST:
        return _screen(request, keys, Turn(step, draft))
    if go == "back" and step == "from":
        return HttpResponseRedirect(reverse("public_receipt", args=[keys]))
    now = asking.turn(step, go, draft, clock.today(), only=_steps(draft))
    return _file(request, keys, now) if now.send else _screen(request, keys, now)


def _file(request: WebRequest, keys: str, now: Turn) -> HttpResponse:
    try:
        limits.count(request, "form")
        receipts.change(
            keys,
            handing.journey(now.draft),
            partial(mycode_who.known_by, request),
            by=request.actor,
        )
    except Refusal as refusal:
        return _screen(request, keys, now, refusal=refusal, status=refusal.status)
    return HttpResponseRedirect(reverse("public_receipt", args=[keys]) + "?changed")


def _steps(draft: Draft) -> tuple[str, ...]:
    return tuple(step for step in steps_of(draft) if not step.startswith(("person", "proxy")))


def _screen(
    request: WebRequest, keys: str, now: Turn, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    return show(
        request,
        "ask",
        status=status,
        action=reverse("public_change", args=[keys]),
        overview=words.overview(now.draft, with_people=False) if now.step == "check" else (),
        to_verify=words.to_verify(now.draft) if now.step == "check" else (),
        refusal=refusal,
        amending=True,
        **asking.screen(now, only=_steps(now.draft)),
    )
