"""The envelope that FX1 and HC1 share: prefix, base45, zlib where it shrinks. All bounded."""

from __future__ import annotations

import zlib

from fangxian.lines.codes.signing import base45

NEVER_SHRINKS = 256  # bytes
ZLIB = 0x78  # first byte of every zlib stream that is made here; a COSE_Sign1 begins with 0xd2


# Codes of reasons (verdict.py).
PREFIX, TOO_LONG, BASE45, INFLATE, TOO_LARGE = (
    "prefix",
    "too_long",
    "base45",
    "inflate",
    "too_large",
)


class Torn(ValueError):
    """An envelope that cannot be opened; says why by the code of a reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def wrap(prefix: str, data: bytes) -> str:
    """Squeezed only where that makes it shorter; a short message, half of which is signature,
    never gets shorter, and trying costs as much as signing."""
    squeezed = zlib.compress(data) if len(data) > NEVER_SHRINKS else data
    return prefix + base45.encode(min(data, squeezed, key=len))


def unwrap(
    prefix: str, text: str, *, most_letters: int, most_bytes: int, squeezed: bool = False
) -> bytes:
    """The bytes inside; of a kind that is always `squeezed`, no others. Torn with the reason:
    prefix, too_long, base45, inflate, too_large."""
    if not text.startswith(prefix):
        raise Torn(PREFIX)
    if len(text) > most_letters:
        raise Torn(TOO_LONG)
    data = base45.decode(text[len(prefix) :])
    if data is None:
        raise Torn(BASE45)
    return inflate(data, most_bytes) if squeezed or data[:1] == bytes([ZLIB]) else data


def inflate(data: bytes, most: int) -> bytes:
    """Stops at `most` bytes however much is promised, so that no bomb goes off."""
    stream = zlib.decompressobj()
    try:
        made = stream.decompress(data, most + 1)
    except zlib.error as wrong:
        raise Torn(INFLATE) from wrong
    if len(made) > most:
        raise Torn(TOO_LARGE)
    if not stream.eof or stream.unused_data:
        raise Torn(INFLATE)
    return made
