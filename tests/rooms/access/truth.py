"""The truth table: role × operation × place, as it was reviewed (truth_table.csv).

Every door is walked along the same table: give `walk` an attempt that tries an operation as an
actor at a place through that door and says whether it got in.

    for mistake in walk(lambda cell: client_as(cell.role).post(url_of[cell.operation], …).status_code != 403):
"""

from __future__ import annotations

import csv
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fangxian import flows, ground, kernel, lines, overview
from fangxian.ground.access import api as access
from fangxian.kernel.verb import PUBLIC, REGISTER

from .cast import COUNTY, OTHER_TOWN, TOWN

FILE = Path(__file__).with_name("truth_table.csv")
# Every role is held over one township: inside it, beside it, above it, and nowhere in particular.
PLACES: dict[str, str | None] = {
    "inside": f"{TOWN}201",
    "outside": OTHER_TOWN,
    "parent": COUNTY,
    "anywhere": None,
}
YES, NO = "yes", "-"
NOBODY = "no grant"


@dataclass(frozen=True)
class Cell:
    deed: str
    needs: str
    kind: str
    where: str
    role: str

    @property
    def place(self) -> str | None:
        return PLACES[self.where]


@cache
def load_rooms() -> None:
    """Import every room, so that the register of operations is full, whatever ran before."""
    for wing in (kernel, ground, lines, overview, flows):
        for module in pkgutil.walk_packages(wing.__path__, f"{wing.__name__}."):
            if "migrations" not in module.name:
                __import__(module.name)


def roles() -> list[str]:
    return [NOBODY, *(role.code for role in access.shipped_roles())]


def cells() -> Iterator[Cell]:
    load_rooms()
    for deed in sorted(REGISTER.values(), key=lambda deed: deed.name):
        for where in PLACES:
            for role in roles():
                yield Cell(deed.name, deed.needs, deed.kind, where, role)


def reviewed() -> dict[tuple[str, str, str], bool]:
    """(operation, where, role) → whether it may."""
    with FILE.open(encoding="utf-8") as file:
        return {
            (row["deed"], row["where"], role): row[role] == YES
            for row in csv.DictReader(file)
            for role in roles()
        }


def walk(attempt: Callable[[Cell], bool]) -> Iterator[str]:
    """What differs from the reviewed table, in words."""
    table = reviewed()
    for cell in cells():
        may = table.get((cell.deed, cell.where, cell.role))
        if may is None:
            yield f"{cell.deed} is not in the table"
        elif attempt(cell) != may:
            yield f"{cell.role} {'must' if may else 'must not'} do {cell.deed} {cell.where}"


def record(attempt: Callable[[Cell], bool]) -> None:
    """Write the table as the programs are now, for review."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for cell in cells():
        row = rows.setdefault(
            (cell.deed, cell.where),
            {"deed": cell.deed, "kind": cell.kind, "needs": cell.needs, "where": cell.where},
        )
        row[cell.role] = YES if attempt(cell) else NO
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, ["deed", "kind", "needs", "where", *roles()], lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(rows.values())


def is_public(cell: Cell) -> bool:
    return cell.needs == PUBLIC
