"""Who acts: the grants that hold today, and whether an account may be one of two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from fangxian.ground.access import terms
from fangxian.ground.access.models import Account, AccountGrant
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, crypto, home
from fangxian.kernel.actor import NOBODY, Actor, Grant, Reach


def in_force(on: date | None = None) -> QuerySet[AccountGrant]:
    """Grants that hold on a day (default: today), were not taken back and wait for nobody."""
    day = on or clock.today()
    return AccountGrant.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day),
        since__lte=day,
        revoked_at__isnull=True,
        awaiting=False,
    )


def actor_for(
    account: AbstractBaseUser | AnonymousUser | None,
    door: str,
    unit_ids: Sequence[int] = (),
    *,
    address: str = "",
    device: str = "",
) -> Actor:
    """Who acts at a door, with the grants in force today: one query, and one more for whom somebody
    else opened. Nobody signed in, or a closed account, holds nothing; nor does one whose password somebody
    else handed out, until its holder chose their own. `address` and `device` become keyed marks."""
    if not isinstance(account, Account) or not account.is_active:
        return Actor(None, NOBODY.name, door=door)
    actor = _acting(account, door, unit_ids, address, device)
    return replace(actor, grants=()) if account.must_change_password else actor


def _acting(
    account: Account, door: str, unit_ids: Sequence[int], address: str = "", device: str = ""
) -> Actor:
    held = in_force().filter(account=account).select_related("role").order_by("pk")
    return Actor(
        account_id=account.pk,
        name=str(account),
        grants=tuple(_as_grant(row) for row in held),
        unit_ids=tuple(unit_ids),
        door=door,
        pair_from=pair_from(account),
        one_hand=_one_hand(account),
        address=_mark_of("address", address),
        device=_mark_of("device", device),
    )


def actor_of(
    account_id: int, door: str, unit_ids: Sequence[int] = (), *, device: str = ""
) -> Actor:
    """Who acts, by the number of their account, for what they asked for earlier or the terminal does in
    their name; with what they may do now. No password is at work: one handed out takes nothing back."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    return _acting(account, door, unit_ids, device=device) if account else actor_for(None, door)


def _one_hand(account: Account) -> frozenset[int]:
    """Who knew its password, whose it knew, and whose else those knew: of two accounts that one
    officer opened, either may be that officer."""
    theirs = Account.objects.filter(pk__in=account.hands).values_list("held", flat=True)
    also = [one for held in theirs for one in held] if account.hands else []
    return frozenset((*account.hands, *account.held, *also)) - {account.pk}


def pair_from(account: Account) -> datetime | None:
    """From when an account may be one of two people: the pack's days after somebody else last
    knew its password, or since a chief confirmed who it is. None: it may."""
    known = max(filter(None, (account.opened_at, account.handed_over_at)), default=None)
    if known is None or _confirmed_since(account):
        return None
    until = known + pair_days()
    return until if until > clock.now() else None


def pair_days() -> timedelta:
    return policy.setting(terms.PAIR_DAYS, clock.today(), home.county())


def _confirmed_since(account: Account) -> bool:
    """A confirmation of before somebody else had the password says nothing any more."""
    at, handed = account.confirmed_at, account.handed_over_at
    return at is not None and (handed is None or at > handed)


def confirmed(at: str = "") -> Q:
    """Accounts that were confirmed since somebody else last had their password, as a condition;
    `at`: the path to the account."""
    return Q(**{f"{at}confirmed_at__isnull": False}) & (
        Q(**{f"{at}handed_over_at__isnull": True})
        | Q(**{f"{at}confirmed_at__gt": F(f"{at}handed_over_at")})
    )


def _mark_of(kind: str, text: str) -> str:
    return crypto.blind_index(text, about=f"access.{kind}").hex() if text else ""


def _as_grant(row: AccountGrant) -> Grant:
    reach: Reach = row.reach  # type: ignore[assignment] # the table's check knows the three
    return Grant(row.role.code, frozenset(row.role.permissions), row.place, reach)


def device_subject(username: str) -> str:
    """For whom a device is known: the account with the password of now, so that a reset makes every
    device a stranger's. "" where no open account has this name."""
    found = Account.objects.filter(username__iexact=username.strip(), is_active=True).first()
    return f"account {found.pk} {found.get_session_auth_hash()}" if found else ""
