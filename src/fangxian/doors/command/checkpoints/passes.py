"""通行证: issue, print, revoke."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.lines.checkpoints import pages as checkpoints

USUAL = timedelta(days=6)  # offered in the form: a week, both days included


@command_page(needs="checkpoints.read")
def passes(request: WebRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    page = checkpoints.passes(text, asked.page_number(request.GET), by=request.actor)
    return draw(request, "checkpoints/passes", page=page, text=text)


@command_page(needs="checkpoints.issue_pass")
def issue(request: WebRequest) -> HttpResponse:
    """A new pass. A refusal keeps what was typed."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            number = checkpoints.issue_pass(_typed(request), by=request.actor)
            return HttpResponseRedirect(reverse("pass_shown", args=[number]))
        except Refusal as why:
            refusal = why
    today = clock.today()
    return draw(
        request,
        "checkpoints/pass_new",
        refusal=refusal,
        typed=request.POST,
        today=today,
        until=today + USUAL,
        status=refusal.status if refusal else 200,
    )


def _typed(request: WebRequest) -> checkpoints.NewPass:
    typed, today = request.POST, clock.today()
    return checkpoints.NewPass(
        plate=typed.get("plate", ""),
        route=typed.get("route", ""),
        since=asked.day_typed(typed, "since") or today,
        until=asked.day_typed(typed, "until") or today + USUAL,
        place=_place(request),
        driver=typed.get("driver", ""),
        company=typed.get("company", ""),
        goods=typed.get("goods", ""),
    )


def _place(request: WebRequest) -> str:
    """The widest place over which one may issue: a pass counts wherever it is shown in it."""
    prefixes = request.actor.scope("checkpoints.issue_pass").prefixes
    return min(prefixes, key=len, default="") or places.home()


@command_page(needs="checkpoints.read")
def shown(request: WebRequest, pass_id: int) -> HttpResponse:
    """The pass as it is printed."""
    return draw(request, "checkpoints/pass", row=checkpoints.pass_shown(pass_id, by=request.actor))


@require_POST
@command_page(needs="checkpoints.issue_pass")
def revoke(request: WebRequest, pass_id: int) -> HttpResponse:
    checkpoints.revoke_pass(pass_id, request.POST.get("why", ""), by=request.actor)
    return HttpResponseRedirect(reverse("pass_shown", args=[pass_id]))


urlpatterns = [
    path("checkpoints/passes", passes, name="passes"),
    path("checkpoints/passes/new", issue, name="pass_new"),
    path("checkpoints/passes/<int:pass_id>", shown, name="pass_shown"),
    path("checkpoints/passes/<int:pass_id>/revoke", revoke, name="pass_revoke"),
]
