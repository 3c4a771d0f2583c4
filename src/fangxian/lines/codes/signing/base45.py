"""Base45 (RFC 9285): bytes in the 45 letters that a QR code packs into eleven bits a pair.

By whole columns and one `struct` call, for a code is opened at every gate: letter by letter
cost more than the signature did.
"""

from __future__ import annotations

import struct

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FOREIGN = 255
_VALUES = bytes(
    ALPHABET.index(chr(code)) if chr(code) in ALPHABET else FOREIGN for code in range(256)
)
_PAIRS = [ALPHABET[n % 45] + ALPHABET[n // 45] for n in range(2025)]


def encode(data: bytes) -> str:
    """Three letters for two bytes, two letters for a last single one."""
    words = struct.unpack_from(f">{len(data) // 2}H", data)
    text = "".join([_PAIRS[word % 2025] + ALPHABET[word // 2025] for word in words])
    return text + _PAIRS[data[-1]] if len(data) % 2 else text


def decode(text: str) -> bytes | None:
    """The bytes, or None for a foreign letter, a torn end or a group that is too large."""
    try:
        values = text.encode("latin-1").translate(_VALUES)
    except UnicodeEncodeError:
        return None
    whole, rest = len(values) // 3 * 3, len(values) % 3
    if rest == 1 or FOREIGN in values:
        return None
    columns = zip(values[0:whole:3], values[1:whole:3], values[2:whole:3], strict=True)
    words = [low + middle * 45 + high * 2025 for low, middle, high in columns]
    last = [values[-2] + values[-1] * 45] if rest else []
    if max(words, default=0) > 0xFFFF or max(last, default=0) > 0xFF:
        return None
    return struct.pack(f">{len(words)}H", *words) + bytes(last)
