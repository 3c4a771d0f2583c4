"""The keys as the database keeps them, the private halves sealed under the master key; read
once a process and again when they turn."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.kernel import clock, crypto
from fangxian.lines.codes.errors import NoKey
from fangxian.lines.codes.models import SigningKey
from fangxian.lines.codes.signing import keys as signing

ABOUT = "codes.signing"
ROOT, CODE = "root", "code"
LOOK_AGAIN = timedelta(seconds=30)  # another process may have turned the keys


@dataclass(frozen=True)
class Held:
    """The key that signs now, and when it was last looked for."""

    key: signing.PrivateKey
    read_at: datetime
    until: datetime | None

    def fresh(self, now: datetime) -> bool:
        """Looked for a moment ago, and still signing. A clock that was moved back looks again."""
        looked = timedelta() <= now - self.read_at < LOOK_AGAIN
        return looked and (self.until is None or now < self.until)


_signer: dict[str, Held] = {}


def signer() -> signing.PrivateKey:
    """The key that signs codes at this moment; NoKey when none does."""
    now, held = clock.now(), _signer.get(CODE)
    if held and held.fresh(now):
        return held.key
    row = current(CODE, now)
    if row is None:
        raise NoKey
    _signer[CODE] = Held(open_private(row), now, row.signs_until)
    return _signer[CODE].key


def forget() -> None:
    _signer.clear()


def current(role: str, now: datetime) -> SigningKey | None:
    """The newest key of a role whose time has come and is not over."""
    rows = SigningKey.objects.filter(role=role, signs_from__lte=now).exclude(signs_until__lte=now)
    return rows.order_by("-signs_from", "-pk").first()


def ring(now: datetime) -> signing.KeyRing[signing.PublicKey]:
    """All keys whose codes may still be shown."""
    return signing.KeyRing(public_half(row) for row in verifying(now))


def verifying(now: datetime) -> list[SigningKey]:
    return list(
        SigningKey.objects.filter(role=CODE).exclude(verifies_until__lte=now).order_by("pk")
    )


def public_half(row: SigningKey) -> signing.PublicKey:
    """What it signs is good a moment longer: until they look again, other processes sign with it."""
    until = row.signs_until + LOOK_AGAIN if row.signs_until else None
    return signing.public_key(bytes(row.public), since=row.signs_from, until=until)


def ahead(now: datetime) -> SigningKey | None:
    """The key that will sign next, when it is made already."""
    return SigningKey.objects.filter(role=CODE, signs_from__gt=now).order_by("signs_from").first()


def keep(role: str, made: signing.PrivateKey, signs_from: datetime) -> SigningKey:
    """Write a new key, its private half sealed. It signs from a whole second, as codes are."""
    public = made.public()
    return SigningKey.objects.create(
        kid=made.kid.hex(),
        role=role,
        suite=made.suite.name,
        public=public.raw,
        sealed_private=crypto.seal(base64.b64encode(made.kept()).decode(), about=ABOUT),
        made_at=clock.now(),
        signs_from=signs_from.replace(microsecond=0),
    )


def open_private(row: SigningKey) -> signing.PrivateKey:
    return signing.private_key(base64.b64decode(crypto.unseal(row.sealed_private, about=ABOUT)))
