"""The import contracts hold, and they see what they are there to see."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

PLANTED = {
    "an import upward": (
        "ground/policy/library.py",
        "from fangxian.lines.arrivals import api as _a",
    ),
    "an upward import inside a function": (
        "ground/policy/library.py",
        "def _f():\n    from fangxian.ground.tasks import api",
    ),
    "a sibling": ("lines/zones/apps.py", "from fangxian.lines.arrivals import api as _a"),
    "another room's models": (
        "lines/arrivals/apps.py",
        "from fangxian.ground.people import models as _m",
    ),
    "a door reaching into models": (
        "doors/rest/urls.py",
        "from fangxian.ground.people import models as _m",
    ),
    "a door in a door": ("doors/rest/urls.py", "from fangxian.doors.cli import say as _s"),
    "flows reaching into rules": (
        "flows/wiring.py",
        "from fangxian.ground.policy import rules as _r",
    ),
    "Django in rules": ("ground/policy/rules.py", "from django.db import models as _m"),
    "the clock in rules": ("ground/policy/rules.py", "from fangxian.kernel import clock as _c"),
    "a room with settings": ("ground/tasks/apps.py", "import config.environment"),
    "an unlisted room": ("lines/rumours/__init__.py", ""),
    "an unlisted wing": ("gossip/__init__.py", ""),
}


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(tree / "src")},
    )


def test_the_contracts_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_violation_is_seen(what, tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("*.egg-info"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    path, line = PLANTED[what]
    planted = tmp_path / "src" / "fangxian" / path
    planted.parent.mkdir(exist_ok=True)
    with planted.open("a") as file:
        file.write(f"\n{line}\n")
    assert lint(tmp_path).returncode == 1
