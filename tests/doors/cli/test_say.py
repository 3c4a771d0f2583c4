"""How the terminal speaks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from fangxian.doors.cli import session
from fangxian.doors.cli.main import ENTRIES, House, main
from fangxian.doors.cli.say import plain, print_json
from fangxian.kernel.clock import COUNTY_TIME
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text


@dataclass(frozen=True)
class Row:
    name: str
    on: date
    kinds: frozenset[str]


def test_rows_become_objects_with_iso_dates():
    assert plain(
        {
            date(2022, 5, 10): [Row("张三", date(2022, 5, 1), frozenset("ba"))],
            "at": datetime(2022, 5, 10, 8, tzinfo=COUNTY_TIME),
            "share": Decimal("0.5"),
            "late": timedelta(minutes=2),
            "file": Path("a/b"),
            "text": Text("是", "yes"),
            "none": None,
        }
    ) == {
        "2022-05-10": [{"name": "张三", "on": "2022-05-01", "kinds": ["a", "b"]}],
        "at": "2022-05-10T08:00:00+08:00",
        "share": 0.5,
        "late": 120.0,
        "file": "a/b",
        "text": {"zh": "是", "en": "yes"},
        "none": None,
    }


def test_json_is_one_line_with_chinese_as_it_is(capsys):
    print_json({"镇": ["双乳镇"]})
    said = capsys.readouterr().out
    assert said == '{"镇": ["双乳镇"]}\n'
    assert json.loads(said)


def house():
    @click.group(cls=House)
    @click.option("--lang")
    @click.option("--as", "as_")
    def root(lang, as_):
        pass

    return root


@pytest.mark.parametrize(
    ("words", "environment", "said"),
    [
        ([], {"LANG": "zh_CN.UTF-8"}, "没有找到村"),
        ([], {"LANG": "C.UTF-8", "LC_ALL": ""}, "没有找到村"),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": ""}, "was not found"),
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "was not found"),
    ],
)
def test_a_refusal_is_a_code_a_sentence_a_way_out_and_2(monkeypatch, words, environment, said):
    @click.command()
    def find():
        raise NotFound(what="村")

    monkeypatch.setattr(House, "get_command", lambda *_: find)
    done = CliRunner().invoke(house(), [*words, "find"], env=environment)
    assert done.exit_code == 2
    assert "kernel.not_found" in done.stderr
    assert said in done.stderr
    assert "→" in done.stderr
    assert done.stdout == ""


def test_help_lists_every_command_in_the_language_asked_for():
    done = CliRunner().invoke(main, ["--help"], env={"LANG": "en_GB.UTF-8", "LC_ALL": ""})
    assert all(name in done.stdout for name in ENTRIES)
    assert "Risk areas" in done.stdout


def test_every_command_exists():
    context = click.Context(main)
    assert [name for name in ENTRIES if main.get_command(context, name) is None] == []


def test_the_one_at_the_keyboard_acts_for_headquarters():
    by = session.acting()
    assert by.door == "cli"
    assert by.may("anything.at_all", "610921")


@pytest.mark.django_db
def test_an_account_that_is_not_there_is_refused():
    @click.command()
    def who():
        click.echo(session.acting().name)

    root = house()
    root.add_command(who)
    root.get_command = lambda _context, name: who
    done = CliRunner().invoke(root, ["--as", "nobody", "who"], env={"LANG": "zh_CN.UTF-8"})
    assert done.exit_code == 2
    assert "cli.no_such_account" in done.stderr
