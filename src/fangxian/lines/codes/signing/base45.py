"""Base45 (RFC 9285): bytes in the 45 letters that a QR code packs into eleven bits a pair.

By whole columns, for a code is opened at every gate: letter by letter cost a quarter of what
the signature does, and a table of all words is larger than a processor's nearest memory. Each
column is laid out as one large integer with a lane of bytes for every group, so that a few
operations on integers do the work of all groups at once.
"""

from __future__ import annotations

from functools import cache

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FOREIGN = 255
WIDE, NARROW = 5, 3  # bytes of a lane: products on the way have 33 bits, sums 17
_VALUES = bytes(
    ALPHABET.index(chr(code)) if chr(code) in ALPHABET else FOREIGN for code in range(256)
)
_LETTERS = ALPHABET.encode() + bytes(256 - len(ALPHABET))


def encode(data: bytes) -> str:
    """Three letters for two bytes, two letters for a last single one."""
    groups, rest = divmod(len(data), 2)
    words = (_column(data[0 : 2 * groups : 2], WIDE) << 8) + _column(data[1::2], WIDE)
    thirds = (words * 66281 >> 27) & _lasts(groups)  # a word // 2025, exact below 2¹⁶
    words -= thirds * 2025
    seconds = (words * 1457 >> 16) & _lasts(groups)  # what is left // 45, exact below 2025
    text = bytearray(3 * groups)
    for place, values in enumerate((words - seconds * 45, seconds, thirds)):
        text[place::3] = values.to_bytes(WIDE * groups, "big")[WIDE - 1 :: WIDE]
    if rest:
        text += bytes(reversed(divmod(data[-1], 45)))
    return text.translate(_LETTERS).decode("ascii")


@cache
def _lasts(groups: int) -> int:
    """Keeps the last byte of every lane."""
    return _column(b"\xff" * groups, WIDE)


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
    most 44 · (1 + 45 + 2025) = 91124, so no lane of three bytes reaches the next."""
    end = 3 * groups
    summed = (
        _column(values[0:end:3], NARROW)
        + _column(values[1:end:3], NARROW) * 45
        + _column(values[2:end:3], NARROW) * 2025
    ).to_bytes(NARROW * groups, "big")
    if any(summed[::NARROW]):
        return None
    words = bytearray(2 * groups)
    words[0::2], words[1::2] = summed[1::NARROW], summed[2::NARROW]
    return bytes(words)


def _column(values: bytes, lane: int) -> int:
    """One value a lane of so many bytes, the first the highest."""
    spread = bytearray(lane * len(values))
    spread[lane - 1 :: lane] = values
    return int.from_bytes(spread, "big")
