"""A filter under a name is a list: with its people, its coverage, and whom it is shared with."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict

from fangxian.doors.command.arrivals import ledger_filter


@pytest.mark.parametrize(
    "query",
    [
        "text=张&place=610921102",
        "measure=home_quarantine&measure=none&origin=domestic",
        "",
        "uncertain=1&missing=any&sort=name",
        "from=2022-05-01&to=2022-05-09&batch=3&colour=red",
    ],
)
def test_an_address_written_is_read_back(query):
    wanted = ledger_filter.read(QueryDict(query))
    written = ledger_filter.written(wanted)
    assert ledger_filter.read(QueryDict(written)) == wanted
    assert parse_qs(written) == parse_qs(query)


def test_without_any_it_says_how_to_make_one(at_desk):
    assert "存为清单" in at_desk("hq").get("/arrivals/lists").content.decode()


def test_a_kept_filter_has_its_people_and_coverage(at_desk):
    hq = at_desk("hq")
    hq.post("/arrivals/lists/save", {"name": "成都来的", "query": "origin=510107"})
    one = hq.get("/arrivals/lists").context["lists"][0]
    assert (one.row.name, one.row.people) == ("成都来的", 2)
    assert one.row.done <= one.row.people
    assert hq.get(one.href).context["page"].total == one.row.people
    assert "成都来的" in hq.get("/arrivals").content.decode()


def test_a_name_is_needed_once(at_desk):
    hq = at_desk("hq")
    assert (
        "arrivals.list_unnamed" in hq.post("/arrivals/lists/save", {"name": " "}).content.decode()
    )
    hq.post("/arrivals/lists/save", {"name": "待核"})
    answer = hq.post("/arrivals/lists/save", {"name": "待核"})
    assert "arrivals.list_name_taken" in answer.content.decode()


def test_a_list_is_seen_by_its_maker_and_those_it_was_handed_to(at_desk, stage):
    from fangxian.ground.duty import api as duty
    from fangxian.kernel.actor import SYSTEM
    from tests.doors.command.stage import TOWN

    town = duty.unit_for(TOWN, "township")
    post = duty.add_post(town.id, "值班员", by=SYSTEM)
    duty.seat(post, duty.Holder(name="蒲溪镇值班", account_id=stage.accounts["town"].pk), by=SYSTEM)
    hq = at_desk("hq")
    hq.post("/arrivals/lists/save", {"name": "全县", "query": ""})
    listed = hq.get("/arrivals/lists").context["lists"][0].row.id
    assert not at_desk("town").get("/arrivals/lists").context["lists"]
    at_desk("hq").post(f"/arrivals/lists/{listed}/share", {"unit": town.id})
    seen = at_desk("town").get("/arrivals/lists")
    assert [one.row.name for one in seen.context["lists"]] == ["全县"]
    assert "值班员甲 共享" in seen.content.decode()
    assert at_desk("town").post(f"/arrivals/lists/{listed}/drop").status_code == 404


def test_a_dropped_list_takes_nobody_with_it(at_desk):
    hq = at_desk("hq")
    hq.post("/arrivals/lists/save", {"name": "待核"})
    listed = hq.get("/arrivals/lists").context["lists"][0].row.id
    hq.post(f"/arrivals/lists/{listed}/drop")
    assert not hq.get("/arrivals/lists").context["lists"]
    assert hq.get("/arrivals").context["page"].total == 8
