"""The demo's checkpoints stand by the rooms' own doors, with a team on duty at every hour."""

from __future__ import annotations

import pytest

from fangxian.ground.duty import api as duty
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.overview.drills.demo import barriers

pytestmark = pytest.mark.django_db


def test_somebody_leads_at_every_hour():
    duty.bootstrap_units()
    barriers.set_up_checkpoints()
    with clock.at("2022-05-10T08:00"):
        rows = checkpoints.board(by=SYSTEM)
        assert [row.site.name for row in rows] == [one[0] for one in barriers.SITES]
        assert checkpoints.shift_now(rows[0].site.id, by=SYSTEM).lead == "吴主任"
    for hour in range(24):
        with clock.at(f"2022-05-10T{hour:02}:30"):
            assert all(checkpoints.shift_now(row.site.id, by=SYSTEM) for row in rows)
