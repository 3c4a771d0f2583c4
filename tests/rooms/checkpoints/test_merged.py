"""Two records of one person at the barriers: each crossing is found by either, until they part."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints import pages as checkpoints

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


def crosses(
    site: int,
    person: int,
    minute: int,
    outcome: str = "pass",
    plate: str = "",
    how="number",
    verdict: str = "",
):
    at = NOON + timedelta(minutes=minute)
    new = checkpoints.NewCrossing(
        client_id=uuid4(),
        checkpoint_id=site,
        person_id=person,
        how=how,
        arrived_at=at,
        decided_at=at,
        outcome=outcome,
        plate=plate,
        verdict_seen=verdict,
    )
    return checkpoints.record_crossing(new, by=SYSTEM)


def seen(person: int) -> int:
    wanted = checkpoints.CrossingFilter(person_id=person)
    return checkpoints.crossings(wanted, by=SYSTEM).total


def test_crossings_follow_a_merge_and_its_undoing(site):
    kept, gone = entered("E12345678"), entered("E12345679")
    crosses(site, kept, 0)
    crosses(site, gone, 5, plate="陕G12345", how="code")
    record = people_pages.merge_persons(kept, gone, "同一人", by=SYSTEM)
    assert seen(kept) == seen(gone) == 2
    assert checkpoints.plates_of([kept]) == {kept: ("陕G12345",)}
    assert checkpoints.seen_lately([kept])[kept].at == NOON + timedelta(minutes=5)
    people_pages.undo_merge(record, by=SYSTEM)
    assert (seen(kept), seen(gone)) == (1, 1)
    assert checkpoints.plates_of([kept]) == {}
    assert checkpoints.seen_lately([kept])[kept].at == NOON


def test_only_who_was_proven_is_tied_to_a_vehicle(site):
    """A stranger says their number at the wheel of another's car: nobody is known by that car."""
    person = entered("E12345678")
    for minute, (how, plate) in enumerate(
        [("number", "陕G00001"), ("plate", "陕G00002"), ("list", "陕G00003"), ("card", "陕G00004")]
    ):
        crosses(site, person, minute, plate=plate, how=how)
    crosses(site, person, 9, plate="陕G00005", how="code", verdict="expired")
    assert checkpoints.plates_of([person]) == {person: ("陕G00004",)}


def test_who_was_held_under_the_other_record_is_told_at_the_next_barrier(site):
    kept, gone = entered("E12345678"), entered("E12345679")
    crosses(site, gone, 0, outcome="hold")
    people_pages.merge_persons(kept, gone, "同一人", by=SYSTEM)
    other = checkpoints.open_checkpoint("双河口卡口", "motorway", TOWN, by=SYSTEM)
    differs = crosses(other, kept, 30).differs
    assert differs is not None
    assert "留置待转运" in differs.zh


def test_a_number_given_elsewhere_frees_nobody_who_was_held(site):
    """A stranger says their number at another barrier: the third one still hears of the hold, and
    the phones still carry it; a code that was shown counts."""
    held = entered("E12345678")
    second, third = (
        checkpoints.open_checkpoint(name, "motorway", TOWN, by=SYSTEM) for name in ("乙", "丙")
    )
    crosses(site, held, 0, outcome="hold")
    crosses(second, held, 10)
    assert "留置待转运" in crosses(third, held, 20).differs.zh
    seen = checkpoints.seen_lately([held])[held]
    assert (seen.outcome, seen.proven) == ("hold", True)
    crosses(second, held, 30, how="code")
    assert crosses(third, held, 40).differs is None
    assert checkpoints.seen_lately([held])[held].checkpoint == "乙"


def test_how_it_was_known_who_stood_there_is_shown(site):
    person = entered("E12345678")
    crosses(site, person, 0)
    crosses(site, person, 1, how="card")
    rows = checkpoints.crossings(checkpoints.CrossingFilter(), by=SYSTEM).rows
    assert [(row.proof.zh, row.proven) for row in rows] == [
        ("出示了码或卡", True),
        ("报号码·未核实", False),
    ]
