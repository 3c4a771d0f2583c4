"""A draft comes into force by two people: one proposes, another approves what they both saw."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared import asked, two_people
from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.web_request import WebRequest
from fangxian.ground.policy import pages as policy
from fangxian.kernel.text import Text

PROPOSED = Text("已提请,等另一人批准。", "Proposed; it waits for a second person.")
ENACTED = Text("已批准。到那一天起,按它判定。", "Approved. From its day on it decides.")
WITHDRAWN = Text("已撤回。", "Withdrawn.")


@require_POST
@command_page(needs="policy.propose")
def propose(request: WebRequest, pack_id: str) -> HttpResponse:
    day = asked.day_typed(request.POST, "from_day")
    policy.propose(pack_id, from_day=day, note=request.POST.get("note", "")[:300], by=request.actor)
    return _back(request, PROPOSED)


@require_POST
@command_page(needs="policy.enact")
def enact(request: WebRequest, enactment_id: int) -> HttpResponse:
    policy.enact(enactment_id, by=request.actor)
    return _back(request, ENACTED)


@require_POST
@command_page(needs="policy.enact")
def withdraw(request: WebRequest, enactment_id: int) -> HttpResponse:
    because = request.POST.get("because", "")[:300]
    given = {"enactment_id": enactment_id, "because": because}
    two_people.do_or_ask(request, "policy.withdraw", given, because, WITHDRAWN)
    return HttpResponseRedirect(reverse("policy"))


def _back(request: WebRequest, done: Text) -> HttpResponse:
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("policy"))
