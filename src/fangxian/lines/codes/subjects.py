"""The name under which a code speaks of a person: eight bytes that only the server can turn
back, and that cannot be counted up. A four-round Feistel network keyed by the master key
(Luby–Rackoff: a pseudo-random permutation of 64 bits); nothing needs to be stored."""

from __future__ import annotations

import hmac

from fangxian.kernel import crypto

ROUNDS = 4
HALF = 4  # bytes
PURPOSE = "codes.subject"


def veil(person_id: int) -> bytes:
    """Eight bytes for a person's id."""
    raw = person_id.to_bytes(2 * HALF, "big")
    left, right = raw[:HALF], raw[HALF:]
    for turn in range(ROUNDS):
        left, right = right, _mixed(left, right, turn)
    return left + right


def unveil(subject: bytes) -> int | None:
    """The id behind a subject; None for one of another length. Whether there is such a person
    is for the caller to see."""
    if len(subject) != 2 * HALF:
        return None
    left, right = subject[:HALF], subject[HALF:]
    for turn in reversed(range(ROUNDS)):
        left, right = _mixed(right, left, turn), left
    found = int.from_bytes(left + right, "big")
    return found if found < 1 << 63 else None


def _mixed(half: bytes, other: bytes, turn: int) -> bytes:
    mask = hmac.digest(crypto.derived(PURPOSE), bytes([turn]) + other, "sha256")[:HALF]
    return bytes(a ^ b for a, b in zip(half, mask, strict=True))
