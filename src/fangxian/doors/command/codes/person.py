"""Why somebody has their colour: the ledger of one person, and a proposal by hand."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes
from fangxian.lines.zones import pages as zones

SECOND = timedelta(seconds=1)
ENDED = {
    "replaced": Text("已由新的认定取代", "replaced by a newer one"),
    "lowered": Text("已解除", "lifted"),
    "withdrawn": Text("已撤销", "taken back"),
    "appeal": Text("申诉成立,已纠正", "struck down on appeal"),
}


@command_page(needs="codes.explain")
def page(request: WebRequest, person_id: int) -> HttpResponse:
    """The colour of now, or of the moment in the address, and every line it is made of."""
    return _drawn(request, person_id, None)


@require_POST
@command_page(needs="codes.propose")
def propose(request: WebRequest, person_id: int) -> HttpResponse:
    """Ask that a standing by hand hold; somebody else approves it. What was typed stays."""
    typed = request.POST
    try:
        until = asked.day_typed(typed, "until") or clock.today()
        codes.propose_manual(
            person_id,
            typed.get("colour", ""),
            typed.get("reason", ""),
            _end_of(until),
            typed.get("note", ""),
            by=request.actor,
        )
    except Refusal as why:
        return _drawn(request, person_id, why)
    done = Text("已提出,等另一位同事批准后才生效。", "Proposed: it holds when a colleague agrees.")
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("codes_person", args=[person_id]))


def _drawn(request: WebRequest, person_id: int, refusal: Refusal | None) -> HttpResponse:
    by, last = request.actor, codes.last_day(clock.today())
    resting = last is not None and last < clock.today()
    may_propose = by.may("codes.propose") and not resting
    at = _moment(request) or (_end_of(last) - SECOND if resting and last else None)
    return draw(
        request,
        "codes/person",
        told=codes.explain(person_id, at=at, by=by),
        resting=resting,
        at=request.GET.get("at", ""),
        ended=ENDED,
        refusal=refusal,
        typed=request.POST,
        may_propose=may_propose,
        reasons=codes.reasons_by_hand(by=by) if may_propose else {},
        colours=codes.scheme_on(clock.today()).restricting if may_propose else (),
        lists=zones.lists_said(
            zones.days_covered((at or clock.now()).astimezone(clock.COUNTY_TIME).date())
        ),
        today=clock.today(),
        may_print=by.may("codes.issue_cards"),
        cards=codes.cards_of(person_id, by=by) if by.may("codes.issue_cards") else (),
        status=refusal.status if refusal else 200,
    )


def _moment(request: WebRequest) -> datetime | None:
    """`?at=2022-05-10T08:00` in the county's time; now when there is none or it is not one."""
    return clock.moment_in(request.GET.get("at", ""))


def _end_of(day: date) -> datetime:
    """The whole last day counts."""
    return datetime.combine(day + timedelta(days=1), time(), clock.COUNTY_TIME)


urlpatterns = [
    path("people/<int:person_id>/codes", page, name="codes_person"),
    path("people/<int:person_id>/codes/propose", propose, name="codes_propose"),
]
