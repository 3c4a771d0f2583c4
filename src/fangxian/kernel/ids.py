"""Names that give nothing away: random tokens for private links and receipts."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: read aloud over a phone


def token(length: int = 22) -> str:
    """A token of about 4.95 bits a letter (22 letters: 109 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def token_of(secret: bytes, length: int = 22) -> str:
    """A token that follows from 16 secret bytes: the same ones give the same."""
    number, letters = int.from_bytes(secret, "big"), []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
