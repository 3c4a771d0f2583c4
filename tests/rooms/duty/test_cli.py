"""`fangxian access` and `fangxian duty`, from the first account on."""

from __future__ import annotations

import pytest

from tests.doors.cli.terminal import Terminal


@pytest.fixture
def terminal(db, monkeypatch):
    return Terminal(monkeypatch)


def test_from_the_first_account_to_a_seated_village(terminal):
    opened = terminal.json(
        "access", "open", "chen", "陈主任", "--place", "610921", "--role", "headquarters_chief"
    )
    assert len(opened["password"]) == 14
    terminal.fangxian("--as", "chen", "access", "open", "wei", "魏平", "--place", "610921100001")
    terminal.fangxian("--as", "chen", "access", "grant", "wei", "village", "610921100001")
    assert (
        terminal.json("access", "list", "--role", "village")["rows"] == []
    )  # for a second officer
    (waits,) = terminal.json("access", "list", "--place", "610921100001")["rows"]
    terminal.fangxian("access", "approve", str(waits["grants"][0]["id"]))
    (row,) = terminal.json("access", "list", "--role", "village")["rows"]
    assert (row["username"], row["grants"][0]["place"]) == ("wei", "610921100001")
    refused = terminal.fangxian("--as", "wei", "access", "list", code=2)
    assert "access.not_allowed" in refused.stderr


def test_a_roster_fills_a_hole(terminal, tmp_path):
    assert terminal.json("duty", "bootstrap")["made"] == 171
    assert terminal.json("duty", "bootstrap")["made"] == 0
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "单位代码,岗位,姓名,电话\n610921100001,党支部书记,魏平,13800001234\n999,书记,无,\n"
    )
    preview = terminal.fangxian("duty", "import-roster", str(roster), "--preview", code=1)
    assert "duty.unknown_unit" in preview.stderr
    terminal.fangxian("duty", "import-roster", str(roster), code=1)
    assert terminal.json("duty", "holes")["units_without_holder"] == 170
    listed = terminal.json("duty", "holes", "--kind", "units_without_holder", "--page", "4")
    assert (listed["total"], len(listed["rows"])) == (170, 20)
