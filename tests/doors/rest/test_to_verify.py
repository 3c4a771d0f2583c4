"""待核 over JSON: a free text that names no place is taken, and is not harmless."""

from __future__ import annotations

from datetime import date

from fangxian.ground.places import api as places
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.zones import pages as zones
from tests.doors.command.stage import VILLAGE
from tests.doors.rest.test_declarations import declare


def test_a_name_that_nobody_can_place_is_counted_as_to_be_verified(call):
    hq = call("hq")
    assert declare(call("village"), origin="朝阳区").json()["verdict"] == "new"
    [row] = hq.get("/api/arrivals", {"colour": "grey"}).json()["rows"]
    assert (row["class_code"], row["colour"], row["uncertain"]) == ("unverified", "grey", True)
    counted = hq.get("/api/arrivals/summary").json()
    assert counted["by_class"]["unverified"] == counted["by_colour"]["grey"] == 1
    assert "lists_until" in counted


def test_no_departure_at_all_is_to_be_verified(call):
    declare(call("village"), origin="")
    [row] = call("hq").get("/api/arrivals", {"colour": "grey"}).json()["rows"]
    assert row["class_code"] == "unverified"


def test_what_stands_beside_a_place_and_is_no_address_is_to_be_verified(call):
    declare(call("village"), origin="陕西省商洛市商州区有上海旅居史")
    [row] = call("hq").get("/api/arrivals", {"colour": "grey"}).json()["rows"]
    assert row["class_code"] == "unverified"


def test_an_address_and_a_denial_beside_a_place_are_not(call):
    declare(call("village"), origin="陕西省商洛市商州区城关街道阳光小区3栋,无上海旅居史")
    assert call("hq").get("/api/arrivals", {"colour": "grey"}).json()["rows"] == []


def test_the_question_is_told_with_its_choices_and_answered_by_one(call):
    zones.add_by_hand("high", "北京市朝阳区", date(2022, 5, 1), by=SYSTEM)
    village = call("village")
    declare(village, origin="朝阳区", village=places.name_of(VILLAGE))
    outbox.settle()
    order = Instruction.objects.get(kind="verify").pk
    asked = village.get(f"/api/instructions/{order}").json()["question"]
    assert {"110105", "220104"} <= {one["code"] for one in asked["choices"]}
    told = {
        "at": "2022-05-10T20:10:00+08:00",
        "place": "二组",
        "who": "书记",
        "outcome": "clear",
        "words": "当面问清",
        "found_choice": "220104",
    }
    done = village.post(f"/api/instructions/{order}/act", told, content_type="application/json")
    assert (done.status_code, done.json()["stage"]) == (200, "acted")
    outbox.settle()
    assert not Instruction.objects.get(pk=order).uncertain
    assert village.get(f"/api/instructions/{order}").json()["question"] is None
