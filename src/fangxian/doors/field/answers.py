"""JSON answers, and a refusal in the one shape {code, sentence, way_out}."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

BUSY = 503
JSON = "application/json; charset=utf-8"


class NotSignedIn(Refusal):
    code = "field.not_signed_in"
    status = 401
    sentence = Text("登记设备要先登录。", "Sign in to enrol a device.")
    way_out = Text(
        "请先用工作账号登录,再回到本页登记。", "Sign in with a duty account and come back."
    )


class SignInAnew(Refusal):
    code = "field.sign_in_anew"
    status = 401
    sentence = Text(
        "启用手机、忘了口令设新的,都要当场重新登录。",
        "A phone is set up, and a forgotten PIN set anew, right after signing in.",
    )
    way_out = Text(
        "请用启用这部手机的账号登录,五分钟内回到本页;没上传的记录都在。",
        "Sign in with the account that sets up this phone and come back within five minutes; "
        "nothing unsent is lost.",
    )


class Unreadable(Refusal):
    code = "field.unreadable"
    status = 400
    sentence = Text("请求的内容读不出来。", "The request cannot be read.")
    way_out = Text(
        "请发送 UTF-8 编码的 JSON;未上报的记录留在设备上。",
        "Send JSON in UTF-8; what was not sent stays on the device.",
    )


class TooLarge(Refusal):
    code = "field.too_large"
    status = 413
    sentence = Text("一次最多上报 {most} 条。", "At most {most} events at once.")
    way_out = Text("请分几次上报。", "Send them in parts.")


class WrongMethod(Refusal):
    code = "field.wrong_method"
    status = 405
    sentence = Text("这个地址不接受 {method}。", "{method} is not for this address.")
    way_out = Text("请更新应用。", "Update the app.")


def json_answer(content: Any, status: int = 200, **headers: str) -> HttpResponse:
    answer = HttpResponse(msgspec.json.encode(content), content_type=JSON, status=status)
    answer["Cache-Control"] = "no-store"
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    return answer


def refused(refusal: Refusal) -> HttpResponse:
    later = {"Retry_After": "3"} if refusal.status == BUSY else {}
    return json_answer(refusal.as_dict(), refusal.status, **later)


def only(request: HttpRequest, method: str) -> None:
    """WrongMethod unless the request is of this method."""
    if request.method != method:
        raise WrongMethod(method=request.method)
