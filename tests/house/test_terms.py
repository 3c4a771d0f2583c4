"""No room reads a value of a pack that it has not declared: a misspelt key cannot weaken a rule."""

from __future__ import annotations

import ast
import re

from fangxian.flows import retention, terms
from fangxian.ground.policy import declaring as policy_declaring
from fangxian.ground.policy import pages as policy
from tests.house.tree import PACKAGE, files, parse, rooms

POLICY = PACKAGE / "ground" / "policy"
READERS = {"read", "standing", "number", "minutes", "value", "get"}
KEYED = re.compile(r"^[a-z_]+(\.[a-z_{}]+)+$")


def said(node: ast.expr, names: dict[str, str]) -> str | None:
    """The text of an argument: itself, a constant of the module, or with {} where it varies."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.JoinedStr):
        parts = [
            part.value if isinstance(part, ast.Constant) else said(part.value, names) or "{}"
            for part in node.values
        ]
        return "".join(map(str, parts))
    return None


def keys_read(path) -> set[str]:
    tree = parse(path)
    names = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in READERS or name.startswith("_"):
            found |= {text for arg in node.args[:2] if (text := said(arg, names))}
    heads = {term.key.partition(".")[0] for term in policy_declaring.declared()}
    return {key for key in found if KEYED.match(key) and key.partition(".")[0] in heads}


def is_declared(key: str) -> bool:
    pattern = re.compile(re.escape(key).replace(r"\{\}", r"[^.]+") + r"\Z")
    return policy.term_of(key) is not None or any(
        pattern.match(t.key) for t in policy_declaring.declared()
    )


def reading_modules():
    """Modules that read packs: they name an edition or what stands."""
    for path in files():
        if path.suffix == ".py" and POLICY not in path.parents and path.name != "terms.py":
            text = path.read_text("utf-8")
            if "policy.standing(" in text or re.search(
                r"edition\b.*\.(read|values)|\(edition", text
            ):
                yield path


def test_no_room_reads_a_key_that_is_not_declared():
    read = {path: keys_read(path) for path in reading_modules()}
    assert sum(map(len, read.values())) > 5  # most are read by their terms
    assert not {
        str(p): bad for p, some in read.items() if (bad := {k for k in some if not is_declared(k)})
    }


def test_what_is_kept_is_kept_by_declared_days():
    for purpose in retention.BY_PURPOSE.values():
        term = policy.term_of(purpose.value)
        assert term is not None, purpose.value
        assert term.required, purpose.value


def test_every_room_s_terms_are_gathered():
    gathered = {term.key for term in terms.TERMS}
    for room in rooms():
        if (room / "terms.py").exists():
            module = ".".join(room.relative_to(PACKAGE.parent).parts)
            own = __import__(f"{module}.terms", fromlist=["TERMS"]).TERMS
            assert {term.key for term in own} <= gathered, module
    assert gathered == {term.key for term in policy_declaring.declared()}
