"""Where somebody lands who has signed in: at what they are here for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from fangxian.doors.command import navigation
from fangxian.doors.command.home import brief
from fangxian.doors.command.home import help as guide
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.command.tasks.narrowing import is_guard
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.actor import Actor

FIRST = ("work", "checkpoints", "staff")  # of those without a board: what the account is for
FIELD = "/field/"
COUNTY = 6  # digits of its code


@command_page(needs="")
def start(request: WebRequest) -> HttpResponse:
    """A guard and a grid worker begin in the field's app; a cadre of a township or village with what
    they have to do; an auditor with what was done; who puts law in force with what waits for their yes;
    headquarters with the situation. Who comes the first time is shown the way."""
    answer = _where(request)
    if isinstance(answer, HttpResponseRedirect):
        guide.begin(request, answer.url)
    return answer


def _where(request: WebRequest) -> HttpResponse:
    actor = request.actor
    if _works_outside(actor) and not _told(request):
        return HttpResponseRedirect(FIELD)
    if not actor.may("boards.read"):
        return elsewhere(request)
    if actor.may("audit.read") and not actor.may("tasks.read"):
        return HttpResponseRedirect(reverse("staff_audit"))
    if actor.may(brief.NEEDS):
        return HttpResponseRedirect(reverse("brief"))
    cadre = actor.may("tasks.read") and _below_the_county(actor)
    return HttpResponseRedirect(reverse("work" if cadre else "situation"))


def elsewhere(request: WebRequest) -> HttpResponse:
    """The first page that an account without a board may open; one that says whom to ask where it
    has none."""
    if is_guard(request.actor) and request.actor.may("devices.enrol") and not _told(request):
        return HttpResponseRedirect(FIELD)
    found = {link.entry.url_name: link.href for link in navigation.links(request.actor, "/")}
    href = next((found[name] for name in FIRST if name in found), next(iter(found.values()), ""))
    return HttpResponseRedirect(href) if href else draw(request, "home/no_grant")


def _works_outside(actor: Actor) -> bool:
    """Goes from door to door, has no board, and may sign a phone in."""
    outside = actor.may("devices.knock") and actor.may("devices.enrol")
    return outside and not actor.may("boards.read")


def _below_the_county(actor: Actor) -> bool:
    areas = actor.scope("boards.read").prefixes
    return bool(areas) and all(len(place) > COUNTY for place in areas)


def _told(request: HttpRequest) -> bool:
    """Something waits to be read that the field's app does not show: a password that was reset."""
    return len(messages.get_messages(request)) > 0


urlpatterns = [path("start", start, name="start")]
