"""The page of cases names tests that there are, and each case has one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d\d) \| (.+?) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def functions(path: Path) -> set[str]:
    return {
        one.name
        for one in ast.walk(ast.parse(path.read_text()))
        if isinstance(one, ast.FunctionDef)
    }


def test_every_case_names_tests_that_there_are():
    rows = ROW.findall((ROOT / "tests" / "cases.md").read_text())
    assert [number for number, _, _ in rows] == [f"{one:02}" for one in range(1, len(rows) + 1)]
    assert len(rows) >= 24
    for number, kind, tests in rows:
        named = NAMED.findall(tests)
        assert named, (number, kind)
        for path, name in named:
            assert name in functions(ROOT / path), (number, path, name)
