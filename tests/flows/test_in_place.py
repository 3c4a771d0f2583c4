"""应 and 实: what is required stands beside what somebody confirmed, and who has not arrived is in neither
place nor day."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.rules import Confirmed, in_place
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.overview.boards import api as boards
from tests.flows.county import Hanyin

pytestmark = pytest.mark.django_db
AREA = "high,上海市,上海市,嘉定区,,2022-05-01,2022-05-10"
SEEN = {"place_text": "二组", "who": "李支书", "words": "已入户见到本人", "outcome": "in_place"}


@pytest.fixture
def county(db):
    with clock.at("2022-05-10T08:00"):
        made = Hanyin()
        made.lists(AREA)
        yield made


def counted() -> tuple[int, int]:
    """Required, in place; each is the length of its list."""
    lines = boards.situation(by=SYSTEM).measures
    for line in lines:
        for number in (line.both, line.in_place):
            asked = dict(number.door.conditions)
            wanted = arrivals.LedgerFilter(
                measure=tuple(asked["measure"]), in_place=True if "in_place" in asked else None
            )
            assert arrivals.ledger(wanted, by=SYSTEM).total == number.count
    return sum(line.both.count for line in lines), sum(line.in_place.count for line in lines)


def test_required_is_not_in_place_until_somebody_saw_it(county):
    county.files()
    assert counted() == (1, 0)
    [order] = county.open()
    tasks.act(order.pk, tasks.EvidenceGiven(at=clock.now(), **SEEN), by=SYSTEM)
    outbox.settle()
    assert counted() == (1, 1)
    [row] = arrivals.ledger(arrivals.LedgerFilter(in_place=True), by=SYSTEM).rows
    assert (row.in_place.who, row.in_place.at, row.in_place.checked) == (
        "李支书",
        clock.now(),
        False,
    )
    assert arrivals.ledger(arrivals.LedgerFilter(in_place=False), by=SYSTEM).total == 0
    tasks.send_back(order.pk, "照片里不是本人", by=SYSTEM)
    assert counted() == (1, 0)


def test_who_has_not_arrived_is_required_and_not_in_place(county):
    county.files(抵达日期="2022-05-12")
    [order] = county.open()
    assert order.begins_on == date(2022, 5, 12)
    assert order.because["measure"]
    with pytest.raises(tasks.NotBegun):
        tasks.act(order.pk, tasks.EvidenceGiven(at=clock.now(), **SEEN), by=SYSTEM)
    required, placed = counted()
    assert placed == 0
    with clock.at("2022-05-12T20:00"):
        tasks.act(order.pk, tasks.EvidenceGiven(at=clock.now(), **SEEN), by=SYSTEM)
        assert counted()[1] == 1
    assert required <= 1


def test_one_measure_confirmed_says_nothing_of_the_next():
    at = clock.parse("2022-05-10T08:00").shown
    known = (Confirmed("central_quarantine", at, "李", checked=True),)
    assert in_place("central_quarantine", known)
    assert in_place("home_health_monitoring", known) is None
    assert in_place("home_quarantine", (Confirmed("", at, "李", checked=True),))  # of before
