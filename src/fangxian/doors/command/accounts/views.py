"""Accounts: who may do what, where and until when; and who did what."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.audit import retention
from fangxian.doors.command.audit import views as audit
from fangxian.doors.command.shared import asked, pickers, two_people
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.kernel import clock, crypto
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

ONE_TIME = "command.one_time_password"


@command_page(needs="access.read")
def accounts(request: WebRequest) -> HttpResponse:
    """The accounts of one's own area, filtered."""
    wanted = access.AccountFilter(
        text=request.GET.get("q", "").strip(),
        holding=request.GET.get("role", ""),
        place=request.GET.get("place", ""),
        with_closed=bool(request.GET.get("closed")),
        without_second_factor=bool(request.GET.get("nofactor")),
    )
    page = access.accounts(wanted, asked.page_number(request.GET), by=request.actor)
    scope = request.actor.scope("access.read")
    return draw(
        request,
        "accounts/accounts",
        page=page,
        wanted=wanted,
        roles=access.roles(),
        groups=pickers.places_within(scope, villages=False),
        waiting=access.waiting_grants(by=request.actor),
        waiting_for_second=two_people.waiting(request),
    )


@command_page(needs="access.read")
def account(request: WebRequest, account_id: int) -> HttpResponse:
    """One account: its grants, and what may be done about it."""
    row = access.account(account_id, by=request.actor)
    piece = "accounts/account_piece" if request.partial else "accounts/account"
    return draw(
        request,
        piece,
        account=row,
        roles=_givable(request),
        today=clock.today(),
        groups=pickers.places_within(request.actor.scope("access.edit")),
        may_edit=request.actor.may("access.edit", row.place) and row.id != request.actor.account_id,
        may_confirm="headquarters_chief" in {grant.role for grant in request.actor.grants}
        and row.id != request.actor.account_id,
        password=_shown_once(request, account_id),
    )


def _show_once(request: WebRequest, account_id: int, password: str) -> None:
    """Hand a one-time password to the next page; sealed, for sessions lie in the database."""
    request.session[f"one_time_{account_id}"] = crypto.seal(password, about=ONE_TIME).hex()


def _shown_once(request: WebRequest, account_id: int) -> str:
    sealed = request.session.pop(f"one_time_{account_id}", "")
    return crypto.unseal(bytes.fromhex(sealed), about=ONE_TIME) if sealed else ""


def _givable(request: WebRequest) -> list[access.RoleRow]:
    """The roles that one may hand out; the room refuses any other all the same."""
    held = {grant.role for grant in request.actor.grants}
    known = access.roles()
    may = {code for role in known if role.code in held for code in role.hands_out}
    return [role for role in known if role.code in may]


