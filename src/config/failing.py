"""What is answered where no page could: an unknown address, an unreadable request, a fault of
ours, and a database that is away for a while (503, with the time to come back)."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse, parse_cookie
from django.shortcuts import render
from django.template.loader import render_to_string

from fangxian.doors import web_request
from fangxian.kernel import clock, outages
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text

RESIDENTS = "/p/"
PROGRAMS = ("/api/", "/gate/", "/field/api/")  # whoever asks here reads JSON


class Unreadable(Refusal):
    code = "config.unreadable"
    status = 400
    sentence = Text("请求读不出来。", "The request cannot be read.")
    way_out = Text("请对照接口约定重新发送。", "Send it again as the contract says.")


class Malformed(Refusal):
    code = "config.malformed"
    status = 400
    sentence = Text(
        "这次提交的内容不完整或过大,没有被接收。",
        "What was sent is incomplete or too large; it was not taken.",
    )
    way_out = Text(
        "请返回上一页再提交;附件太大时换小一点的。",
        "Go back and send it again; choose a smaller file where one was attached.",
    )


class NotPermitted(Refusal):
    code = "config.not_permitted"
    status = 403
    sentence = Text("您没有打开这个页面的权限。", "You may not open this page.")
    way_out = Text(
        "请返回上一页,或从菜单重新进入;工作需要的,请账号管理员授权。",
        "Go back, or start again from the menu; ask the account officer if your work needs it.",
    )


class NoSuchPage(Refusal):
    code = "config.no_such_page"
    status = 404
    sentence = Text(
        "没有这个页面:地址可能输错了,或这条记录已被合并、撤销。",
        "No such page: the address may be mistyped, or the record was merged or withdrawn.",
    )
    way_out = Text(
        "请返回上一页,或从首页重新进入。", "Go back, or start again from the first page."
    )


class WrongWay(Refusal):
    code = "config.wrong_way"
    status = 405
    sentence = Text(
        "这个地址只用来提交,不能直接打开。",
        "This address takes what is sent; it is no page to open.",
    )
    way_out = Text(
        "请返回上一页,从按钮提交;刚才若已提交,不要重复。",
        "Go back and use the button; if you have just sent it, do not send it again.",
    )


class TooOften(Refusal):
    code = "config.too_often"
    status = 429
    sentence = Text(
        "短时间内提交太多次,这一次没有被接收。",
        "Sent too often in a short time; this was not taken.",
    )
    way_out = Text(
        "请等几分钟再试;忘了密码的,请账号管理员重设。",
        "Wait some minutes and try again; ask the account officer for a new password if you forgot it.",
    )


class NoSuchMethod(Refusal):
    code = "config.no_such_method"
    status = 405
    sentence = Text("这个地址不接受 {method}。", "{method} is not for this address.")
    way_out = Text("请对照接口约定重新发送。", "Send it again as the contract says.")


class Broken(Refusal):
    code = "config.broken"
    status = 500
    sentence = Text("系统出了故障,这一步没有做成。", "Something broke; nothing was done.")
    way_out = Text(
        "请稍后重试;再次出现时,请把时间和您当时在做的事告诉指挥部值班员。",
        "Try again in a while; if it happens again tell the duty officer when and what you were doing.",
    )


def problem(refusal: Refusal) -> HttpResponse:
    """The refusal as JSON, in the shape that every door for programs speaks."""
    answer = JsonResponse(
        {**refusal.as_dict(), "fields": []},
        status=refusal.status,
        content_type="application/problem+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )
    return _come_back(answer, refusal)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _declined(request, Unreadable(), Malformed())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _declined(request, NotPermitted(), NotPermitted())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _declined(request, NotFound(what="这个地址"), NoSuchPage())


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the sign-in library answers by when somebody sends again and again."""
    page = _declined(request, TooOften(), TooOften())
    page["Retry-After"] = str(WAIT)
    return page


WAIT = 300  # seconds: the longest of the sign-in library's own limits
BARE: dict[int, type[Refusal]] = {
    400: Malformed,
    403: NotPermitted,
    404: NoSuchPage,
    413: Malformed,
    429: TooOften,
}


def bare(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what a framework declines without a word is said, in the asker's way."""

    def run(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if answer.streaming or answer.content:
            return answer
        if answer.status_code == WrongWay.status:
            said = _declined(request, NoSuchMethod(method=str(request.method)[:10]), WrongWay())
            said["Allow"] = answer.get("Allow", "")
            return said
        kind = BARE.get(answer.status_code)
        return _declined(request, kind(), kind()) if kind else answer

    return run


def countable(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the first: a body whose told length is no number is refused before it is read."""

    def run(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit():
            return get_response(request)
        to_program = request.path.startswith(PROGRAMS)
        cookies = request.META.get("HTTP_COOKIE", "")
        return told(request.path, cookies, Unreadable() if to_program else Malformed())

    return run


def _declined(request: HttpRequest, to_program: Refusal, to_person: Refusal) -> HttpResponse:
    """In the asker's way: as JSON, or as a page of the door at which they stand."""
    if request.path.startswith(PROGRAMS):
        return problem(to_program)
    door = "public" if request.path.startswith(RESIDENTS) else "command/shared"
    return render(request, f"{door}/refusal.html", {"refusal": to_person}, status=to_person.status)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the fault is being handled: an outage is told as what it is."""
    fault = sys.exc_info()[1]
    refusal = (outages.refusal_of(fault) if fault else None) or Broken()
    return problem(refusal) if request.path.startswith(PROGRAMS) else _page(request, refusal)


def told(path: str, cookies: str, refusal: Refusal) -> HttpResponse:
    """A refusal before there is a request: the web door's front declines."""
    if path.startswith(PROGRAMS):
        return problem(refusal)
    return _drawn(refusal, web_request.chosen(parse_cookie(cookies)), home=_home(path))


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    again = request.get_full_path() if request.method == "GET" else ""
    return _drawn(
        refusal,
        web_request.chosen(request.COOKIES),
        home=_home(request.path),
        again=again,
        partial=request.headers.get("HX-Request") == "true",
    )


def _home(path: str) -> str:
    """Where somebody at this door goes on."""
    return next((one for one in (RESIDENTS, "/field/") if path.startswith(one)), "/")


def _drawn(
    refusal: Refusal, language: str, *, home: str, again: str = "", partial: bool = False
) -> HttpResponse:
    """Drawn without a request: who signed in stands in the database that is away."""
    words = {
        "refusal": refusal,
        "language": language,
        "home": home,
        "again": again,
        "now": clock.now(),
    }
    template = "command/shared/refusal_piece.html" if partial else "command/shared/failing.html"
    answer = HttpResponse(render_to_string(template, words), status=refusal.status)
    answer["X-Refusal"] = refusal.code
    return _come_back(answer, refusal)


def _come_back(answer: HttpResponse, refusal: Refusal) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    if after := refusal.values.get("after"):
        answer["Retry-After"] = str(after)
    return answer
