"""Whose codes this phone may show: proven by a one-time password, and
remembered in a signed cookie of this door; who files with the same phone is no stranger (ADR 22). What was proven is
looked at anew each time (mycode_proof): a phone that is no longer theirs opens nothing."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import blake2s
from typing import NamedTuple

from django.core import signing
from django.http import HttpResponse
from django.urls import reverse

from fangxian.doors import known_devices
from fangxian.doors.public import limits, mycode_proof
from fangxian.doors.public.mycode_proof import Held, NotProven, Proven
from fangxian.doors.web_request import WebRequest, network_of
from fangxian.ground.people import pages as people
from fangxian.kernel import clock
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import pages as codes

COOKIE, SALT = "resident", "public.mycode.2"
EARLIER = "mycode"  # of an earlier release, at the path of the code alone
LASTS = timedelta(days=30)
BY_PHONE = ("phone", "number")  # ways in by a phone that somebody vouched for
WAYS = (*BY_PHONE, "both")  # an earlier release also remembered receipts' links


def proven(request: WebRequest) -> Proven:
    """The people of the cookie whose proof still stands."""
    return mycode_proof.look(_held(request))


def signed_in(request: WebRequest) -> tuple[int, ...]:
    """The people of the cookie, nobody when there is none or it was tampered with."""
    return proven(request).mine


def proven_by_phone(request: WebRequest) -> frozenset[int]:
    """Of those the ones whose phone somebody vouched for."""
    return frozenset(mycode_proof.look([one for one in _held(request) if one.way in BY_PHONE]).mine)


def known_by(request: WebRequest, phone: str) -> frozenset[int]:
    """For whom this phone is proof now: signed in with here, checked, and its proof not ended."""
    mark = people.phone_mark(phone).hex()
    held = [one for one in _held(request) if mark and one.mark == mark and one.way in BY_PHONE]
    return frozenset(mycode_proof.look([one._replace(way="phone") for one in held]).mine)


def phones_held(request: WebRequest) -> frozenset[str]:
    """Marks of the phones that signed in here with a one-time password and still open somebody."""
    held = _held(request)
    marks = {one.mark for one in held}
    return frozenset(
        mark for mark in marks if mycode_proof.look([one for one in held if one.mark == mark]).mine
    )


def asker_of(request: WebRequest, phone: str) -> codes.PasswordOrigin:
    """From where a password for this phone is asked for or tried."""
    return codes.PasswordOrigin(*network_of(request), known_devices.known(request, _subject(phone)))


def _subject(phone: str) -> str:
    mark = people.phone_mark(phone)
    return f"phone {mark.hex()}" if mark else ""


def behind_phone(request: WebRequest, phone: str, password: str, document: str) -> codes.SignedIn:
    """The people of a phone; NotProven when its owner's words are not all that is known."""
    claimed = arrivals.claimed_with(people.phone_mark(phone))
    found = codes.open_session(
        phone, password, document, claimed=claimed, asker=asker_of(request, phone), by=request.actor
    )
    held = _by_phone(found, phone)
    shown = mycode_proof.look(held).mine
    if document.strip() and not found.person_ids and (found.declared or found.asks_document):
        limits.prove_oneself(phone, document, opened=bool(shown))
    if held and not shown:
        raise NotProven
    return found


def shown_to(found: codes.SignedIn, phone: str) -> tuple[int, ...]:
    """The people whom this sign-in shows, in the order of the pages after it."""
    return mycode_proof.look(_by_phone(found, phone)).mine


def remember_phone(
    request: WebRequest, answer: HttpResponse, found: codes.SignedIn, phone: str
) -> None:
    """With those of a family who opened theirs here with this phone before, each by their number."""
    held = _by_phone(found, phone)
    mark, now = people.phone_mark(phone).hex(), {one.person_id for one in held}
    before = [one for one in _held(request) if one.way == "both" and one.mark == mark]
    _remember(request, answer, [*held, *(one for one in before if one.person_id not in now)])
    known_devices.remember(request, answer, _subject(phone))


def cut(request: WebRequest, person_id: int) -> bool:
    """不是我: the phone by which this person is shown opens them no more. False where there is no
    such phone."""
    held = _held(request)
    known = people.signing_in([one.person_id for one in held])
    marks = {
        bytes.fromhex(one.mark)
        for one in held
        if one.person_id in known and known[one.person_id].person_id == person_id
    }
    done = [people.cut_phone(person_id, mark, by=request.actor) for mark in marks]
    return any(done)


def leave(request: WebRequest, answer: HttpResponse) -> None:
    """Sign out: the cookie goes, and whatever was copied of it, or rests on it, opens nothing more."""
    if _kept(request) is not None:
        codes.end_session(session_of(request), clock.now() + LASTS, by=request.actor)
    _forget(answer)


def session_of(request: WebRequest) -> bytes:
    """The name of this sign-in, drawn by chance when it began."""
    kept = _kept(request)
    return kept.session if kept else b""


def _forget(answer: HttpResponse) -> None:
    answer.delete_cookie(COOKIE, path=reverse("public_start"), samesite="Lax")
    answer.delete_cookie(EARLIER, path=reverse("mycode"), samesite="Lax")


def _by_phone(found: codes.SignedIn, phone: str) -> list[Held]:
    mark = people.phone_mark(phone).hex()
    proof = "number" if found.numbered else "phone"
    ways = {**dict.fromkeys(found.declared, "both"), **dict.fromkeys(found.person_ids, proof)}
    return [Held(one, ways[one], mark) for one in (*found.person_ids, *found.declared)]


class _Kept(NamedTuple):
    """What the cookie says."""

    session: bytes
    people: list[list[str]]


def _kept(request: WebRequest) -> _Kept | None:
    text = request.COOKIES.get(COOKIE, "")
    try:
        said = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    if isinstance(said, dict):
        return _Kept(bytes.fromhex(said["session"]), said["people"])
    # one of an earlier release is named after itself
    return _Kept(blake2s(text.encode(), digest_size=codes.SESSION_LENGTH).digest(), said)


def _held(request: WebRequest) -> list[Held]:
    kept = _kept(request)
    if kept is None or codes.ended_among([kept.session]):
        return []
    found = ((codes.unveil(bytes.fromhex(veiled)), way, mark) for veiled, way, mark in kept.people)
    return [Held(one, way, mark) for one, way, mark in found if one is not None and way in WAYS]


def _remember(request: WebRequest, answer: HttpResponse, held: list[Held]) -> None:
    """People by their veiled names: an id could be counted."""
    going_on = bool(_held(request))
    session = session_of(request) if going_on else secrets.token_bytes(codes.SESSION_LENGTH)
    mine = [[codes.veil(one.person_id).hex(), one.way, one.mark] for one in held]
    text = signing.dumps({"session": session.hex(), "people": mine}, salt=SALT)
    answer.set_cookie(
        COOKIE,
        text,
        max_age=LASTS,
        path=reverse("public_start"),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