@command_page(needs="access.edit")
def open_account(request: WebRequest) -> HttpResponse:
    """A new account, with its first grant if one is chosen. A refusal keeps what was typed."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _opened(request)
        except Refusal as why:
            refusal = why
    return draw(
        request,
        "accounts/open",
        refusal=refusal,
        typed=request.POST,
        roles=_givable(request),
        groups=pickers.places_within(request.actor.scope("access.edit")),
        status=refusal.status if refusal else 200,
    )


def _opened(request: WebRequest) -> HttpResponse:
    typed = request.POST
    opened = access.open_account(
        typed.get("username", ""),
        typed.get("name", ""),
        typed.get("place", ""),
        typed.get("phone", ""),
        by=request.actor,
    )
    _show_once(request, opened.account_id, opened.password)
    if typed.get("role"):
        try:
            _grant(request, opened.account_id)
        except Refusal as why:  # the account stands; only its grant has to be given again
            messages.error(request, why.said.speak(request.language))
    return HttpResponseRedirect(reverse("staff_account", args=[opened.account_id]))


def _grant(request: WebRequest, account_id: int) -> None:
    typed = request.POST
    access.grant(
        account_id,
        typed.get("role", ""),
        typed.get("place", ""),
        typed.get("reach") or "place",
        asked.day_typed(typed, "since"),
        asked.day_typed(typed, "until"),
        by=request.actor,
    )


@require_POST
@command_page(needs="access.edit")
def grant(request: WebRequest, account_id: int) -> HttpResponse:
    _grant(request, account_id)
    done = Text(
        "已登记;带“待第二人同意”的授权由另一位账号管理员同意后生效。",
        "Noted; a grant marked as waiting holds once another officer approves it.",
    )
    return _back(request, account_id, done)


@require_POST
@command_page(needs="access.edit")
def approve(request: WebRequest, account_id: int, grant_id: int) -> HttpResponse:
    access.approve_grant(grant_id, by=request.actor)
    done = Text("已同意,授权即时生效。", "Approved; the grant holds at once.")
    return _back(request, account_id, done)


@require_POST
@command_page(needs="access.edit")
def confirm(request: WebRequest, account_id: int) -> HttpResponse:
    access.confirm_account(account_id, by=request.actor)
    done = Text(
        "已确认本人,即可参与两人办理;此前的登录和令牌已失效,经他人之手的两步验证、手机也已清除,请本人重新登录。",
        "Confirmed: may be one of two people. Sessions and tokens of before ended, and second factors and "
        "phones that another may have set up; its owner signs in anew.",
    )
    return _back(request, account_id, done)


@require_POST
@command_page(needs="access.edit")
def revoke(request: WebRequest, account_id: int, grant_id: int) -> HttpResponse:
    access.revoke(grant_id, by=request.actor)
    return _back(request, account_id, Text("授权已收回。", "The grant was taken back."))


@require_POST
@command_page(needs="access.edit")
def reset_password(request: WebRequest, account_id: int) -> HttpResponse:
    """The one-time password is shown on the next page, once."""
    password = access.reset_password(account_id, by=request.actor)
    _show_once(request, account_id, password)
    return _back(
        request,
        account_id,
        Text(
            "旧密码和所有登录已失效;两步验证(未经指挥长确认本人的)一并清除,请本人重新设置。",
            "The old password and all sessions ended; so did second factors, unless a chief had "
            "confirmed whose they are. Its owner sets them up anew.",
        ),
    )


@require_POST
@command_page(needs="access.edit")
def reset_factor(request: WebRequest, account_id: int) -> HttpResponse:
    access.reset_second_factor(account_id, by=request.actor)
    return _back(
        request,
        account_id,
        Text("两步验证已清除,请本人重新设置。", "The second factor was removed."),
    )


@require_POST
@command_page(needs="access.edit")
def close(request: WebRequest, account_id: int) -> HttpResponse:
    access.close_account(account_id, by=request.actor)
    return _back(
        request,
        account_id,
        Text("账号已停用,授权全部收回。", "The account is closed; every grant ended."),
    )


def _back(request: WebRequest, account_id: int, done: Text) -> HttpResponse:
    messages.success(request, done.speak(request.language))
    return HttpResponseRedirect(reverse("staff_account", args=[account_id]))


urlpatterns = [
    path("staff/", accounts, name="staff"),
    path("staff/open", open_account, name="staff_open"),
    path("staff/audit", audit.lines, name="staff_audit"),
    path("staff/retention", retention.page, name="staff_retention"),
    path("staff/audit/checkpoints", audit.checkpoints, name="staff_audit_checkpoints"),
    path("staff/audit/verify", audit.verify, name="staff_audit_verify"),
    path("staff/<int:account_id>", account, name="staff_account"),
    path("staff/<int:account_id>/grant", grant, name="staff_grant"),
    path("staff/<int:account_id>/revoke/<int:grant_id>", revoke, name="staff_revoke"),
    path("staff/<int:account_id>/approve/<int:grant_id>", approve, name="staff_approve"),
    path("staff/<int:account_id>/confirm", confirm, name="staff_confirm"),
    path("staff/<int:account_id>/password", reset_password, name="staff_password"),
    path("staff/<int:account_id>/factor", reset_factor, name="staff_factor"),
    path("staff/<int:account_id>/close", close, name="staff_close"),
]
