"""Telephone numbers as they are dialled in the county. Pure.

A mainland mobile number is recognised by its form, because nearly all are; everything
else is judged by phonenumbers. What cannot be read is kept as it was handed in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from fangxian.ground.intake.api import NOISE, WIDE

MOBILE = re.compile(r"1[3-9]\d{9}")
LETTERLESS = re.compile(r"\+?\d+")
EXTENSION = re.compile(r"(?<=\d)\s*(?:转|ext\.?|x|#)\s*\d{1,5}$", re.IGNORECASE)  # 0915-5212345转8
UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
NOISE_AROUND = NOISE | dict.fromkeys(map(ord, "()（）[]/"), None)


class Phone(NamedTuple):
    """A number in the one form in which it is compared: 11 digits for a mainland mobile,
    the national number with its 0 for a land line, +… for abroad. `sound`: it can be dialled."""

    text: str
    sound: bool

    @property
    def receives(self) -> bool:
        """Whether a message reaches it: a land line rings, and takes no password."""
        return self.sound and bool(MOBILE.fullmatch(self.text) or self.text.startswith("+"))


def normalise_phone(text: str) -> Phone:
    """The one judgement of a phone, at every door. What cannot be dialled is kept as it was handed
    in and is not sound."""
    if len(text) == 11 and MOBILE.fullmatch(text) and text.isascii():
        return Phone(text, sound=True)
    return _other(text)


@lru_cache(4096)
def _other(text: str) -> Phone:
    handed_in = UNSEEN.sub("", text.translate(WIDE)).strip()
    plain = EXTENSION.sub("", handed_in).translate(NOISE_AROUND)
    for prefix in ("+86", "0086", "+0086", "86", "0"):
        rest = plain.removeprefix(prefix)
        if rest != plain and MOBILE.fullmatch(rest):
            plain = rest
    if MOBILE.fullmatch(plain):
        return Phone(plain, sound=True)
    return _by_plan(handed_in, plain) if handed_in else Phone("", sound=True)


def _by_plan(handed_in: str, plain: str) -> Phone:
    shown = f"+{plain[2:]}" if plain.startswith("00") else plain
    try:
        number = phonenumbers.parse(shown, "CN")
    except phonenumbers.NumberParseException:
        return Phone(handed_in[:40], sound=False)
    if not (LETTERLESS.fullmatch(plain) and phonenumbers.is_valid_number(number)):
        return Phone(handed_in[:40], sound=False)
    if number.country_code == 86:
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        return Phone(re.sub(r"\D", "", national), sound=True)
    text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(text, sound=True)
