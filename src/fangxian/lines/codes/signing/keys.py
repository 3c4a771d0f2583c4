"""Keys by their id: one private key that signs, a ring of public keys that verify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from fangxian.lines.codes.signing.suite import CURRENT, SUITES, Suite, Verifier

KID_BYTES = 8
NAMELESS = b""  # a key that its owner gave no id: tried for every code of a foreign issuer


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies. `since` and `until` bound when a code may have been *issued* with it."""

    kid: bytes
    suite: Verifier
    raw: bytes
    handle: Any = field(repr=False, compare=False)
    since: datetime | None = None
    until: datetime | None = None

    def held_at(self, moment: datetime) -> bool:
        return (self.since is None or self.since <= moment) and (
            self.until is None or moment <= self.until
        )


Key = TypeVar("Key", bound=PublicKey)


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs. Its id is the first 8 bytes of the digest of its public half."""

    kid: bytes
    suite: Suite
    handle: Any = field(repr=False, compare=False)

    def kept(self) -> bytes:
        """PKCS #8 bytes to seal at rest; `private_key` takes them back."""
        return self.suite.keep_private(self.handle)

    def public(self, since: datetime | None = None, until: datetime | None = None) -> PublicKey:
        return public_key(self.suite.public_of(self.handle), self.suite, since, until)


class KeyRing(Generic[Key]):
    """Public keys by id. Two keys may share an id (a foreign issuer's accident): both are tried."""

    def __init__(self, keys: Iterable[Key] = ()) -> None:
        self._by_kid: dict[bytes, tuple[Key, ...]] = {}
        for key in keys:
            self._by_kid[key.kid] = (*self._by_kid.get(key.kid, ()), key)

    def named(self, kid: bytes) -> tuple[Key, ...]:
        return self._by_kid.get(kid, ())

    def __iter__(self) -> Iterator[Key]:
        return (key for keys in self._by_kid.values() for key in keys)

    def __len__(self) -> int:
        return sum(len(keys) for keys in self._by_kid.values())


def new_key(suite: Suite = CURRENT) -> PrivateKey:
    handle = suite.new_private()
    return PrivateKey(_kid(suite, suite.public_of(handle)), suite, handle)


def private_key(kept: bytes, alg: int = CURRENT.alg) -> PrivateKey:
    """The key behind `kept()`. ValueError for bytes that are no key."""
    suite = SUITES[alg]
    handle = suite.load_private(kept)
    return PrivateKey(_kid(suite, suite.public_of(handle)), suite, handle)


def public_key(
    raw: bytes,
    suite: Suite = CURRENT,
    since: datetime | None = None,
    until: datetime | None = None,
    kid: bytes | None = None,
) -> PublicKey:
    """From the bytes that travel. ValueError where they are no point of the curve."""
    return PublicKey(kid or _kid(suite, raw), suite, raw, suite.load_public(raw), since, until)


def _kid(suite: Suite, raw: bytes) -> bytes:
    return suite.digest(raw)[:KID_BYTES]
