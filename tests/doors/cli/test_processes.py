"""One real process a group, of those whose commands are looked at in the tests' own (terminal.py):
it finds its folder, its database and its clock, does what it is told and ends as it should."""

from __future__ import annotations

import json

import pytest

from fangxian.kernel.database import Cluster
from tests.doors.cli.system import System
from tests.doors.cli.test_reading import HEAD, WU
from tests.doors.cli.test_venues import shops
from tests.rooms.intake.sheets import Page, workbook


class InMay(System):
    @property
    def environment(self):
        return super().environment | {"FANGXIAN_CLOCK": "2022-05-10T09:00"}


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """A filled one whose server runs, so that not every command starts and stops it."""
    made = InMay.migrated(tmp_path_factory.mktemp("processes"))
    with Cluster.at(made.data).held():
        yield made
    made.clear_away()


def test_access(standing):
    opened = standing.json("access", "open", "chen", "陈主任", "--place", "610921")
    assert len(opened["password"]) == 14


def test_duty(standing):
    assert standing.json("duty", "holes")["units_without_holder"] == 171


def test_venues(standing, tmp_path):
    file = shops(tmp_path / "shops.csv", 1)
    said = json.loads(standing.fangxian("venues", "apply", file, "--json", code=1).stdout)
    assert [one["row"] for one in said["put_back"]] == [3]


def test_arrivals(standing, tmp_path):
    file = tmp_path / "台账.xlsx"
    file.write_bytes(workbook(Page("一", [HEAD, WU])))
    assert standing.json("arrivals", "import", str(file))["new"] == 1


def test_places(standing):
    assert "110105" in standing.fangxian("places", "resolve", "朝阳区", code=1).stdout


def test_zones(standing, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n")
    refused = standing.fangxian("zones", "import", str(bad), "--json", code=2)
    assert "zones.wrong_columns" in refused.stdout
