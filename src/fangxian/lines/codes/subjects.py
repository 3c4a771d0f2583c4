"""The name under which a code speaks of a person: eight bytes that only the server can turn
back, and that cannot be counted up. A four-round Feistel network keyed by the master key
(Luby–Rackoff: a pseudo-random permutation of 64 bits); nothing needs to be stored. Keyed BLAKE2
mixes, for it takes a quarter of the time of an HMAC, and this runs four times a scan."""

from __future__ import annotations

import struct
from functools import cache
from hashlib import blake2s
from typing import Any

from fangxian.kernel import crypto

TURNS = 4
HALF = 4  # bytes
HALVES = 1 << 8 * HALF
HALF_AND_HALF = struct.Struct(">II")
PURPOSE = "codes.subject"


def veil(person_id: int) -> bytes:
    """Eight bytes for a person's id."""
    left, right = divmod(person_id, HALVES)
    for mixer in _mixers():
        left, right = right, left ^ _mask(mixer, right)
    return HALF_AND_HALF.pack(left, right)


def unveil(subject: bytes) -> int | None:
    """The id behind a subject; None for one of another length. Whether there is such a person
    is for the caller to see."""
    if len(subject) != HALF_AND_HALF.size:
        return None
    left, right = HALF_AND_HALF.unpack(subject)
    for mixer in _mixers()[::-1]:
        left, right = right ^ _mask(mixer, left), left
    found: int = left * HALVES + right
    return found if found < 1 << 63 else None


def _mask(mixer: Any, half: int) -> int:
    mixed = mixer.copy()
    mixed.update(half.to_bytes(HALF, "big"))
    return int.from_bytes(mixed.digest(), "big")


@cache
def _mixers() -> tuple[Any, ...]:
    """One for each turn, keyed already."""
    key = crypto.derived(PURPOSE)
    return tuple(blake2s(bytes([turn]), digest_size=HALF, key=key) for turn in range(TURNS))
