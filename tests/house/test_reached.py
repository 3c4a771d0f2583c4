"""What nobody can ask for is not there: every operation is called by a door, by a flow, or inside
another operation that is."""

from __future__ import annotations

import ast
import re

import pytest

from fangxian.kernel.verb import REGISTER
from tests.house.tree import PACKAGE, load_house

load_house()

FACES = {"api.py", "pages.py", "reactions.py", "__init__.py"}


def _words() -> dict[str, set[str]]:
    """Module → every name and every dotted text in it (an operation that takes two people is
    asked for by its name in text)."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        if path.name in FACES or "migrations" in path.parts:
            continue
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Name):
                names.add(node.id)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.update(re.findall(r"\b[a-z_]+\.[a-z_]+\b", node.value))
        relative = path.relative_to(PACKAGE.parent).with_suffix("")
        found[".".join(relative.parts)] = names
    return found


WORDS = _words()


@pytest.mark.parametrize("name", sorted(REGISTER))
def test_an_operation_is_asked_for_somewhere(name):
    operation = REGISTER[name]
    if operation.call.__qualname__.startswith(("work_list.", "_worked.")):
        return  # of a kind of table: asked for through the kind, as doors/tables.py lists them
    own = operation.call.__module__
    called = operation.call.__name__
    users = [
        module
        for module, names in WORDS.items()
        if (called in names or name in names) and (module != own or _calls_itself(own, called))
    ]
    assert users, f"{name}: nobody asks for it; give it a command or a page, or take it away"


def _calls_itself(module: str, called: str) -> bool:
    """Whether its own module calls it besides defining it: another operation does it on the way."""
    path = PACKAGE.parent.joinpath(*module.split(".")).with_suffix(".py")
    tree = ast.parse(path.read_text("utf-8"))
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == called
        for node in ast.walk(tree)
    )
