"""Bearer tokens: an account's name on paper, signed, with an end.

A token holds no power of its own: the account's grants of the moment decide. It dies with
its day, with a changed or reset password, and with the account, for it carries the mark of
the account's session.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from fangxian.ground.access import api as access
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

SALT = "rest.bearer"
LONGEST = timedelta(days=366)
DEFAULT = timedelta(days=30)
MARK = 16


class TokenTooLong(Refusal):
    code = "rest.token_too_long"
    sentence = Text("令牌最长 {days} 天。", "A token lasts {days} days at most.")
    way_out = Text("请缩短有效期,到期前再换一个。", "Choose a shorter time and renew it.")


@dataclass(frozen=True)
class Issued:
    token: str
    until: datetime


def issue(username: str, valid_for: timedelta = DEFAULT) -> Issued:
    """A token for an open account; LookupError when there is none of that name."""
    if valid_for > LONGEST:
        raise TokenTooLong(days=LONGEST.days)
    account = access.account_named(username)
    if account is None:
        raise LookupError(username)
    until = clock.now() + valid_for
    paper = {"account": account.pk, "mark": _mark(account), "until": until.isoformat()}
    return Issued(signing.dumps(paper, salt=SALT, compress=True), until)


def account_of(token: str) -> access.Account | None:
    """The open account that a token names, or None: forged, over, or its account changed."""
    try:
        paper = signing.loads(token, salt=SALT)
        until = datetime.fromisoformat(paper["until"])
        account = access.Account.objects.filter(pk=paper["account"], is_active=True).first()
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    if account is None or clock.now() >= until or paper.get("mark") != _mark(account):
        return None
    return account


def _mark(account: access.Account) -> str:
    return str(account.get_session_auth_hash())[:MARK]
