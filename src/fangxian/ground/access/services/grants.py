"""Giving a role over a place, and taking it back."""

from __future__ import annotations

from datetime import date

from fangxian.ground.access import errors, queries, rules
from fangxian.ground.access.models import AccountGrant, Role
from fangxian.ground.access.services import giving
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import verb

REACHES = ("place", "own", "assigned")


@verb(needs=rules.GIVING, at=lambda place: place)
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
    None: open). Returns the grant's id; the very same grant given twice is one grant."""
    giving.refuse_oneself(account_id, by)
    since = since or clock.today()
    _refuse_malformed(place, reach, since, until)
    wanted = Role.objects.filter(code=role).first()
    if wanted is None:
        raise errors.UnknownRole(role=role)
    giving.refuse_beyond_power(by, wanted, place)
    account = giving.locked(account_id)
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
        defaults={"granted_by_id": by.account_id, "granted_at": clock.now()},
    )
    audit.note(
        subject=f"access.account:{account_id}", role=role, reach=reach,
        since=str(since), until=str(until or ""),
    )  # fmt: skip
    return given.pk


@verb(needs=rules.GIVING, at=lambda grant_id: queries.place_of_grant(grant_id))
def revoke(grant_id: int, *, by: Actor) -> None:
    """Take a grant back at once. Doing it twice changes nothing."""
    given = (
        AccountGrant.objects.select_for_update(of=("self",))
        .select_related("role")
        .filter(pk=grant_id)
        .first()
    )
    if given is None:
        raise NotFound(what="授权")
    giving.refuse_oneself(given.account_id, by)
    giving.refuse_beyond_power(by, given.role, given.place)
    audit.note(subject=f"access.account:{given.account_id}", role=given.role.code)
    if given.revoked_at is None:
        given.revoked_at, given.revoked_by_id = clock.now(), by.account_id
        given.save(update_fields=["revoked_at", "revoked_by"])


def _refuse_malformed(place: str, reach: str, since: date, until: date | None) -> None:
    if not rules.is_place(place):
        raise errors.NotAPlace(place=place)
    if reach not in REACHES:
        raise errors.UnknownReach(reach=reach)
    if until and until < since:
        raise errors.PeriodReversed(since=since, until=until)
