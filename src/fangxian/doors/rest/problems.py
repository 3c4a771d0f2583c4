"""A refusal as JSON, always of one shape: {code, sentence: {zh, en}, way_out: {zh, en}}."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    RawPostDataException,
    UnreadablePostError,
)
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError

from fangxian.doors.rest import faults as faults_said
from fangxian.kernel import outages
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.text import Text

log = logging.getLogger(__name__)


class Words(Schema):
    zh: str
    en: str


class Fault(Schema):
    """A field of what was sent, and what is wrong with it: as the library says it (`why`), and as a
    person does."""

    field: str
    why: str
    said: Words


class Problem(Schema):
    code: str
    sentence: Words
    way_out: Words
    fields: list[Fault] = []


class NotSignedIn(Refusal):
    code = "rest.not_signed_in"
    status = 401
    sentence = Text("请求没有带有效的身份。", "The request carries no valid sign-in.")
    way_out = Text(
        "请先登录,或在 Authorization 头里带上有效的令牌;改动数据的请求还要带 CSRF 令牌。",
        "Sign in, or send a valid bearer token; with a session, changes need the CSRF token too.",
    )


class Malformed(Refusal):
    code = "rest.malformed"
    sentence = Text(
        "请求有 {count} 项不合接口的写法:{first}。",
        "{count} fields are not as the interface asks: {first}.",
    )
    way_out = Text(
        "请对照 /api/openapi.json 改正 fields 里的各项,再发一次。",
        "Correct what fields names by /api/openapi.json, and send it again.",
    )

    def __init__(self, faults: Sequence[Mapping[str, Any]] = ()) -> None:
        self.faults = [
            (faults_said.name_of(one), faults_said.said(one), one["msg"]) for one in faults
        ]
        super().__init__(count=len(self.faults), first="")

    @property
    def said(self) -> Text:
        name, words = self.faults[0][:2] if self.faults else ("", Text("", ""))
        zh, en = f"{name} {words.zh}", f"{name} {words.en}"
        count = len(self.faults)
        return Text(
            self.sentence.zh.format(count=count, first=zh),
            self.sentence.en.format(count=count, first=en),
        )

    @property
    def fields(self) -> list[dict[str, Any]]:
        return [
            {"field": name, "why": why, "said": {"zh": words.zh, "en": words.en}}
            for name, words, why in self.faults
        ]


class Unreadable(Refusal):
    code = "rest.unreadable"
    status = 400
    sentence = Text("请求的内容读不出来。", "The request cannot be read.")
    way_out = Text("请发送 UTF-8 编码的 JSON。", "Send JSON in UTF-8.")


class Broken(Refusal):
    code = "rest.broken"
    status = 500
    sentence = Text(
        "系统出了故障,这一步没有做成。", "Something broke on our side; nothing was done."
    )
    way_out = Text(
        "请稍后重试;仍然不行请告诉值班员。",
        "Try again later; if it persists, tell the duty officer.",
    )


class TooMuch(Refusal):
    code = "rest.too_much"
    status = 413
    sentence = Text("请求的内容太大。", "The request is too large.")
    way_out = Text("请分几次发送。", "Send it in parts.")


class WrongMethod(Refusal):
    code = "rest.wrong_method"
    status = 405
    sentence = Text("这个地址不接受 {method}。", "{method} is not for this address.")
    way_out = Text("请对照 /api/openapi.json。", "See /api/openapi.json.")


ANY_PROBLEM = frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 503})
MEDIA_TYPE = "application/problem+json"


class Interface(NinjaAPI):
    """The library's, with every refusal told as application/problem+json, in the contract too."""

    def get_openapi_schema(self, **asked: Any) -> Any:
        schema = super().get_openapi_schema(**asked)
        for ways in schema["paths"].values():
            for way in ways.values():
                for status, told in way["responses"].items():
                    if int(status) >= FIRST_REFUSAL and "application/json" in told["content"]:
                        told["content"] = {MEDIA_TYPE: told["content"]["application/json"]}
        return schema

    def _get_urls(self) -> list[Any]:
        found: list[Any] = super()._get_urls()
        for one in found:
            one.callback = _told_which_methods(self, one.callback)
        return found


FIRST_REFUSAL = 400


def _told_which_methods(
    api: NinjaAPI, view: Callable[..., HttpResponse]
) -> Callable[..., HttpResponse]:
    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = view(request, *args, **kwargs)
        if made.status_code != WrongMethod.status:
            return made
        refused = answer(api, request, WrongMethod(method=str(request.method)[:10]))
        refused["Allow"] = made["Allow"]
        return refused

    return run


def answer(api: NinjaAPI, request: HttpRequest, refusal: Refusal, **more: Any) -> HttpResponse:
    made = api.create_response(
        request, {**refusal.as_dict(), "fields": [], **more}, status=refusal.status
    )
    made["Content-Type"] = f"{MEDIA_TYPE}; charset=utf-8"
    if after := refusal.values.get("after"):
        made["Retry-After"] = str(after)
    return made


PLAIN: dict[type[Exception], Refusal] = {
    AuthenticationError: NotSignedIn(),
    AuthorizationError: NotSignedIn(),
    BadRequest: Unreadable(),
    Http404: NotFound(what=Text("这条记录", "This record")),
    MultiPartParserError: Unreadable(),
    RawPostDataException: Unreadable(),  # of a form whose reading was given up half-way
    RequestDataTooBig: TooMuch(),
    SuspiciousOperation: Unreadable(),
    TooManyFieldsSent: TooMuch(),
    TooManyFilesSent: TooMuch(),
    UnicodeError: Unreadable(),
    UnreadablePostError: Unreadable(),
}


def attach(api: NinjaAPI) -> None:
    """Every way in which a request can fail ends in the one shape."""

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, fault: Refusal) -> HttpResponse:
        return answer(api, request, fault)

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, fault: ValidationError) -> HttpResponse:
        refusal = Malformed(fault.errors)
        return answer(api, request, refusal, fields=refusal.fields)

    @api.exception_handler(HttpError)
    def unreadable(request: HttpRequest, fault: HttpError) -> HttpResponse:
        return answer(api, request, _of_http(fault))

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, fault: Exception) -> HttpResponse:
        if away := outages.refusal_of(fault):
            log.warning("rest: %s %s: %r", request.method, request.path, fault)
            return answer(api, request, away)
        log.exception("rest: %s %s", request.method, request.path)
        return answer(api, request, Broken())

    for kind, refusal in PLAIN.items():
        api.exception_handler(kind)(_always(api, refusal))


def _always(api: NinjaAPI, refusal: Refusal) -> Callable[[HttpRequest, Exception], HttpResponse]:
    return lambda request, _fault: answer(api, request, refusal)


def _of_http(fault: HttpError) -> Refusal:
    if isinstance(fault.__cause__, RequestDataTooBig):
        return TooMuch()
    return NotSignedIn() if fault.status_code in (401, 403) else Unreadable()
