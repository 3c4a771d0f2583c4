"""How this door answers when it declines: a code, a sentence and a way out."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fangxian.doors.threshold import DeskRequest
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class PageExpired(Refusal):
    code = "command.page_expired"
    status = 403
    sentence = Text("这个页面打开太久,已经过期,刚才的提交没有被接收。",
                    "This page was open for too long; what you just sent was not taken.")  # fmt: skip
    way_out = Text("请返回上一页,刷新后重新提交;填写的内容会尽量为您保留。",
                   "Go back, reload and send again; what you typed is kept where possible.")  # fmt: skip


def answer(request: DeskRequest, refusal: Refusal) -> HttpResponse:
    """As a page, or as an alert in the place where htmx asked for something."""
    template = "command/refusal_piece.html" if _partial(request) else "command/refusal.html"
    reply = render(request, template, {"refusal": refusal}, status=refusal.status)
    reply["X-Refusal"] = refusal.code
    if after := refusal.values.get("after"):
        reply["Retry-After"] = str(after)
    return reply


def _partial(request: HttpRequest) -> bool:
    return bool(getattr(request, "partial", False))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return answer(cast("DeskRequest", request), PageExpired())
