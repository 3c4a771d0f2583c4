"""What a refusal says to do can be done by whoever reads it: a page names no terminal command."""

from __future__ import annotations

import re

import pytest

from fangxian.kernel.audit import BREAKS
from fangxian.kernel.errors import REFUSALS
from fangxian.kernel.text import Text

COMMAND = re.compile(r"\bfangxian [a-z]+|(?<![\w-])--[a-z]|命令行|\bterminal\b|\bmake demo\b|docs/")
ELSEWHERE = ("fangxian.doors.cli.",)  # said on a terminal only
READ = sorted(code for code, one in REFUSALS.items() if not one.__module__.startswith(ELSEWHERE))


@pytest.mark.parametrize("code", READ)
def test_no_way_out_names_a_command(code):
    one = REFUSALS[code]
    for words in (one.sentence, one.way_out):
        assert not COMMAND.search(words.zh), words.zh
        assert not COMMAND.search(words.en), words.en
    if one.terminal:
        assert {*re.findall(r"{(\w+)}", one.terminal.zh)} == {
            *re.findall(r"{(\w+)}", one.terminal.en)
        }


def test_nor_does_what_the_auditor_reads():
    assert not [one for one in BREAKS.values() if COMMAND.search(one.zh) or COMMAND.search(one.en)]


def test_the_terminal_says_its_command_too(capsys):
    from fangxian.doors.cli.say import say
    from fangxian.ground.access.errors import UnknownRole

    say(UnknownRole(role="x"))
    shown = capsys.readouterr().err
    assert "账号" in shown
    assert "fangxian access roles" in shown


def test_a_name_in_a_refusal_is_said_in_the_readers_language():
    from fangxian.kernel.errors import NotFound

    refused = NotFound(what=Text("这条指令", "This instruction"))
    assert refused.said == Text("没有找到这条指令。", "This instruction was not found.")
