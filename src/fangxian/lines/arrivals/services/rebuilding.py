"""Journeys made anew from what was filed, for records from before earlier journeys were kept."""

from __future__ import annotations

from django.db.models import Count

from fangxian.ground.people import api as people
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.models import Declaration, Filing
from fangxian.lines.arrivals.services.laying import lay_again

AT_A_TIME = 2_000


@verb(needs="people.merge")
def rebuild_journeys(*, by: Actor) -> int:
    """Lay the filings of everybody who filed more than once down again, so that their earlier
    journeys count; they are screened afterwards. Returns how many people it was."""
    several = Filing.objects.values("person_id").annotate(n=Count("id")).filter(n__gt=1)
    declared = Declaration.objects.filter(person_id__in=several.values("person_id"))
    ids = list(declared.order_by("person_id").values_list("person_id", flat=True))
    for start in range(0, len(ids), AT_A_TIME):
        some = ids[start : start + AT_A_TIME]
        lay_again(people.states_by_id(some), by)
    audit.note(subject="arrivals.journeys", count=len(ids))
    return len(ids)
