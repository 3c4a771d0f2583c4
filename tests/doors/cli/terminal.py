"""`fangxian …` in this process, on the tests' own database: what a command says and writes, and
what it ends with. That a process of its own does the same is looked at once a group, by a System
(test_processes.py, tests/upgrade, tests/acceptance)."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fangxian.doors.cli.main import ENTRIES, main

ROOM = "fangxian.doors.cli."


class Terminal:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for entry in ENTRIES.values():
            entry.fetch()
        commands = [module for name, module in sys.modules.items() if name.startswith(ROOM)]
        for module in commands:
            if "database" in vars(module):  # it stands and is in step
                monkeypatch.setattr(module, "database", contextlib.nullcontext)

    def fangxian(self, *words: str, code: int = 0) -> Result:
        spoken = {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}
        done = CliRunner(env=spoken).invoke(main, words)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return done

    def json(self, *words: str) -> Any:
        return json.loads(self.fangxian(*words, "--json").stdout.splitlines()[-1])
