"""The paper of a bearer token: an account's name, signed, with an end.

A token holds no power of its own: the account's grants of the moment decide. It dies with
its day, with a changed or reset password, and with the account, for it carries the mark of
the account's session.
"""

from __future__ import annotations

from datetime import datetime

from django.core import signing

from fangxian.ground.access.models import Account
from fangxian.kernel import clock

SALT = "access.bearer"
MARK = 16


def write(account: Account, until: datetime) -> str:
    paper = {"account": account.pk, "mark": _mark(account), "until": until.isoformat()}
    return signing.dumps(paper, salt=SALT, compress=True)


def account_of_token(token: str) -> Account | None:
    """The open account that a token names, or None: forged, over, or its account changed."""
    try:
        paper = signing.loads(token, salt=SALT)
        until = datetime.fromisoformat(paper["until"])
        account = Account.objects.filter(pk=paper["account"], is_active=True).first()
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None
    if account is None or clock.now() >= until or paper.get("mark") != _mark(account):
        return None
    return account


def _mark(account: Account) -> str:
    return str(account.get_session_auth_hash())[:MARK]
