"""Every table says what personal data it keeps, why, and how long."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from django.apps import apps

from tests.house.tree import PACKAGE, parse

OURS = [model for model in apps.get_models() if model.__module__.startswith("fangxian.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_has_a_privacy_note(model):
    note = re.search(r"Privacy: (.+)", model.__doc__ or "", re.DOTALL)
    assert note, "no line 'Privacy: …' in the docstring"
    assert note[1].strip()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_table_does_no_deed_by_itself(model):
    assert "save" not in vars(model)
    assert "delete" not in vars(model)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_what_its_docstring_names_is_there(model):
    """A name in backticks is one of its room's: a field, a function, an argument."""
    named = set(re.findall(r"`([a-z]\w*)`", model.__doc__ or ""))
    assert named <= _names_of_room(model.__module__), named - _names_of_room(model.__module__)


@cache
def _names_of_room(module):
    folder = PACKAGE.parent.joinpath(*module.split(".")[: 2 if ".kernel." in module else 3])
    nodes = [node for path in folder.rglob("*.py") for node in ast.walk(parse(path))]
    kinds = {
        ast.Name: "id",
        ast.Attribute: "attr",
        ast.arg: "arg",
        ast.keyword: "arg",
        ast.FunctionDef: "name",
        ast.alias: "name",
    }
    found = {getattr(node, kinds[type(node)]) for node in nodes if type(node) in kinds}
    return found | {path.stem for path in PACKAGE.rglob("*.py")}
