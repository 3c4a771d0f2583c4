"""Opening and closing accounts, and helping people who are locked out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from fangxian.ground.access import acting, errors, phones, queries, rules
from fangxian.ground.access.events import AccountClosed, AccountConfirmed, AccountHandedOver
from fangxian.ground.access.models import Account, AccountGrant, HolderNotice
from fangxian.ground.access.services import power_checks, same_person, sign_in
from fangxian.kernel import audit, clock, ids, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

USERNAME = re.compile(r"[\w.@+-]{2,60}")
ONE_TIME_LETTERS = 12  # about 59 bits, to be changed at the first sign-in


@dataclass(frozen=True)
class Opened:
    """The one-time password is shown once and is nowhere kept in the clear."""

    account_id: int
    password: str


@verb(needs=rules.GIVING, words=Text("开账号", "opened an account"), at=lambda place: place)
def open_account(
    username: str,
    name: str,
    place: str,
    phone: str = "",
    unit_id: int | None = None,
    *,
    by: Actor,
) -> Opened:
    """Open an account without any power: it sees nothing until a grant is given."""
    username, name = username.strip(), name.strip()
    if not USERNAME.fullmatch(username):
        raise errors.UsernameUnusable(username=username[:60])
    if not name:
        raise errors.NameMissing
    if not rules.is_place(place):
        raise errors.NotAPlace(place=place)
    account = Account(
        username=username,
        name=name,
        place=place,
        unit_id=unit_id,
        phone_sealed=phones.seal_phone(phones.read_phone(phone)),
        opened_at=clock.now(),
        date_joined=clock.now(),
    )
    if by.account_id is None and not _anybody_known():
        account.confirmed_at = clock.now()
    password = _set_one_time_password(account)
    if Account.objects.filter(username__iexact=username).exists():
        raise errors.UsernameTaken(username=username)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as two_at_once:
        raise errors.UsernameTaken(username=username) from two_at_once
    same_person.known_to(account, by, further=False)
    audit.note(
        subject=f"access.account:{account.pk}",
        username=username,
        at_the_terminal=by.account_id is None,
        confirmed=account.confirmed_at is not None,
    )
    return Opened(account.pk, password)


def _anybody_known() -> bool:
    """Whether a county has an account that may be the second of two people by its age. Before
    that, the first accounts are those that the terminal on the machine vouches for."""
    old = clock.now() - acting.pair_days()
    return Account.objects.filter(opened_at__lt=old, is_active=True).exists()


@verb(
    needs=rules.GIVING,
    words=Text("停用账号", "closed an account"),
    at=lambda account_id: queries.place_of(account_id),
)
def close_account(account_id: int, *, by: Actor) -> None:
    """End sign-in and every grant of an account. Doing it twice changes nothing."""
    account = _within_power(account_id, by)
    audit.note(subject=f"access.account:{account_id}", username=account.username)
    if account.closed_at:
        return
    account.is_active, account.closed_at = False, clock.now()
    account.save(update_fields=["is_active", "closed_at"])
    AccountGrant.objects.filter(account=account, revoked_at__isnull=True).update(
        revoked_at=clock.now(), revoked_by_id=by.account_id
    )
    outbox.emit(AccountClosed(account_id=account_id, on=clock.today()), actor=by.name)


@verb(
    needs=rules.GIVING,
    words=Text("重置密码", "reset a password"),
    at=lambda account_id: queries.place_of(account_id),
)
def reset_password(account_id: int, *, by: Actor) -> str:
    """A new one-time password; the old one and all sessions and tokens end with it, and so does every
    second factor that somebody else may have set up: all of them, unless a chief confirmed whose the
    account is and nobody else held it since (ADR 49). Its owner is told at the next sign-in,
    headquarters and the auditor at once."""
    account = _open_and_within_power(account_id, by)
    password, removed = _set_one_time_password(account), 0
    if not _is_surely_theirs(account):
        removed = _forget_factors(account)
    handed_over(account, "password_reset", by)
    if removed:
        handed_over(account, "factor_reset", by)
    account.password_reset_at = account.handed_over_at
    account.save(
        update_fields=["password", "must_change_password", "handed_over_at", "password_reset_at"]
    )
    audit.note(subject=f"access.account:{account_id}", username=account.username, removed=removed)
    return password


def _is_surely_theirs(account: Account) -> bool:
    """Whether a chief confirmed whose it is, and nobody else could act as this account since."""
    confirmed, handed = account.confirmed_at, account.handed_over_at
    return confirmed is not None and (handed is None or handed < confirmed)


def _forget_factors(account: Account) -> int:
    removed, _ = Authenticator.objects.filter(user=account).delete()
    return int(removed)


def handed_over(account: Account, what: str, by: Actor) -> None:
    """Somebody else can now act as this account: tell its owner, and, where that is a grave
    power, those who watch. The caller saves `handed_over_at`."""
    account.handed_over_at = clock.now()
    same_person.known_to(account, by)
    HolderNotice.objects.create(account=account, what=what, by=by.name[:80], at=clock.now())
    outbox.emit(
        AccountHandedOver(
            account_id=account.pk,
            what=what,
            by=by.name,
            place=account.place,
            grave=_is_grave(account, by),
        ),
        actor=by.name,
    )


def _is_grave(account: Account, by: Actor) -> bool:
    """Whether what it may do takes two to give: by itself, or with the other accounts that are
    in the same hand by now."""
    held = acting.in_force().filter(account=account).select_related("role")
    if any(rules.is_grave(one.role.permissions, one.place, one.reach) for one in held):
        return True
    hand = same_person.all_of(by.account_id) - {by.account_id, account.pk} if by.account_id else ()
    others = acting.in_force().filter(account__in=hand).order_by("pk")
    theirs = [*others.values_list("role__permissions", "place")]
    return any(rules.goes_further(one.role.permissions, one.place, theirs) for one in held)


@verb(
    needs=rules.GIVING,
    words=Text("确认账号本人", "confirmed who an account is"),
    at=lambda account_id: queries.place_of(account_id),
)
def confirm_account(account_id: int, *, by: Actor) -> None:
    """A chief says that this is who it is said to be: it may at once be one of two people, with
    everybody but this chief where it was theirs to open. Whoever else held it is out: its sessions and
    tokens end, and where it was in another's hand its second factors and phones too (ADR 49). Only a
    chief, not for oneself, not after setting its password anew, and not while a one-time password that
    somebody handed out still opens it. NotAChief, NotByTheHand, NotSignedInYet."""
    if by.account_id is not None and rules.CHIEF not in {grant.role for grant in by.grants}:
        raise errors.NotAChief
    power_checks.refuse_oneself(account_id, by)
    account = power_checks.locked(account_id)
    if account.handed_over_at and by.account_id in account.hands:
        raise errors.NotByTheHand
    if account.must_change_password:
        raise errors.NotSignedInYet(username=account.username)
    held = bool(account.hands) or (
        account.handed_over_at is not None and not _is_surely_theirs(account)
    )
    removed = _forget_factors(account) if held else 0
    same_person.forget(account, but=by.account_id)
    account.confirmed_at, account.confirmed_by_id = clock.now(), by.account_id
    account.save(update_fields=["confirmed_at", "confirmed_by"])
    sign_in.end_sessions(account_id)
    if removed:
        told = {"what": "factor_reset", "by": by.name[:80], "at": clock.now()}
        HolderNotice.objects.create(account=account, **told)
    if held:
        outbox.emit(AccountConfirmed(account_id=account_id), actor=by.name)
    audit.note(subject=f"access.account:{account_id}", username=account.username, removed=removed)


@verb(
    needs=rules.GIVING,
    words=Text("清除两步验证", "removed a second factor"),
    at=lambda account_id: queries.place_of(account_id),
)
def reset_second_factor(account_id: int, *, by: Actor) -> int:
    """Forget a lost phone or key; returns how many factors were removed."""
    account = _open_and_within_power(account_id, by)
    removed = _forget_factors(account)
    handed_over(account, "factor_reset", by)
    account.save(update_fields=["handed_over_at"])
    audit.note(subject=f"access.account:{account_id}", username=account.username, removed=removed)
    return removed


def _set_one_time_password(account: Account) -> str:
    letters = ids.token(ONE_TIME_LETTERS)
    password = "-".join(letters[start : start + 4] for start in range(0, ONE_TIME_LETTERS, 4))
    account.set_password(password)
    account.must_change_password = True
    return password


def _within_power(account_id: int, by: Actor) -> Account:
    power_checks.refuse_oneself(account_id, by)
    account = power_checks.locked(account_id)
    power_checks.refuse_over_stronger(by, account)
    return account


def _open_and_within_power(account_id: int, by: Actor) -> Account:
    account = _within_power(account_id, by)
    if account.closed_at:
        raise errors.AccountIsClosed(username=account.username)
    return account
