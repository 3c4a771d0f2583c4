"""Handing out bearer tokens, by which a program speaks for an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.ground.access import queries, rules, tokens
from fangxian.ground.access.errors import NotTakenUp, TokenTooLong
from fangxian.ground.access.services import power_checks
from fangxian.ground.access.services.accounts import handed_over
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

LONGEST = timedelta(days=366)
DEFAULT = timedelta(days=30)


@dataclass(frozen=True)
class Token:
    """Shown once. `until`: when it ends."""

    token: str
    until: datetime


def _place_of(username: str) -> str:
    account = queries.account_named(username)
    return account.place if account else ""


@verb(needs=rules.GIVING, words=Text("发接口令牌", "issued a token"), at=_place_of)
def issue_token(username: str, valid_for: timedelta = DEFAULT, *, by: Actor) -> Token:
    """A token for an open account whose every role one could have given oneself.
    NotTakenUp while its password is still the one that an officer handed out."""
    if valid_for > LONGEST:
        raise TokenTooLong(days=LONGEST.days)
    account = queries.account_named(username)
    if account is None:
        raise NotFound(what=Text(f"账号 {username}", f"Account {username}"))
    power_checks.refuse_over_stronger(by, account)
    if account.must_change_password:
        raise NotTakenUp(username=account.username)
    handed_over(account, "token_issued", by)
    account.save(update_fields=["handed_over_at"])
    until = clock.now() + valid_for
    audit.note(subject=f"access.account:{account.pk}", place=account.place, until=until.isoformat())
    return Token(tokens.write(account, until), until)
