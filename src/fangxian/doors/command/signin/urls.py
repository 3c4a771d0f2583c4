"""The sign-in library's addresses that this house wires. It looks the others up by name (signing
up, post boxes, forgotten passwords): they stand there as addresses that do not exist."""

from __future__ import annotations

from typing import NoReturn

from allauth.account import urls as account
from django.http import Http404, HttpRequest
from django.urls import URLPattern, include, path

WIRED = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
}


def gone(_request: HttpRequest, **_named: str) -> NoReturn:
    raise Http404


def _house(pattern: URLPattern) -> URLPattern:
    wired = pattern.name in WIRED
    return pattern if wired else URLPattern(pattern.pattern, gone, name=pattern.name)


urlpatterns = [
    *(_house(one) for one in account.urlpatterns if isinstance(one, URLPattern)),
    path("2fa/", include("allauth.mfa.urls")),
]
