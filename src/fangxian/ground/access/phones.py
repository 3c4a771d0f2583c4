"""The duty phones of staff: sealed in the table, shown masked. Duty uses them too."""

from __future__ import annotations

import phonenumbers

from fangxian.ground.access import errors
from fangxian.kernel import crypto

ABOUT = "access.phone"
ENDS = 7  # digits that a masked number still shows


def read_phone(text: str) -> str:
    """The national digits of a number as somebody wrote it; "" for none; PhoneUnusable."""
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException as error:
        raise errors.PhoneUnusable from error
    if not phonenumbers.is_possible_number(number):
        raise errors.PhoneUnusable
    return phonenumbers.national_significant_number(number)


def seal_phone(digits: str) -> bytes | None:
    return crypto.seal(digits, about=ABOUT) if digits else None


def open_phone(value: bytes | memoryview | None) -> str:
    """The digits in the clear: only for a verb that says why."""
    return crypto.unseal(bytes(value), about=ABOUT) if value else ""


def mask_phone(value: bytes | memoryview | None) -> str:
    """138****1234; empty for none."""
    digits = open_phone(value)
    if not digits:
        return ""
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) > ENDS else "****"
