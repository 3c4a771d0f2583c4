"""What the policy in force says about venues: categories, dwell, retention, the rules' numbers.
A visit is never refused for want of a policy, so the rules' numbers have a floor here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.venues.rules import Terms

CATEGORIES = "venue_categories"
INSPECTIONS = ("venue_inspection", "venue_inspection_own")
DWELL, RETENTION = "venues.dwell_minutes", "venues.retention_days"
WITHOUT_POLICY = {"two_towns": 5, "copied": 5, "ticket": 10}


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of place. Its Chinese word is its key: it stays with a venue when the list changes."""

    key: str
    label: Text


def categories() -> tuple[Category, ...]:
    """The pack's list, in its order."""
    return tuple(Category(item.zh, item) for item in _items(CATEGORIES))


def inspection_items() -> tuple[Text, ...]:
    """What an inspection looks at: the written duties, then the county's own."""
    return tuple(item for code in INSPECTIONS for item in _items(code))


def recheck_days() -> int:
    return _number(_edition(clock.today()), "venues.recheck_days", 3)


def label_of(category: str) -> Text:
    return next(
        (one.label for one in categories() if one.key == category), Text(category, category)
    )


def dwell(category: str) -> timedelta:
    """How long a visit is taken to last when nobody scanned out."""
    edition = _edition(clock.today())
    own = _number(edition, f"{DWELL}.{category}", 0)
    return timedelta(minutes=own or _number(edition, DWELL, 60))


def rules_on(day: date) -> Terms:
    edition = _edition(day)
    return Terms(
        two_towns=_minutes(edition, "two_towns"),
        copied=_minutes(edition, "copied"),
        ticket=_minutes(edition, "ticket"),
        retention_days=int(policy.standing(RETENTION, day, places.home()).value),
    )


def _minutes(edition: policy.Edition | None, name: str) -> timedelta:
    number = _number(edition, f"venues.{name}_minutes", WITHOUT_POLICY[name])
    return timedelta(minutes=number)


def _number(edition: policy.Edition | None, key: str, otherwise: int) -> int:
    found = edition.values.get(key) if edition else None
    return int(found.value) if found and found.value is not None else otherwise


def _items(code: str) -> tuple[Text, ...]:
    edition = _edition(clock.today())
    found = edition.checklists.get(code) if edition else None
    return found.items if found else ()


def _edition(day: date) -> policy.Edition | None:
    try:
        return policy.in_force(day, places.home())
    except policy.NotInForce:
        return None
