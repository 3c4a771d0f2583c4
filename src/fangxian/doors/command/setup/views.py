"""The walk: who is let in, the check list, each step, and the end of it.

Nobody signs in here: a browser that used the link of the machine's own terminal holds a secret in a
cookie of its own, and acts as the set-up until that is finished."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.setup.steps import SHOWN
from fangxian.doors.command.shared.pages import draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.overview.opening import api as opening

COOKIE = "setup"
BEFORE_THE_COUNTY = ("county", "sender")  # the rest asks of which county


def _visitors_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A stranger is led to the door; what a visitor sees is kept by no browser."""

    @functools.wraps(view)
    def run(request: WebRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _is_visitor(request):
            return HttpResponseRedirect(reverse("setup"))
        answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer

    return run


def _is_visitor(request: WebRequest) -> bool:
    return opening.is_visitor(request.COOKIES.get(COOKIE, ""))


def walk(request: WebRequest) -> HttpResponse:
    """The check list; the door for whoever was not let in; its end, once it is finished."""
    if opening.is_finished():
        return draw(request, "setup/closed", status=404)
    if not _is_visitor(request):
        return draw(request, "setup/enter")
    steps = opening.checklist()
    answer = draw(
        request,
        "setup/walk",
        steps=steps,
        lacking=[one for one in steps if one.needed and one.state != "done"],
        next_step=_next(steps, ""),
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def enter(request: WebRequest) -> HttpResponse:
    """The token is posted, never in an address: no log has it."""
    try:
        secret = opening.enter(request.POST.get("token", "")[:80], by=opening.SETUP)
    except Refusal as why:
        template = "setup/closed" if isinstance(why, opening.SetUpFinished) else "setup/enter"
        return draw(request, template, status=why.status, refusal=why)
    answer = HttpResponseRedirect(reverse("setup"))
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=opening.HOURS,
        path=reverse("setup"),
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


@_visitors_only
def step(request: WebRequest, key: str) -> HttpResponse:
    """One step: what stands, a form, what is still missing."""
    page = SHOWN.get(key)
    if page is None:
        return HttpResponseRedirect(reverse("setup"))
    if key not in BEFORE_THE_COUNTY and not places.home():
        return HttpResponseRedirect(reverse("setup_step", args=["county"]))
    refusal: Refusal | None = None
    more: dict[str, Any] = {}
    if request.method == "POST":
        try:
            done = page.take(request)
        except Refusal as why:
            refusal = why
        else:
            if isinstance(done, Text):
                messages.success(request, done.speak(request.language))
                return HttpResponseRedirect(_after(request, key))
            more = done
    steps = opening.checklist()
    return draw(
        request,
        f"setup/{key}",
        status=refusal.status if refusal else 200,
        refusal=refusal,
        typed=request.POST,
        steps=steps,
        state=next(one for one in steps if one.key == key),
        number=[one.key for one in steps].index(key) + 1,
        next_step=_next(steps, key),
        **page.show(request),
        **more,
    )


def _after(request: WebRequest, key: str) -> str:
    """The county leads on; any other step stays, for there is often more to enter."""
    if key == "county":
        return reverse("setup_step", args=["divisions"])
    town = request.GET.get("town", "")
    kept = f"?town={town}" if town.isdecimal() else ""
    return reverse("setup_step", args=[key]) + kept


def _next(steps: tuple[opening.StepState, ...], key: str) -> opening.StepState | None:
    """The first missing one after this, else the first missing one."""
    keys = [one.key for one in steps]
    at = keys.index(key) + 1 if key else 0
    rows = (*steps[at:], *steps[:at])
    return next((one for one in rows if one.state == "missing" and one.key != key), None)


@require_POST
@_visitors_only
def later(request: WebRequest, key: str) -> HttpResponse:
    """Put a step off, and go on."""
    opening.put_off(key, by=opening.SETUP)
    found = _next(opening.checklist(), key)
    where = reverse("setup_step", args=[found.key]) if found else reverse("setup")
    return HttpResponseRedirect(where)


@require_POST
@_visitors_only
def finish(request: WebRequest) -> HttpResponse:
    opening.finish(by=opening.SETUP)
    done = Text(
        "开局完成。请用自己的账号登录。", "The set-up is finished. Sign in with your own account."
    )
    messages.success(request, done.speak(request.language))
    answer = HttpResponseRedirect(reverse("account_login"))
    answer.delete_cookie(COOKIE, path=reverse("setup"))
    return answer


urlpatterns = [
    path("setup/", walk, name="setup"),
    path("setup/enter", enter, name="setup_enter"),
    path("setup/finish", finish, name="setup_finish"),
    path("setup/<slug:key>", step, name="setup_step"),
    path("setup/<slug:key>/later", later, name="setup_later"),
]
