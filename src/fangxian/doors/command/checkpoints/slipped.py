"""Who was let through a barrier and should have been stopped: the alarms that ring."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.shared.pages import command_page
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints

READ, MANAGE = "checkpoints.read", "checkpoints.manage"
DONE = Text("已记下处置情况,警报解除。", "What was done is noted; the alarm is over.")


def ringing(actor: Actor) -> tuple[checkpoints.SlippedRow, ...]:
    """The alarms that the actor has to see; a guard's own page is the phone's. While none rings
    nobody is looked at, and the audit has no line of it."""
    rings = actor.may(MANAGE) and checkpoints.slipped_count(by=actor)
    return checkpoints.slipped(by=actor) if rings else ()


@command_page(needs=READ)
def count(request: WebRequest) -> HttpResponse:
    """The small number in the navigation: alarms that nobody has answered."""
    by = request.actor
    many = checkpoints.slipped_count(by=by) if by.may(MANAGE) else 0
    return HttpResponse(str(many) if many else "")


@require_POST
@command_page(needs=MANAGE)
def close(request: WebRequest, crossing_id: int) -> HttpResponse:
    """Somebody says what was done about whoever slipped through."""
    checkpoints.close_slipped(crossing_id, request.POST.get("finding", ""), by=request.actor)
    messages.success(request, DONE.speak(request.language))
    return HttpResponseRedirect(reverse("checkpoints"))


urlpatterns = [
    path("checkpoints/count", count, name="checkpoints_count"),
    path("checkpoints/slipped/<int:crossing_id>", close, name="checkpoint_slipped"),
]
