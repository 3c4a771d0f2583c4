"""`fangxian venues`: a list of shops is handed in, reviewed, printed; days are kept and dropped."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from fangxian.kernel import clock

HEADER = ["名称", "类别", "地方", "地址", "负责人", "电话", "容纳", "出入口", "信用代码"]


@pytest.fixture(autouse=True)
def _in_may():
    with clock.at("2022-05-10T09:00"):
        yield


def shops(path, count):
    """`count` sound rows and one with a phone that cannot be dialled."""
    row = ["餐厅(馆)", "610921100", "正街", "陈大力", "13891501234", "40", "2", ""]
    rows = [[f"饭馆 {n}", *row] for n in range(count)]
    rows.append(["坏电话店", *row[:4], "12", "", "1", ""])
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return str(path)


def test_shops_apply_are_reviewed_and_printed(terminal, tmp_path):
    file = shops(tmp_path / "shops.csv", 12)
    said = json.loads(terminal.fangxian("venues", "apply", file, "--json", code=1).stdout)
    assert said["new"] == 12
    assert [one["row"] for one in said["put_back"]] == [14]
    again = json.loads(terminal.fangxian("import", "venues", file, "--json", code=1).stdout)
    assert (again["new"], again["unchanged"]) == (0, 12)
    (kept,) = terminal.json("imports", "rows", "venues", str(said["import_id"]))["rows"]
    assert kept["name"].startswith("坏电话")

    queue = terminal.json("venues", "review")
    assert (queue["applied"], queue["waiting"]) == (12, 12)
    first = str(queue["list"][0]["id"])
    terminal.fangxian("venues", "review", "--return", first, "other", code=2)
    terminal.fangxian("venues", "review", "--return", first, "name")
    done = terminal.json("venues", "review", "--approve-all", "--state", "outstanding")
    assert (done["applied"], done["approved"], done["outstanding"]) == (12, 11, 1)
    assert [str(one["id"]) for one in done["list"]] == [first]

    venue = str(terminal.json("venues", "review", "--state", "approved")["list"][0]["venue"])
    made = terminal.json(
        "venues", "posters", venue, "--size", "a4", "--size", "label", "--out", str(tmp_path)
    )
    assert [Path(one).read_bytes()[:4] for one in made["files"]] == [b"%PDF"] * 2
    drawn = terminal.json("venues", "posters", venue, "--svg", "--out", str(tmp_path))
    assert len(drawn["files"]) == 2


def test_the_days_of_visits_are_kept_and_dropped(terminal):
    made = terminal.json("venues", "partitions")
    assert (made["held"][0], made["held"][-1]) == ("2022-04-10", "2022-05-13")
    assert terminal.json("venues", "partitions")["made"] == []
    terminal.fangxian("venues", "drop-expired", "--on", "2022-05-12", code=2)  # as of today only
    done = terminal.json("venues", "drop-expired")
    assert (done["days"], done["visits"]) == ([], 0)
    assert terminal.json("audit", "verify")["sound"]
