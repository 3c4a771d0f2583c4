"""Whoever stands at a barrier and is on no list of the guard's phone: one number, typed in full, is one
answer. How often is asked is counted by the audit, which every process writes."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.models import AuditLine
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.checkpoints.errors import NumberNotWhole, TooManyLooks
from fangxian.lines.checkpoints.queries.numbers import bearer_of_number, bearers_of_phone

WINDOW = timedelta(minutes=10)
# Technical: a guard looks up six a minute, and a township has few barriers. Whoever tries numbers out is
# through with this many, and each stands in the audit.
MOST, MOST_OF_A_PLACE = 60, 300
LATELY = 50_000  # lines of the audit in which those of a place are looked for
LOOK_UP, PURPOSE = "checkpoints.look_up", "卡口联网核对"


class Looked(NamedTuple):
    """`person_id` None: nobody of this number is on record, or `several` gave this phone, of whom none
    is named; of several records of one number it is the gravest."""

    person_id: int | None
    several: int = 0


@reading(
    needs="codes.scan",
    words=Text("卡口联网核对", "looked somebody up at a barrier"),
    at=lambda place: place,
)
def look_up(place: str, text: str, *, by: Actor) -> Looked:
    """Whom a document number or a phone means, at a barrier or door of a place. NumberNotWhole,
    TooManyLooks."""
    refuse_hasty(place, by)
    found = _found(text)
    audit.note(
        person_ids=[found.person_id] if found.person_id else (),
        place=place,
        purpose=PURPOSE,
        several=found.several,
    )
    return found


def _found(text: str) -> Looked:
    bearer = bearer_of_number(text)
    if bearer.person_id is not None:
        return Looked(bearer.person_id, bearer.several)
    if people.normalise_phone(text).sound:
        bearers = bearers_of_phone(text)
        return Looked(bearers[0] if len(bearers) == 1 else None, len(bearers))
    if not bearer.number:
        raise NumberNotWhole
    return Looked(None)


def refuse_hasty(place: str, by: Actor) -> None:
    """TooManyLooks when this account, or all of a place, have asked too often of late."""
    since = clock.now() - WINDOW
    lately = AuditLine.objects.filter(deed=LOOK_UP, at__gte=since)
    if lately.filter(account_id=by.account_id).count() >= MOST:
        raise TooManyLooks
    last = AuditLine.objects.order_by("-number").values_list("number", flat=True).first() or 0
    if lately.filter(number__gt=last - LATELY, place=place).count() >= MOST_OF_A_PLACE:
        raise TooManyLooks
