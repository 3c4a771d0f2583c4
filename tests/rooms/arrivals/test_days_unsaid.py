"""Days of which nobody says where somebody was: a week between a place and the arrival is asked about;
a day on the way without a year is of the filing's time, not of today's."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, ImportBatch, Stay
from fangxian.lines.screening import pages as screening
from fangxian.lines.zones import pages as zones
from tests.doors.command.ledgers import number_of
from tests.rooms.arrivals.ledgers import as_csv, wang

pytestmark = pytest.mark.django_db
WUHAN, SHANGHAI = "湖北省武汉市武昌区", "上海市嘉定区"


@pytest.fixture(autouse=True)
def _a_day_in_july():
    with clock.at("2022-07-20T09:00"):
        yield


def comes(**said) -> Declaration:
    given = {
        "origin": WUHAN,
        "leaving": "2022-07-18",
        "arrival": "2022-07-19",
        "via": "",
        "filed_at": "2022-07-19 10:00",
        "document_number": number_of(1),
    } | said
    done = arrivals.register(wang(**given), by=SYSTEM, way_in="township")
    return Declaration.objects.get(pk=done.declaration_id)


@pytest.mark.parametrize(
    ("leaving", "via", "known"),
    [
        ("2022-07-18", "", True),
        ("2022-07-13", "", True),
        ("2022-07-12", "", False),
        ("2022-06-20", "", False),
        ("2022-06-20", "湖北省武汉市江夏区@2022-06-20~2022-07-18", True),
        ("2022-06-20", "湖北省武汉市江夏区@2022-06-20~2022-07-10", False),
        ("2022-07-01", "湖北省武汉市江夏区", True),
        ("", "", True),
    ],
)
def test_a_week_of_which_nothing_is_said_is_no_harmless_week(leaving, via, known):
    zones.add_by_hand("high", SHANGHAI, date(2022, 7, 1), date(2022, 7, 19), by=SYSTEM)
    one = comes(leaving=leaving, via=via)
    assert (one.uncertain, one.colour == "green") == (not known, known)
    if known:
        return
    rows = arrivals.calls(by=SYSTEM).rows
    assert [row.declaration_id for row in rows] == [one.pk]
    assert rows[0].question.zh.startswith("请问清离开后至抵达前那些天住在哪里")
    assert screening.replay(one.screening_id, by=SYSTEM).same


def test_it_is_cleared_up_by_an_answer_and_a_listed_place_is_found_in_it():
    zones.add_by_hand("high", SHANGHAI, date(2022, 7, 1), date(2022, 7, 19), by=SYSTEM)
    for place, colour in ((WUHAN, "green"), (SHANGHAI, "red")):
        one = comes(leaving="2022-06-20", document_number=number_of(len(colour)))
        [row] = arrivals.calls(by=SYSTEM, only=one.pk).rows
        said = arrivals.CallAnswer(row.text, row.start, row.end, place=place)
        arrivals.answer_stay(one.pk, said, by=SYSTEM)
        one.refresh_from_db()
        assert (one.uncertain, one.colour) == (False, colour)


def test_a_ledger_is_asked_about_the_same():
    row = wang(
        origin=WUHAN,
        leaving="2022-06-20",
        arrival="2022-07-19",
        via="",
        filed_at="2022-07-19 10:00",
    )
    arrivals.import_file(as_csv(row), "台账.csv", by=SYSTEM)
    assert Declaration.objects.get().uncertain


@pytest.mark.parametrize(
    ("filed", "arrival", "via", "days"),
    [
        ("2021-12-20 10:00", "2021-12-20", "1月3日", ("2021-01-03", "2021-01-03")),
        ("2021-12-20 10:00", "2021-12-20", "12月3日~12月5日", ("2021-12-03", "2021-12-05")),
        ("2022-01-05 10:00", "2022-01-04", "12月30日~1月2日", ("2021-12-30", "2022-01-02")),
        ("2022-07-19 10:00", "2022-07-19", "7月3日", ("2022-07-03", "2022-07-03")),
    ],
)
def test_a_day_on_the_way_without_a_year_is_of_the_filings_time(filed, arrival, via, days):
    """An old ledger, taken in half a year later."""
    row = wang(origin=WUHAN, leaving="", arrival=arrival, via=f"{SHANGHAI}@{via}", filed_at=filed)
    done = arrivals.import_file(as_csv(row), "台账.csv", by=SYSTEM)
    assert done.counts["rejected"] == 0
    stay = Stay.objects.get()
    assert (stay.start.isoformat(), stay.end.isoformat()) == days
    assert ImportBatch.objects.get().counts["told"]["year_supplied"] == via.count("月")
