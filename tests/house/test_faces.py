"""A room is entered by its faces, from wherever: nobody reaches past them into a module of another room."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import PACKAGE, WINGS, parse, rooms

FACES = {"api", "pages", "reactions", "terms"}
# Doors into a room that are no lists of names, each with its reason.
OWN_DOORS = {
    "ground.places.maps": "geometry takes a moment to load, and few need it (ADR 47)",
    "overview.drills.where": "the demo's county, said before anything of the house is loaded",
    "ground.policy.declaring": "a room declares its terms before anything of policy can be loaded",
    "ground.policy.edition": "the shapes in which terms are read, without the packs",
    "lines.codes.signing": "verifies a code with nothing else of the house; programs outside use it too",
}
LONGEST = 60
# Faces that are still longer, never to grow: take names out, or give a reader a face of its own.
LONG = {
    "lines.arrivals.pages": 122,
    "ground.tasks.pages": 94,
    "ground.policy.pages": 78,
    "lines.checkpoints.pages": 78,
    "ground.people.api": 74,
    "ground.intake.api": 69,
    "lines.codes.pages": 68,
    "lines.venues.pages": 63,
}


def reached() -> dict[str, set[str]]:
    """Module of another room (wing.room.module) → who imports it."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        here = path.relative_to(PACKAGE)
        if "migrations" in here.parts:
            continue
        for node in ast.walk(parse(path)):
            for module in _modules(node):
                parts = module.split(".")[1:]
                if len(parts) > 2 and parts[0] in WINGS and tuple(parts[:2]) != here.parts[:2]:
                    found.setdefault(".".join(parts[:3]), set()).add(str(here))
    return found


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names if one.name.startswith("fangxian.")]
    if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("fangxian."):
        return []
    of_room = (node.module or "").count(".") == 2  # noqa: PLR2004 fangxian.wing.room
    return [f"{node.module}.{one.name}" if of_room else str(node.module) for one in node.names]


def test_a_room_is_entered_by_its_faces():
    inner = {
        module: sorted(who)
        for module, who in reached().items()
        if module.rpartition(".")[2] not in FACES and module not in OWN_DOORS
    }
    assert not inner


def test_every_door_of_its_own_is_one_that_somebody_uses():
    assert set(OWN_DOORS) <= set(reached())


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
def test_a_face_is_short(room):
    for face in ("api", "pages", "reactions"):
        path = room / f"{face}.py"
        if not path.exists():
            continue
        names = next(
            len(node.value.elts)
            for node in parse(path).body
            if isinstance(node, ast.Assign)
            and ast.unparse(node.targets[0]) == "__all__"
            and isinstance(node.value, ast.List | ast.Tuple)
        )
        assert names <= LONG.get(f"{room.parent.name}.{room.name}.{face}", LONGEST)
