"""Somebody who is on no list, typed at the barrier: with a network the county answers by itself; without
one, and when it is lost meanwhile, the list's answer holds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.kernel.actor import SYSTEM
from tests.browser.field import of_this_run, sets_up
from tests.doors.field.barrier import number_of

ELSEWHERE = "610922100201"


def held_elsewhere(n: int) -> str:
    """Under measures in another county, known here, expected by nobody. Returns the number."""
    from fangxian.ground.people import api as people
    from fangxian.kernel import clock
    from fangxian.kernel.text import Text
    from fangxian.lines.codes import reactions as codes

    number = number_of(n)
    key = people.normalise_document("居民身份证", number)
    state, _ = people.merge(None, people.PersonFiling(clock.now(), "郑远行"))
    person = people.store({key: state}, by=SYSTEM)[key]
    why = Text("石泉县密接,集中隔离", "A contact in Shiquan: quarantine")
    codes.raise_standings(
        [
            codes.NewStanding(
                person_id=person,
                colour="red",
                reason="test",
                words=why,
                clause={"document": "d", "clause": "c"},
                source=of_this_run("test:"),
                origin="order",
                since=clock.now() - timedelta(hours=1),
                until=None,
                place=ELSEWHERE,
            )
        ],
        by=SYSTEM,
    )
    return number


@pytest.fixture
def guard(sit):
    from tests.doors.command import stage

    name = of_this_run("lookup")
    stage.open_account(name, "联网核对班", "checkpoint")
    return sets_up(sit, "核对机", username=name).at_the_barrier()


def test_with_a_network_the_county_answers(guard):
    guard.looks_up(held_elsewhere(811))
    guard.sees("郑**")
    guard.sees("石泉县密接，集中隔离")
    guard.seat.shot("field-look-found-phone")
    assert guard.seat.fits()


def test_nobody_of_that_number_is_said(guard):
    guard.looks_up(number_of(812))
    guard.sees("县里没有这个号码的登记")
    guard.seat.shot("field-look-nobody-phone")
    assert guard.seat.fits()


def test_without_a_network_the_list_s_answer_holds(guard):
    number = held_elsewhere(813)
    guard.cut()
    guard.looks_up(number)
    guard.sees("名单上没有")
    guard.sees("没有网络，没能联网核对")
    guard.tap("请示带班领导")
    guard.sees("待传 1")
    guard.comes_back()
    assert guard.sent("checkpoint.crossing")[0].how in {"decided", "differs"}


def test_when_the_network_goes_while_it_is_asked_the_list_s_answer_holds(guard):
    number = held_elsewhere(814)
    guard.page.route("**/field/api/look", lambda route: route.abort())
    guard.looks_up(number)
    guard.sees("联网核对没有回音：按名单上没有处置")
    guard.tap("请示带班领导")
    guard.sees("刚才")
    faults = guard.seat.faults
    faults[:] = [one for one in faults if "ERR_FAILED" not in one]
