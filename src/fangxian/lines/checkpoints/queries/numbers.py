"""Whose document is it? For what is recorded inside a verb, which writes the audit line."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from fangxian.ground.people import api as people
from fangxian.lines.checkpoints import knowledge


class Bearer(NamedTuple):
    """`person_id` None: nobody of this number is on record; `number` as it is compared, "" when
    the text is none; `several`: how many records bear it, of which this is the gravest."""

    person_id: int | None
    number: str
    several: int = 0


def bearer_of_number(text: str, at: datetime | None = None) -> Bearer:
    """Who is meant by a number that was typed or read at a barrier, at that moment."""
    bearers = people.persons_of_numbers([text]).get(text, ())
    person = knowledge.gravest_of(bearers, at) if bearers else None
    key = people.normalise_document("", text)
    if isinstance(key, people.DocumentKey):
        return Bearer(person, key.number, len(bearers))
    return Bearer(person, people.numbers_sought(text)[0] if bearers else "", len(bearers))


def bearers_of_phone(text: str) -> tuple[int, ...]:
    """Whose phone it is: proven, or given and never proven. A family's is several people's."""
    return tuple(dict.fromkeys((*people.proven_by(text), *people.reached_at(text))))
