"""Every kind of table by one page: looked at, taken, its put-back rows worked, undone."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.ground.duty import api as duty
from fangxian.ground.duty.models import Holding

ROSTER = "日期,单位,姓名,电话\n5.11夜班,城关镇,皮一凡,13912345671\n5月12日,县大数据专班,皮二凡,13912345672\n"


@pytest.fixture(name="desk")
def _client(at_desk):
    duty.bootstrap_units()
    desk = at_desk("hq")
    Holding.objects.all().delete()  # nobody but those of the file
    return desk


def sent(text: str = ROSTER):
    return SimpleUploadedFile("值班.csv", text.encode())


def test_a_roster_is_looked_at_taken_worked_and_undone(desk):
    looked = desk.post("/imports/", {"kind": "roster", "file": sent()})
    assert "值班人员(夜班)" in looked.content.decode()
    assert not Holding.objects.exists()
    given = {"kind": "roster", "content": looked.context["content"], "name": "值班.csv"}
    done = desk.post("/imports/", given | {"go": "import"}, follow=True)
    (row,) = done.context["page"].rows
    assert (row.row, Holding.objects.count()) == (3, 1)
    assert "13912345672" not in done.content.decode()
    here = done.request["PATH_INFO"]
    book = desk.post(f"{here}/rows.xlsx", {"purpose": "改正"})
    assert book.content[:2] == b"PK"
    assert book["Cache-Control"] == "no-store"
    desk.post(f"{here}/aside", {"ids": [row.id], "why": "重复"})
    assert desk.get(here).context["page"].total == 0
    undone = desk.post(f"{here}/undo", {"why": "传错了"}, follow=True)
    assert "已经撤销" in undone.content.decode()
    assert not Holding.objects.exists()


def test_who_may_finds_every_kind(desk):
    page = desk.get("/imports/?kind=risk_areas")
    assert {one.key for one in page.context["kinds"]} >= {"roster", "risk_areas"}
    assert desk.get("/imports/?kind=nothing").status_code == 404


def test_columns_nobody_understands_are_said_by_hand(desk):
    looked = desk.post(
        "/imports/", {"kind": "roster", "file": sent("甲,乙,丙\n城关镇,值班员,皮一凡\n")}
    )
    assert [one.title for one in looked.context["columns"]] == ["甲", "乙", "丙"]
    said = {
        "kind": "roster",
        "content": looked.context["content"],
        "name": "值班.csv",
        "column": ["甲", "乙", "丙"],
        "field": ["unit_name", "title", "name"],
    }
    assert desk.post("/imports/", said).context["seen"].new == 1
    desk.post("/imports/", said | {"go": "import"})
    assert Holding.objects.get().holder_name == "皮一凡"


def test_a_file_that_is_no_table_of_the_kind_is_refused_with_its_reason(desk):
    answer = desk.post("/imports/", {"kind": "venues", "file": sent("甲,乙\n1,2\n")})
    assert answer.status_code == 422
    assert "没有认出表头" in answer.content.decode()
    assert desk.post("/imports/", {"kind": "venues"}).status_code == 422
