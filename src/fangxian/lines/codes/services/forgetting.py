"""What was laid by things that, as it turned out, never were: an import taken back."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from fangxian.kernel import audit, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.bulk import as_array
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.codes.events import StandingsChanged
from fangxian.lines.codes.models import (
    Appeal,
    Card,
    Decision,
    ManualStanding,
    OtherDecision,
    Standing,
)
from fangxian.lines.codes.services import ledger

GONE = """
DELETE FROM codes_standing s
 WHERE s.person_id = ANY(%s::bigint[]) AND s.origin = %s AND s.key = ANY(%s)
   AND NOT EXISTS (SELECT 1 FROM codes_appeal a WHERE a.standing_id = s.id)
"""


@verb(needs="codes.load", words=Text("清除到期码色依据", "removed standings that were over"))
def forget_standings(
    person_ids: Collection[int], origin: str, keys: Collection[str], *, by: Actor
) -> int:
    """Remove these persons' standings of an origin that follow from `keys`, ended ones too, and
    say how many. What was appealed against stays: somebody has read and answered it."""
    ledger.hold(list(person_ids))
    with connection.cursor() as cursor:
        cursor.execute(GONE, [as_array(map(str, person_ids)), origin, list(keys)])
        count = int(cursor.rowcount)
    Decision.objects.filter(person_id__in=list(person_ids), key__in=list(keys)).delete()
    if count:
        outbox.emit(StandingsChanged(person_ids=(), count=count, origin=origin))
    audit.note(purpose="undone", removed=count)
    return count


def ever_coloured(person_ids: Collection[int]) -> set[int]:
    """Of these persons those of whom the room still keeps anything."""
    ids = list(person_ids)
    rooms = (
        Standing.objects,
        ManualStanding.objects,
        OtherDecision.objects,
        Appeal.objects,
        Card.objects,
        Decision.objects,
    )
    return {
        person
        for rows in rooms
        for person in rows.filter(person_id__in=ids).values_list("person_id", flat=True)
    }
