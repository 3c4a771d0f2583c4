"""Every table says what personal data it keeps, why, and how long."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

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
