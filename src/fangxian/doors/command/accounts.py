"""Sign-in is for people whom headquarters gave an account: nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from fangxian.ground.access import api as access
from fangxian.kernel.actor import NOBODY, Actor

SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and out, failing to, and a new password are lines of the audit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **rest: Any) -> HttpResponse:
        access.record_sign_in(user.pk, _how(request), by=access.actor_for(user, "html"))
        answer: HttpResponse = super().post_login(request, user, **rest)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        by = Actor(None, NOBODY.name, door="html")
        access.record_failed_sign_in(str(credentials.get("username", "")), by=by)

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


def _how(request: HttpRequest) -> str:
    """The last method that the session used: password, mfa, …"""
    methods = request.session.get("account_authentication_methods", [])
    return str(methods[-1].get("method", "password")) if methods else "password"
