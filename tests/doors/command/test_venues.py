"""Venues at the desk: the queue and what is outstanding, posters, premises, inspections, visits."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest

from fangxian.ground.access import api as access
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.models import AuditLine
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues import rules as venues_rules
from fangxian.lines.venues.models import Premises, Venue, VenueCode, Visit
from tests.doors.command.stage import TOWN, VILLAGE

ASKED = venues.NewApplication(
    "月河农贸市场", "农集贸市场", VILLAGE, "月河路 8 号", "陈大力", "13891501234", 400, 2
)


def page_of(answer):
    return html.unescape(answer.content.decode())


def apply(name="月河农贸市场", place=VILLAGE):
    token = venues.apply(replace(ASKED, name=name, place=place), by=SYSTEM)
    return venues.own_application(token, by=SYSTEM)[0].id


@pytest.fixture
def market(stage):
    return venues.approve([apply()], by=SYSTEM)


def test_every_count_of_the_queue_is_its_list(at_desk):
    client = at_desk("hq")
    ids = [apply(f"店 {n}") for n in range(6)]
    client.post("/venues/applications/approve", {"ids": ids[:3]})
    client.post(f"/venues/applications/{ids[3]}/return", {"reason": "other", "words": "电话不通"})
    page = client.get("/venues/applications")
    assert "申请 6 · 通过 3 · 未通过 3" in page_of(page)
    for state, _, n in page.context["chips"]:
        found = client.get(f"/venues/applications?state={state}")
        assert found.context["page"].total == n
    assert "电话不通" in page_of(client.get("/venues/applications?state=returned"))


def test_a_return_without_a_reason_and_an_empty_batch_are_refused(at_desk):
    client = at_desk("hq")
    number = apply()
    assert client.post(f"/venues/applications/{number}/return", {"reason": ""}).status_code == 422
    assert client.post("/venues/applications/approve", {"ids": ["x"]}).status_code == 404
    client.post("/venues/applications/approve", {"ids": [number]})
    assert client.post("/venues/applications/approve", {"ids": [number]}).status_code == 409


def test_posters_come_in_every_size_and_as_svg(at_desk, market):
    client = at_desk("hq")
    (number,) = market.values()
    for size in venues.SIZES:
        assert client.get(f"/venues/{number}/posters/{size}.pdf").content.startswith(b"%PDF")
    drawn = client.get(f"/venues/{number}/posters/a4-2.svg")
    assert drawn["Content-Type"] == "image/svg+xml"
    assert client.get(f"/venues/{number}/posters/a4-3.svg").status_code == 404
    assert client.get(f"/venues/{number}/posters/a0.pdf").status_code == 422
    assert client.get("/venues/999999").status_code == 404


def test_renewing_naming_and_closing(at_desk, market):
    client = at_desk("hq")
    (number,) = market.values()
    client.post(f"/venues/{number}/points/1", {"label": "北门"})
    page = page_of(client.post(f"/venues/{number}/renew", {"why": "照片外传"}, follow=True))
    assert "海报照用" in page
    assert "北门" in page
    assert set(VenueCode.objects.values_list("generation", flat=True)) == {2}
    client.post(f"/venues/{number}/close")
    assert Venue.objects.get().closed_at


def test_premises_are_entered_copied_and_struck_off(at_desk):
    client = at_desk("hq")
    client.post(
        "/venues/uncovered/add", {"place": VILLAGE, "rows": "理发店，正街 3 号\n\n棋牌室\n"}
    )
    ids = list(Premises.objects.values_list("pk", flat=True))
    assert len(ids) == 2
    assert Premises.objects.get(name="理发店").address == "正街 3 号"
    client.post("/venues/uncovered/copy", {"ids": ids, "department": "县文旅局"})
    assert client.get("/venues/uncovered?copied=no").context["page"].total == 0
    assert "县文旅局" in page_of(client.get("/venues/uncovered?copied=yes"))
    client.post(f"/venues/uncovered/{ids[0]}/settle", {"why": "已申领"})
    page = client.get(f"/venues/uncovered?place={VILLAGE}")
    assert page.context["page"].total == 1
    assert client.post("/venues/uncovered/copy", {"department": "局"}).status_code == 422
    assert client.post("/venues/uncovered/add", {"place": VILLAGE, "rows": ""}).status_code == 422


def test_an_inspection_falls_due_and_is_looked_at_again(at_desk, market):
    client = at_desk("hq")
    (number,) = market.values()
    page = client.post(
        f"/venues/{number}/inspect", {"faults": ["逢进必扫"], "note": "无人"}, follow=True
    )
    assert "前复查" in page_of(page)
    with clock.at("2022-05-20T08:00"):
        client.force_login(
            access.account_named("zhihuibu"),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        due = client.get("/venues/inspections")
        assert "逾期" in page_of(due)
        first = due.context["page"].rows[0].id
        client.post(f"/venues/{number}/inspections/{first}/recheck", {})
        assert client.get("/venues/inspections").context["page"].total == 0
        assert client.get("/venues/inspections?all=1").context["page"].total == 2


def test_visits_are_shown_only_for_a_purpose(at_desk, market, stage):
    client = at_desk("hq")
    (number,) = market.values()
    at = clock.now()
    who = stage.people[0]
    key = venues_rules.id_at(at, b"1")
    venues.record_visits([venues.NewVisit(key, number, who, at)], by=SYSTEM)
    assert "张**" not in page_of(client.get(f"/venues/visits?venue={number}"))
    assert client.post("/venues/visits", {"venue": number, "purpose": " "}).status_code == 422
    found = client.post("/venues/visits", {"venue": number, "purpose": "流调"})
    assert "张**" in page_of(found)
    assert "按类别计" in page_of(found)
    line = AuditLine.objects.filter(deed="venues.visits", outcome="read").latest("number")
    assert (line.person_ids, line.purpose) == ([who], "流调")
    assert (
        client.post("/venues/visits", {"person": who, "purpose": "流调"}).context["page"].total == 1
    )
    assert "月河农贸市场" in page_of(client.get("/venues/"))
    assert Visit.objects.count() == 1


def test_a_town_sees_its_own_and_may_not_touch_the_next(at_desk, market, stage):
    client = at_desk("town")
    (number,) = market.values()
    elsewhere = apply("涧池店", "610921103201")
    other = venues.approve([elsewhere], by=SYSTEM)[elsewhere]
    assert client.get("/venues/").context["page"].total == 1
    assert client.get(f"/venues/{number}").status_code == 200
    for act in ("renew", "close", "inspect"):
        assert client.post(f"/venues/{other}/{act}").status_code == 403
    assert client.get(f"/venues/{other}").status_code == 403
    assert client.get(f"/venues/{other}/posters/a4.pdf").status_code == 403
    assert TOWN == "610921102"


def test_a_village_finds_and_inspects_but_reviews_and_traces_nobody(at_desk, stage):
    client = at_desk("village")
    for page, status in (
        ("", 200),
        ("uncovered", 200),
        ("inspections", 200),
        ("applications", 403),
        ("visits", 403),
    ):
        assert client.get(f"/venues/{page}").status_code == status


def test_who_holds_nothing_of_it_sees_nothing_of_it(at_desk, stage):
    client = at_desk("nobody")
    for page in ("", "applications", "uncovered", "inspections", "visits"):
        assert client.get(f"/venues/{page}").status_code == 403
