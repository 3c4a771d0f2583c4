"""`fangxian import KIND FILE` and `fangxian imports`: one command for every kind of table."""

from __future__ import annotations

import json

import pytest

from fangxian.ground.duty import api as duty
from fangxian.kernel import clock
from tests.doors.command.ledgers import ledger, row

ROSTER = "日期,单位,姓名,电话\n5.11夜班,城关镇,皮一凡,13912345671\n5月12日,县大数据专班,皮二凡,13912345672\n"


@pytest.fixture(autouse=True)
def _in_may():
    with clock.at("2022-05-10T09:00"):
        yield


@pytest.fixture
def roster(tmp_path, db) -> str:
    duty.bootstrap_units()
    file = tmp_path / "值班.csv"
    file.write_text(ROSTER)
    return str(file)


def test_a_roster_is_looked_at_taken_worked_and_undone(terminal, roster, tmp_path):
    looked = terminal.fangxian("import", "roster", roster, "--preview", code=1)
    assert "值班人员(夜班)" in looked.stdout
    assert "duty.unknown_unit" in looked.stderr
    assert terminal.json("imports", "list", "roster")["total"] == 0
    done = json.loads(terminal.fangxian("import", "roster", roster, "--json", code=1).stdout)
    assert (done["new"], len(done["put_back"])) == (1, 1)
    number = str(done["import_id"])
    (waits,) = terminal.json("imports", "rows", "roster", number)["rows"]
    assert waits["row"] == 3
    out = tmp_path / "待改.xlsx"
    terminal.fangxian("imports", "rejected", "roster", number, str(out), code=2)
    terminal.fangxian("imports", "rejected", "roster", number, str(out), "--purpose", "改正")
    assert out.read_bytes()[:2] == b"PK"
    terminal.fangxian("imports", "undo", "roster", number, "--why", "传错了")
    assert terminal.json("imports", "rows", "roster", number)["total"] == 0


def test_the_same_by_the_alias_of_the_room(terminal, roster):
    said = json.loads(terminal.fangxian("duty", "import-roster", roster, "--json", code=1).stdout)
    assert said["new"] == 1


def test_good_areas_are_taken_and_the_others_kept(terminal, tmp_path):
    file = tmp_path / "风险区.csv"
    file.write_text(
        "等级,地点,起,止,来源\n高风险,上海市浦东新区北蔡镇,2022-05-01,,通告\n"
        "高风险,上海市浦东新区川沙新镇,5月40日,,通告\n"
    )
    said = json.loads(terminal.fangxian("import", "risk_areas", str(file), "--json", code=1).stdout)
    assert (said["new"], [one["row"] for one in said["put_back"]]) == (1, [3])
    refused = terminal.fangxian(
        "imports", "undo", "risk_areas", str(said["import_id"]), "--why", "x", code=2
    )
    assert "两人" in refused.stderr
    whole = terminal.fangxian("zones", "import", str(file), code=2)  # a list whole, or not at all
    assert "zones.wrong_day" in whole.stderr


def test_divisions_whose_parent_nobody_knows_are_kept(terminal, tmp_path):
    file = tmp_path / "区划.csv"
    file.write_text("区划代码,名称\n610921100997,测试新村\n610921777001,没有镇的村\n")
    said = json.loads(terminal.fangxian("import", "divisions", str(file), "--json", code=1).stdout)
    assert (said["new"], [one["code"] for one in said["put_back"]]) == (1, ["places.orphan_parent"])
    (kept,) = terminal.json("imports", "rows", "divisions", str(said["import_id"]))["rows"]
    assert kept["name"] == "没有镇的村"


def test_a_preview_of_a_ledger_shows_its_rows_those_put_back_first(terminal, tmp_path):
    file = tmp_path / "台账.csv"
    file.write_bytes(ledger(row(1, origin="上海市浦东新区"), row(2, arrival="没有这天")))
    said = terminal.fangxian("import", "arrivals", str(file), "--preview").stdout.splitlines()
    rows = [line for line in said if line.lstrip().startswith(("▲ 第", "○ 第"))]
    assert len(rows) == 2
    assert "没有这天" in rows[0]
    assert "上海市浦东新区 →" in rows[1]
    assert "2022-05" in rows[1]
