"""Who sits at the desk, in which language, and how a refusal reaches them."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    RawPostDataException,
    UnreadablePostError,
)
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation

from config import failing
from fangxian.doors import known_devices, web_request
from fangxian.doors.command.shared import refusals
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.kernel import ids
from fangxian.kernel.actor import NOBODY, Actor
from fangxian.kernel.errors import Refusal

# Nothing from outside, no script in the page; style attributes only (bar widths).
POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)

# Nothing of the account's own, above all no passkey, that whoever handed the password out could add
# and that would outlive it.
WHILE_HANDED_OUT = (
    "/accounts/password/change/",
    "/accounts/log",
    "/accounts/reauthenticate/",
    "/accounts/2fa/reauthenticate/",
    "/static/",
    "/language",
    "/api/",
    "/p/",
)
CUT_SHORT = (RawPostDataException, UnreadablePostError)  # a body that ended before it was whole
KEPT_BY_BROWSERS = ("/static/", "/field/")  # shells without people; what has people says so


class CommandMiddleware:
    """Gives every request `actor`, `language` and `partial`; answers a Refusal that no view
    caught with a page (or a piece of one) that says what, why and what next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        web = cast("WebRequest", request)
        web.language = web_request.chosen(request.COOKIES)
        web.partial = request.headers.get("HX-Request") == "true"
        translation.activate(web_request.DJANGO_NAMES[web.language])
        web.actor = _actor(request)
        answer = _first_choose_a_password(web) or self.get_response(request)
        if request.user.is_authenticated and web_request.DEVICE not in request.COOKIES:
            _mark_browser(answer)
        if request.user.is_authenticated and _chose_a_password(request, answer):
            known_devices.remember(
                request, answer, access.device_subject(request.user.get_username())
            )
        if web.actor.account_id is not None and not request.path.startswith(KEPT_BY_BROWSERS):
            answer.headers.setdefault("Cache-Control", "no-store")
        if not request.path.startswith("/api/"):
            answer.headers.setdefault("Content-Security-Policy", POLICY)
            answer.headers.setdefault("Referrer-Policy", "same-origin")
        return answer

    def process_template_response(
        self, request: HttpRequest, answer: TemplateResponse
    ) -> TemplateResponse:
        """The sign-in library's pages are drawn by ours of the same name. Those that we have
        none for (post boxes, signing up) are not offered here, and the page says whom to ask."""
        name = answer.template_name
        if isinstance(name, str):
            name = [name]
        if isinstance(name, list | tuple) and name[0].startswith(("account/", "mfa/")):
            answer.template_name = [f"command/signin/{name[0]}", "command/signin/account/ask.html"]
        return answer

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if isinstance(fault, Refusal) and not request.path.startswith("/api/"):
            return refusals.answer(cast("WebRequest", request), fault)
        if isinstance(fault, CUT_SHORT):
            return failing.bad_request(request, fault)
        if isinstance(fault, ReauthenticationRequired):  # allauth keeps what was sent meanwhile
            return _unreadable(request)
        return None


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    try:
        request.POST  # noqa: B018 read by asking
    except CUT_SHORT as fault:
        return failing.bad_request(request, fault)
    return None


def _actor(request: HttpRequest) -> Actor:
    account = request.user
    if not account.is_authenticated or account.pk is None:
        return NOBODY
    return access.actor_for(
        account,
        "html",
        unit_ids=duty.units_of(account.pk),
        address=web_request.address_of(request),
        device=request.COOKIES.get(web_request.DEVICE, ""),
    )


def _mark_browser(answer: HttpResponse) -> None:
    """A number of its own for each browser that somebody signed in with: whether the two of a
    operation of two people sat before one. It says nothing else and opens nothing."""
    answer.set_cookie(
        web_request.DEVICE,
        ids.token(24),
        max_age=400 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _chose_a_password(request: HttpRequest, answer: HttpResponse) -> bool:
    """A new password makes every device a stranger's, but not the one on which it was chosen."""
    changing = request.path == reverse("account_change_password")
    return changing and request.method == "POST" and answer.status_code == 302


def _first_choose_a_password(request: WebRequest) -> HttpResponse | None:
    """A password that an officer handed out opens nothing but the page to replace it."""
    if not getattr(request.user, "must_change_password", False):
        return None
    if request.path.startswith(WHILE_HANDED_OUT):
        return None
    return HttpResponseRedirect(reverse("account_change_password"))
