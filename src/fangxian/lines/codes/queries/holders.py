"""Who is meant by the numbers that somebody typed to print cards for them."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.ground.people import api as people
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.codes.queries.colours import gravest_of

NEEDS = "codes.issue_cards"


@reading(needs=NEEDS, words=Text("查找制卡人", "looked up for cards"))
def holders_of(numbers: Sequence[str], *, by: Actor) -> tuple[int | None, ...]:
    """For each identity number, in order, the person on record within one's area, else None;
    of several who bear it the one with the gravest colour."""
    bearers = people.persons_of_numbers(numbers)
    found = [gravest_of(bearers[number]) if number in bearers else None for number in numbers]
    where = people.places_of([one for one in found if one is not None])
    scope = by.scope(NEEDS)
    seen = tuple(one if one and scope.covers(where.get(one, "")) else None for one in found)
    audit.note(person_ids=[one for one in seen if one], purpose="制纸质卡", asked=len(numbers))
    return seen
