"""The review queue, and what an applicant sees of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from fangxian.kernel import audit, crypto, pages
from fangxian.kernel.actor import Actor
from fangxian.kernel.pages import Page
from fangxian.kernel.sent_in_clear import tell_sent
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, question, reading
from fangxian.lines.venues import rules
from fangxian.lines.venues.application_faults import NewApplication
from fangxian.lines.venues.errors import NoSuchApplication
from fangxian.lines.venues.models import Application
from fangxian.lines.venues.services.applying import PHONE, contact_key, link_of
from fangxian.lines.venues.services.reviewing import REVIEW

STATES = ("filed", "returned", "approved", "outstanding")


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """An application as the reviewer sees it."""

    id: int
    name: str
    category: str
    place: str
    address: str
    contact: str
    phone: str
    capacity: int | None
    points: int
    licence: str
    filed_at: datetime
    state: str
    reason: str
    words: str
    reviewed_at: datetime | None
    venue_id: int | None
    times_returned: int


@dataclass(frozen=True, slots=True)
class Counts:
    """applied = approved + outstanding; outstanding = waiting + returned."""

    applied: int
    approved: int
    waiting: int
    returned: int

    @property
    def outstanding(self) -> int:
        return self.waiting + self.returned


@reading(needs=REVIEW, words=Text("查看场所申请", "looked at applications"))
def applications(
    state: str = "filed", page: int = 1, text: str = "", *, by: Actor, size: int = pages.SIZE
) -> Page[ApplicationRow]:
    """filed | returned | approved | outstanding (not approved), the longest waiting first."""
    found = _in_state(_seen(by), state).select_related("venue")
    for word in text.split():
        found = found.filter(Q(name__contains=word) | Q(address__contains=word))
    order = "-reviewed_at" if state == "approved" else "filed_at"
    rows, total = pages.cut(found.order_by(order, "pk"), page, size)
    audit.note(subject="venues.applications", purpose="审核", count=len(rows))
    shown = tuple(_row(one) for one in rows)
    tell_sent((), keys={contact_key(row.phone) for row in shown if row.phone}, by=by)
    return Page(shown, total, page, size)


@question(needs=REVIEW)
def application_counts(place: str = "", *, by: Actor) -> Counts:
    """How many were applied for, approved and are outstanding, in the area of the actor."""
    found = _seen(by).filter(place__startswith=place).values_list("state")
    by_state = dict(found.annotate(n=Count("pk")).values_list("state", "n"))
    approved = by_state.get("approved", 0)
    return Counts(
        applied=approved + rules.outstanding(by_state),
        approved=approved,
        waiting=by_state.get("filed", 0),
        returned=by_state.get("returned", 0),
    )


@reading(needs=PUBLIC, words=Text("查看本人申请", "looked at their application"))
def own_application(token: str, *, by: Actor) -> tuple[ApplicationRow, NewApplication]:
    """By the private link: where it stands, and what was filled in, to change it."""
    one = Application.objects.select_related("venue").filter(link=link_of(token)).first()
    if one is None:
        raise NoSuchApplication
    audit.note(subject=f"venues.application:{one.pk}", place=one.place)
    filled = NewApplication(
        one.name,
        one.category,
        one.place,
        one.address,
        one.contact,
        _phone(one),
        one.capacity,
        one.points,
        one.licence,
    )
    return _row(one), filled


def _seen(by: Actor) -> QuerySet[Application]:
    return Application.objects.filter(by.scope(REVIEW).q(place="place"))


def _in_state(found: QuerySet[Application], state: str) -> QuerySet[Application]:
    if state == "outstanding":
        return found.exclude(state="approved")
    return found.filter(state=state)


def _row(one: Application) -> ApplicationRow:
    venue = getattr(one, "venue", None)
    return ApplicationRow(
        one.pk,
        one.name,
        one.category,
        one.place,
        one.address,
        one.contact,
        _phone(one),
        one.capacity,
        one.points,
        one.licence,
        one.filed_at,
        one.state,
        one.reason,
        one.words,
        one.reviewed_at,
        venue.pk if venue else None,
        one.times_returned,
    )


def _phone(one: Application) -> str:
    return crypto.unseal(one.phone_sealed, about=PHONE)
