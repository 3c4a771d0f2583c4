from __future__ import annotations

from tests.doors.command.stage import BIRTHS, number_of

NUMBER = number_of(BIRTHS[0])


def test_a_file_is_masked_and_shows_who_looked(at_desk, stage):
    page = at_desk("village").get(f"/people/{stage.people[0]}").content.decode()
    assert f"11**************{NUMBER[-2:]}" in page
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
