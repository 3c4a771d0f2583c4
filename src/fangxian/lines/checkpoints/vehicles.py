"""What somebody wrote of their vehicle, as a guard types it: 自驾 陕A·12345 is 陕A12345. Pure."""

from __future__ import annotations

import re
import unicodedata

PLATE = re.compile(r"[\u4e00-\u9fff][·.\s-]?[A-Z][·.\s-]?[A-Z0-9]{5,6}(?![A-Z0-9])")
TRAIN = re.compile(r"[A-Z]{1,2}\d{1,4}|\d{3,5}")  # trains and flights


def vehicles_in(text: str) -> tuple[str, ...]:
    """Plates in a text, else the trains and flights in it, each as it is compared."""
    wide = unicodedata.normalize("NFKC", text).upper()
    found = PLATE.findall(wide) or TRAIN.findall(wide)
    return tuple(dict.fromkeys(_plain(one) for one in found))


def vehicle_of(text: str) -> str:
    """The vehicle that a text names and nothing else, "" when it is something else: a number,
    a code, a card."""
    found = vehicles_in(text)
    wide = unicodedata.normalize("NFKC", text).upper()
    return found[0] if len(found) == 1 and _plain(wide) == found[0] else ""


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
