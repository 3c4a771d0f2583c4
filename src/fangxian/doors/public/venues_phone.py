"""Whom this phone registered before, so that the next door is one tap. Kept on the phone
itself, sealed; the county keeps no list of phones."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from django.http import HttpResponse

from fangxian.doors.web_request import WebRequest
from fangxian.kernel import crypto
from fangxian.lines.venues import pages as venues

COOKIE, ABOUT = "visitors", "public.visitors"
MOST, SECONDS = 6, 30 * 86400
LETTERS = 1_536  # always: its length would tell whether a typed number is on the register


@dataclass(frozen=True)
class Known:
    """Somebody whom this phone registered. `masked` is all that is shown."""

    person_id: int | None
    masked: str
    shown: bytes


def known(request: WebRequest) -> tuple[Known, ...]:
    """Nobody, when the cookie is not ours or was altered."""
    try:
        sealed = base64.urlsafe_b64decode(request.COOKIES.get(COOKIE, "").encode("ascii"))
        held = json.loads(crypto.unseal(sealed, about=ABOUT))
        return tuple(Known(one[0], one[1], bytes.fromhex(one[2])) for one in held[:MOST])
    except (ValueError, TypeError, LookupError, InvalidTag):
        return ()


def remember(answer: HttpResponse, before: tuple[Known, ...], new: venues.Recognised) -> None:
    """Put the newest first."""
    one = Known(new.person_id, new.masked, new.shown)
    others = tuple(other for other in before if not _same(one, other))
    _write(answer, (one, *others)[:MOST])


def _same(one: Known, other: Known) -> bool:
    """By number and by code the same person is remembered once."""
    return one.shown == other.shown or (
        one.person_id is not None and one.person_id == other.person_id
    )


def forget(answer: HttpResponse) -> None:
    answer.delete_cookie(COOKIE, path="/p/v", samesite="Lax")


def _write(answer: HttpResponse, held: tuple[Known, ...]) -> None:
    written = json.dumps([[one.person_id, one.masked, one.shown.hex()] for one in held])
    plain = written.ljust(LETTERS)
    sealed = base64.urlsafe_b64encode(crypto.seal(plain, about=ABOUT)).decode()
    answer.set_cookie(COOKIE, sealed, max_age=SECONDS, path="/p/v", httponly=True, samesite="Lax")
