"""A page of the command centre: who asks, what it needs, how it is drawn.

@command_page(needs="zones.read")
def areas(request: WebRequest) -> HttpResponse:
    return draw(request, "zones/areas", page=zones.areas(..., by=request.actor))
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any, Protocol, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode

from fangxian.doors import web_request
from fangxian.doors.command.shared import refusals
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.text import Text


class View(Protocol):
    needs: str
    __name__: str

    def __call__(self, request: WebRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def command_page(*, needs: str) -> Callable[[Callable[..., HttpResponseBase]], View]:
    """Only for people who signed in and hold `needs` somewhere ("" = any grant at all).

    The page's verbs check again, over the place; this check keeps an empty page from
    pretending that there is nothing to see.
    """

    def wrap(view: Callable[..., HttpResponseBase]) -> View:
        @functools.wraps(view)
        def run(request: WebRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.actor.account_id is None:
                return ask_to_sign_in(request)
            if not request.actor.grants:
                return draw(request, "home/no_grant", status=403)
            if needs and not request.actor.may(needs):
                raise NotAllowed(permission=needs)
            return view(request, *args, **kwargs)

        run.needs = needs  # type: ignore[attr-defined]
        return cast("View", run)

    return wrap


def ask_to_sign_in(request: WebRequest) -> HttpResponse:
    """To the sign-in page and back. A piece of a page must not be replaced by a sign-in
    form: it is answered 401, and the page itself then asks (typed text stays). A form sent by
    somebody whose sign-in ended meanwhile is kept on the page that says so; who had signed in with
    this browser before is told that it ended (`ended`)."""
    if _typed_meanwhile(request):
        return refusals.kept(request, refusals.SignedOut())
    if request.partial:
        return refusals.sign_in_beside(request.headers.get("HX-Current-URL") or page_of(request))
    ended = {"ended": "1"} if web_request.DEVICE in request.COOKIES else {}
    where = urlencode({"next": page_of(request)} | ended)
    return HttpResponseRedirect(f"{resolve_url('account_login')}?{where}")


def _typed_meanwhile(request: WebRequest) -> bool:
    """A form of ours, by a browser that somebody signed in with before."""
    sent = request.method == "POST" and not request.partial
    return sent and web_request.DEVICE in request.COOKIES and refusals.is_ours(request)


def page_of(request: HttpRequest) -> str:
    """Where to come back to: a submitted form returns to the page on which it stood."""
    if request.method == "GET":
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    here = f"{request.scheme}://{request.get_host()}"
    return came_from.removeprefix(here) if came_from.startswith(f"{here}/") else "/"


def draw(request: WebRequest, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    """Draw `command/<template>.html`, which stands beside its page. For a piece, name the piece's own template."""
    return render(request, f"command/{template}.html", values, status=status)


def say(
    answer: HttpResponse, zh: str, en: str, language: str, *, kind: str = "done"
) -> HttpResponse:
    """A toast on the page that made a request by htmx. `kind`: done | warn | fault."""
    words = Text(zh, en).speak(language)
    answer["HX-Trigger"] = json.dumps({"say": {"words": words, "kind": kind}, "worked": True})
    return answer
