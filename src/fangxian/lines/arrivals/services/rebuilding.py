"""Journeys made anew from what was filed, for records from before earlier journeys were kept."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count

from fangxian.ground.people import api as people
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.models import Declaration, Filing
from fangxian.lines.arrivals.services.replaying_filings import lay_again

AT_A_TIME = 2_000


class Rebuilt(NamedTuple):
    """How many people it was, and how many of their filings today's rules do not read: these are
    to be verified."""

    people: int
    unread: int


@verb(needs="people.merge", words=Text("重排行程", "laid journeys again"))
def rebuild_journeys(*, by: Actor) -> Rebuilt:
    """Lay the filings of everybody who filed more than once down again, so that their earlier
    journeys count; they are screened afterwards."""
    several = Filing.objects.values("person_id").annotate(n=Count("id")).filter(n__gt=1)
    declared = Declaration.objects.filter(person_id__in=several.values("person_id"))
    ids = list(declared.order_by("person_id").values_list("person_id", flat=True))
    unread = 0
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        unread += lay_again(people.held(some), by)
    audit.note(subject="arrivals.journeys", count=len(ids), unread=unread)
    return Rebuilt(len(ids), unread)
