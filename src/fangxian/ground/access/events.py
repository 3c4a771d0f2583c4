"""What has happened to accounts."""

from __future__ import annotations

from datetime import date

from fangxian.kernel.facts import fact


@fact
class AccountClosed:
    """Somebody may no longer sign in; what they held or were assigned needs a successor."""

    account_id: int
    on: date


@fact
class AccountHandedOver:
    """Somebody else set an account's password, removed its second factor or was given a token
    of it. `grave`: it holds power that takes two people to give."""

    account_id: int
    what: str  # password_reset | factor_reset | token_issued
    by: str
    place: str
    grave: bool


@fact
class AccountConfirmed:
    """A chief said whose account it is, after it was in another's hand: what that hand set up with
    it ends."""

    account_id: int


@fact
class SignInsTried:
    """More sign-ins of an account failed within an hour, from everywhere, than an owner's slips."""

    account_id: int
    place: str


@fact
class SameHands:
    """Both parts of an operation of two people came from one device or one address."""

    subject: str
    how: str  # device | address
    account_ids: tuple[int, ...]
