"""Who is on duty: outside the shift nothing is answered, and nothing that happened is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.checkpoints.rules import Turn, stands

TOWN = "610921102"
NIGHT, DAY = 1_000_011, 1_000_012  # the accounts of two guards


def account(username: str, number: int | None = None) -> int:
    made = access.Account.objects.create_user(
        username, password="x", name=username, place=TOWN, **({"pk": number} if number else {})
    )
    return made.pk


def guard(account: int, *more: str, place: str = TOWN) -> Actor:
    may = frozenset({"checkpoints.record", "checkpoints.read", *more})
    return Actor(account, f"卡口{account}", (Grant("checkpoint", may, place),))


def hour(n: int, minute: int = 0) -> datetime:
    return datetime(2022, 5, 10, n, minute, tzinfo=clock.COUNTY_TIME)


TURNS = (
    Turn(hour(0), hour(8), frozenset({NIGHT})),
    Turn(hour(8), hour(16), frozenset({DAY})),
    Turn(hour(16), hour(20), frozenset()),
)


@pytest.mark.parametrize(
    ("who", "at", "found"),
    [
        (NIGHT, hour(3), "in"),
        (DAY, hour(3), "outside"),
        (DAY, hour(7, 40), "in"),  # comes early to relieve
        (NIGHT, hour(8, 20), "in"),  # finishes the queue
        (NIGHT, hour(8, 40), "outside"),
        (NIGHT, hour(17), "undrawn"),  # that shift names no account
        (DAY, hour(22), "undrawn"),
    ],
)
def test_who_stands_in_which_shift(who, at, found):
    assert stands(TURNS, who, at, timedelta(minutes=30)) == found


@pytest.fixture
def site(db):
    duty.bootstrap_units()
    account("guard-night", NIGHT)
    account("guard-day", DAY)
    with clock.at("2022-05-10T09:00"):
        made = checkpoints.open_checkpoint("汉阴高速出口", "motorway", TOWN, by=SYSTEM)
        checkpoints.plan_shift(made, "周副局长", hour(8), hour(16), accounts=[DAY], by=SYSTEM)
        yield made


def crossing(site: int, at: datetime) -> checkpoints.NewCrossing:
    return checkpoints.NewCrossing(
        client_id=uuid4(),
        checkpoint_id=site,
        person_id=None,
        how="none",
        arrived_at=at,
        decided_at=at,
        outcome="pass",
    )


def test_outside_the_shift_a_question_is_refused_in_words(site):
    assert checkpoints.admit(site, by=guard(DAY)) == "in"
    with pytest.raises(checkpoints.OutsideShift) as refused:
        checkpoints.admit(site, by=guard(NIGHT))
    told = refused.value.as_dict()
    assert told["code"] == "checkpoints.outside_shift"
    assert "周副局长" in told["sentence"]["zh"]
    assert "排进本班" in told["way_out"]["zh"]


def test_outside_the_place_it_is_refused_whatever_the_shift_says(site):
    with pytest.raises(NotAllowed):
        checkpoints.admit(site, by=guard(DAY, place="610922"))


def test_who_draws_up_the_shifts_stands_in_all_of_them(site):
    assert checkpoints.admit(site, by=guard(NIGHT, "checkpoints.manage")) == "in"


def test_before_their_shift_a_guard_may_fetch_the_list(site):
    evening = hour(20)
    checkpoints.plan_shift(
        site, "吴主任", evening, evening + timedelta(hours=8), accounts=[NIGHT], by=SYSTEM
    )
    assert checkpoints.admit(site, by=guard(NIGHT), early=timedelta(hours=12)) == "in"
    with pytest.raises(checkpoints.OutsideShift):
        checkpoints.admit(site, by=guard(NIGHT))


def test_where_nobody_is_planned_all_may_and_it_is_said(site):
    with clock.at("2022-05-10T23:00"):
        assert checkpoints.admit(site, by=guard(NIGHT)) == "undrawn"


def test_what_happened_is_kept_and_marked(site):
    done = checkpoints.record_crossing(crossing(site, hour(9)), by=guard(NIGHT))
    assert done.differs is not None
    assert "周副局长" in done.differs.zh
    assert checkpoints.record_crossing(crossing(site, hour(9)), by=guard(DAY)).differs is None
    with clock.at("2022-05-10T23:00"):
        late = checkpoints.record_crossing(crossing(site, hour(22)), by=guard(NIGHT))
        assert late.differs is None  # nobody was planned: nobody is accused
    off = checkpoints.CrossingFilter(checkpoint_id=site, off_shift=True)
    assert [row.id for row in checkpoints.crossings(off, by=SYSTEM).rows] == [done.crossing_id]
    [day] = checkpoints.board(by=SYSTEM)
    assert (day.people, day.off_shift) == (3, 1)


def test_an_act_of_the_last_shift_that_arrives_now_is_of_its_own_time(site):
    """Settled at noon, done at nine at night before: by the shift that ran then."""
    with clock.at("2022-05-11T12:00"):
        done = checkpoints.record_crossing(crossing(site, hour(15)), by=guard(DAY))
    assert done.differs is None


def test_somebody_forgotten_is_added_to_the_shift_that_runs(site):
    [shift] = checkpoints.shifts(site, clock.now(), by=SYSTEM)
    accounts = [shift.accounts[0], account("night")]
    with pytest.raises(NotAllowed):
        checkpoints.staff_shift(shift.id, accounts, by=guard(accounts[1]))
    checkpoints.staff_shift(shift.id, [*accounts, 987_654], by=guard(1, "checkpoints.manage"))
    assert checkpoints.admit(site, by=guard(accounts[1])) == "in"
    [shift] = checkpoints.shifts(site, clock.now(), by=SYSTEM)
    assert set(shift.accounts) == set(accounts)  # nobody who does not exist
