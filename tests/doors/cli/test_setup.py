"""`fangxian setup`: a file, a link, and what is still missing."""

from __future__ import annotations

import pytest

from fangxian.doors.cli import setup as setup_command
from fangxian.ground.places.models import Division, Register
from fangxian.kernel import clock, home
from fangxian.overview.opening import api as opening
from tests.house.tree import ROOT

EXAMPLE = ROOT / "docs" / "howto" / "county.yaml"


@pytest.fixture(autouse=True)
def _nothing_yet(db, settings):
    settings.FANGXIAN_COUNTY = ""
    Division.objects.filter(level__in=("village", "grid")).delete()
    Register.objects.update(token=1, shipped="")
    home.look_again()
    with clock.at("2022-05-10T12:00"):
        yield


def test_a_file_is_taken_once_and_its_passwords_are_said_once(terminal):
    assert "✗ 选定本县" in terminal.fangxian("setup", code=1).output
    said = terminal.fangxian("setup", str(EXAMPLE)).output
    assert "泽库县" in said
    assert "zhihuizhang" in said
    again = terminal.fangxian("setup", str(EXAMPLE)).output
    assert "没有变化" in again
    assert "一次性密码" not in again
    found = terminal.json("setup")
    assert found["finished"]
    assert not [one for one in found["steps"] if one["needed"] and one["state"] != "done"]


def test_a_fault_names_the_line_and_the_way_out(terminal, tmp_path):
    file = tmp_path / "county.yaml"
    file.write_text("county: 632323\nsender: {kind: pigeon}\n", encoding="utf-8")
    said = terminal.fangxian("setup", str(file), code=2).output
    assert "county.yaml 第 2 行" in said
    assert "webhook" in said
    assert home.county() == ""
    assert "opening.file_missing" in terminal.fangxian("setup", "no.yaml", code=2).output


def test_a_link_carries_its_token_behind_the_hash_and_up_says_none_once_somebody_has_a_right(
    terminal, capsys
):
    link = terminal.fangxian("setup", "--link").output.splitlines()[-1]
    address, _, token = link.partition("#")
    assert address.endswith("/setup/")
    assert opening.is_visitor(opening.enter(token, by=opening.SETUP))
    setup_command.say_link()
    assert "setup: http" in capsys.readouterr().out
    terminal.fangxian("setup", str(EXAMPLE))
    setup_command.say_link()
    assert capsys.readouterr().out == ""
    assert "opening.finished" in terminal.fangxian("setup", "--link", code=2).output
