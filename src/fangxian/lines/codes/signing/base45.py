"""Base45 (RFC 9285): bytes in the 45 letters that a QR code packs into eleven bits a pair."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """Three letters for two bytes, two letters for a last single one."""
    letters: list[str] = []
    for at in range(0, len(data) - 1, 2):
        rest, low = divmod(data[at] * 256 + data[at + 1], 45)
        high, middle = divmod(rest, 45)
        letters += (ALPHABET[low], ALPHABET[middle], ALPHABET[high])
    if len(data) % 2:
        high, low = divmod(data[-1], 45)
        letters += (ALPHABET[low], ALPHABET[high])
    return "".join(letters)


def decode(text: str) -> bytes | None:
    """The bytes, or None for a foreign letter, a torn end or a group that is too large."""
    try:
        values = [_VALUE[letter] for letter in text]
    except KeyError:
        return None
    made = bytearray()
    for at in range(0, len(values), 3):
        group = values[at : at + 3]
        number = sum(value * weight for value, weight in zip(group, (1, 45, 2025), strict=False))
        width = len(group) - 1
        if width == 0 or number >= 256**width:
            return None
        made += number.to_bytes(width, "big")
    return bytes(made)
