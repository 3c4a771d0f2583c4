"""What is answered where no page could: an unknown address, an unreadable request, a fault of
ours, and a database that is away for a while (503, with the time to come back)."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse, JsonResponse, parse_cookie
from django.template.loader import render_to_string
from django.views import defaults

from fangxian.doors import threshold
from fangxian.kernel import outages
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text

PROGRAMS = ("/api/", "/gate/", "/field/api/")  # whoever asks here reads JSON


class Unreadable(Refusal):
    code = "config.unreadable"
    status = 400
    sentence = Text("请求读不出来。", "The request cannot be read.")
    way_out = Text("请对照接口约定重新发送。", "Send it again as the contract says.")


class Broken(Refusal):
    code = "config.broken"
    status = 500
    sentence = Text("系统出了故障,这一步没有做成。", "Something broke; nothing was done.")
    way_out = Text(
        "请稍后重试;仍然不行请告诉值班员。", "Try again later, or tell the duty officer."
    )


def problem(refusal: Refusal) -> HttpResponse:
    """The refusal as JSON, in the shape that every door for programs speaks."""
    answer = JsonResponse(
        {**refusal.as_dict(), "fields": []}, status=refusal.status,
        content_type="application/problem+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )  # fmt: skip
    return _come_back(answer, refusal)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return problem(Unreadable())
    return defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return problem(NotFound(what="这个地址"))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the fault is being handled: an outage is told as what it is."""
    fault = sys.exc_info()[1]
    away = outages.refusal_of(fault) if fault else None
    if request.path.startswith(PROGRAMS):
        return problem(away or Broken())
    return _page(request, away) if away else defaults.server_error(request)


def told(path: str, cookies: str, refusal: Refusal) -> HttpResponse:
    """A refusal before there is a request: the web door's front declines."""
    if path.startswith(PROGRAMS):
        return problem(refusal)
    return _drawn(refusal, threshold.chosen(parse_cookie(cookies)), partial=False)


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    partial = request.headers.get("HX-Request") == "true"
    return _drawn(refusal, threshold.chosen(request.COOKIES), partial=partial)


def _drawn(refusal: Refusal, language: str, *, partial: bool) -> HttpResponse:
    """Drawn without a request: who signed in stands in the database that is away."""
    words = {"refusal": refusal, "language": language}
    template = "command/refusal_piece.html" if partial else "503.html"
    answer = HttpResponse(render_to_string(template, words), status=refusal.status)
    answer["X-Refusal"] = refusal.code
    return _come_back(answer, refusal)


def _come_back(answer: HttpResponse, refusal: Refusal) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    if after := refusal.values.get("after"):
        answer["Retry-After"] = str(after)
    return answer
