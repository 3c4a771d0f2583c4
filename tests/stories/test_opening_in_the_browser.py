"""Opening day by the pages, without a browser's script: who is let in, each step, the end of it."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.places.models import Division, Register
from fangxian.kernel import clock, home
from fangxian.kernel.actor import SYSTEM
from fangxian.overview.opening import api as opening

pytestmark = pytest.mark.django_db
ZEKU, TOWN, VILLAGE = "632323", "632323100", "632323100200"


@pytest.fixture(autouse=True)
def _nothing_yet(settings):
    settings.FANGXIAN_COUNTY = ""
    Division.objects.filter(level__in=("village", "grid")).delete()
    Register.objects.update(token=1, shipped="")
    home.look_again()
    with clock.at("2022-05-10T12:00"):
        yield


def test_the_sign_in_page_says_that_nothing_is_set_up_and_whom_to_ask():
    said = Client().get("/accounts/login/").content.decode()
    assert "data-not-set-up" in said
    assert "fangxian setup --link" in said


@pytest.fixture
def visitor() -> Client:
    client = Client()
    token = opening.invite(by=SYSTEM).token
    answer = client.post("/setup/enter", {"token": token})
    assert answer.status_code == 302
    assert token not in answer["Location"]
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def said(client: Client, key: str, form: dict, **more) -> str:
    answer = client.post(f"/setup/{key}", form, follow=True, **more)
    assert answer.status_code == 200, text_of(answer)
    return text_of(answer)


def test_a_stranger_is_shown_the_door_and_nothing_else(client):
    assert "还没有开局" in text_of(client.get("/setup/"))
    for path in ("/setup/county", "/setup/accounts", "/setup/nothing"):
        for method in (client.get, client.post):
            assert method(path)["Location"] == "/setup/", path
    for path in ("/setup/finish", "/setup/roster/later"):
        assert client.post(path)["Location"] == "/setup/"
    assert client.post("/setup/enter", {"token": "WRONG"}).status_code == 403
    assert home.county() == ""


def test_the_county_comes_first_and_then_every_page_opens(visitor):
    assert visitor.get("/setup/accounts")["Location"] == "/setup/county"
    opening.choose_county(ZEKU, by=opening.SETUP)
    for one in opening.checklist():
        assert visitor.get(f"/setup/{one.key}").status_code == 200, one.key


def test_the_walk_from_nothing_to_the_end(visitor):
    assert "泽库县" in text_of(visitor.get("/setup/county?q=zeku"))
    assert "74 个村" in said(visitor, "county", {"county": ZEKU})
    it_corrects_and_adds_grids(visitor)
    assert "专班已设" in said(
        visitor, "units", {"kind": "force", "name": "信息数据专班", "role": "data_team"}
    )
    two_people_are_two(visitor)
    roster = "单位,岗位,姓名,电话\n泽曲镇,值班员,李四,13800000009\n".encode()
    page = said(visitor, "roster", {"file": SimpleUploadedFile("名册.csv", roster)})
    assert "新排 1 人" in page
    page = text_of(visitor.get("/setup/policy"))
    edition = re.search(r'name="edition" value="([^"]+)"', page)
    assert edition
    assert "已确认" in said(visitor, "policy", {"edition": edition[1]})
    site = {"name": "高速出口", "kind": "motorway", "place": TOWN, "lanes": "2"}
    assert "卡口已设" in said(visitor, "checkpoints", site)
    unit = duty.unit_for(ZEKU, "headquarters")
    assert unit
    assert "1 个公开电话" in said(visitor, "phones", {f"phone-{unit.id}": "0973-8750000"})
    assert (
        visitor.post("/setup/sender", {"kind": "webhook", "address": "ftp://x"}).status_code == 422
    )
    assert "已选定" in said(visitor, "sender", {"kind": "file"})
    assert visitor.post("/setup/households/later").status_code == 302
    assert {one.key: one.state for one in opening.checklist()}["households"] == "put_off"
    finished(visitor)


def it_corrects_and_adds_grids(visitor: Client) -> None:
    form = {
        "kind": "list",
        f"name-{TOWN}": places.name_of(TOWN),
        f"name-{VILLAGE}": "夏德日新村村委会",
        f"grids-{VILLAGE}": "一网格\n二网格\n一网格\n",
        "new_code": "632323100299",
        "new_name": "新设村村委会",
    }
    page = said(visitor, f"divisions?town={TOWN}", form)
    assert "名称 2 处" in page
    assert "新网格 2 个" in page
    assert places.name_of("632323100299") == "新设村村委会"
    grids = "村,网格\n632323100200,三网格\n无此村,一网格\n".encode()
    page = said(visitor, "divisions", {"kind": "grids", "file": SimpleUploadedFile("g.csv", grids)})
    assert "新划网格 1 个" in page
    assert "无此村" in page
    assert duty.unit_for(f"{VILLAGE}003", "grid").place == f"{VILLAGE}003"


def two_people_are_two(visitor: Client) -> None:
    chief = {
        "username": "zhang",
        "name": "张三",
        "role": "headquarters_chief",
        "phone": "13800000001",
    }
    page = said(visitor, "accounts", chief)
    [password] = re.findall(r'data-copy="([^"]+)"', page)
    assert access.account_named("zhang").check_password(password)
    assert password not in text_of(visitor.get("/setup/accounts"))  # once
    same = chief | {"username": "zhang2", "role": "account_officer", "name": "另写一个名字"}
    answer = visitor.post("/setup/accounts", same)
    assert answer.status_code == 422
    assert "两个人" in text_of(answer)
    assert access.account_named("zhang2") is None
    said(visitor, "accounts", same | {"username": "li", "name": "李四", "phone": "13800000002"})
    assert "没有岗位" not in text_of(visitor.get("/setup/factors"))


def finished(visitor: Client) -> None:
    answer = visitor.post("/setup/finish")
    assert answer["Location"] == "/accounts/login/"
    assert visitor.get("/setup/").status_code == 404
    assert visitor.get("/setup/county")["Location"] == "/setup/"
    assert "永久关闭" in text_of(Client().get("/setup/"))


def test_the_secret_of_a_visit_stays_in_its_cookie(visitor):
    held = visitor.cookies["setup"]
    assert held["httponly"]
    assert held["samesite"] == "Strict"
    assert held["path"] == "/setup/"
    assert visitor.get("/setup/")["Cache-Control"] == "no-store"
