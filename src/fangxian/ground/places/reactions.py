"""What places offers to flows: the facts it tells, and what reactions call."""

from fangxian.ground.places.events import DivisionsChanged
from fangxian.ground.places.queries import english_name, full_name, home, name_of
from fangxian.ground.places.retention import RETENTION

__all__ = [
    "RETENTION",
    "DivisionsChanged",
    "english_name",
    "full_name",
    "home",
    "name_of",
]
