"""What leads somebody who is new: the brief of a commander, the menu's headings, help, the first day."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from fangxian.doors.command import navigation
from fangxian.ground.access import api as access
from fangxian.ground.tasks.models import Instruction
from tests.doors.command.stage import COUNTY, PASSWORD, TOWN, open_account
from tests.flat import flat

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def chief(stage):
    client = Client()
    account = open_account("zhihuizhang", "指挥长甲", "headquarters_chief", COUNTY)
    client.force_login(account, backend=BACKEND)
    return client


def test_a_commander_begins_with_what_waits_what_is_late_and_what_was_refused(chief, stage):
    Instruction.objects.filter(pk=stage.orders[3]).update(stage="refused")
    assert chief.get("/start")["Location"] == "/brief"
    page = flat(chief.get("/brief").content)
    assert "等您决定" in page
    assert f'id="task-{stage.orders[3]}"' in page
    assert re.search(r"逾期 ?<a[^>]*>3<", page)
    assert "昨天" in page


def test_nobody_else_has_the_brief(at_desk):
    assert at_desk("town").get("/brief").status_code == 403
    assert 'href="/brief"' not in at_desk("hq").get("/tasks").content.decode()


def test_the_menu_has_headings_and_each_page_stands_under_one(stage):
    actor = access.actor_for(open_account("zong", "总", "headquarters_chief", COUNTY), "test")
    links = navigation.links(actor, "/")
    groups = navigation.groups(links)
    assert len(links) == sum(len(group.links) for group in groups)
    judging = next(one for one in groups if one.label and one.label.zh == "判定与码")
    assert {"overrides", "codes", "codes_report"} <= {one.entry.url_name for one in judging.links}


def test_help_is_on_every_page_with_a_legend_and_whom_to_ask(at_desk):
    village = at_desk("village")
    assert 'href="/help"' in village.get("/tasks").content.decode()
    page = village.get("/help").content.decode()
    for said in ("已销", "已退回", "已超时限", "问谁", "蒲溪镇"):
        assert said in page, said


def test_the_first_day_is_shown_after_signing_in_until_it_is_put_away(stage):
    client = Client()
    form = {"login": "cun", "password": PASSWORD}
    page = client.post("/accounts/login/", form, follow=True).content.decode()
    assert "知道了,不再显示" in page or "知道了，不再显示" in page
    client.post("/help/known", {"back": "/tasks"})
    assert "不再显示" not in client.get("/tasks").content.decode()
    client.get("/start")
    assert "不再显示" not in client.get("/tasks").content.decode()


def test_what_is_not_there_wears_the_clothes_of_where_one_stood(at_desk):
    desk = at_desk("village").get("/nowhere").content.decode()
    assert 'class="side"' in desk
    public = Client().get("/p/nowhere").content.decode()
    assert 'class="side"' not in public
    assert "public/public.css" in public
    account = open_account("shenji", "审计", "auditor", TOWN)
    client = Client()
    client.force_login(account, backend=BACKEND)
    refused = client.get("/arrivals")
    assert refused.status_code == 403
    assert 'class="side"' in refused.content.decode()
