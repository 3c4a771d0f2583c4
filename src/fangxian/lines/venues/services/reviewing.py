"""A reviewer approves, many at a time, or returns one with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.kernel import audit, clock, ids, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.venues.errors import AlreadyReviewed, ReasonMissing
from fangxian.lines.venues.events import VenueApproved
from fangxian.lines.venues.in_force import return_reasons
from fangxian.lines.venues.models import Application, Venue, VenueCode

REVIEW = "venues.review"
TOKEN_LETTERS = 12
OTHER = "other"  # of the list: it is said in words which


@verb(needs=REVIEW, words=Text("批准场所码", "approved venues"))
def approve(application_ids: Sequence[int], *, by: Actor) -> dict[int, int]:
    """Each becomes a venue with a code an entrance. Returns application → venue. All or none."""
    found = _waiting(application_ids, by)
    now = clock.now()
    venues = Venue.objects.bulk_create(
        Venue(
            application=one,
            name=one.name,
            category=one.category,
            place=one.place,
            address=one.address,
            contact=one.contact,
            phone_sealed=one.phone_sealed,
            capacity=one.capacity,
            opened_at=now,
        )
        for one in found
    )
    VenueCode.objects.bulk_create(
        VenueCode(venue=venue, token=ids.token(TOKEN_LETTERS), point=n + 1, made_at=now)
        for one, venue in zip(found, venues, strict=True)
        for n in range(one.points)
    )
    Application.objects.filter(pk__in=[one.pk for one in found]).update(
        state="approved", reviewed_at=now, reviewed_by_id=by.account_id, reason="", words=""
    )
    made = {one.pk: venue.pk for one, venue in zip(found, venues, strict=True)}
    if made:
        outbox.emit(VenueApproved(venue_ids=tuple(made.values())), actor=by.name)
    audit.note(subject="venues.applications", approved=sorted(made))
    return made


@verb(needs=REVIEW, words=Text("退回场所申请", "returned an application"))
def return_(application_id: int, reason: str, words: str = "", *, by: Actor) -> None:
    """Send an application back, with a reason of the list and words where it says other."""
    if reason not in return_reasons() or (reason == OTHER and not words.strip()):
        raise ReasonMissing
    one = _waiting([application_id], by)[0]
    one.state, one.reason, one.words = "returned", reason, words.strip()[:200]
    one.reviewed_at, one.reviewed_by_id = clock.now(), by.account_id
    one.times_returned += 1
    one.save(
        update_fields=[
            "state",
            "reason",
            "words",
            "reviewed_at",
            "reviewed_by_id",
            "times_returned",
        ]
    )
    audit.note(subject=f"venues.application:{one.pk}", place=one.place, reason=reason)


def _waiting(application_ids: Sequence[int], by: Actor) -> list[Application]:
    """Locked, in order of id. NotFound, NotAllowed or AlreadyReviewed when one is not to be
    reviewed by this actor now."""
    wanted = sorted(set(application_ids))
    found = list(Application.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted) or not wanted:
        raise NotFound(what=Text("场所码申请", "The application"))
    scope = by.scope(REVIEW)
    for one in found:
        if not scope.covers(one.place):
            raise NotAllowed(permission=REVIEW)
        if one.state != "filed":
            raise AlreadyReviewed(name=one.name)
    return found
