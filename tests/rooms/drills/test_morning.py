"""The demo's morning at the barriers: everybody met by the rules, and of everything one."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.ground.devices import api as devices
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.work import unit_of_work
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.checkpoints.models import AntigenTest, Crossing
from fangxian.lines.codes import pages as codes
from fangxian.lines.venues import api as venues
from fangxian.overview.drills import api as drills
from fangxian.overview.drills.demo import days, morning

pytestmark = pytest.mark.django_db


class _PutBack(Exception):
    pass


@pytest.fixture(scope="module")
def eight(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo at eight o'clock, played once and put back."""
    from django.conf import settings

    plans = days.UPLOAD, settings.FANGXIAN_DEMO, settings.FANGXIAN_DATA
    days.UPLOAD = replace(plans[0], rows=60)
    settings.FANGXIAN_DEMO, settings.FANGXIAN_DATA = True, tmp_path_factory.mktemp("demo")
    with (
        contextlib.suppress(_PutBack),
        django_db_blocker.unblock(),
        clock.at("2022-05-10T08:00"),
        unit_of_work(),
    ):
        yield drills.load_demo()
        raise _PutBack
    days.UPLOAD, settings.FANGXIAN_DEMO, settings.FANGXIAN_DATA = plans


@pytest.fixture(autouse=True)
def _there(eight):
    """Each test looks at the same morning."""


def test_everybody_is_met_as_the_rules_advise(eight):
    rows = Crossing.objects.exclude(person_id=None)
    assert {(row.outcome, row.colour_seen) for row in rows} == {
        (row.advised, row.colour_found) for row in rows
    }
    met = Counter(row.outcome for row in rows)
    assert met == Counter(eight["crossings"])
    assert set(met) == {"pass", "pass_with_test", "refer", "hold"}
    assert sum(met.values()) == morning.CAME


def test_the_guard_is_named_and_has_no_more_than_a_guards_grants():
    """A demo in which the system stands at the barrier would show no guard."""
    from fangxian.ground.access import api as access

    guards = set(Crossing.objects.values_list("guard_id", flat=True))
    assert guards == {access.account_named("kakou").pk}


def test_whom_a_resident_calls_has_a_number():
    from fangxian.ground.duty import api as duty

    assert all(unit.public_phone for unit in duty.whom_to_call("610921102202"))


def test_somebody_is_held_and_both_levels_know_in_the_same_moment():
    held = Crossing.objects.filter(outcome="hold")
    assert held
    for row in held:
        [order] = Instruction.objects.filter(kind="checkpoint_hold", person_id=row.person_id)
        assert order.clock_at - row.decided_at < timedelta(minutes=1)
        assert {one.level for one in order.receipts.all()} == {"township", "village"}


def test_somebody_whom_the_rules_will_hold_is_still_expected():
    """For the newcomer's own hands."""
    coming = {row.person_id for row in morning._expected(morning.LAST.date()) if not row.uncertain}
    waiting = coming - set(Crossing.objects.values_list("person_id", flat=True))
    assert "red" in {one.code for one in codes.colours_of(list(waiting)).values()}


def test_one_car_turned_back_for_a_reason_of_the_pack():
    [row] = Crossing.objects.filter(outcome="turn_back")
    edition = checkpoints.barrier_edition(row.checkpoint.place)
    assert row.reason in {one.zh for one in checkpoints.turn_back_reasons(edition)}


def test_a_held_person_says_that_it_is_wrong_and_waits_for_the_answer():
    [one] = codes.appeals(by=SYSTEM).rows
    held = Crossing.objects.filter(outcome="hold").values_list("person_id", flat=True)
    assert one.person_id in held
    assert one.upheld is None
    assert one.due_at > clock.now()


def test_some_tests_were_read_when_they_had_lain_long_enough():
    takes = checkpoints.antigen_takes(checkpoints.barrier_edition("610921"))
    tests = AntigenTest.objects.all()
    assert {one.crossing for one in tests} == set(
        Crossing.objects.filter(outcome="pass_with_test").values_list("client_id", flat=True)
    )
    read = [one for one in tests if one.result]
    assert read
    assert all(one.read_at - one.started_at >= takes for one in read)


def test_trucks_wait_and_one_was_fetched():
    lane = [
        row
        for site in checkpoints.checkpoints(by=SYSTEM)
        for row in checkpoints.trucks(site.id, by=SYSTEM)
    ]
    assert {row.fetched_at is None for row in lane} >= {True}


def test_one_phone_was_not_heard_for_long():
    rows = devices.devices(1, by=SYSTEM).rows
    silent = [row for row in rows if clock.now() - row.last_heard > timedelta(hours=24)]
    assert len(rows) == 3
    assert len(silent) == 1


def test_applications_of_venues_wait():
    assert [row for row in venues.applications(page=1, by=SYSTEM).rows if row.state == "filed"]


def test_a_second_load_plays_nothing_again():
    assert drills.load_demo() == {}


def test_the_villages_say_where_and_what_they_found_out_decides(eight):
    found = Instruction.objects.filter(kind="verify", outcome="clear")
    assert found.filter(uncertain=False).count() > 20
    assert found.filter(uncertain=False).count() > found.filter(uncertain=True).count()
    assert found.filter(stage="closed").exists()
