"""The map beside the numbers: the same numbers, each with its list; and where the county places its towns."""

from __future__ import annotations

import json
import re

import pytest

from fangxian.ground.places import maps

pytestmark = pytest.mark.django_db
TOWN = "610921100"


def said(answer) -> dict:
    found = re.search(r'<script id="map-said" type="application/json">(.*?)</script>', answer)
    return json.loads(found.group(1))


def test_the_map_counts_as_the_page_does_and_each_number_is_its_list(at_desk):
    client = at_desk("hq")
    shown = said(client.get("/situation/map").content.decode())
    assert len(shown["parts"]) == 10
    counts = {part["name"]: part["counts"] for part in shown["parts"]}
    assert {"late", "due", "open", "in_charge"} == set(counts["蒲溪镇"])
    for part in shown["parts"]:
        for count in part["counts"].values():
            assert client.get(count["href"]).context["page"].total == count["n"]
    assert sum(part["counts"]["late"]["n"] for part in shown["parts"]) == 3


def test_a_town_shows_its_villages_and_nobody_s_people(at_desk):
    shown = said(at_desk("hq").get(f"/situation/map?place={TOWN}").content.decode())
    assert shown["name"] == "城关镇"
    assert all(set(part["counts"]) == {"late", "due", "open"} for part in shown["parts"])


def test_where_no_outline_is_known_the_tiles_stay(at_desk):
    client = at_desk("hq")
    assert client.get("/situation/map?place=140171").status_code == 204
    assert "城关镇" in client.get("/").content.decode()


def test_headquarters_places_a_town_and_takes_it_off(at_desk):
    client = at_desk("hq")
    sent = {"place": TOWN, "way": "point", "point": "108.5033,32.8933", "area": ""}
    assert client.post("/places/map/place", sent).status_code == 302
    page = client.get("/places/map").content.decode()
    assert "地图上标注" in page
    assert {one.how for one in maps.map_of("610921").parts} == {"point", "stand_in"}
    client.post("/places/map/unplace", {"place": TOWN})
    assert {one.how for one in maps.map_of("610921").parts} == {"stand_in"}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"place": TOWN, "point": "32.9,108.5"}, 422),
        ({"place": TOWN, "point": "这里"}, 422),
        ({"place": TOWN, "area": "[" * 9999}, 422),
        ({"place": TOWN, "area": '{"type":"Polygon"}'}, 422),
        ({"place": "61092199", "point": "108.5,32.9"}, 404),
        ({}, 403),
    ],
)
def test_what_lies_nowhere_is_refused_with_a_sentence(at_desk, sent, status):
    answer = at_desk("hq").post("/places/map/place", sent)
    assert answer.status_code == status
    assert not any(one.source for one in maps.map_of("610921").parts)


def test_who_may_not_edit_places_has_no_such_page(at_desk):
    client = at_desk("village")
    assert client.get("/places/map").status_code == 403
    assert client.post("/places/map/unplace", {"place": TOWN}).status_code == 403


def test_the_curve_of_closing_says_what_was_issued_and_closed(at_desk):
    answer = at_desk("hq").get("/situation/days")
    days = answer.context["days"]
    assert (len(days.days), sum(days.issued)) == (14, 8)
    assert days.open[-1] == sum(days.issued) - sum(days.closed)
    assert "十四天" in answer.content.decode()


def test_the_wall_screen_refreshes_itself(at_desk):
    page = at_desk("hq").get("/?wall=1").content.decode()
    assert "every 60s" in page
    assert "every 60s" not in at_desk("hq").get("/").content.decode().split('id="board"')[1]
