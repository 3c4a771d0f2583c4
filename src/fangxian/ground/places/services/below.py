"""What a county adds of its own below the village: grids, sites, head counts."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.ground.places import rules, sorting
from fangxian.ground.places.errors import GridsFull, NameTaken, NotAVillage, UnknownDivision
from fangxian.ground.places.models import Division, Site
from fangxian.ground.places.services import register
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

GRIDS_A_VILLAGE = 999


@verb(needs="places.edit", words=Text("划网格", "added a grid"), at=lambda village: village)
def add_grid(village: str, name: str, *, by: Actor) -> str:
    """One more grid below a village; its code of 15 digits."""
    return _add_grids(village, [name])[0]


@verb(needs="places.edit", words=Text("划网格", "added grids"), at=lambda village: village)
def add_grids(village: str, names: Sequence[str], *, by: Actor) -> tuple[str, ...]:
    """Several grids below a village at once, numbered in the order given."""
    return _add_grids(village, names)


def _add_grids(village: str, names: Sequence[str]) -> tuple[str, ...]:
    row = register.held()
    if not Division.objects.filter(code=village, level="village").exists():
        raise NotAVillage(place=village)
    there = dict(Division.objects.filter(parent=village).values_list("code", "name"))
    taken, number, made = set(there.values()), int(max(there, default="000")[-3:]), []
    for name in map(rules.clean, names):
        if not name or name in taken:
            raise NameTaken(place=village, name=name)
        number += 1
        if number > GRIDS_A_VILLAGE:
            raise GridsFull(place=village)
        taken.add(name)
        made.append(_grid(f"{village}{number:03d}", name))
    Division.objects.bulk_create(made)
    register.changed(row)
    audit.note(subject=f"places.division:{village}", place=village, grids=len(made))
    return tuple(grid.code for grid in made)


def _grid(code: str, name: str) -> Division:
    above, key = rules.parent_code(code), sorting.sort_key(name, whole=True)
    return Division(code=code, name=name[:80], level="grid", parent=above, sort_key=key)


@verb(needs="places.edit", words=Text("填人口", "set a population"), at=lambda place: place)
def set_population(place: str, population: int | None, *, by: Actor) -> None:
    """Set or clear (None) the number of people who live in a division."""
    row = register.held()
    if not Division.objects.filter(code=place).update(population=population):
        raise UnknownDivision(place=place)
    register.changed(row)
    audit.note(subject=f"places.division:{place}", place=place, population=population)


@verb(needs="places.edit", words=Text("登记场所", "added a site"), at=lambda place: place)
def add_site(name: str, kind: str, place: str, address: str = "", *, by: Actor) -> int:
    """A school, hotel or checkpoint in a division; its id."""
    if not Division.objects.filter(code=place).exists():
        raise UnknownDivision(place=place)
    site, new = Site.objects.get_or_create(
        place=place, name=rules.clean(name)[:120], defaults={"kind": kind, "address": address}
    )
    if not new:
        raise NameTaken(place=place, name=name)
    audit.note(subject=f"places.site:{site.pk}", place=place)
    return site.pk
