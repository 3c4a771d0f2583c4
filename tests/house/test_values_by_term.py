"""What a pack says is read by the term that a room declares (`terms.py`), which looks in the edition and
beneath it in the house's own file; never by a key as text, which finds the one and misses the other."""

from __future__ import annotations

import ast

from tests.house.tree import PACKAGE

POLICY = PACKAGE / "ground" / "policy"


def _of_edition(node: ast.AST) -> bool:
    """`edition.values`, `self.edition.house`."""
    if not (isinstance(node, ast.Attribute) and node.attr in ("values", "house")):
        return False
    name = getattr(node.value, "id", getattr(node.value, "attr", ""))
    return "edition" in name or "pack" in name


def by_text(source: str) -> list[int]:
    """The lines on which a value is fetched by its key; to go through all of them is no harm."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Subscript) and _of_edition(node.value):
            found.append(node.lineno)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            fetched = node.func.attr == "get" and _of_edition(node.func.value)
            said = node.args and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
            base = getattr(node.func.value, "id", getattr(node.func.value, "attr", ""))
            if fetched or (node.func.attr == "read" and "edition" in base and said):
                found.append(node.lineno)
    return found


def test_values_of_packs_are_read_by_declared_terms():
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if POLICY not in path.parents
        for line in by_text(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_watch_sees_each_way_to_fetch_by_text():
    for line in (
        'edition.values.get("codes.grace_minutes")',
        'self.edition.house["a.b"]',
        'edition.values.get(f"a.{b}")',
        'edition.read("clocks.received")',
    ):
        assert by_text(line) == [1], line
    assert by_text("edition.value(GRACE)") == []
