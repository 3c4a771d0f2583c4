"""Codes opened by the hundred: keys and terms are read once in half a minute, and again
when a key is not among them; nothing else is asked of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from fangxian.kernel import clock
from fangxian.lines.codes import keyring, terms
from fangxian.lines.codes.keyring import LOOK_AGAIN
from fangxian.lines.codes.scheme import Shade, scheme_on
from fangxian.lines.codes.signing import fx1
from fangxian.lines.codes.signing.keys import KeyRing, PublicKey
from fangxian.lines.codes.signing.verdict import Reason, Verdict
from fangxian.lines.codes.subjects import unveil

A_MOMENT = timedelta(seconds=1)  # however many unknown keys are held out
PROVEN = frozenset({"good", "grace", "expired"})  # the signature holds: the subject is believed


class Read(msgspec.Struct, frozen=True):
    """What a code proves. `person_id` and `shade` only where its signature holds; whether there
    is such a person is for the caller to see. `jti`: the code's own 8 bytes."""

    verdict: Verdict
    reason: Reason
    person_id: int | None = None
    shade: Shade | None = None
    jti: bytes = b""


@dataclass(frozen=True)
class _Held:
    ring: KeyRing[PublicKey]
    terms: fx1.Terms
    shades: Mapping[int, Shade]  # by number
    read_at: datetime


_held: list[_Held] = []


def open_code(text: str, now: datetime) -> Read:
    """Never raises on any text. It reads the ledger of nobody: no colour of now is in it."""
    held = _current(now)
    opened = fx1.open(text, held.ring, now, held.terms)
    if opened.reason.code == "kid" and held.read_at + A_MOMENT <= now:
        forget()  # another process may have turned the keys by hand
        held = _current(now)
        opened = fx1.open(text, held.ring, now, held.terms)
    if opened.claims is None or opened.verdict not in PROVEN:
        return Read(opened.verdict, opened.reason)
    claims = opened.claims
    shade, person = held.shades.get(claims.colour), unveil(claims.subject)
    return Read(opened.verdict, opened.reason, person, shade, claims.jti)


def _current(now: datetime) -> _Held:
    if _held and _held[0].read_at <= now < _held[0].read_at + LOOK_AGAIN:
        return _held[0]
    scheme = scheme_on(now.astimezone(clock.COUNTY_TIME).date())
    read = fx1.Terms(grace=scheme.edition.must(terms.GRACE))
    shades = {shade.number: shade for shade in scheme.shades}
    _held[:] = [_Held(keyring.ring(now), read, shades, now)]
    return _held[0]


def forget() -> None:
    """Look again at the next code: the keys have turned."""
    _held.clear()
