"""The call page: one person, one question, one press; and the file for several telephones."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from fangxian.ground.places import api as places
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.arrivals.models import Declaration, StayAnswer
from fangxian.lines.zones import pages as zones
from tests.flat import flat
from tests.rooms.arrivals.test_call_script import filled
from tests.rooms.arrivals.test_calls import BUILDING, TOWN, comes


@pytest.fixture(autouse=True)
def _a_day_in_july(_evening):
    with clock.at("2022-07-20T09:00"):
        yield


@pytest.fixture
def people(stage):
    zones.add_by_hand("high", BUILDING, date(2022, 7, 10), date(2022, 7, 19), by=SYSTEM)
    return [comes(n) for n in (1, 2, 3)]


def press(client, one: Declaration, choice: str, page, **more):
    row = page.context["row"]
    shown = [",".join(found.keys) for found in row.candidates if found.keys]
    said = {
        "text": row.text,
        "start": "",
        "end": row.end.isoformat(),
        "choice": choice,
        "shown": shown,
    } | more
    return client.post(f"/arrivals/calls/{one.pk}/answer", said, follow=True)


def test_the_next_person_stands_there_after_one_press(people, at_desk):
    client = at_desk("hq")
    page = client.get("/arrivals/calls")
    html = page.content.decode()
    assert f"您7月18日离开以前在{TOWN}住在哪个小区、街道？" in html
    assert "阳光小区3号楼" in html
    first = Declaration.objects.get(pk=page.context["row"].declaration_id)
    after = press(client, first, "none", page, said="碧桂园")
    assert after.context["row"].declaration_id != first.pk
    first.refresh_from_db()
    assert not first.uncertain
    undo = after.context["undo"]
    back = client.post(f"/arrivals/calls/answers/{undo}/undo", follow=True)
    assert back.context["row"].declaration_id == first.pk
    assert StayAnswer.objects.get().undone_at


def test_a_listed_place_by_its_button(people, at_desk):
    client = at_desk("hq")
    page = client.get("/arrivals/calls")
    row = page.context["row"]
    first = Declaration.objects.get(pk=row.declaration_id)
    press(client, first, "in:" + ",".join(row.candidates[0].keys), page)
    first.refresh_from_db()
    assert (first.uncertain, first.colour) == (False, "red")
    html = client.get(f"/people/{first.person_id}").content.decode()
    assert "问过的行程" in html
    assert "在名单地点内" in html


def test_a_call_says_for_whom_whose_phone_and_why_and_then_what_the_answer_changed(people, at_desk):
    outbox.settle()
    client = at_desk("hq")
    page = client.get("/arrivals/calls")
    html = page.content.decode()
    assert "档案所记本人电话" in html
    assert "138****2345" in html
    assert f"所填“{TOWN}”" in html
    assert re.search(r"名单列有：\s*<span[^>]*>[^<]*阳光小区3号楼", html)
    row = page.context["row"]
    first = Declaration.objects.get(pk=row.declaration_id)
    after = press(client, first, "in:" + ",".join(row.candidates[0].keys), page).content.decode()
    changed = after[after.index('id="changed"') :]
    assert f"<b>{row.name}</b> 现为" in changed
    assert "</i>红</span>" in changed[: changed.index("</section>")]
    assert "行程待核实" not in changed[: changed.index("</section>")]
    assert "撤销上一个回答" in after
    outbox.settle()
    undo = StayAnswer.objects.get().pk
    told = client.get(f"/arrivals/calls?undo={undo}").content.decode()
    order = Instruction.objects.get(subject=f"arrivals.declaration:{first.pk}", kind="control")
    assert "指令已发" in told
    assert f'href="/tasks/{order.pk}"' in told


def test_the_edition_is_asked_once_a_town_however_many_are_called(people, at_desk, monkeypatch):
    from fangxian.lines.arrivals.queries import calls

    asked = []
    real = calls.rules_at
    monkeypatch.setattr(calls, "rules_at", lambda day, at: asked.append(at) or real(day, at))
    at_desk("hq").get("/arrivals/calls")
    assert asked
    assert len(asked) == len(set(asked))
    assert {len(at) for at in asked} <= {6, 9}


def test_nobody_picks_up(people, at_desk):
    client = at_desk("hq")
    first = client.get("/arrivals/calls").context["row"].declaration_id
    after = client.post(f"/arrivals/calls/{first}/attempt", {"outcome": "no_answer"}, follow=True)
    assert after.context["row"].declaration_id != first
    assert "1 次未接" in after.content.decode()
    assert "第 1 次无人接听，07-20 09:30 再打" in after.content.decode()
    back = client.get(f"/arrivals/calls?at={first}").content.decode()
    assert "09:30 再打" in back
    strange = client.post(f"/arrivals/calls/{first}/attempt", {"outcome": "hung"})
    assert strange.status_code == 404


def test_an_empty_answer_is_refused_with_its_way_out(people, at_desk):
    client = at_desk("hq")
    page = client.get("/arrivals/calls")
    first = Declaration.objects.get(pk=page.context["row"].declaration_id)
    answer = press(client, first, "place", page)
    assert answer.status_code == 422
    assert "没有选地点" in answer.content.decode()


def test_a_call_knows_its_instruction_and_an_instruction_its_call(people, at_desk):
    outbox.settle()
    client = at_desk("hq")
    page = client.get("/arrivals/calls")
    one = page.context["row"].declaration_id
    order = Instruction.objects.get(subject=f"arrivals.declaration:{one}")
    assert f'href="/tasks/{order.pk}"' in page.content.decode()
    assert f"/arrivals/calls?at={one}" in client.get(f"/tasks/{order.pk}").content.decode()
    press(client, Declaration.objects.get(pk=one), "none", page)
    outbox.settle()
    assert f"/arrivals/calls?at={one}" not in client.get(f"/tasks/{order.pk}").content.decode()
    asked = client.get(f"/arrivals/calls?at={one}").content.decode()
    assert "此人现在没有要问的了" in asked


def test_a_townships_address_waits_for_the_county_on_the_page(stage, at_desk):
    zones.add_by_hand("high", BUILDING, date(2022, 7, 10), date(2022, 7, 19), by=SYSTEM)
    town = places.children_of("610921")[0]
    far = places.children_of("610921")[1]
    spot = f"{TOWN}碧桂园小区"
    one = comes(1, spot, town=town.name, village="")
    other = comes(2, spot, town=far.name, village="")
    actor = Actor(40, town.name, (Grant("t", frozenset({"arrivals.vouch"}), town.code),))
    [row] = arrivals.calls(by=SYSTEM, only=one.pk).rows
    said = arrivals.CallAnswer(row.text, row.start, row.end, outside=row.candidates[0].keys)
    number = arrivals.answer_stay(one.pk, said, by=actor)
    client = at_desk("hq")
    html = client.get("/arrivals/calls").content.decode()
    assert "问清的地址，待定是否全县适用" in html
    assert "别处还有 1 人写这个地址" in html
    done = client.post(f"/arrivals/calls/answers/{number}/share", {"agreed": "yes"}, follow=True)
    assert "全县适用，重新判定 2 人" in done.content.decode()
    other.refresh_from_db()
    assert not other.uncertain
    again = client.post(f"/arrivals/calls/answers/{number}/share", {"agreed": "no"})
    assert again.status_code == 409
    back = f"/arrivals/calls/answers/{number}/undo"
    assert client.post(back, {"person": one.person_id}).status_code == 422
    client.post(back, {"person": one.person_id, "why": "地址记错了"})
    assert "地址记错了" in client.get(f"/people/{one.person_id}").content.decode()


def test_an_answer_tells_for_whom_else_it_holds(stage, at_desk):
    zones.add_by_hand("high", BUILDING, date(2022, 7, 10), date(2022, 7, 19), by=SYSTEM)
    for n in (1, 2):
        comes(n, f"{TOWN}碧桂园小区")
    client = at_desk("hq")
    page = client.get("/arrivals/calls")
    first = Declaration.objects.get(pk=page.context["row"].declaration_id)
    told = press(client, first, "none", page).content.decode()
    assert "写同一地址的另外 1 人按这个回答一并重新判定" in told
    assert Declaration.objects.filter(uncertain=True).count() == 0


def test_out_as_a_file_and_back(people, at_desk):
    client = at_desk("hq")
    sent = client.post("/arrivals/calls/export", {"purpose": "电话核查"})
    rows = (
        CalamineWorkbook.from_filelike(BytesIO(b"".join(sent.streaming_content)))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert len(rows) == 4
    file = BytesIO(filled(rows, ["都不是", "1", "张家界"]))
    file.name = "核实表.xlsx"
    html = client.post("/arrivals/calls/answers", {"file": file}).content.decode()
    assert "答清 2 人" in html
    assert "第 4 行" in html
    assert client.post("/arrivals/calls/answers").status_code == 422


def test_places_are_offered_while_one_types(at_desk):
    client = at_desk("hq")
    for typed in ("Zhongyuan", "中原", "zhongyuanqu"):
        found = client.get("/places/suggest", {"q": typed, "within": "4101"}).json()["found"]
        assert found[0]["name"] == "河南省郑州市中原区"
    assert client.get("/places/suggest", {"q": ""}).json() == {"found": []}


@pytest.mark.parametrize("who", ["town", "village"])
def test_who_does_not_export_has_no_file(people, at_desk, who):
    client = at_desk(who)
    page = client.get("/arrivals/calls")
    assert page.status_code in (200, 403)
    assert client.post("/arrivals/calls/export", {"purpose": "电话核查"}).status_code in (403, 200)


def test_an_open_question_shows_no_green_that_reads_as_its_answer(stage, at_desk):
    comes(1, origin="魔都大街")
    page = at_desk("hq").get("/arrivals/calls")
    assert page.context["row"].text == "魔都大街"
    shown = page.content.decode()
    asked = shown[shown.index("若属实：") :].split("</p>")[0]
    assert "— 暂无名单" in flat(asked)
    assert "绿" not in asked
