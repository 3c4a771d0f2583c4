"""`fangxian arrivals` as somebody at the terminal meets it."""

from __future__ import annotations

import contextlib
import json
from datetime import date

import pytest
from click.testing import CliRunner

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM


@pytest.fixture
def terminal(db, monkeypatch, settings, tmp_path):
    """The group on the tests' own database."""
    from fangxian.doors.cli import arrivals as commands
    from fangxian.doors.cli import arrivals_screen

    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(commands, "database", contextlib.nullcontext)
    monkeypatch.setattr(arrivals_screen, "database", contextlib.nullcontext)
    with clock.at("2022-05-10T08:00"):
        yield lambda *words: CliRunner().invoke(commands.group, list(map(str, words)))


def test_a_file_that_lowers_somebody_is_taken_only_when_that_is_meant(terminal, tmp_path):
    from fangxian.lines.arrivals.errors import WouldLower
    from fangxian.lines.zones import pages as zones
    from tests.doors.command.ledgers import ledger, row

    listed = (date(2022, 4, 1), date(2022, 5, 20))
    zones.add_by_hand("high", "上海市浦东新区", *listed, "名单", by=SYSTEM)
    first, second = tmp_path / "先.csv", tmp_path / "后.csv"
    first.write_bytes(ledger(row(1, origin="上海市浦东新区")))
    second.write_bytes(ledger(row(1, origin="安康市汉滨区", filed="2022-05-06 09:00")))
    assert json.loads(terminal("import", first, "--json").output)["lowered"] == 0
    looked = json.loads(terminal("import", second, "--preview", "--json").output)
    assert (looked["lowered"], looked["lowers"][0]["row"]) == (1, "2")
    refused = terminal("import", second)
    assert isinstance(refused.exception, WouldLower)
    assert "其中 1 人的管控会降低" in terminal("import", second, "--yes-lower").output
    rebuilt = json.loads(terminal("rebuild-journeys", "--json").output)
    assert rebuilt == {"people": 1, "unread": 0}


def test_everybody_is_screened_as_of_today_and_of_no_other_day(terminal, tmp_path):
    from fangxian.lines.arrivals import pages as arrivals
    from fangxian.lines.arrivals.models import Declaration
    from fangxian.lines.zones import pages as zones
    from tests.doors.command.ledgers import ledger, row

    listed = (date(2022, 4, 1), date(2022, 5, 20))
    zones.add_by_hand("high", "上海市浦东新区", *listed, "名单", by=SYSTEM)
    file = tmp_path / "台账.csv"
    file.write_bytes(ledger(row(1, origin="上海市浦东新区")))
    terminal("import", file)
    assert Declaration.objects.get().colour == "red"
    assert terminal("screen", "--on", "2024-05-10").exit_code == 2
    with pytest.raises(TypeError):
        arrivals.screen_all(date(2024, 5, 10), by=SYSTEM)
    with pytest.raises(TypeError):
        arrivals.screen([Declaration.objects.get().pk], on=date(2024, 5, 10), by=SYSTEM)
    assert json.loads(terminal("screen", "--json").output)["people"] == 1
    assert Declaration.objects.get().colour == "red"


def test_a_column_that_nobody_reads_shows_no_number_on_the_terminal(terminal, tmp_path):
    from tests.doors.command.ledgers import HEADER, ledger, row

    file = tmp_path / "台账.csv"
    rows = [f"{row(1)},13891502222", f"{row(2, arrival='13891502222')},E12345678"]
    file.write_bytes(ledger(*rows, header=f"{HEADER},13891503333"))
    for words in (("--preview",), ("--preview", "--json")):
        said = terminal("import", file, *words).output
        assert "138****" in said
        assert not any(one in said for one in ("13891502222", "13891503333", "E12345678"))


def test_a_look_at_the_terminal_says_what_would_become_of_the_people(terminal, tmp_path):
    from tests.doors.command.ledgers import ledger, row

    file = tmp_path / "台账.csv"
    file.write_bytes(ledger(row(1), row(2, "赵小燕", origin="某某新城")))
    ahead = json.loads(terminal("import", file, "--preview", "--json").output)["foreseen"]
    assert (ahead["people"], ahead["of"], ahead["unplaced"]["people"]) == (2, 2, 1)
    assert "1 人地名没认出,将按待核" in terminal("import", file, "--preview").output


def test_a_file_with_something_hidden_is_taken_only_when_it_is_said_what_of_it(terminal, tmp_path):
    from fangxian.ground.intake.api import PartsHidden
    from tests.doors.command.ledgers import HEADER, row
    from tests.rooms.intake.sheets import Page, workbook

    file, rows = tmp_path / "台账.xlsx", [row(n).split(",") for n in (1, 2)]
    file.write_bytes(workbook(Page("名册", [HEADER.split(","), *rows], hidden_rows=[2])))
    assert json.loads(terminal("import", file, "--preview", "--json").output)["new"] == 1
    refused = terminal("import", file)
    assert isinstance(refused.exception, PartsHidden)
    assert "--without-hidden" in refused.exception.terminal.zh
    hidden = ("--sheet", "名册·隐藏的行")
    assert json.loads(terminal("import", file, *hidden, "--json").output)["new"] == 1
    assert json.loads(terminal("import", file, "--without-hidden", "--json").output)["new"] == 1
    seen = json.loads(terminal("import", file, "--with-hidden", "--json").output)
    assert seen["read"] == 2
    assert [one["state"] for one in seen["sheets"]] == ["read", "read"]


def test_a_column_may_be_named_at_the_terminal(terminal, tmp_path):
    from tests.doors.command.ledgers import HEADER, ledger, row

    file = tmp_path / "台账.csv"
    header = HEADER.replace("返汉日期", "何日落脚本地")
    assert header != HEADER
    file.write_bytes(ledger(row(1), row(2), header=header))
    asked = terminal("import", file, "--preview", "--json")
    assert json.loads(asked.output)["rejected"] == 2
    named = ("--column", "何日落脚本地=arrival")
    looked = json.loads(terminal("import", file, "--preview", *named, "--json").output)
    assert (looked["new"], looked["rejected"]) == (2, 0)
    assert json.loads(terminal("import", file, *named, "--json").output)["new"] == 2
    assert terminal("import", file, "--column", "何日落脚本地").exit_code == 2
