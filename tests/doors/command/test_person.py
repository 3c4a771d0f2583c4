from __future__ import annotations

import re

import pytest

from fangxian.ground.places import api as places
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from tests.doors.command.stage import BIRTHS, TOWN, VILLAGE, number_of
from tests.flat import flat

NUMBER = number_of(BIRTHS[0])


def test_a_file_is_masked_and_shows_who_looked(at_desk, stage):
    page = at_desk("village").get(f"/people/{stage.people[0]}").content.decode()
    assert "1101**************" in page
    assert NUMBER[-4:] not in page
    assert NUMBER not in page
    assert "公路村书记" in page


def test_showing_in_clear_asks_for_a_purpose_and_is_recorded(at_desk, stage):
    village = at_desk("village")
    url = f"/people/{stage.people[0]}/reveal"
    refused = village.post(url, {"field": "number"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    shown = village.post(
        url, {"field": "number", "purpose": "入户随访"}, headers={"HX-Request": "true"}
    )
    assert NUMBER in shown.content.decode()
    assert "入户随访" in village.get(f"/people/{stage.people[0]}").content.decode()


def test_people_are_found_by_initials_within_the_area(at_desk, stage):
    found = at_desk("village").post("/find", {"q": "zsf"}).json()["found"]
    assert [one["title"] for one in found] == ["张**"]


def test_a_phone_is_checked_with_the_document_in_hand(at_desk, stage):
    from fangxian.ground.people import api as people

    person, client = stage.people[0], at_desk("village")
    assert "更换登录电话" in client.get(f"/people/{person}").content.decode()
    done = client.post(f"/people/{person}/phone", {"phone": "137 0000 0001"}, follow=True)
    assert "已核对" in done.content.decode()
    assert people.proven_by("13700000001") == (person,)
    refused = client.post(f"/people/{person}/phone", {"phone": ""})
    assert refused.status_code >= 400
    assert "没有能打通的电话" in refused.content.decode()


@pytest.mark.parametrize(("way_in", "said"), [("file", "名单所载·未核对"), ("township", "已核对")])
def test_only_a_phone_that_was_checked_bears_the_word(at_desk, stage, way_in, said):
    form = {
        "name": "孙小明",
        "document_type": "居民身份证",
        "document_number": number_of("19700707"),
        "phone": "13891509999",
        "origin": "四川省成都市武侯区",
        "arrival": "2022-05-10",
        "town": "蒲溪镇",
        "village": "公路村",
        "overseas": "否",
    }
    person = arrivals.register(form, by=SYSTEM, way_in=way_in).person_id
    page = at_desk("hq").get(f"/people/{person}").content.decode()
    assert said in page
    assert ("✓</i>已核对" in page) is (way_in == "township")
    at_desk("hq").post(f"/people/{person}/phone", {"phone": "13891509999"})
    assert "✓</i>已核对" in at_desk("hq").get(f"/people/{person}").content.decode()


def test_the_head_of_who_is_to_be_verified_says_why_and_no_day_and_the_word_once(at_desk, stage):
    form = {
        "name": "何知行",
        "document_type": "居民身份证",
        "document_number": number_of("19610203"),
        "phone": "13891501234",
        "origin": "魔都大街",
        "arrival": "2022-05-10",
        "town": places.name_of(TOWN),
        "village": places.name_of(VILLAGE),
        "overseas": "否",
    }
    made = arrivals.declare(form, by=SYSTEM)
    outbox.settle()
    page = at_desk("hq").get(f"/people/{made.person_id}").content.decode()
    head = page[page.index('id="now"') : page.index('class="identity"')]
    assert "直到核实" in head
    assert "先问：" in head
    assert "魔都大街" in head
    verdict = page[page.index('class="verdict"') :].split("</div>")[0]
    assert verdict.count("待核") == 1


def test_the_head_of_a_file_says_the_code_until_when_why_and_whom_to_call(at_desk, stage):
    from fangxian.ground.duty.models import Unit

    Unit.objects.filter(place=TOWN).update(public_phone="0915-5201234")
    arrivals.screen([arrivals.dossier(stage.people[0], by=SYSTEM).declaration_id], by=SYSTEM)
    page = at_desk("hq").get(f"/people/{stage.people[0]}").content.decode()
    head = page[page.index('id="now"') : page.index('class="identity"')]
    assert "健康码" in head
    assert "判定" in head
    assert 'href="tel:0915-5201234"' in head
    assert 'name="purpose" value="电话核查"' in head


def test_a_file_says_one_end_with_its_clause_and_the_rest_beside_it(at_desk, stage):
    for person in stage.people[:1]:
        arrivals.screen([arrivals.dossier(person, by=SYSTEM).declaration_id], by=SYSTEM)
    outbox.settle()
    page = flat(at_desk("hq").get(f"/people/{stage.people[0]}").content)
    head = page[page.index('class="now-holds"') : page.index('class="identity"')]
    said = re.sub(r"<[^>]+>", " ", head)
    assert "管控到 05-20（含当日）" in said
    assert "西安市中高风险地区及所在街道" in said
    assert set(re.findall(r"[至到] ?(\d\d-\d\d)", said)) == {"05-20"}
    assert "另：" not in said  # the code ends the same day: it is not said again
    assert "雁塔区，05-06 离开" in said
