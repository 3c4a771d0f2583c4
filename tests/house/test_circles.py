"""No circle of imports, not even one that is hidden inside a function."""

from __future__ import annotations

import grimp

# A workbook's reader starts itself in a process of its own.
PROCESS_OF_ITS_OWN = frozenset(
    {"fangxian.ground.intake.reader_process", "fangxian.ground.intake.opening"}
)


def circles(below: dict[str, set[str]]) -> set[frozenset[str]]:
    """Modules that reach themselves: what is left when all that imports nothing left is taken away."""
    left = {name: set(imported) for name, imported in below.items()}
    while free := {name for name, imported in left.items() if not imported & left.keys()}:
        left = {name: imported for name, imported in left.items() if name not in free}
    reached = {name: _reach(name, left) for name in left}
    return {
        frozenset(other for other in reached[name] if name in reached.get(other, ()))
        for name in left
        if name in reached[name]
    }


def _reach(start: str, below: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    look = [start]
    while look:
        for name in below.get(look.pop(), set()) - found:
            found.add(name)
            look.append(name)
    return found


def test_no_module_imports_itself_by_way_of_another():
    graph = grimp.build_graph("fangxian", exclude_type_checking_imports=True)
    below = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert circles(below) <= {PROCESS_OF_ITS_OWN}


def test_a_circle_is_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == {frozenset("bc")}
