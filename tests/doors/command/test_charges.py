"""我包联的人: below one's work, the silent ones first, with whom to call."""

from __future__ import annotations

import re

from fangxian.ground.duty import api as duty
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from tests.doors.command.stage import VILLAGE
from tests.flat import flat

QUIET = {"HX-Request": "true"}
TOLD = {
    "at": "2022-05-10T20:10",
    "place_text": "二组",
    "who": "书记",
    "words": "已入户",
    "outcome": "in_place",
}


def _on_post(stage) -> int:
    """The village's secretary holds a post, as in a county that works."""
    post = duty.add_post(duty.unit_for(VILLAGE, "village").id, "书记", by=SYSTEM)
    return duty.seat(post, duty.Holder("公路村书记", stage.accounts["village"].pk), by=SYSTEM)


def _listed(page: bytes) -> str:
    shown = flat(page)
    return shown[shown.index('id="charges-title"') :].split("</section>")[0]


def test_who_holds_a_post_sees_whom_they_look_after_the_silent_first(at_desk, stage):
    _on_post(stage)
    village = at_desk("village")
    shown = _listed(village.get("/tasks").content)
    assert f"/people/{stage.people[0]}" in shown
    assert "还没有消息" in shown
    assert f"/people/{stage.people[0]}/reveal" in shown
    village.post(f"/tasks/{stage.orders[0]}/act", TOLD, headers=QUIET)
    shown = _listed(village.get("/tasks").content)
    assert shown.index(f'/people/{stage.people[1]}"') < shown.index(f'/people/{stage.people[0]}"')


def test_who_is_charged_by_name_sees_them_without_an_instruction(at_desk, stage):
    held = _on_post(stage)
    duty.set_charge_roles([duty.RoleWanted("town", Text("镇干部", "Official"))], by=SYSTEM)
    Instruction.objects.all().update(stage="closed", due_at=None)
    duty.charge(
        "town",
        duty.Answerer(holding_id=held),
        [duty.ChargeSubject("person", stage.people[4])],
        by=SYSTEM,
    )
    shown = _listed(at_desk("village").get("/tasks").content)
    assert shown.count("<li>") == 1
    assert "包联" in shown
    assert "陈**" in shown


def test_who_answers_for_nobody_is_shown_no_list(at_desk, stage):
    assert "charges-title" not in at_desk("hq").get("/tasks").content.decode()


def test_all_whom_one_looks_after_are_found_page_by_page_with_their_number(
    at_desk, stage, monkeypatch
):
    from fangxian.doors.command.people import charges

    monkeypatch.setattr(charges, "SHOWN", 3)
    _on_post(stage)
    village = at_desk("village")
    seen: list[str] = []
    for number in (1, 2, 3):
        shown = _listed(village.get(f"/tasks?charges={number}").content)
        seen += re.findall(r'<a href="/people/(\d+)"', shown)
    total = int(re.search(r"我包联的人 (\d+)", shown)[1])
    assert total > 3
    assert len(seen) == len(set(seen)) == total
    assert f"共 {total} 人" in shown
    assert f"/people/{seen[-1]}" in _listed(village.get("/tasks?charges=999").content)
