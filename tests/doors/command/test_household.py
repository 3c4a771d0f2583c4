"""同户 on the personal file: put together by number, seen from both sides, taken apart."""

from __future__ import annotations

from tests.doors.command.stage import BIRTHS, number_of


def test_two_of_one_household_see_each_other(at_desk, stage):
    hq = at_desk("hq")
    first, second = stage.people[:2]
    assert "还没有登记同户的人" in hq.get(f"/people/{first}").content.decode()
    hq.post(f"/people/{first}/household", {"who": number_of(BIRTHS[1])})
    assert [one.person_id for one in hq.get(f"/people/{first}").context["family"]] == [second]
    assert [one.person_id for one in hq.get(f"/people/{second}").context["family"]] == [first]
    hq.post(f"/people/{second}/household/leave")
    assert hq.get(f"/people/{first}").context["family"] == ()


def test_who_is_not_found_is_said(at_desk, stage):
    answer = at_desk("hq").post(f"/people/{stage.people[0]}/household", {"who": "没有这个人"})
    assert "command.household_nobody" in answer.content.decode()


def test_who_is_alone_in_charge_where_nobody_answers_for_a_person(at_desk, stage):
    answer = at_desk("hq").get(f"/people/{stage.people[0]}")
    assert "还没有人包联此人" in answer.content.decode()
    assert answer.context["responsible"] == ()
