"""Which disease a house works against, and what a fever is, stand in its packs with their dates."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from fangxian.ground.policy import api as policy
from fangxian.ground.policy import queries as policy_queries
from fangxian.lines.arrivals import in_force, table_words

pytestmark = pytest.mark.django_db
MAY = date(2022, 5, 8)


def test_the_disease_of_the_day_is_the_house_s():
    assert policy.disease_on(MAY) == "covid19"
    assert policy.in_force(MAY, "610921").hash == policy.in_force(MAY, "610921", "covid19").hash


def test_a_house_may_turn_to_another_one_on_a_day(tmp_path, settings):
    folder = tmp_path / "packs"
    folder.mkdir()
    for name in ("covid19", "influenza_h5n1", "places", "_words.yaml", "_schema"):
        (folder / name).symlink_to(settings.FANGXIAN_SHIPPED_PACKS / name)
    house = yaml.safe_load((settings.FANGXIAN_SHIPPED_PACKS / "_house.yaml").read_text("utf-8"))
    first = house["values"]["policy.disease"][0]
    house["values"]["policy.disease"].append(
        {**first, "from": date(2024, 9, 1), "value": "influenza_h5n1"}
    )
    house["values"]["arrivals.fever_celsius"][0]["value"] = 38
    (folder / "_house.yaml").write_text(yaml.safe_dump(house, allow_unicode=True), "utf-8")
    settings.FANGXIAN_PACKS = folder
    policy_queries.forget_packs()
    try:
        assert policy.disease_on(MAY) == "covid19"
        assert policy.disease_on(date(2024, 9, 1)) == "influenza_h5n1"
        assert in_force.fever(MAY, "610921") == 38.0
    finally:
        policy_queries.forget_packs()


@pytest.mark.parametrize(("said", "matters"), [("37.2", False), ("37.3", True), ("38.5℃", True)])
def test_a_fever_begins_where_the_pack_says(said, matters):
    assert table_words.matters("体温", said, in_force.fever(MAY, "610921")) is matters
