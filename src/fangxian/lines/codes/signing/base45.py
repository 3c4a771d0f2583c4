"""Base45 (RFC 9285): bytes in the 45 letters that a QR code packs into eleven bits a pair.

By whole columns, for a code is opened at every gate: letter by letter cost a quarter of what
the signature does. Decoding lays each column out as one large integer with a lane of four bytes
for every group, so that three operations on integers do the work of all groups at once.
"""

from __future__ import annotations

import struct
from functools import cache

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FOREIGN = 255
LANE = 4  # bytes
_VALUES = bytes(
    ALPHABET.index(chr(code)) if chr(code) in ALPHABET else FOREIGN for code in range(256)
)


def encode(data: bytes) -> str:
    """Three letters for two bytes, two letters for a last single one."""
    threes = _threes()
    words = struct.unpack_from(f">{len(data) // 2}H", data)
    text = "".join([threes[word] for word in words])
    return text + threes[data[-1]][:2] if len(data) % 2 else text


@cache
def _threes() -> list[str]:
    """The letters of every pair of bytes: 65,536 of them, made in a hundredth of a second."""
    pairs = [low + high for high in ALPHABET for low in ALPHABET]
    return [pair + last for last in ALPHABET for pair in pairs][: 1 << 16]


def decode(text: str) -> bytes | None:
    """The bytes, or None for a foreign letter, a torn end or a group that is too large."""
    try:
        values = text.encode("latin-1").translate(_VALUES)
    except UnicodeEncodeError:
        return None
    groups, rest = divmod(len(values), 3)
    if rest == 1 or FOREIGN in values:
        return None
    whole = _words(values, groups)
    last = values[-2] + values[-1] * 45 if rest else 0
    if whole is None or last > 0xFF:
        return None
    return whole + bytes([last]) if rest else whole


def _words(values: bytes, groups: int) -> bytes | None:
    """Two bytes for each group of three values; None when one is above 65535. A group is at
    most 44 · (1 + 45 + 2025) = 91124, so no lane reaches the next."""
    end, lanes = 3 * groups, LANE * groups
    summed = (
        _lanes(values[0:end:3], lanes)
        + _lanes(values[1:end:3], lanes) * 45
        + _lanes(values[2:end:3], lanes) * 2025
    ).to_bytes(lanes, "big")
    if any(summed[1::LANE]):
        return None
    words = bytearray(2 * groups)
    words[0::2], words[1::2] = summed[2::LANE], summed[3::LANE]
    return bytes(words)


def _lanes(column: bytes, width: int) -> int:
    spread = bytearray(width)
    spread[LANE - 1 :: LANE] = column
    return int.from_bytes(spread, "big")
