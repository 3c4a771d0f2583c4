"""A county that is a district or a city today goes by its name of before in every ledger."""

from __future__ import annotations

import pytest

from fangxian.ground.places import api as places

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("旬阳县", "610981"),
        ("陕西省安康市旬阳县", "610981"),
        ("陕西省宝鸡市凤翔县", "610305"),
        ("双城市", "230113"),
    ],
)
def test_a_name_with_the_ending_of_before_is_the_same_ground(text, code):
    found = places.resolve_name(text)
    assert found is not None
    assert (found.code, found.exact) == (code, True)


@pytest.mark.parametrize("text", ["东兴市区", "大埔区", "开封县", "许昌县", "汉阴县城", "朝阳县县"])
def test_what_may_be_another_place_or_a_part_of_it_is_not(text):
    found = places.resolve_name(text)
    assert found is None or not found.exact


@pytest.mark.parametrize(("text", "code"), [("郧县", "420304"), ("遵义县", "520304")])
def test_a_name_that_is_gone_is_what_it_may_be_today(text, code):
    assert places.candidates(text) == (code,)
