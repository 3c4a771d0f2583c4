"""Sign-in is for people whom headquarters gave an account: nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from fangxian.doors import known_devices, web_request
from fangxian.doors.web_request import address_of
from fangxian.ground.access import pages as access
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, Actor
from fangxian.kernel.text import Text

SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")
_IF_NOT_YOU = Text(
    "若非您本人要求,请立即告知指挥长。", "If you did not ask for it, tell a chief now."
)
HANDED_OVER = {
    "password_reset": Text(
        "您的密码于 {at} 由 {who} 重置。", "{who} reset your password on {at}. "
    ),
    "factor_reset": Text(
        "您的两步验证于 {at} 由 {who} 清除。", "{who} removed your second factor on {at}. "
    ),
    "token_issued": Text(
        "{who} 于 {at} 为您的账号签发了接口令牌。",
        "{who} issued a token of your account on {at}. ",
    ),
}
HANDED_OVER = {
    what: Text(said.zh + _IF_NOT_YOU.zh, said.en + _IF_NOT_YOU.en)
    for what, said in HANDED_OVER.items()
}


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and out, failing to, and a new password are lines of the audit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **rest: Any) -> HttpResponse:
        access.forget_failures(user.get_username(), _asker(request, user.get_username()))
        access.record_sign_in(user.pk, _how(request), by=access.actor_for(user, "html"))
        answer: HttpResponse = super().post_login(request, user, **rest)
        for what, who, when in access.notices_for_holder(user.pk):
            language = web_request.chosen(request.COOKIES)
            told = HANDED_OVER[what].fill(who=who, at=clock.said(when))
            messages.warning(request, told.speak(language))
        known_devices.remember(request, answer, access.device_subject(user.get_username()))
        return answer

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Instead of the library's limits, which are the process's own and shut an address."""
        username = str(credentials.get("username", ""))
        access.refuse_hasty(username, _asker(request, username))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        by = Actor(None, NOBODY.name, door="html")
        username = str(credentials.get("username", ""))
        many = access.count_failure(username, _asker(request, username))
        access.record_failed_sign_in(username, many=many, by=by)

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated and request.user.pk:
            by = access.actor_for(request.user, "html")
            access.record_sign_out(request.user.pk, by=by)
        super().logout(request)

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        super().set_password(user, password)
        access.record_password_change(user.pk, by=access.actor_for(user, "html"))

    def add_message(
        self, request: Any, level: int, message_template: Any = None, *rest: Any, **more: Any
    ) -> None:
        """The first page says enough; "successfully signed in" is noise."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *rest, **more)


def _asker(request: HttpRequest, username: str) -> access.SignInOrigin:
    """From where somebody tries this name. Whether it is an account's is asked only of a device
    that holds a mark of ours."""
    network = web_request.network_of(request)
    subject = access.device_subject(username) if known_devices.COOKIE in request.COOKIES else ""
    return access.SignInOrigin(*network, known_devices.known(request, subject))


def _how(request: HttpRequest) -> str:
    """The last method that the session used: password, mfa, …"""
    methods = request.session.get("account_authentication_methods", [])
    return str(methods[-1].get("method", "password")) if methods else "password"
