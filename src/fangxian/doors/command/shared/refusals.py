"""How this door answers when it declines: a code, a sentence and a way out."""

from __future__ import annotations

import json
import re
from typing import cast

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode

from fangxian.doors.command.shared import refilling
from fangxian.doors.web_request import WebRequest
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class PageExpired(Refusal):
    code = "command.page_expired"
    status = 403
    sentence = Text(
        "这个页面打开太久,已经过期,刚才的提交没有被接收。",
        "This page was open for too long; what you just sent was not taken.",
    )
    way_out = Text(
        "填写的内容还在这一页上:点“再次提交”。",
        "What you typed is kept on this page: send it again.",
    )


class PageExpiredEmpty(Refusal):
    """Where nothing is kept, nothing is promised."""

    code = "command.page_expired_empty"
    status = 403
    sentence = PageExpired.sentence
    way_out = Text(
        "填写的内容没有留下来:请返回上一页,刷新后核对、重新提交。",
        "What you typed was not kept: go back, reload, check and send again.",
    )


class PieceExpired(Refusal):
    """Of a part of a page, which stays as it is."""

    code = "command.piece_expired"
    status = 403
    sentence = PageExpired.sentence
    way_out = Text(
        "填写的内容还在本页:再点一次;仍不行时,先抄下来再刷新。",
        "What you typed is still on this page: press again; should that fail, copy it "
        "before you reload.",
    )


class SignedOut(Refusal):
    code = "command.signed_out"
    status = 401
    sentence = Text(
        "登录已到时,刚才的提交没有被接收。填写的内容还在这一页上,没有丢。",
        "Your sign-in has ended and what you sent was not taken. What you typed is "
        "kept on this page.",
    )
    way_out = Text(
        "请在新窗口重新登录,再回到这一页点“再次提交”。",
        "Sign in again in a new window, then come back here and send again.",
    )


SECRET = re.compile(r"csrfmiddlewaretoken|code|pin|.*password.*")  # never in a page again


def kept(request: WebRequest, refusal: Refusal) -> HttpResponse:
    """The refusal, on a page that holds what was typed and sends it again at a press. Only for a
    form of our own pages (`is_ours`): a stranger's page must not have its form sent by a press."""
    try:
        typed = typed_in(request)
        files = bool(request.FILES)
    except (OSError, RawPostDataException, BadRequest):  # a body that was not whole
        return answer(request, PageExpiredEmpty())
    signed_in = request.user.is_authenticated
    return render(
        request,
        "command/shared/kept.html",
        {
            "refusal": refusal,
            "typed": typed,
            "files": files,
            "address": request.get_full_path(),
            "sign_in": "" if signed_in else resolve_url("account_login"),
        },
        status=refusal.status,
    )


def is_ours(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this address, by the browser's own word."""
    here = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin:
        return origin == here
    return request.headers.get("Referer", "").startswith(f"{here}/")


def answer(request: WebRequest, refusal: Refusal) -> HttpResponse:
    """As a page, or as an alert in the place where htmx asked for something. A form of our own
    pages comes back filled in, with the sentence in it."""
    if back := _back_to_its_form(request, refusal):
        return back
    template = (
        "command/shared/refusal_piece.html" if _partial(request) else "command/shared/refusal.html"
    )
    reply = render(request, template, {"refusal": refusal}, status=refusal.status)
    reply["X-Refusal"] = refusal.code
    if after := refusal.values.get("after"):
        reply["Retry-After"] = str(after)
    return reply


def _back_to_its_form(request: WebRequest, refusal: Refusal) -> HttpResponse | None:
    """Only for what was typed on a page of ours; a file cannot be carried and is chosen again."""
    if request.method != "POST" or _partial(request) or not is_ours(request):
        return None
    page = request.headers.get("Referer", "").removeprefix(
        f"{request.scheme}://{request.get_host()}"
    )
    if not page.startswith("/") or not getattr(request, "actor", None):
        return None
    try:
        return refilling.back_to(request, refusal, page, typed_in(request))
    except (OSError, RawPostDataException, BadRequest):  # a body that was not whole
        return None


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of every field but secrets."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if not SECRET.fullmatch(name)
    ]


def _partial(request: HttpRequest) -> bool:
    return bool(getattr(request, "partial", False))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open for too long, or a session that ended meanwhile."""
    web = cast("WebRequest", request)
    if _partial(request):
        if not web.user.is_authenticated:  # to press again would be refused again
            return sign_in_beside(web.headers.get("HX-Current-URL") or "/")
        return _stays(web, PieceExpired())
    typed = request.method == "POST" and is_ours(request)
    return kept(web, PageExpired()) if typed else answer(web, PageExpiredEmpty())


def sign_in_beside(back: str) -> HttpResponse:
    """For a piece of a page: the page stays as it is, with what was typed, and shows where to sign
    in (web/src/widgets/session.ts). `back`: the page to come to after that."""
    answer = HttpResponse(status=401)
    answer["X-Sign-In"] = f"{resolve_url('account_login')}?{urlencode({'next': back})}"
    return answer


def _stays(request: WebRequest, refusal: Refusal) -> HttpResponse:
    """Said at the corner; the form that was sent is not replaced, so what was typed stays in it."""
    said, way_out = (one.speak(request.language) for one in (refusal.said, refusal.next_step))
    reply = answer(request, refusal)
    reply["HX-Reswap"] = "none"
    reply["HX-Trigger"] = json.dumps({"say": {"words": f"{said}{way_out}", "kind": "fault"}})
    return reply
