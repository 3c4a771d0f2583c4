"""The moment of the last look before handing in, signed. It becomes the filing time, so a
double click, a reload or a retry on a bad line hands in the very same filing again, which
is then recognised as the same instead of counted twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core import signing

from fangxian.kernel import clock

SALT = "public.stamp"
OLDEST = timedelta(days=3)  # a page that lay open longer is stamped anew


def fresh() -> str:
    return signing.dumps(clock.now().isoformat(timespec="microseconds"), salt=SALT)


def read(stamp: str) -> datetime | None:
    """The moment, or None: forged, or too old to be the time of a filing."""
    try:
        at = datetime.fromisoformat(signing.loads(stamp, salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    age = clock.now() - at
    return at if timedelta(0) <= age <= OLDEST else None
