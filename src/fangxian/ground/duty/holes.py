"""The gaps in duty: where nobody answers, and who answers for too many or too few.

One statement a kind (see sql.py), because a county has ten thousand grids and a hundred
thousand households.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fangxian.ground.duty import sql, terms
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, home
from fangxian.kernel.actor import Scope
from fangxian.kernel.pages import SIZE, Page
from fangxian.kernel.text import Text

HOLES = {
    "grids_without_person": Text("无人网格", "Grids without a person"),
    "members_over": Text("包保户数超限的网格员", "Members with too many households"),
    "members_under": Text("包保户数不足的网格员", "Members with too few households"),
    "households_without": Text("无人包联的户", "Households without anyone"),
    "units_without_holder": Text("无人在岗的单位", "Units without a post-holder"),
    "places_without_unit": Text("没有接收单位的镇村", "Towns and villages without a unit"),
}


@dataclass(frozen=True)
class Limits:
    """Households that one grid member should look after, from `least` to `most`."""

    least: int
    most: int
    source: str


@dataclass(frozen=True)
class Holes:
    """How many gaps of each kind there are in a scope, and the limits they were held to."""

    grids_without_person: int
    members_over: int
    members_under: int
    households_without: int
    units_without_holder: int
    places_without_unit: int
    limits: Limits


@dataclass(frozen=True)
class HoleRow:
    """`id` is a unit's, a household's, a member's holding's, or the code of a place;
    `households` of a member."""

    kind: str
    id: int
    name: str
    place: str
    households: float | None


def limits() -> Limits:
    """Households per member, by what stands today."""
    today, county = clock.today(), home.county()
    least, most = (policy.setting(term, today, county) for term in (terms.LEAST, terms.MOST))
    return Limits(least, most, policy.standing(terms.MOST.key, today, county).citation.clause)


def holes(scope: Scope) -> Holes:
    """All counts. An empty scope has no holes to show."""
    held = limits()
    values = _values(scope, held)
    counts = {kind: _count(kind, values) for kind in sql.HOLES}
    return Holes(**counts, limits=held)


def hole_rows(kind: str, scope: Scope, page: int = 1, size: int = SIZE) -> Page[HoleRow]:
    """The list behind one count, by place; the heaviest or lightest load first."""
    order = "households DESC, place" if kind == "members_over" else "households, place"
    statement = f"{sql.HOLES[kind]} ORDER BY {order}, id LIMIT %(size)s OFFSET %(start)s"
    met = _values(scope, limits())
    values = met | {"size": size, "start": (max(page, 1) - 1) * size}
    rows = tuple(
        HoleRow(kind, pk, name, place, None if load is None else float(load))
        for pk, name, place, load in sql.run(statement, values)
    )
    return Page(rows, _count(kind, met), page, size)


def missing_roles(person_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Person → codes of the required roles (五包一) that nobody fills. Who lacks none is
    left out. A merged file's charges count for the file that was kept."""
    values = {"people": list(person_ids), "today": clock.today()}
    return {pk: tuple(codes) for pk, codes in sql.run(sql.MISSING_ROLES, values)}


def _count(kind: str, values: dict[str, Any]) -> int:
    statement = f"SELECT count(*) FROM ({sql.HOLES[kind]}) AS hole"  # noqa: S608 our own text
    [(number,)] = sql.run(statement, values)
    return int(number)


def _values(scope: Scope, terms: Limits) -> dict[str, Any]:
    return {
        "today": clock.today(),
        "home": f"{places.home()}%",
        "places": [f"{prefix}%" for prefix in scope.prefixes],
        "units": list(scope.unit_ids) if scope.assigned else [],
        "least": terms.least,
        "most": terms.most,
    }
