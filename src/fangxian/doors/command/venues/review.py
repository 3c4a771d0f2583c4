"""The queue of applications: approve many, return one with a reason, and what is outstanding."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.text import Text
from fangxian.lines.venues import pages as venues

STATES = {
    "filed": Text("待审", "Waiting"),
    "returned": Text("已退回", "Returned"),
    "outstanding": Text("未通过合计", "Outstanding"),
    "approved": Text("已通过", "Approved"),
}


@command_page(needs="venues.review")
def queue(request: WebRequest) -> HttpResponse:
    """Each count is its list; outstanding = applied less approved."""
    state = request.GET.get("state", "filed")
    state = state if state in STATES else "filed"
    text = request.GET.get("q", "").strip()
    found = venues.applications(state, asked.page_number(request.GET), text, by=request.actor)
    counts = venues.application_counts(by=request.actor)
    numbers = {
        "filed": counts.waiting,
        "returned": counts.returned,
        "outstanding": counts.outstanding,
        "approved": counts.approved,
    }
    return draw(
        request,
        "venues/queue",
        page=found,
        state=state,
        text=text,
        counts=counts,
        chips=[(code, words, numbers[code]) for code, words in STATES.items()],
        reasons=venues.return_reasons(),
        reasons_ever=venues.return_reasons_ever(),
    )


@require_POST
@command_page(needs="venues.review")
def approve(request: WebRequest) -> HttpResponse:
    ids = [int(one) for one in request.POST.getlist("ids") if one.isdecimal() and len(one) < 18]
    made = venues.approve(ids, by=request.actor)
    done = Text(f"通过 {len(made)} 个,码已生成。", f"{len(made)} approved; their codes are made.")
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("venues_queue"))


@require_POST
@command_page(needs="venues.review")
def return_(request: WebRequest, application_id: int) -> HttpResponse:
    typed = request.POST
    venues.return_(
        application_id, typed.get("reason", ""), typed.get("words", ""), by=request.actor
    )
    done = Text(
        "已退回,申请人在自己的链接里看得到理由。", "Returned; the applicant sees the reason."
    )
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("venues_queue"))


urlpatterns = [
    path("venues/applications", queue, name="venues_queue"),
    path("venues/applications/approve", approve, name="venues_approve"),
    path("venues/applications/<int:application_id>/return", return_, name="venues_return"),
]
