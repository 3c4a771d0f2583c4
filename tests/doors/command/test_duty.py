"""Duty: gaps with their lists, appointing and unseating, a roster looked at before it counts."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.ground.duty import api as duty
from fangxian.kernel import clock
from tests.doors.command.stage import COUNTY, TOWN


@pytest.fixture
def unit(stage):
    duty.bootstrap_units()
    return duty.unit_for(TOWN, "township")


def post_of(unit):
    made = [post for post in duty.posts(unit.id) if post.title == "纪检"]
    return made[0].id if made else None


def appoint(client, unit, name="罗志强"):
    if post_of(unit) is None:
        client.post(f"/duty/units/{unit.id}/post", {"title": "纪检", "single": "1"})
    return client.post(f"/duty/units/{unit.id}/posts/{post_of(unit)}/seat", {"name": name})


def test_every_gap_s_number_is_its_list(at_desk, unit):
    client = at_desk("hq")
    for kind, count, _ in client.get("/duty/").context["holes"]:
        assert client.get(f"/duty/holes/{kind}").context["page"].total == count
    assert client.get("/duty/holes/nonsense").status_code == 404


def test_somebody_is_appointed_and_a_second_one_is_refused(at_desk, unit):
    client = at_desk("hq")
    assert appoint(client, unit).status_code == 302
    taken = appoint(client, unit, "另一人")
    assert taken.status_code == 409
    assert "罗志强" in taken.content.decode()
    member = next(one for one in duty.members(unit.id) if one.name == "罗志强")
    client.post(f"/duty/units/{unit.id}/unseat/{member.holding_id}")
    assert "罗志强" not in [one.name for one in duty.members(unit.id)]


def test_a_township_appoints_at_home_only(at_desk, unit):
    client = at_desk("town")
    assert appoint(client, unit).status_code == 302
    county = duty.unit_for(COUNTY, "headquarters")
    assert client.get(f"/duty/units/{county.id}").status_code == 404
    assert client.post(f"/duty/units/{county.id}/post", {"title": "x"}).status_code == 403


def test_a_roster_is_looked_at_and_then_exactly_that_is_taken(at_desk, unit):
    client = at_desk("hq")
    text = "单位,岗位,姓名,电话\n蒲溪镇,值班员,周明,13891500002\n没有的镇,值班员,李四,\n".encode()
    looked = client.post("/duty/roster", {"file": SimpleUploadedFile("花名册.csv", text)})
    assert (looked.context["preview"].new, len(looked.context["preview"].rejected)) == (1, 1)
    assert "周明" not in [one.name for one in duty.members(unit.id)]
    content = base64.b64encode(text).decode()
    client.post("/duty/roster", {"content": content, "name": "花名册.csv", "go": "import"})
    assert "周明" in [one.name for one in duty.members(unit.id)]


def test_a_duty_roster_with_days_across_is_taken_and_what_it_cannot_place_is_shown(at_desk, unit):
    client = at_desk("hq")
    today = clock.today()
    text = (
        f"蒲溪镇值班表,,\n岗位,{today:%Y-%m-%d},{today + timedelta(days=1):%Y-%m-%d}\n"
        "带班领导,周明 13891500002,李四\n值班人员,王五、赵六 13891500003,钱七 13891500004\n"
    ).encode()
    looked = client.post("/duty/roster", {"file": SimpleUploadedFile("值班表.csv", text)})
    preview = looked.context["preview"]
    assert (preview.read, preview.new) == (5, 3)
    assert [(line.row, line.name) for line in preview.rejected] == [(3, "李四"), (4, "王五")]
    assert "李四没有电话" in looked.content.decode()
    content = base64.b64encode(text).decode()
    client.post("/duty/roster", {"content": content, "name": "值班表.csv", "go": "import"})
    on_duty = {(one.title, one.name) for one in duty.members(unit.id)}
    assert on_duty >= {("带班领导", "周明"), ("值班人员", "赵六")}
    assert "钱七" not in {name for _, name in on_duty}


@pytest.mark.parametrize("sent", [{}, {"content": "%%%", "go": "import"}])
def test_no_file_is_a_sentence(at_desk, unit, sent):
    answer = at_desk("hq").post("/duty/roster", sent)
    assert answer.status_code == 422
    assert "没有选文件" in answer.content.decode()


def test_the_public_phone_is_set_where_one_may_and_a_wrong_one_says_why(at_desk, unit):
    client = at_desk("town")
    assert client.post(f"/duty/units/{unit.id}/phone", {"phone": "0915-5211234"}).status_code == 302
    assert "0915-5211234" in client.get(f"/duty/units/{unit.id}").content.decode()
    assert client.post(f"/duty/units/{unit.id}/phone", {"phone": "打不通"}).status_code == 422
    county = duty.unit_for(COUNTY, "headquarters")
    assert client.post(f"/duty/units/{county.id}/phone", {"phone": "110"}).status_code == 403
