"""Somebody asks for a code. Public: nobody needs an account to obey the rule."""

from __future__ import annotations

import hashlib
from dataclasses import astuple

from fangxian.kernel import audit, clock, crypto, ids
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb
from fangxian.lines.venues.application_faults import NewApplication, faults_of, tidy
from fangxian.lines.venues.errors import AlreadyReviewed, ApplicationIncomplete, NoSuchApplication
from fangxian.lines.venues.models import Application

PHONE, LINK = "venues.phone", "venues.link"


def link_of(token: str) -> bytes:
    """By what the table knows a private link."""
    return crypto.blind_index(token, about=LINK)


@verb(needs=PUBLIC, words=Text("申领场所码", "applied for a venue code"))
def apply(given: NewApplication, stamp: str = "", *, by: Actor) -> str:
    """Hand in an application; the token of its private link, which follows from what was handed in
    and the key. The same content under the same stamp (the moment the page was opened) is the
    same application."""
    asked = _sound(given)
    mark = hashlib.sha256(repr((stamp, astuple(asked))).encode()).hexdigest()
    token = ids.token_of(crypto.blind_index(mark, about="venues.token"))
    values = _columns(asked) | {"link": link_of(token), "filed_at": clock.now()}
    made, fresh = Application.objects.get_or_create(handed=mark, defaults=values)
    audit.note(subject=f"venues.application:{made.pk}", place=made.place, repeated=not fresh)
    return token


@verb(needs=PUBLIC, words=Text("修改场所申请", "amended an application"))
def amend(token: str, given: NewApplication, *, by: Actor) -> None:
    """Hand in again what was returned, or correct what still waits."""
    asked = _sound(given)
    found = Application.objects.select_for_update().filter(link=link_of(token)).first()
    if found is None:
        raise NoSuchApplication
    if found.state == "approved":
        raise AlreadyReviewed(name=found.name)
    columns = _columns(asked) | {
        "state": "filed",
        "reason": "",
        "words": "",
        "filed_at": clock.now(),
    }
    Application.objects.filter(pk=found.pk).update(**columns)
    audit.note(subject=f"venues.application:{found.pk}", place=asked.place)


def _sound(given: NewApplication) -> NewApplication:
    asked = tidy(given)
    faults = faults_of(asked)
    if faults:
        raise ApplicationIncomplete(faults)
    return asked


def _columns(asked: NewApplication) -> dict[str, object]:
    return {
        "name": asked.name,
        "category": asked.category,
        "place": asked.place,
        "address": asked.address,
        "contact": asked.contact,
        "capacity": asked.capacity,
        "points": asked.points,
        "licence": asked.licence,
        "phone_sealed": crypto.seal(asked.phone, about=PHONE),
    }


def contact_key(phone: str) -> str:
    """By which a contact whose phone is shown is counted once, at however many venues."""
    return f"venues.contact:{crypto.blind_index(phone, about=PHONE).hex()}"
