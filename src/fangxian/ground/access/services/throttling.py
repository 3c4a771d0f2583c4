"""Who fails to sign in waits, longer each time: counted in the database, for all processes.

By account and network together, so that a stranger's failures shut nobody else's way in; by
account from everywhere, and by network, generously: a county may sit behind one address. A device
from which the account was signed in before counts by itself and waits for nobody else's failures."""

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
    "wide": Limit(5000, timedelta(seconds=30), timedelta(minutes=10)),
    "device": Limit(5, timedelta(minutes=15), timedelta(hours=1)),
}
RINGS_EVERY = 1000  # failures of an account from everywhere, beyond those that cost nothing


@dataclass(frozen=True)
class SignInOrigin:
    """From where somebody tries: their network, the wider one that may be one customer's ("" for
    none), and the number of a device from which this account was signed in before ("")."""

    network: str
    wide: str = ""
    device: str = ""


def _keys(username: str, asker: SignInOrigin) -> dict[str, bytes]:
    """What is counted together, by kind of limit."""
    name = username.strip().lower()
    if asker.device:
        about = {"device": f"{name}\n{asker.device}"}
    else:
        about = {"pair": f"{name}\n{asker.network}", "account": name, "address": asker.network}
        about |= {"wide": asker.wide} if asker.wide else {}
    return {
        kind: crypto.blind_index(f"{kind}\n{said}", about="access.failures")
        for kind, said in about.items()
    }


def refuse_hasty(username: str, asker: SignInOrigin) -> None:
    """TryLater while this name from this device or network has to wait."""
    waits = SignInFailures.objects.filter(
        key__in=list(_keys(username, asker).values()), wait_until__gt=clock.now()
    ).values_list("wait_until", flat=True)
    until = max((one for one in waits if one), default=None)
    if until:
        raise TryLater(after=max(1, ceil((until - clock.now()).total_seconds())))


def count_failure(username: str, asker: SignInOrigin) -> bool:
    """One more failure; the next must wait the longer. Whether so many came from everywhere that
    somebody should hear of it."""
    now, counted = clock.now(), {}
    with transaction.atomic():
        for kind, key in sorted(_keys(username, asker).items(), key=lambda one: one[1]):
            counted[kind] = _one_more(key, LIMITS[kind], now)
    beyond = counted.get("account", 0) - LIMITS["account"].free
    return beyond > 0 and beyond % RINGS_EVERY == 1


def _one_more(key: bytes, limit: Limit, now: datetime) -> int:
    SignInFailures.objects.get_or_create(key=key, defaults={"last_at": now})
    row = SignInFailures.objects.select_for_update().get(key=key)
    row.count = 1 if now - row.last_at > limit.calm else row.count + 1
    row.last_at, row.wait_until = now, now + limit.wait(row.count)
    row.save(update_fields=["count", "last_at", "wait_until"])
    return row.count


def forget_failures(username: str, asker: SignInOrigin) -> None:
    """Somebody signed in: this name from this device and network begins anew; the others count on."""
    own = [_keys(username, SignInOrigin(asker.network))["pair"]]
    own += _keys(username, asker).values() if asker.device else []
    SignInFailures.objects.filter(key__in=own).delete()
