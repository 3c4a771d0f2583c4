"""待核 for a resident: a place that nobody can tell is taken as it is typed, and the page says in
a word and a shape of its own that it is to be verified."""

from __future__ import annotations

import pytest

from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import api as codes
from tests.doors.public.resident import Resident
from tests.doors.public.test_mycode import freed, page


@pytest.fixture(autouse=True)
def _keys(county):
    codes.rotate_keys(by=SYSTEM)


def declares_from(client, origin):
    resident = Resident(client).begins("self")
    resident.fills_in_themselves("张三丰", None, "13891501234")
    resident.types(origin=origin, leaving="2022-05-06", overseas="no")
    if "origin" in resident.fields:  # a hint, and on past it
        resident.types(origin=origin)
    resident.types()
    resident.types()
    resident.types(arrival="2022-05-12", transport="火车", vehicle="K786")
    resident.types(town="610921102", village="610921102201", address="二组 18 号").types("send")
    key = resident.answer["Location"].split("/")[-1].removesuffix("?new")
    client.get(f"/p/code/r/{key}")


def test_a_free_text_is_taken_and_is_to_be_verified(client):
    declares_from(client, "朝阳区")
    assert Declaration.objects.get().class_code == "unverified"
    shown = page(client)
    assert "待核码" in shown
    assert 'class="shape shape-question"' in shown
    assert "行程还没有核实清楚" in shown
    assert "行程不明的先核实" in shown  # its clause
    assert "这不是隔离" in shown
    assert "没有限制" not in shown
    assert "目前没有限制" not in shown


def test_a_green_code_says_until_when_the_lists_are_in(client):
    from fangxian.lines.zones import api as zones

    declares_from(client, "陕西省西安市雁塔区")
    freed()
    assert "还没有收到风险地区名单" in page(client)
    head = "level,province,city,county,community,first_seen,last_seen,n_snapshots,left_censored,right_censored"
    row = "high,北京市,北京市,朝阳区,十八里店乡,2022-05-01,2022-05-09,1,0,0"
    zones.import_file(f"{head}\n{row}".encode(), "episodes.csv", by=SYSTEM)
    freed()
    assert "风险地区名单截至 05-09" in page(client)
