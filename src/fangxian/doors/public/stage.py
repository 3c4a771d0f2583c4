"""How this door draws a page: large, in the language last chosen, a refusal as a sentence."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from fangxian.doors import web_request
from fangxian.doors.web_request import WebRequest
from fangxian.ground.policy import pages as policy
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

RESIDENT = Actor(None, "群众", door="public")
COOKIE_SECONDS = 365 * 86400
SECRET = re.compile(r"csrfmiddlewaretoken|language|code|pin|.*password.*")  # never in a page again


def stage(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of this door. Without CSRF: nobody is signed in here, so a forged form could do
    nothing that its sender could not do directly, and a page that lay open overnight still
    sends. Never cached: a phone is lent. Who is signed in at the desk is ignored."""

    @csrf_exempt
    @never_cache
    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        desk = cast("WebRequest", request)
        desk.actor = RESIDENT
        wanted = request.POST.get("language") or request.GET.get("language")
        if wanted in web_request.DJANGO_NAMES:
            desk.language = str(wanted)
        try:
            answer = view(desk, *args, **kwargs)
        except Refusal as refusal:
            answer = _refused(desk, refusal)
        if wanted in web_request.DJANGO_NAMES:
            answer.set_cookie(
                web_request.COOKIE, desk.language, max_age=COOKIE_SECONDS, samesite="Lax"
            )
        answer["Referrer-Policy"] = "no-referrer"  # the private link is an address
        return answer

    return run


def _refused(desk: WebRequest, refusal: Refusal) -> HttpResponse:
    if refusal.code == policy.NotInForce.code:  # nothing is wrong: there is no colour today
        return show(desk, "resting", status=refusal.status)
    kept = {"typed": kept_of(desk), "address": desk.get_full_path()}
    return show(desk, "refusal", status=refusal.status, refusal=refusal, **kept)


class NotTaken(Refusal):
    code = "public.not_taken"
    status = 403
    sentence = Text(
        "刚才的内容没有提交成功:这一页开得太久,或者浏览器没有带上本页的凭据。",
        "What you sent was not taken: the page was open for too long, or the browser did not send the "
        "page's token.",
    )
    way_out = Text(
        "填写的内容还在时,点“再次提交”;不在时,回到第一页重新填写。不用登录。",
        "If what you typed is still here, press “Send again”; if not, begin at the first page. "
        "Nobody has to sign in.",
    )


def not_taken(request: HttpRequest) -> HttpResponse:
    """A form that came without its token, where one is asked for: what was typed stays, and the page
    that says so carries a token."""
    desk = cast("WebRequest", request)
    desk.actor = RESIDENT
    answer = show(
        desk,
        "refusal",
        status=NotTaken.status,
        refusal=NotTaken(),
        typed=kept_of(desk),
        address=desk.get_full_path(),
        token=get_token(desk),
    )
    # the origin alone, no address: without it the browser says "null" and the token is refused again
    answer["Referrer-Policy"] = "strict-origin"
    answer["Cache-Control"] = "no-store"
    return answer


def kept_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of what was typed when nobody caught a refusal, but secrets: it stays on the
    page that says so and is sent again at a press. Only of a form of our own pages, by the browser's
    own word (no referrer leaves them): a stranger's form must not be sent on from here."""
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return []
    try:
        fields = list(request.POST.lists())
    except (OSError, RawPostDataException, BadRequest):  # a body that was not whole
        return []
    return [
        (name, str(value))
        for name, values in fields
        for value in values
        if not SECRET.fullmatch(name)
    ]


def show(request: WebRequest, template: str, *, status: int = 200, **values: Any) -> HttpResponse:
    return render(request, f"public/{template}.html", values, status=status)
