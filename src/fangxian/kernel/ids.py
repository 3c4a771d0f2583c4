"""Names that give nothing away: random tokens for private links and receipts."""

from __future__ import annotations

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: read aloud over a phone


def token(length: int = 22) -> str:
    """A token of about 4.95 bits a letter (22 letters: 109 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
