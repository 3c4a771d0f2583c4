"""Telephone numbers as they are dialled in the county. Pure.

A mainland mobile number is recognised by its form, because nearly all are; everything
else is judged by phonenumbers. What cannot be read is kept as it was handed in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from fangxian.ground.people.documents import NOISE, WIDE

MOBILE = re.compile(r"1[3-9]\d{9}")
NOISE_AROUND = NOISE | dict.fromkeys(map(ord, "()（）"), None)


class Phone(NamedTuple):
    """A number in the one form in which it is compared: 11 digits for a mainland mobile,
    the national number with its 0 for a land line, +… for abroad."""

    text: str
    sound: bool


def normalise_phone(text: str) -> Phone:
    if len(text) == 11 and MOBILE.fullmatch(text) and text.isascii():
        return Phone(text, sound=True)
    return _other(text)


@lru_cache(4096)
def _other(text: str) -> Phone:
    handed_in = text.translate(WIDE).strip()
    plain = handed_in.translate(NOISE_AROUND)
    for prefix in ("+86", "0086", "86", "0"):
        rest = plain.removeprefix(prefix)
        if rest != plain and MOBILE.fullmatch(rest):
            plain = rest
    if MOBILE.fullmatch(plain):
        return Phone(plain, sound=True)
    return _by_plan(handed_in) if handed_in else Phone("", sound=True)


def _by_plan(handed_in: str) -> Phone:
    shown = f"+{handed_in[2:]}" if handed_in.startswith("00") else handed_in
    try:
        number = phonenumbers.parse(shown, "CN")
    except phonenumbers.NumberParseException:
        return Phone(handed_in[:40], sound=False)
    if not phonenumbers.is_valid_number(number):
        return Phone(handed_in[:40], sound=False)
    if number.country_code == 86:
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        return Phone(re.sub(r"\D", "", national), sound=True)
    text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(text, sound=True)
