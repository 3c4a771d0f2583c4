"""Giving a role over a place, and taking it back."""

from __future__ import annotations

from datetime import date

from fangxian.ground.access import errors, queries, rules
from fangxian.ground.access.models import AccountGrant, Role
from fangxian.ground.access.services import power_checks
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, verb

REACHES = ("place", "own", "assigned")


def _part(
    account_id: int,
    role: str,
    place: str,
    reach: str,
    since: date | None,
    until: date | None,
    by: Actor,
) -> Part:
    """A harmless role takes one."""
    wanted = Role.objects.filter(code=role).values_list("permissions", flat=True).first()
    begin = since or clock.today()
    grave = power_checks.is_grave(account_id, wanted or (), place, reach, begin, until, by=by)
    return "first" if grave else ""


def _not_second(grant_id: int) -> tuple[int | None, ...]:
    """Who asked for a grant, and whose account it is for."""
    found = AccountGrant.objects.filter(pk=grant_id)
    return found.values_list("asked_by", "account").first() or ()


@verb(needs=rules.GIVING, words=Text("授权", "granted"), at=lambda place: place, part=_part)
def grant(
    account_id: int,
    role: str,
    place: str,
    reach: str = "place",
    since: date | None = None,
    until: date | None = None,
    *,
    by: Actor,
) -> int:
    """Give a role over a place from `since` (default today) to `until` (both included;
    None: open). Returns the grant's id; the very same grant given twice is one grant.

    What is grave over that place (giving.is_grave) holds nothing until another officer approves
    it; what the terminal on the machine gives holds at once, and the audit says so."""
    power_checks.refuse_oneself(account_id, by)
    since = since or clock.today()
    _refuse_malformed(place, reach, since, until)
    wanted = Role.objects.filter(code=role).first()
    if wanted is None:
        raise errors.UnknownRole(role=role)
    power_checks.refuse_beyond_power(by, wanted, place)
    account = power_checks.locked(account_id)
    if account.closed_at:
        raise errors.AccountIsClosed(username=account.username)
    given, _ = AccountGrant.objects.get_or_create(
        account=account,
        role=wanted,
        place=place,
        reach=reach,
        since=since,
        until=until,
        revoked_at=None,
        defaults={
            "granted_by_id": by.account_id,
            "granted_at": clock.now(),
            "asked_by_id": by.account_id,
            "awaiting": by.account_id is not None
            and power_checks.is_grave(
                account_id, wanted.permissions, place, reach, since, until, by=by
            ),
        },
    )
    audit.note(
        subject=f"access.grant:{given.pk}",
        account=account_id,
        role=role,
        reach=reach,
        since=str(since),
        until=str(until or ""),
        awaiting=given.awaiting,
        at_the_terminal=by.account_id is None,
    )
    return given.pk


@verb(
    needs=rules.GIVING,
    words=Text("同意授权", "approved a grant"),
    at=lambda grant_id: queries.place_of_grant(grant_id),
    part="second",
    first=_not_second,
)
def approve_grant(grant_id: int, *, by: Actor) -> None:
    """The second officer's part: neither who asked for it nor the account's owner, nor a hand of theirs. It holds
    from its day on. Doing it twice changes nothing. NeedsAnother, OneHand, NotYoursToGive."""
    given = _held(grant_id)
    power_checks.refuse_beyond_power(by, given.role, given.place)
    audit.note(
        subject=f"access.grant:{given.pk}",
        account=given.account_id,
        role=given.role.code,
        at_the_terminal=by.account_id is None,
    )
    if given.awaiting and given.revoked_at is None:
        given.awaiting, given.approved_by_id, given.approved_at = False, by.account_id, clock.now()
        given.save(update_fields=["awaiting", "approved_by", "approved_at"])


@verb(
    needs=rules.GIVING,
    words=Text("收回授权", "revoked"),
    at=lambda grant_id: queries.place_of_grant(grant_id),
)
def revoke(grant_id: int, *, by: Actor) -> None:
    """Take a grant back at once. Doing it twice changes nothing."""
    given = _held(grant_id)
    power_checks.refuse_oneself(given.account_id, by)
    power_checks.refuse_beyond_power(by, given.role, given.place)
    audit.note(subject=f"access.account:{given.account_id}", role=given.role.code)
    if given.revoked_at is None:
        given.revoked_at, given.revoked_by_id = clock.now(), by.account_id
        given.save(update_fields=["revoked_at", "revoked_by"])


def _held(grant_id: int) -> AccountGrant:
    """The grant, locked until the end of the transaction."""
    found = AccountGrant.objects.select_for_update(of=("self",)).select_related("role")
    given = found.filter(pk=grant_id).first()
    if given is None:
        raise NotFound(what=Text("授权", "The grant"))
    return given


def _refuse_malformed(place: str, reach: str, since: date, until: date | None) -> None:
    if not rules.is_place(place):
        raise errors.NotAPlace(place=place)
    if reach not in REACHES:
        raise errors.UnknownReach(reach=reach)
    if until and until < since:
        raise errors.PeriodReversed(since=since, until=until)
