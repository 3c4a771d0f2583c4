"""What people offers to flows: the facts it tells, and what reactions call."""

from fangxian.ground.people.events import (
    JoinedHousehold,
    MergeUndone,
    PersonMoved,
    PersonsMerged,
    PhoneConfirmed,
    PhoneCut,
)
from fangxian.ground.people.queries import names_of, places_of
from fangxian.ground.people.records import records_of
from fangxian.ground.people.restrictions import RestrictionsOf, set_restrictions_source
from fangxian.ground.people.retention import RETENTION, old_persons

__all__ = [
    "RETENTION",
    "JoinedHousehold",
    "MergeUndone",
    "PersonMoved",
    "PersonsMerged",
    "PhoneConfirmed",
    "PhoneCut",
    "RestrictionsOf",
    "names_of",
    "old_persons",
    "places_of",
    "records_of",
    "set_restrictions_source",
]
