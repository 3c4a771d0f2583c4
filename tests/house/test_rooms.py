"""Every room has its files and a plate on its door; nothing hides in a drawer named utils."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.tree import PACKAGE, files, imports, parse, rooms

PLATE_LINES = 12
NEEDED = ("__init__.py", "api.py", "apps.py", "errors.py")
BANNED = {
    "utils.py",
    "helpers.py",
    "signals.py",
    "managers.py",
    "selectors.py",
    "views.py",
    "urls.py",
    "forms.py",
    "admin.py",
    "common.py",
    "misc.py",
}
WEB = ("django.http", "django.shortcuts", "django.urls", "django.template", "ninja", "granian")


def names(room: Path) -> str:
    return f"{room.parent.name}.{room.name}"


def faults(room: Path) -> list[str]:
    """What a room lacks, in words."""
    found = [f"{need} is missing" for need in NEEDED if not (room / need).exists()]
    if not any(
        (room / part).exists() for part in ("queries.py", "queries", "services.py", "services")
    ):
        found.append("neither services nor queries")
    if (room / "models.py").exists() != (room / "migrations").is_dir():
        found.append("models.py and migrations go together")
    found += [
        f"{path.name} is no file of a room" for path in room.rglob("*.py") if path.name in BANNED
    ]
    return found + _plate_faults(room / "__init__.py") + _web(room)


def _plate_faults(plate: Path) -> list[str]:
    tree = parse(plate)
    text = ast.get_docstring(tree) or ""
    found = [
        f"the plate does not say what it {word}"
        for word in ("Keeps", "Promises", "Never")
        if word.lower() not in text.lower()
    ]
    if len(text.splitlines()) > PLATE_LINES:
        found.append("the plate is too long")
    if len(tree.body) > 1:
        found.append("the plate holds more than words")
    return found


def _web(room: Path) -> list[str]:
    return [
        f"{path.name} imports the web ({module})"
        for path in room.rglob("*.py")
        for module in imports(path)
        if module.startswith(WEB)
    ]


def api_faults(api: Path) -> list[str]:
    """api.py re-exports, all of it in __all__, and does nothing itself."""
    if not api.exists():
        return ["api.py is missing"]
    tree, offered, named = parse(api), set(), set()
    found = []
    for node in tree.body:
        if isinstance(node, ast.ImportFrom | ast.Import):
            offered |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            named = set(ast.literal_eval(node.value))
        elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            found.append(f"line {node.lineno} is logic")
    offered -= {"annotations"}
    return found + [f"{name} is not in __all__ or not imported" for name in sorted(offered ^ named)]


@pytest.mark.parametrize("room", rooms(), ids=names)
def test_a_room_has_its_files_and_its_plate(room):
    assert not faults(room)


@pytest.mark.parametrize("room", rooms(), ids=names)
def test_the_api_only_re_exports(room):
    faces = [
        room / "api.py",
        *(one for name in ("reactions", "pages") if (one := room / f"{name}.py").exists()),
    ]
    assert not [fault for face in faces for fault in api_faults(face)]


def test_no_drawer_for_odds_and_ends():
    assert not [path for path in files() if path.name in {"utils.py", "helpers.py", "utils.ts"}]


def test_the_test_sees_a_bad_room(tmp_path):
    room = tmp_path / "ground" / "rumours"
    room.mkdir(parents=True)
    (room / "__init__.py").write_text('"""Keeps rumours."""\nimport os\n')
    (room / "utils.py").write_text("from django.http import HttpRequest\n")
    (room / "api.py").write_text("from os import path\nx = 1\n__all__ = ['y']\n")
    said = " ".join(faults(room) + api_faults(room / "api.py"))
    for part in (
        "apps.py is missing",
        "utils.py",
        "the web",
        "Promises",
        "more than words",
        "logic",
        "path is not",
        "y is not",
    ):
        assert part in said, said


def test_every_wing_is_a_folder_of_the_plan():
    known = {"kernel", "ground", "lines", "response", "links", "overview", "flows", "doors"}
    assert {
        path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name[0] != "_"
    } <= known
