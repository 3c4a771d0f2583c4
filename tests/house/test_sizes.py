"""Files and functions stay small enough to be read whole."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

from tests.house.tree import ROOT, lines_of, parse, sources

STOP, TEST_STOP, P90, MEDIAN = 500, 700, 300, 85
FUNCTION_P90, FUNCTION_STOP = 30, 80  # the formatter lays one value a line
SERVICES_STOP = 300  # beyond it, a folder of verbs


def ours() -> list[Path]:
    return [path for path in sources() if (ROOT / "src") in path.parents]


def too_long(paths: list[Path], root: Path = ROOT) -> list[str]:
    return [
        f"{path.relative_to(root)}: {lines_of(path)} lines"
        for path in paths
        if lines_of(path) > _limit(path.relative_to(root))
    ]


def _limit(path: Path) -> int:
    if path.name == "services.py":
        return SERVICES_STOP
    return TEST_STOP if path.parts[0] == "tests" else STOP


def percentile(values: list[int], share: float) -> int:
    return sorted(values)[max(0, int(len(values) * share) - 1)]


def functions(path: Path) -> list[tuple[str, int]]:
    return [
        (
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}",
            (node.end_lineno or 0) - node.lineno + 1,
        )
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_file_is_too_long():
    assert not too_long(sources())


def test_most_files_are_short():
    lengths = [lines_of(path) for path in ours() if lines_of(path)]
    assert statistics.median(lengths) <= MEDIAN
    assert percentile(lengths, 0.9) <= P90


def test_functions_are_short():
    found = [function for path in ours() for function in functions(path)]
    assert percentile([length for _, length in found], 0.9) <= FUNCTION_P90
    assert not [name for name, length in found if length > FUNCTION_STOP]


def test_the_test_sees_a_long_file(tmp_path):
    long = tmp_path / "src" / "long.py"
    long.parent.mkdir()
    long.write_text("x = 1\n" * (STOP + 1))
    assert too_long([long], tmp_path) == [f"src/long.py: {STOP + 1} lines"]
