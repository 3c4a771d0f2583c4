"""What a late record is told: the hour at which a barrier was taken down, or somebody was held,
as the county's clock had it and not eight hours off."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints import pages as checkpoints

TOWN = "610921102"


@pytest.fixture(autouse=True)
def _night(db):
    duty.bootstrap_units()
    with clock.at("2022-05-10T08:00"):
        yield


def barrier(name: str) -> int:
    return checkpoints.open_checkpoint(name, "motorway", TOWN, by=SYSTEM)


def somebody() -> int:
    key = people.DocumentKey("passport", "E12345678")
    state, _ = people.merge(None, people.PersonFiling(clock.now(), "王秀英"))
    return people.store({key: state}, by=SYSTEM)[key]


def comes(site: int, person: int, hour: str, outcome: str = "pass"):
    at = datetime.fromisoformat(f"2022-05-10T{hour}").replace(tzinfo=clock.COUNTY_TIME)
    new = checkpoints.NewCrossing(
        client_id=uuid4(),
        checkpoint_id=site,
        person_id=person,
        how="number",
        arrived_at=at,
        decided_at=at,
        outcome=outcome,
    )
    return checkpoints.record_crossing(new, by=SYSTEM).differs


def test_when_the_barrier_was_taken_down(db):
    site = barrier("汉阴高速出口")
    with clock.at("2022-05-10T06:00"):
        checkpoints.close_checkpoint(site, by=SYSTEM)
    told = comes(site, somebody(), "07:40")
    assert "05-10 06:00" in told.zh
    assert "05-10 06:00" in told.en


def test_since_when_somebody_is_held_elsewhere(db):
    who = somebody()
    comes(barrier("双河口卡口"), who, "00:20", "hold")
    told = comes(barrier("汉阴高速出口"), who, "07:30")
    assert "05-10 00:20" in told.zh
    with clock.at("2023-01-04T08:00"):  # read again next year, the year is told
        assert (
            clock.said(datetime(2022, 5, 10, 0, 20, tzinfo=clock.COUNTY_TIME)) == "2022-05-10 00:20"
        )
