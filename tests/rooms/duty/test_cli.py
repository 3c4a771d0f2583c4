"""`fangxian access` and `fangxian duty` on a system of their own, from an empty folder."""

from __future__ import annotations

import pytest

from tests.doors.cli.system import System


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    made = System(tmp_path_factory.mktemp("staff"))
    yield made
    made.clear_away()


def test_from_the_first_account_to_a_seated_village(system):
    opened = system.json(
        "access", "open", "chen", "陈主任", "--place", "610921", "--role", "headquarters_chief"
    )
    assert len(opened["password"]) == 14
    system.fangxian("--as", "chen", "access", "open", "wei", "魏平", "--place", "610921100001")
    system.fangxian("--as", "chen", "access", "grant", "wei", "village", "610921100001")
    assert system.json("access", "list", "--role", "village")["rows"] == []  # for a second officer
    (waits,) = system.json("access", "list", "--place", "610921100001")["rows"]
    system.fangxian("access", "approve", str(waits["grants"][0]["id"]))
    (row,) = system.json("access", "list", "--role", "village")["rows"]
    assert (row["username"], row["grants"][0]["place"]) == ("wei", "610921100001")
    refused = system.fangxian("--as", "wei", "access", "list", code=2)
    assert "access.not_allowed" in refused.stderr


def test_a_roster_fills_a_hole(system):
    assert system.json("duty", "bootstrap")["made"] in {0, 171}
    roster = system.data / "roster.csv"
    roster.write_text(
        "单位代码,岗位,姓名,电话\n610921100001,党支部书记,魏平,13800001234\n999,书记,无,\n"
    )
    preview = system.fangxian("duty", "import-roster", str(roster), "--preview", code=1)
    assert "duty.unknown_unit" in preview.stderr
    system.fangxian("duty", "import-roster", str(roster), code=1)
    assert system.json("duty", "holes")["units_without_holder"] == 170
    listed = system.json("duty", "holes", "--kind", "units_without_holder", "--page", "4")
    assert (listed["total"], len(listed["rows"])) == (170, 20)
