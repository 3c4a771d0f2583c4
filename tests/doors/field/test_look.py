"""Whoever is on no list is asked about with a network: one whole number, the list's own answer."""

from __future__ import annotations

import json

import pytest

from fangxian.doors.field.bundle import people
from fangxian.ground.devices import api as devices
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.models import AuditLine
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.checkpoints.models import Crossing
from fangxian.lines.checkpoints.queries import looking
from tests.doors.field import barrier
from tests.doors.field.test_events import make_red

pytestmark = pytest.mark.django_db
NOBODY = {"person": None, "several": 0}
SAME = ("n", "c", "u", "w", "w_en", "o", "d", "e", "t", "s")


def asks(phone, text):
    return phone.client.post(
        "/field/api/look",
        json.dumps({"text": text}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {phone.token}"},
    )


def test_the_answer_is_what_the_list_would_have_said(phone, monkeypatch):
    red = barrier.declare(1, "赵一", phone="13891501239")
    make_red(red.person_id)
    barrier.declare(2, "钱二", origin="不详")
    listed = {row["n"]: row for row in phone.bundle().json()["people"]}
    for n, name in ((1, "赵**"), (2, "钱**")):
        told = asks(phone, barrier.number_of(n)).json()
        assert told["several"] == 1
        assert {key: told["person"][key] for key in SAME} == {
            key: listed[name][key] for key in SAME
        }
        assert told["person"]["w_en"] != told["person"]["w"]
    line = AuditLine.objects.filter(deed="checkpoints.look_up").latest("number")
    assert (line.purpose, line.place, line.outcome) == ("卡口联网核对", barrier.COUNTY, "read")
    assert line.person_ids


def test_nobody_and_no_list(phone):
    barrier.declare(1, phone="13891501239")
    assert asks(phone, barrier.number_of(7)).json() == NOBODY
    for part in (
        "",
        "110101",
        barrier.number_of(1)[:-1],
        barrier.number_of(1)[6:],
        "张三丰",
        "%",
        "\0",
    ):
        told = asks(phone, part).json()
        assert told.get("code") == "checkpoints.number_not_whole" or told == NOBODY, part
    assert asks(phone, "张三丰").json()["code"] == "checkpoints.number_not_whole"
    for torn in (b"", b"[]", b'{"text": 1}', b"\xff"):
        said = phone.client.post(
            "/field/api/look",
            torn,
            content_type="application/json",
            headers={"Authorization": f"Bearer {phone.token}"},
        )
        assert said.status_code == 400


def test_a_phone_that_is_one_person_s_names_them_and_a_family_s_nobody(phone):
    one = barrier.declare(1, "赵一", phone="13891501239")
    barrier.declare(2, "钱二", phone="13891501238"), barrier.declare(3, "孙三", phone="13891501238")
    found = asks(phone, "+86 138 9150 1239").json()["person"]
    assert found["n"] == "赵**"
    assert asks(phone, "13891501238").json() == {"person": None, "several": 2}
    event = phone.crossing(None, how="number", text="13891501239", index=found["r"])
    phone.send(event)
    assert Crossing.objects.get().person_id == one.person_id


def test_who_was_found_so_is_met_by_the_number(phone):
    made = barrier.declare(1)
    make_red(made.person_id)
    [settled] = phone.send(
        phone.crossing(1, outcome="hold", index="none of a list", colour_seen="red")
    )
    assert settled["how"] == "decided"
    assert Crossing.objects.get().person_id == made.person_id


@pytest.mark.parametrize("limit", ["MOST", "MOST_OF_A_PLACE"])
def test_whoever_tries_numbers_out_is_stopped(enrolled, phone, limit, monkeypatch):
    monkeypatch.setattr(looking, limit, 3)
    number = barrier.number_of(1)
    assert [asks(phone, number).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert "请示带班领导" in asks(phone, number).json()["way_out"]["zh"]
    other = enrolled("二号机", account=barrier.make_guard("erhao"))
    assert asks(other, number).status_code == (429 if limit == "MOST_OF_A_PLACE" else 200)
    with clock.at("2022-05-10T08:11"):
        assert asks(phone, number).status_code == 200


def test_who_is_not_on_duty_is_told_about_nobody(enrolled, site):
    barrier.declare(1)
    for account in (barrier.make_guard("ban1"), barrier.make_guard("ban2")):
        phone = enrolled(account.username, account=account, checkpoint=site)
        if account.username == "ban1":
            checkpoints.plan_shift(
                site,
                "李队",
                clock.now(),
                clock.now().replace(hour=12),
                by=SYSTEM,
                accounts=[account.pk],
            )
            assert asks(phone, barrier.number_of(1)).json()["person"]
    said = asks(phone, barrier.number_of(1))
    assert "赵" not in said.content.decode()
    assert said.status_code in {403, 409}
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    assert asks(phone, barrier.number_of(1)).status_code in {401, 403}


def test_a_phone_that_meets_nobody_asks_about_nobody(enrolled):
    barrier.declare(1)
    sweeping = enrolled("入户机", tiles=["sweep"])
    devices.post_at(sweeping.number, "", by=SYSTEM)
    assert asks(sweeping, barrier.number_of(1)).status_code == 403


def test_who_is_restricted_and_due_is_carried_before_the_graver_who_is_not(phone, monkeypatch):
    """The list is cut: whoever a guard meets today stands in it."""
    barrier.at_most(monkeypatch, 2)
    for n in (1, 2, 3):
        make_red(barrier.declare(n, f"赵{n}", arrival="2022-05-14").person_id)
    barrier.declare(4, "钱二", origin="不详", arrival="2022-05-10")
    barrier.declare(5, "孙三", origin="不详", arrival="2022-05-11")
    barrier.declare(6, "李四", origin="陕西省汉中市汉台区", arrival="2022-05-10")
    bundle = phone.bundle().json()
    assert {row["n"][0] for row in bundle["people"]} == {"钱", "孙"}
    assert bundle["left_out"]["people"] == 4
    assert "今明两天到、有管控的最先" in bundle["left_out"]["zh"]


def test_whoever_comes_now_is_read_before_the_ledger_s_limit(phone, monkeypatch):
    monkeypatch.setattr(people, "MOST", 2)
    for n, day in enumerate(("08", "09", "13", "10", "11"), 1):
        barrier.declare(n, f"{'赵钱孙李周'[n - 1]}一", arrival=f"2022-05-{day}")
    from fangxian.lines.codes.models import Standing

    Standing.objects.all().delete()
    names = {row["n"][0] for row in phone.bundle().json()["people"]}
    assert {"李", "周"} <= names
