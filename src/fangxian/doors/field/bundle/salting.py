"""The salt of a list, and the indexes of what is random already: cards and codes.

The salt is another for every place and day and follows from them alone: a row that comes back days
later is still understood, and nothing has to be kept for it. Phones of one place share it, because
they carry the same people: two lists of one person under two salts would leave a thief one number
where each alone leaves hundreds.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fangxian.kernel import clock, crypto

LETTERS = 12
LIVES = timedelta(days=8)  # the longest that a pack may let a list last, and its day
UNDERSTOOD = timedelta(days=30)  # a phone that lay in a drawer
NOISE = str.maketrans("", "", " \t\r\n\u00a0\u3000-·.")


@dataclass(frozen=True, slots=True)
class BundleId:
    """`7-20220510-a1b2c3d4e5`: device, day, content."""

    device_id: int
    day: str
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.device_id}-{self.day}-{self.digest}"

    @property
    def first_salt(self) -> bytes:
        """Of version 1, when a bundle held an index of each number: acts still come in that name
        people by it."""
        return _salt(f"{self.device_id}-{self.day}")

    def salt(self, place: str) -> bytes:
        return _salt(f"2/{place}/{self.day}")

    def spoken_at(self, at: datetime, received: datetime) -> bool:
        """Whether a device could know this list then, and whether it is not too long ago: of one
        that has ended nothing is told any more."""
        try:
            day = datetime.strptime(self.day, "%Y%m%d").replace(tzinfo=clock.COUNTY_TIME)
        except ValueError:
            return False
        return day <= at < day + LIVES and received < day + UNDERSTOOD


def bundle_id(device_id: int, on: date) -> BundleId:
    return BundleId(device_id, f"{on:%Y%m%d}")


def read_id(text: str) -> BundleId | None:
    """The id as a device names it, None when it is none of ours."""
    device, _, rest = text.partition("-")
    day, _, digest = rest.partition("-")
    if not (
        device.isascii()
        and day.isascii()
        and device.isdigit()
        and len(device) < 19
        and day.isdigit()
        and len(day) == 8
    ):
        return None
    return BundleId(int(device), day, digest)


def _salt(said: str) -> bytes:
    return hmac.digest(crypto.derived("field.bundle"), said.encode(), hashlib.sha256)[:16]


def plain(text: str) -> str:
    """Half-width, no blanks, dashes or dots, capitals: as the app writes it before hashing."""
    return unicodedata.normalize("NFKC", text).translate(NOISE).upper()


def index_of(salt: bytes, text: str) -> str:
    """12 hexadecimal digits of the HMAC-SHA256 of a token."""
    return hmac.digest(salt, plain(text).encode(), hashlib.sha256).hex()[:LETTERS]
