"""`fangxian places` and `fangxian zones`, from a county's divisions to its lists."""

from __future__ import annotations

import pytest

from tests.data import shared
from tests.doors.cli.terminal import Terminal

SIMPLE = "级别,地区,起,止,来源\n高,陕西西安雁塔小寨路街道,2022-05-01,2022-05-10,通告1\n中,火星基地,2022-05-01,,\n"


@pytest.fixture
def terminal(db, monkeypatch):
    return Terminal(monkeypatch)


def test_an_empty_system_loads_divisions_and_lists_in_a_minute(terminal, tmp_path):
    loaded = terminal.json("places", "load", "610921")
    assert (loaded["unchanged"], loaded["home"]) == (170, "610921")
    found = terminal.json("places", "resolve", "陕西西安雁塔区科技路1号")["found"]
    assert (found["code"], found["rest"]) == ("610113", "科技路1号")
    assert "110105" in terminal.fangxian("places", "resolve", "朝阳区", code=1).stdout
    assert len(terminal.json("places", "show", "610921")["below"]) == 10
    village = "610921100001"
    assert terminal.json("places", "add-grid", village, "第一网格")["code"] == village + "001"

    (tmp_path / "simple.csv").write_text(SIMPLE, encoding="gb18030")
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    snapshots = sorted(shared("cn_risk_areas_2022/snapshots").glob("202205*.json"))[:3]
    lists = [str(path) for path in (*snapshots, tmp_path / "simple.csv")]
    answer = terminal.json("zones", "import", *lists)
    assert [one["kind"] for one in answer["files"]] == ["snapshot"] * 3 + ["simple"]
    assert answer["totals"]["areas"] == sum(one["areas"] for one in answer["files"])
    again = terminal.json("zones", "import", *lists)
    assert (again["totals"]["new"], again["totals"]["extended"]) == (0, 0)
    refused = terminal.fangxian("zones", "import", str(tmp_path / "bad.csv"), "--json", code=2)
    assert "zones.wrong_columns" in refused.stdout

    (tmp_path / "next.csv").write_text(SIMPLE.replace("05-10", "05-11"), encoding="gb18030")
    looked = terminal.fangxian("zones", "preview", str(tmp_path / "next.csv")).stdout
    assert "高 1、中 1、低 0" in looked
    assert "火星基地" in looked

    listed = terminal.json("zones", "list", "--on", "2022-05-03", "--level", "high")
    assert any(area["place"] == "610113001" for area in listed["areas"])
    names = terminal.json("zones", "unresolved")["names"]
    assert "火星基地" in [row["names"] for row in names]
