"""Numbers become indexes: a device can recognise a number that it is shown, and holds none.

The salt is another for every device and day, and follows from the bundle's id alone: an index
that comes back days later is still understood, and nothing has to be kept for it.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from datetime import date

from fangxian.kernel import crypto

LETTERS = 12
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
    def salt(self) -> bytes:
        said = f"{self.device_id}-{self.day}".encode()
        return hmac.digest(crypto.derived("field.bundle"), said, hashlib.sha256)[:16]


def bundle_id(device_id: int, on: date) -> BundleId:
    return BundleId(device_id, f"{on:%Y%m%d}")


def read_id(text: str) -> BundleId | None:
    """The id as a device names it, None when it is none of ours."""
    device, _, rest = text.partition("-")
    day, _, digest = rest.partition("-")
    if not (device.isdigit() and len(device) < 19 and day.isdigit() and len(day) == 8):
        return None
    return BundleId(int(device), day, digest)


def plain(text: str) -> str:
    """Half-width, no blanks, dashes or dots, capitals: as the app writes it before hashing."""
    return unicodedata.normalize("NFKC", text).translate(NOISE).upper()


def index_of(salt: bytes, text: str) -> str:
    """12 hexadecimal digits of the HMAC-SHA256 of a number, plate or token."""
    return hmac.digest(salt, plain(text).encode(), hashlib.sha256).hex()[:LETTERS]
