"""待核 over JSON: a free text that names no place is taken, and is not harmless."""

from __future__ import annotations

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
