"""Who fails to sign in waits, longer each time: counted in the database, for all processes.

By account and address together, so that a stranger's failures shut nobody else's way in; by
account from everywhere, and by address, generously: a county may sit behind one address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction

from fangxian.ground.access.errors import TryLater
from fangxian.ground.access.models import SignInFailures
from fangxian.kernel import clock, crypto


@dataclass(frozen=True)
class Limit:
    """`free` failures cost nothing; each further one doubles the wait up to `longest`. After
    `calm` without a failure all is forgotten."""

    free: int
    longest: timedelta
    calm: timedelta

    def wait(self, count: int) -> timedelta:
        beyond = count - self.free
        if beyond <= 0:
            return timedelta()
        return min(self.longest, timedelta(seconds=2 ** min(beyond, 20)))


LIMITS = {
    "pair": Limit(5, timedelta(minutes=15), timedelta(hours=1)),
    "account": Limit(50, timedelta(seconds=30), timedelta(hours=1)),
    "address": Limit(500, timedelta(seconds=30), timedelta(minutes=10)),
}


def _keys(username: str, address: str) -> dict[bytes, Limit]:
    name = username.strip().lower()
    about = {"pair": f"{name}\n{address}", "account": name, "address": address}
    return {
        crypto.blind_index(f"{kind}\n{about[kind]}", about="access.failures"): limit
        for kind, limit in LIMITS.items()
    }


def refuse_hasty(username: str, address: str) -> None:
    """TryLater while this name from this address has to wait."""
    waits = SignInFailures.objects.filter(
        key__in=list(_keys(username, address)), wait_until__gt=clock.now()
    ).values_list("wait_until", flat=True)
    until = max((one for one in waits if one), default=None)
    if until:
        raise TryLater(after=max(1, ceil((until - clock.now()).total_seconds())))


def count_failure(username: str, address: str) -> None:
    """One more failure; the next must wait the longer."""
    now = clock.now()
    with transaction.atomic():
        for key, limit in sorted(_keys(username, address).items()):
            _one_more(key, limit, now)


def _one_more(key: bytes, limit: Limit, now: datetime) -> None:
    SignInFailures.objects.get_or_create(key=key, defaults={"last_at": now})
    row = SignInFailures.objects.select_for_update().get(key=key)
    row.count = 1 if now - row.last_at > limit.calm else row.count + 1
    row.last_at, row.wait_until = now, now + limit.wait(row.count)
    row.save(update_fields=["count", "last_at", "wait_until"])


def forget_failures(username: str, address: str) -> None:
    """Somebody signed in: this name from this address begins anew; the others count on."""
    pair = next(iter(_keys(username, address)))
    SignInFailures.objects.filter(key=pair).delete()
