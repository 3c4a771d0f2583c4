"""The duty phones of staff: sealed in the table, shown masked."""

from __future__ import annotations

import phonenumbers

from fangxian.ground.access import errors
from fangxian.kernel import crypto

ABOUT = "access.phone"


def sealed(text: str) -> bytes | None:
    """National digits under seal; None for an empty text; refuses what is no number."""
    if not text.strip():
        return None
    try:
        number = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException as error:
        raise errors.PhoneUnusable from error
    if not phonenumbers.is_possible_number(number):
        raise errors.PhoneUnusable
    return crypto.seal(phonenumbers.national_significant_number(number), about=ABOUT)


def masked(value: bytes | memoryview | None) -> str:
    """138****1234; empty for none."""
    if not value:
        return ""
    digits = crypto.unseal(bytes(value), about=ABOUT)
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) > 7 else "****"
