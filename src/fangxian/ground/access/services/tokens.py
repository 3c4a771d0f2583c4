"""Bearer tokens: an account's name on paper, signed, with an end.

A token holds no power of its own: the account's grants of the moment decide. It dies with
its day, with a changed or reset password, and with the account, for it carries the mark of
the account's session.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from fangxian.ground.access import queries, rules
from fangxian.ground.access.errors import TokenTooLong
from fangxian.ground.access.models import Account
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import verb

SALT = "access.bearer"
LONGEST = timedelta(days=366)
DEFAULT = timedelta(days=30)
MARK = 16


@dataclass(frozen=True)
class Token:
    """Shown once. `until`: when it ends."""

    token: str
    until: datetime


def _place_of(username: str) -> str:
    account = queries.account_named(username)
    return account.place if account else ""


@verb(needs=rules.GIVING, at=_place_of)
def issue_token(username: str, valid_for: timedelta = DEFAULT, *, by: Actor) -> Token:
    """A token for an open account, by which a program speaks for it."""
    if valid_for > LONGEST:
        raise TokenTooLong(days=LONGEST.days)
    account = queries.account_named(username)
    if account is None:
        raise NotFound(what=f"账号 {username}")
    until = clock.now() + valid_for
    audit.note(subject=f"access.account:{account.pk}", place=account.place, until=until.isoformat())
    paper = {"account": account.pk, "mark": _mark(account), "until": until.isoformat()}
    return Token(signing.dumps(paper, salt=SALT, compress=True), until)


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
