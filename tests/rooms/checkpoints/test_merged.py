"""Two records of one person at the barriers: each crossing is found by either, until they part."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints import api as checkpoints

TOWN = "610921102"
NOON = datetime(2022, 5, 10, 12, tzinfo=clock.COUNTY_TIME)


@pytest.fixture
def site(db):
    duty.bootstrap_units()
    with clock.at("2022-05-10T13:00"):
        yield checkpoints.open_checkpoint("汉阴高速出口", "motorway", TOWN, by=SYSTEM)


def entered(number: str) -> int:
    key = people.DocumentKey("passport", number)
    state, _ = people.merge(None, people.PersonFiling(clock.now(), "王秀英"))
    return people.store({key: state}, by=SYSTEM)[key]


def crosses(site: int, person: int, minute: int, outcome: str = "pass", plate: str = ""):
    at = NOON + timedelta(minutes=minute)
    new = checkpoints.NewCrossing(
        client_id=uuid4(), checkpoint_id=site, person_id=person, how="number", arrived_at=at,
        decided_at=at, outcome=outcome, plate=plate,
    )  # fmt: skip
    return checkpoints.record_crossing(new, by=SYSTEM)


def seen(person: int) -> int:
    wanted = checkpoints.CrossingFilter(person_id=person)
    return checkpoints.crossings(wanted, by=SYSTEM).total


def test_crossings_follow_a_merge_and_its_undoing(site):
    kept, gone = entered("E12345678"), entered("E12345679")
    crosses(site, kept, 0)
    crosses(site, gone, 5, plate="陕G12345")
    record = people.merge_persons(kept, gone, "同一人", by=SYSTEM)
    assert seen(kept) == seen(gone) == 2
    assert checkpoints.plates_of([kept]) == {kept: ("陕G12345",)}
    assert checkpoints.seen_lately([kept])[kept].at == NOON + timedelta(minutes=5)
    people.undo_merge(record, by=SYSTEM)
    assert (seen(kept), seen(gone)) == (1, 1)
    assert checkpoints.plates_of([kept]) == {}
    assert checkpoints.seen_lately([kept])[kept].at == NOON


def test_who_was_held_under_the_other_record_is_told_at_the_next_barrier(site):
    kept, gone = entered("E12345678"), entered("E12345679")
    crosses(site, gone, 0, outcome="hold")
    people.merge_persons(kept, gone, "同一人", by=SYSTEM)
    other = checkpoints.open_checkpoint("双河口卡口", "motorway", TOWN, by=SYSTEM)
    differs = crosses(other, kept, 30).differs
    assert differs is not None
    assert "留置待转运" in differs.zh
