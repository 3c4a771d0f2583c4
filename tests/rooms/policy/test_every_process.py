"""What two people enact in one process is the law of another that runs already."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from django.db import connection

from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock
from fangxian.kernel.verb import agreed
from tests.rooms.policy.test_drafts import HE, LIN, pack_of, written

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]
PATIENCE = 60  # seconds; a test that needs them has failed
OTHER = """
import sys
from datetime import date

import django

django.setup()
from django.db import connection

from fangxian.kernel.database import be_owner

be_owner()  # a test's database is granted to nobody else
connection.settings_dict["NAME"] = sys.argv[1]
from fangxian.ground.policy import api as policy

for _ in sys.stdin:
    print(policy.in_force(date(2022, 5, 10), "610921").packs[-1].id, flush=True)
"""


@pytest.fixture
def other():
    """Another process of the house that answers each line with what is in force in Hanyin."""
    around = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    process = subprocess.Popen(
        [sys.executable, "-c", OTHER, connection.settings_dict["NAME"]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=around,
    )
    with process:
        yield process
        process.kill()


def asked(other: subprocess.Popen[str]) -> str:
    assert other.stdin
    assert other.stdout
    other.stdin.write("\n")
    other.stdin.flush()
    return other.stdout.readline().strip()


def turns_to(other: subprocess.Popen[str], pack: str) -> bool:
    until = monotonic() + PATIENCE
    while asked(other) != pack:
        if monotonic() > until:
            return False
    return True


def test_a_process_that_runs_decides_by_what_another_enacted(other):
    assert asked(other) == "hanyin-2021-12-27"
    with clock.at("2022-05-10T20:00"):
        pack = pack_of(written())
        proposal = policy.propose(pack, by=LIN)
        assert asked(other) == "hanyin-2021-12-27"
        policy.enact(proposal, by=HE)
        assert policy.in_force(date(2022, 5, 10), "610921").packs[-1].id == pack
        assert turns_to(other, pack)
        with agreed("policy.withdraw"):
            policy.withdraw(proposal, "有误", by=LIN)
        assert turns_to(other, "hanyin-2021-12-27")
