"""One public name, one meaning: two rooms offer a class or a function under one name only where
docs/words.md says that they mean the same."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.house.tree import PACKAGE, ROOT, parse, rooms

WORDS = ROOT / "docs" / "words.md"
CONVENTION = {"RETENTION", "SUBJECTS", "TERMS"}  # by which the house finds a part of every room


def faces(room: Path) -> list[Path]:
    """The modules by which a room is entered: they re-export, and do nothing else."""
    return [path for path in sorted(room.glob("*.py")) if _is_face(path)]


def _is_face(path: Path) -> bool:
    named = any(
        isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for node in parse(path).body
    )
    return named and path.name != "rules.py"


def offered(room: Path) -> dict[str, str]:
    """What a room offers: name → the module that defines it. Constants are no names of the field."""
    return {
        alias.asname or alias.name: node.module
        for face in faces(room)
        for node in parse(face).body
        if isinstance(node, ast.ImportFrom) and f".{room.name}." in f".{node.module}."
        for alias in node.names
        if not (alias.asname or alias.name).isupper()
    }


def same_by_words(text: str) -> set[tuple[str, frozenset[str]]]:
    """(name, rooms) of every row that names one name in several rooms."""
    found = set()
    for line in text.splitlines():
        by_name = defaultdict(set)
        for room, name in re.findall(r"`(\w+)\.(\w+)`", line.rpartition(" | ")[2]):
            by_name[name].add(room)
        found |= {(name, frozenset(where)) for name, where in by_name.items() if len(where) > 1}
    return found


def clashes(rooms_here: Iterable[Path], words: str) -> list[str]:
    known = same_by_words(words)
    by_name: dict[str, dict[str, str]] = defaultdict(dict)
    for room in rooms_here:
        for name, module in offered(room).items():
            by_name[name][room.name] = module
    return [
        f"{name}: {', '.join(sorted(where))}"
        for name, where in sorted(by_name.items())
        if len(set(where.values())) > 1
        and not any(name == one and set(where) <= set(they) for one, they in known)
    ]


def test_one_name_has_one_meaning():
    assert not clashes(rooms(), WORDS.read_text())


def test_the_words_speak_of_names_that_are():
    there = {room.name: set(offered(room)) for room in rooms()}
    assert not [
        f"{room}.{name}"
        for name, where in same_by_words(WORDS.read_text())
        for room in where
        if room in there and name not in there[room]
    ]


def test_the_test_sees_a_clash(tmp_path):
    for room in ("bells", "whistles"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "api.py").write_text(
            f'from {room}.rules import LOUD, ring\n\n__all__ = ["LOUD", "ring"]\n'
        )
    both = [tmp_path / "bells", tmp_path / "whistles"]
    assert clashes(both, "") == ["ring: bells, whistles"]
    assert not clashes(both, "| 响 | ring | `bells.ring`, `whistles.ring` |")


def test_rooms_have_faces():
    assert all(faces(room) for room in rooms(PACKAGE))


# What is stored keeps its name: the column of an audit line, a field of a fact, a kind of table words.
STORED = {
    "kernel/audit.py",
    "kernel/models.py",
    "doors/cli/audit.py",
    "doors/command/audit/views.py",
    "doors/command/audit/page.html",
    "flows/notifying.py",
    "flows/reporting.py",
    "lines/arrivals/table_words.py",
    "lines/checkpoints/queries/looking.py",
    "lines/screening/events.py",
    "lines/screening/services/overrides.py",
}


def test_an_operation_is_called_one_in_code_and_templates():
    """`deed` was its name in former releases; a page that hands over `waiting_deeds` would show nothing."""
    said = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*")
        if path.suffix in {".py", ".html"} and "migrations" not in path.parts
        for word in re.findall(r"\w*[Dd][Ee][Ee][Dd]\w*", path.read_text("utf-8"))
        if "indeed" not in word
    }
    assert said <= STORED
