"""What a plate leads to on a phone: everybody in that vehicle, and the pass it holds."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fangxian.doors.field.bundle.deriving import derived
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints import pages as checkpoints
from tests.doors.field import barrier

PLATE = "陕A12345"


def mark(bundle, text: str) -> str:
    return derived(bytes.fromhex(bundle["salt"]), text)


@pytest.mark.django_db
def test_the_plate_of_a_declaration_names_everybody_in_the_car(phone):
    for n, name, vehicle in (
        (1, "张三丰", "自驾 陕A·12345"),
        (2, "李四光", "陕a12345"),
        (3, "王五常", "K245次"),
        (4, "赵六安", ""),
    ):
        barrier.declare(n, name, vehicle=vehicle)
    answer = phone.bundle()
    bundle = answer.json()
    in_car = sorted(one["n"] for one in bundle["people"] if mark(bundle, PLATE) in one["p"])
    assert in_car == ["张**", "李**"]
    on_train = [one["n"] for one in bundle["people"] if mark(bundle, "K245") in one["p"]]
    assert on_train == ["王**"]
    assert [one["p"] for one in bundle["people"] if one["n"] == "赵**"] == [[]]
    assert PLATE not in answer.content.decode()


@pytest.mark.django_db
def test_who_passed_at_another_phone_is_marked_in_the_next_list(enrolled):
    barrier.declare(1)
    one, two = enrolled("一号机"), enrolled("二号机")
    first = two.bundle()
    assert first.json()["people"][0]["s"] is None
    one.send(one.crossing(1, "pass_with_test"))
    again = two.bundle(first["ETag"])
    assert again.status_code == 200
    seen = again.json()["people"][0]["s"]
    assert (seen["site"], seen["o"]) == ("汉阴高速出口", "pass_with_test")
    assert datetime.fromisoformat(seen["at"]) == clock.now()  # no later than it was received
    with clock.at("2022-05-12T08:00"):
        [old] = two.bundle().json()["people"]
        assert old["s"] is None  # two days on it is another journey


def issue(plate: str, since: str, until: str, place: str = barrier.COUNTY, **said) -> int:
    new = checkpoints.NewPass(
        plate=plate,
        route=said.get("route", "安康—汉阴"),
        goods="蔬菜",
        place=place,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until),
    )
    return checkpoints.issue_pass(new, by=SYSTEM)


@pytest.mark.django_db
def test_passes_are_checked_by_plate_with_no_network(phone):
    issue("陕G10001", "2022-05-09", "2022-05-15")
    issue("陕G10002", "2022-05-01", "2022-05-08")
    issue("陕G10003", "2022-05-09", "2022-05-15", place="610921101", route="石泉—涧池")
    checkpoints.revoke_pass(issue("陕G10004", "2022-05-09", "2022-05-15"), "车已卖", by=SYSTEM)
    issue("陕G10005", "2022-03-01", "2022-04-01")  # long over: nobody holds it out
    issue("陕H10006", "2022-05-09", "2022-05-15", place="610922")  # another county's
    answer = phone.bundle()
    bundle = answer.json()
    known = {one["p"]: one for one in bundle["passes"]}
    good, ended, elsewhere, gone = (known[mark(bundle, f"陕G1000{n}")] for n in (1, 2, 3, 4))
    assert (good["here"], good["until"], good["goods"]) == (True, "2022-05-15", "蔬菜")
    assert ended["until"] == "2022-05-08"
    assert (elsewhere["here"], elsewhere["route"]) == (False, "石泉—涧池")
    assert gone["revoked"] == "车已卖"
    assert len(known) == 4
    assert "陕G1000" not in answer.content.decode()


@pytest.mark.django_db
def test_the_reasons_to_turn_back_are_sent_once(phone):
    policy = phone.bundle().json()["policy"]
    assert len(policy["turn_back_reasons"]) == 4
    assert "reasons" not in policy


@pytest.mark.django_db
def test_plates_that_end_in_a_word_are_plates_and_no_trains(phone):
    coming = {
        "粤测一": "粤Z·1234港",
        "陕测二": "陕G1234挂",
        "陕测三": "陕G12399",
        "车测四": "G1234",
    }
    for n, (name, vehicle) in enumerate(coming.items(), 1):
        barrier.declare(n, name, vehicle=vehicle)
    bundle = phone.bundle().json()

    def meant(plate: str) -> list[str]:
        return [one["n"] for one in bundle["people"] if mark(bundle, plate) in one["p"]]

    assert [meant(plate) for plate in ("粤Z1234港", "陕G1234挂", "陕G12399", "G1234")] == [
        ["粤**"],
        ["陕**"],
        ["陕**"],
        ["车**"],
    ]
    assert meant("Z1234") == []


@pytest.mark.django_db
def test_a_plate_that_an_older_app_took_for_a_number_is_the_crossings_plate(phone):
    event = phone.event(
        "checkpoint.crossing",
        checkpoint=phone.site,
        how="number",
        text="粤Z·1234港",
        outcome="pass",
        arrived_at="2022-05-10T07:59:00+08:00",
        decided_at="2022-05-10T08:00:00+08:00",
    )
    phone.send(event)
    found = checkpoints.crossings(checkpoints.CrossingFilter(text="粤ｚ1234"), by=SYSTEM).rows
    assert [row.plate for row in found] == ["粤Z1234港"]
