"""A slip of whoever types a number is said before anybody is looked up; no true document is one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from fangxian.ground.people import api as people
from fangxian.lines.checkpoints import pages as checkpoints

DAY = date(2022, 5, 10)
VECTORS = json.loads(
    (Path(__file__).parents[3] / "contracts/vectors/slips.json").read_text("utf-8")
)["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["typed"])
def test_each_slip_has_its_sentence(vector):
    said = checkpoints.slip_in(vector["typed"], DAY)
    assert ((said.zh, said.en) if said else ("", "")) == (vector["zh"], vector["en"])


@pytest.mark.parametrize(
    "kind",
    ["护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "外国人永久居留身份证", "身份证"],
)
@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["typed"])
def test_whatever_a_desk_would_take_as_a_document_is_looked_up(kind, vector):
    """But for letters alone, and for digits that only one who calls them a passport would take."""
    number = vector["typed"]
    taken = isinstance(people.normalise_document(kind, number), people.DocumentKey)
    said = checkpoints.slip_in(number, DAY)
    if taken and kind != "护照":
        assert said is None
