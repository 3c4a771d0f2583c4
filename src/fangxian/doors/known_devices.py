"""Devices that proved themselves before: by an account's sign-in, by a phone's one-time password.

Whoever tries a name or a phone that is another's is counted by networks, and there are many
networks; the owner's device is counted by itself, so that no stranger's tries shut it out (ADR 17, 23).
It opens nothing. The cookie is signed and bound to whom it was given for (`subject`: an account
with its password of now, a phone), by marks that tell neither.
"""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse

from fangxian.kernel import clock, crypto, ids

COOKIE, SALT, ABOUT = "known_device", "doors.known_device.1", "doors.known_device"
LASTS = timedelta(days=90)  # from the last success
MOST = 8  # accounts and phones of one device, the latest first

Kept = tuple[str, str, int]  # mark of the subject, the device's number for it, when (seconds)


def known(request: HttpRequest, subject: str) -> str:
    """By which number this device is known for a subject; "" for a stranger's."""
    mark = _mark(subject) if subject else ""
    return next((device for one, device, _ in _read(request) if one == mark), "")


def remember(request: HttpRequest, answer: HttpResponse, subject: str) -> None:
    """Somebody proved to be the subject's owner on this device just now."""
    mark, now = _mark(subject), int(clock.now().timestamp())
    device = known(request, subject) or ids.token(24)
    others = [one for one in _read(request) if one[0] != mark]
    kept = [(mark, device, now), *others][:MOST]
    answer.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _read(request: HttpRequest) -> list[Kept]:
    oldest = (clock.now() - LASTS).timestamp()
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except signing.BadSignature:
        return []
    return [(mark, device, at) for mark, device, at in kept if at > oldest]


def _mark(subject: str) -> str:
    return crypto.blind_index(subject, about=ABOUT).hex()
