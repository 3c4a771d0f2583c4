"""Who asks: a signed-in session (with its CSRF token for anything that changes something),
or a bearer token. Either way the actor carries the grants of the moment."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from fangxian.doors.threshold import DeskRequest
from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.kernel.actor import Actor


def _seat(request: HttpRequest, account: access.Account) -> Actor:
    actor = access.actor_for(account, "rest", unit_ids=duty.units_of(account.pk))
    cast("DeskRequest", request).actor = actor
    return actor


class Session(APIKeyCookie):
    """The cookie of somebody signed in at the command centre."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        account = request.user
        if not isinstance(account, access.Account) or not account.is_active:
            return None
        return _seat(request, account)


class Bearer(HttpBearer):
    """Authorization: Bearer TOKEN, from `fangxian access token USERNAME`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        account = access.account_of_token(token)
        return _seat(request, account) if account else None


def actor(request: HttpRequest) -> Actor:
    return cast("DeskRequest", request).actor
