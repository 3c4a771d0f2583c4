"""Accounts: opened, granted, taken back, locked out, and watched."""

from __future__ import annotations

import re

import pytest

from fangxian.ground.access import pages as access
from fangxian.kernel.actor import SYSTEM
from tests.doors.command.stage import COUNTY, TOWN, open_account
from tests.flat import flat

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def officer(client, stage):
    account = open_account("guanli", "账号管理员", "account_officer")
    client.force_login(account, backend=BACKEND)
    return client


@pytest.fixture
def auditor(client, stage):
    account = open_account("shenji", "审计员", "auditor")
    client.force_login(account, backend=BACKEND)
    return client


def test_the_list_shows_accounts_with_their_grants(officer):
    page = officer.get("/staff/").content.decode()
    assert "蒲溪镇值班" in page
    assert "蒲溪镇" in page
    assert "待改密码" in page or "从未" in page


def test_a_grant_that_waits_for_a_second_officer_is_not_listed_as_one_that_holds(officer):
    officer.post(
        "/staff/open",
        {
            "username": "xin",
            "name": "新来的",
            "place": TOWN,
            "role": "headquarters",
            "reach": "place",
        },
    )
    [row] = [one for one in officer.get("/staff/").context["page"].rows if one.username == "xin"]
    assert ([one.awaiting for one in row.grants], row.holds_any) == ([True], False)
    page = officer.get("/staff/?q=xin").content.decode()
    assert "待第二人同意，未生效" in page
    assert "无授权" in page


def test_a_township_does_not_see_accounts_at_all(at_desk):
    assert at_desk("town").get("/staff/").status_code == 403


def test_opening_an_account_shows_its_password_once(officer):
    answer = officer.post(
        "/staff/open",
        {
            "username": "zhangsan",
            "name": "张三",
            "place": TOWN,
            "role": "township",
            "reach": "place",
        },
    )
    assert answer.status_code == 302
    first = officer.get(answer["Location"]).content.decode()
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", first)
    assert "镇" in first
    second = officer.get(answer["Location"]).content.decode()
    assert "只显示这一次" not in second


def test_a_taken_name_is_refused_and_what_was_typed_stays(officer):
    answer = officer.post("/staff/open", {"username": "puxi", "name": "某某某", "place": TOWN})
    assert answer.status_code in (409, 422)
    assert "某某某" in answer.content.decode()


def test_a_grant_is_given_and_taken_back(officer, stage):
    other = stage.accounts["nobody"]
    officer.post(
        f"/staff/{other.pk}/grant", {"role": "village", "place": TOWN, "until": "2022-06-01"}
    )
    row = access.account(other.pk, by=SYSTEM)
    assert [(one.role, one.place, str(one.until)) for one in row.grants] == [
        ("village", TOWN, "2022-06-01")
    ]
    officer.post(f"/staff/{other.pk}/revoke/{row.grants[0].id}")
    assert access.account(other.pk, by=SYSTEM).grants[0].revoked_at


def test_an_impossible_date_is_a_sentence_not_a_crash(officer, stage):
    other = stage.accounts["nobody"]
    answer = officer.post(
        f"/staff/{other.pk}/grant", {"role": "village", "place": TOWN, "until": "2022-13-40"}
    )
    assert answer.status_code == 422
    assert "不是一个日期" in answer.content.decode()


def test_nobody_grants_what_is_not_theirs_to_give(officer, stage):
    answer = officer.post(
        f"/staff/{stage.accounts['nobody'].pk}/grant",
        {"role": "headquarters_chief", "place": COUNTY},
    )
    assert answer.status_code == 403 or answer.status_code == 422
    assert access.account(stage.accounts["nobody"].pk, by=SYSTEM).grants == ()


def test_a_reset_password_ends_the_old_one(officer, stage):
    town = stage.accounts["town"]
    before = town.password
    answer = officer.post(f"/staff/{town.pk}/password", follow=True)
    assert "一次性密码" in answer.content.decode()
    town.refresh_from_db()
    assert town.password != before


def test_an_auditor_sees_who_did_what_and_that_the_chain_holds(auditor):
    page = auditor.get("/staff/audit").content.decode()
    assert "tasks.issue_many" in page
    assert "链条完整" in auditor.post("/staff/audit/verify").content.decode()


def test_an_auditor_begins_with_alarms_readers_waiting_steps_and_the_checkpoint(
    auditor, at_desk, stage
):
    from fangxian.kernel import checkpoint
    from fangxian.lines.codes import api as codes

    assert auditor.get("/start").headers["Location"] == "/staff/audit"
    at_desk("town").get("/arrivals")
    auditor.force_login(access.account_named("shenji"), backend=BACKEND)
    codes.ring("token", "token:1", "接口账号")
    checkpoint.leave_checkpoints()
    page = auditor.get("/staff/audit")
    first, told = page.context["first"], page.content.decode()
    [town] = [one for one in first["readers"] if one.account_id == stage.accounts["town"].pk]
    assert town.lines >= 1
    assert town.people >= 1
    listed = auditor.get(f"/staff/audit?account={town.account_id}&outcome=read&on=2022-05-10")
    assert listed.context["page"].total >= town.lines
    assert listed.context["first"] is None
    assert [one.shown for one in first["alarms"]] == ["接口账号"]
    assert first["carried"].at is not None
    for words in ("签发了接口令牌", "今天谁看了人", "最近一个签于"):
        assert words in told


def test_an_auditor_sees_how_long_things_are_kept_and_what_went(auditor):
    from fangxian.flows import retention

    page = auditor.get("/staff/retention").content.decode()
    assert "人员及其全部记录" in page
    assert "尚未" in page
    retention.run("codes.logins", by=SYSTEM)
    assert "还没有到期的记录" in auditor.get("/staff/retention").content.decode()


def test_the_page_says_what_holds_whom_past_their_days(auditor, stage):
    from datetime import timedelta

    from fangxian.ground.people.models import Person
    from fangxian.kernel import clock
    from fangxian.lines.codes.models import Standing

    with clock.at(clock.now() + timedelta(days=61)):
        page = auditor.get("/staff/retention").content.decode()
        assert "到期而留下" in page
        Standing.objects.update(until=None, ended_at=None)
        page = flat(auditor.get("/staff/retention").content)
        held = Standing.objects.values("person_id").distinct().count()
        assert Person.objects.exists()
        assert re.search(rf"\b{held} 人[:：] ?码的管控未到期", page)


def test_how_long_things_are_kept_is_for_whoever_reads_the_audit(officer):
    assert officer.get("/staff/retention").status_code == 403


def test_lines_are_filtered_by_account_deed_and_day(auditor, stage):
    page = auditor.get("/staff/audit", {"deed": "access.grant", "on": "2022-05-10"})
    assert page.context["page"].total >= 3
    assert {line.deed for line in page.context["page"].rows} == {"access.grant"}
    assert auditor.get("/staff/audit", {"on": "2021-01-01"}).context["page"].total == 0


def test_the_panel_is_a_piece_of_a_page(officer, stage):
    town = stage.accounts["town"]
    piece = officer.get(f"/staff/{town.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece
    assert "蒲溪镇值班" in piece
