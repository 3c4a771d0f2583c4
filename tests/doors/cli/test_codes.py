"""`fangxian codes` as somebody at the terminal meets it."""

from __future__ import annotations

import contextlib
import json

import pytest
from click.testing import CliRunner

from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM


@pytest.fixture
def terminal(db, monkeypatch):
    """The group on the tests' own database."""
    from fangxian.doors.cli import codes as commands

    monkeypatch.setattr(commands, "database", contextlib.nullcontext)
    with clock.at("2022-05-10T08:00"):
        yield lambda *words: CliRunner().invoke(commands.group, list(words), catch_exceptions=False)


@pytest.fixture
def town(terminal):
    from tests.rooms.codes.town import Town

    return Town()


def test_explain_says_colour_standings_citation_and_end(terminal, town):
    from tests.rooms.codes.town import lay, standing

    lay(standing(town.wei))
    told = json.loads(terminal("explain", str(town.wei), "--json").output)
    assert told["colour"]["code"] == "red"
    assert told["standings"][0]["clause"]["clause"] == "第2条"
    assert told["standings"][0]["until"]
    assert "期满自动转码" in told["what_turns_back"]["zh"]
    words = terminal("explain", str(town.wei)).output
    assert "● 红 来返研判 05-10 08:00 – 05-24 08:00" in words
    before = terminal("explain", str(town.wei), "--at", "2022-05-09T08:00", "--json").output
    assert json.loads(before)["colour"]["code"] == "green"


def test_appeals_and_what_was_done_by_hand(terminal, town):
    from fangxian.lines.codes import pages as codes
    from tests.rooms.codes.town import lay, official, standing

    lay(standing(town.wei))
    held = codes.explain(town.wei, by=SYSTEM).holding[0].id
    codes.appeal(town.wei, held, "我没有去过", by=NOBODY)
    assert "我没有去过" in terminal("appeals").output
    assert json.loads(terminal("appeals", "--json").output)["statistics"]["waiting"] == 1
    codes.propose_manual(
        town.mei,
        "red",
        "first_positive",
        clock.now() + clock.timedelta(days=1),
        "阳性",
        by=official(1, "codes.propose"),
    )
    told = json.loads(terminal("overrides", "--json").output)
    assert told["report"]["proposed"] == 1
    assert "账号1" in terminal("overrides").output


def test_keys_turn_and_the_list_is_written(terminal, tmp_path):
    from fangxian.lines.codes import keyring
    from fangxian.lines.codes import pages as codes
    from fangxian.lines.codes.signing import keylist, keys

    keyring.forget()
    first = terminal("rotate-keys").output.strip()
    assert len(first) == 16
    assert terminal("rotate-keys", "--due").output.strip() == "False"
    terminal("key-list", str(tmp_path / "keys.cbor"))
    read = keylist.read((tmp_path / "keys.cbor").read_bytes(), keys.public_key(codes.root_public()))
    assert [key.kid.hex() for key in read.ring] == [first]
    keyring.forget()
