"""What stands for venues: categories, dwell, retention, the rules' numbers, why one is returned.
A visit is never refused for want of a policy: what is of no disease stands without one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.venues import terms
from fangxian.lines.venues.rules import Terms


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of place. Its Chinese word is its key: it stays with a venue when the list changes."""

    key: str
    label: Text


def categories() -> tuple[Category, ...]:
    """The pack's list, in its order."""
    return tuple(Category(item.zh, item) for item in _items(terms.CATEGORIES))


def inspection_items() -> tuple[Text, ...]:
    """What an inspection looks at: the written duties, then the county's own."""
    return (*_items(terms.INSPECTION), *_items(terms.INSPECTION_OWN))


def recheck_days() -> int:
    return policy.setting(terms.RECHECK, clock.today(), places.home()).days


def label_of(category: str) -> Text:
    return next(
        (one.label for one in categories() if one.key == category), Text(category, category)
    )


def dwell(category: str) -> timedelta:
    """How long a visit is taken to last when nobody scanned out."""
    today, home = clock.today(), places.home()
    edition = policy.in_force_or_none(today, home)
    own = edition.value(terms.DWELL_OF, category) if edition else None
    return own or policy.setting(terms.DWELL, today, home)


def rules_on(day: date) -> Terms:
    home = places.home()
    return Terms(
        two_towns=policy.setting(terms.TWO_TOWNS, day, home),
        copied=policy.setting(terms.COPIED, day, home),
        ticket=policy.setting(terms.TICKET, day, home),
        retention_days=policy.setting(terms.RETENTION, day, home).days,
    )


def return_reasons() -> Mapping[str, Text]:
    """Why an application is sent back today, in the order of the list."""
    return policy.setting(terms.RETURN_REASONS, clock.today(), places.home())


def return_reasons_ever() -> Mapping[str, Text]:
    """Those, and the reasons of before: what was sent back then keeps its words."""
    return policy.choices_ever(terms.RETURN_REASONS, places.home())


def _items(term: policy.Term[policy.ChecklistInfo]) -> tuple[Text, ...]:
    edition = policy.in_force_or_none(clock.today(), places.home())
    found = edition.value(term) if edition else None
    return found.items if found else ()
