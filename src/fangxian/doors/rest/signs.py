"""Who asks: a signed-in session (with its CSRF token for anything that changes something),
or a bearer token. Either way the actor carries the grants of the moment."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from fangxian.doors.web_request import DEVICE, WebRequest, address_of
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class PasswordStillOneTime(Refusal):
    code = "rest.password_still_one_time"
    status = 403
    sentence = Text(
        "这个账号还在用一次性密码,接口不予受理。",
        "This account still has its one-time password, which opens nothing here.",
    )
    way_out = Text(
        "请本人先在网页登录,换成自己的密码;之后再签发令牌。",
        "Its holder signs in on the web and chooses a password; then issue a new token.",
    )


class WithoutItsPage(Refusal):
    code = "rest.without_its_page"
    status = 403
    sentence = Text(
        "以登录状态改动数据的请求没有带 CSRF 令牌。",
        "A change sent with a session carries no CSRF token.",
    )
    way_out = Text(
        "请在 X-CSRFToken 头里带上 csrftoken cookie 的值;程序请改用 Bearer 令牌。",
        "Send the csrftoken cookie's value as X-CSRFToken; programs use a bearer token instead.",
    )


def _seat(request: HttpRequest, account: access.Account) -> Actor:
    if account.must_change_password:
        raise PasswordStillOneTime
    actor = access.actor_for(
        account,
        "rest",
        unit_ids=duty.units_of(account.pk),
        address=address_of(request),
        device=request.COOKIES.get(DEVICE, ""),
    )
    cast("WebRequest", request).actor = actor
    return actor


class Bearer(HttpBearer):
    """Authorization: Bearer TOKEN, from `fangxian access token USERNAME`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        account = access.account_of_token(token)
        return _seat(request, account) if account else None


class Session(APIKeyCookie):
    """The cookie of somebody signed in at the command centre. Whoever sends an Authorization
    header is judged by that alone: a cookie that a browser adds lends a token nothing."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # asked for below, and only of a session

    def __call__(self, request: HttpRequest) -> Any:
        return None if "Authorization" in request.headers else super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        account = request.user
        if not isinstance(account, access.Account) or not account.is_active:
            return None
        if check_csrf(request):
            raise WithoutItsPage
        return _seat(request, account)


def actor(request: HttpRequest) -> Actor:
    return cast("WebRequest", request).actor
