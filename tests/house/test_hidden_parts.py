"""Whoever reads a table says what of its hidden parts, or passes on that nobody has."""

from __future__ import annotations

import ast

import pytest

from tests.house.tree import PACKAGE

READERS = {"read_table", "read_whole"}


def readings() -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in READERS:
                    found.append((f"{path.relative_to(PACKAGE)}:{node.lineno}", node))
    return found


@pytest.mark.parametrize(("where", "call"), readings())
def test_a_reader_of_tables_passes_on_what_was_said_of_the_hidden_parts(where, call):
    assert "hidden" in {one.arg for one in call.keywords}, where


def test_every_kind_is_among_them():
    rooms = {where.split("/")[1] for where, _ in readings()}
    assert {"arrivals", "duty", "people", "places", "zones"} <= rooms
