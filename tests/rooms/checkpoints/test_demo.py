"""The demo's checkpoints play their morning by the rooms' own doors."""

from __future__ import annotations

import pytest

from fangxian.ground.duty import api as duty
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.overview.drills.demo import barriers
from tests.rooms.checkpoints.crowd import form

pytestmark = pytest.mark.django_db


def test_the_morning_is_played():
    duty.bootstrap_units()
    with clock.at("2022-05-09T20:00"):
        for number in range(6):
            arrivals.declare(form(number), by=SYSTEM)
        outbox.settle()
    barriers.set_up_checkpoints()
    assert barriers.play_morning() == 6
    with clock.at("2022-05-10T08:00"):
        rows = checkpoints.board(by=SYSTEM)
        assert [row.site.name for row in rows] == [one[0] for one in barriers.SITES]
        assert sum(row.people for row in rows) == 6
        assert rows[0].trucks == 2
        assert checkpoints.shift_now(rows[0].site.id, by=SYSTEM).lead == "吴主任"
