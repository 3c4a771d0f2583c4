"""No place and no disease is written into the code: they come from settings, packs and what is asked.
The synthetic county of the drills is one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, parse, sources

WHOLE = re.compile(r"[1-8]\d{5}(?:\d{3}|\d{6})?")
CARDS = frozenset({"810000", "820000", "830000"})  # by these the cards of a kind begin
DEMO = PACKAGE / "overview" / "drills"


def diseases() -> frozenset[str]:
    return frozenset(
        folder.name
        for folder in (ROOT / "packs").iterdir()
        if folder.is_dir() and folder.name != "places" and not folder.name.startswith("_")
    )


def written_in(tree: ast.Module, names: frozenset[str]) -> Iterator[tuple[int, str]]:
    """(line, text) of constants that are a place's code or a disease; what only shows how long a code
    is, is none."""
    lengths = {
        id(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "len"
        and node.args
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        place = WHOLE.fullmatch(node.value) and node.value not in CARDS
        if (place and id(node) not in lengths) or node.value in names:
            yield node.lineno, node.value


def test_no_code_and_no_disease_stands_in_a_room_or_a_door():
    found = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in sources()
        if PACKAGE in path.parents and DEMO not in path.parents
        for line, text in written_in(parse(path), diseases())
    ]
    assert found == []


def test_the_test_sees_one(tmp_path: Path):
    planted = tmp_path / "room.py"
    planted.write_text(
        'def in_force(at="610921", disease="covid19"):\n    return len("610921") + len(at)\n'
    )
    assert [text for _, text in written_in(parse(planted), diseases())] == ["610921", "covid19"]


def test_the_packs_say_which_disease_is_worked_against():
    assert "covid19" in diseases()
