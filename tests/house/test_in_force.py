"""One way to ask what is in force, or nothing: `in_force_or_none` (`codes.scheme_or_none`). Where nothing
being in force is an error the refusal travels; nobody catches it to go on without."""

from __future__ import annotations

import ast

from tests.house.tree import PACKAGE

POLICY = PACKAGE / "ground" / "policy"


def caught(source: str) -> list[int]:
    """The lines on which NotInForce is caught, or waved through."""
    found = []
    for node in ast.walk(ast.parse(source)):
        kinds: list[ast.expr] = []
        if isinstance(node, ast.ExceptHandler) and node.type is not None:
            kinds = [node.type]
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            kinds = node.args if name == "suppress" else []
        inside = [one for kind in kinds for one in ast.walk(kind)]
        if any(getattr(one, "attr", getattr(one, "id", "")) == "NotInForce" for one in inside):
            found.append(node.lineno)
    return found


def test_nobody_catches_that_nothing_is_in_force():
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if POLICY not in path.parents
        for line in caught(path.read_text("utf-8"))
    ]
    assert found == []


def test_the_watch_sees_each_way_to_catch_it():
    for line in (
        "try:\n a()\nexcept policy.NotInForce:\n pass",
        "try:\n a()\nexcept (KeyError, NotInForce) as none:\n pass",
        "with contextlib.suppress(policy.NotInForce):\n a()",
    ):
        assert caught(line), line
    assert caught("try:\n a()\nexcept KeyError:\n raise policy.NotInForce") == []
