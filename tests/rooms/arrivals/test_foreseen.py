"""What is foreseen of somebody before it is kept is what is decided afterwards, by whosever word it
stands; and one who cannot be decided keeps nobody else from it."""

from __future__ import annotations

import logging
from datetime import date, datetime

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.people import api as people
from fangxian.ground.people import document_words as people_document_words
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import journeys, plan_writer, severity
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.filing import first
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.parsing import Known
from fangxian.lines.arrivals.planning import Plan
from fangxian.lines.arrivals.rules import (
    ARRIVAL,
    ENTRY,
    LEAVING,
    NOTHING,
    ORIGIN,
    OVERSEAS,
    TRANSPORT,
    VIA,
)
from fangxian.lines.arrivals.subjects import Whom, subjects_of
from fangxian.lines.arrivals.travelling import Reading
from fangxian.lines.screening import api as screening
from fangxian.lines.screening import population
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 10)
TOO_LATE = "date value out of range"
KEY = people.DocumentKey(people_document_words.RESIDENT_ID, "61242319850615222X")
XIAN, RISKY, HERE = "西安市雁塔区", "上海市浦东新区", "610921"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T12:00"):
        zones.add_by_hand("high", RISKY, date(2022, 4, 1), date(2022, 5, 20), "名单", by=SYSTEM)
        yield


def at(word: people.Provenance, day: int) -> people.Stamp:
    return people.Stamp(int(word), datetime(2022, 5, day, 8, tzinfo=clock.COUNTY_TIME))


@pytest.fixture
def known():
    return Known(places.home())


def said(known, **fields):
    journey = list(NOTHING)
    for field, value in fields.items():
        place = {
            "origin": ORIGIN,
            "leaving": LEAVING,
            "arrival": ARRIVAL,
            "via": VIA,
            "overseas": OVERSEAS,
            "entry": ENTRY,
            "transport": TRANSPORT,
        }[field]
        read = {"origin": known.places, "via": known.vias}.get(field)
        journey[place] = read[value] if read is not None and value else value
    return tuple(journey)


def state_of(known, filings):
    """As these filings make it, one after the other."""
    state = None
    for stamp, fields in filings:
        journey = said(known, **fields)
        state = journeys.lay(state, journey, stamp).state if state else first(journey, stamp)
    return state


def plan_of(state) -> Plan:
    person = people.first(people.PersonFiling(clock.now(), "王秀英", place=HERE)[1:], clock.now())
    return Plan(persons={KEY: person}, journeys={KEY: state}, moved={KEY})


def foreseen_and_decided(known, filings):
    """The verdict foreseen, the one decided, and the facts of the three readings."""
    plan = plan_of(state_of(known, filings))
    [before] = plan_writer.foresee_of(plan, {KEY: 1}, known).values()
    kept = plan_writer.keep(
        plan, known, by=SYSTEM, batch_id=None, way_in="file", step=lambda _: None
    )
    [(person, number)] = kept.values()
    [one] = subjects_of(Whom(ids=(number,)), TODAY)
    [[after]] = [some.written for some in screening.decided([one], TODAY)]
    ahead = Reading(TODAY).subject_of(number, person, one.place, plan.journeys[KEY])
    return before, after, ahead.facts, one.facts


DENIED = {"origin": XIAN, "arrival": date(2022, 5, 9), "overseas": "no"}
ENTERED = {"origin": XIAN, "arrival": date(2022, 5, 9), "entry": date(2022, 5, 8)}


@pytest.mark.parametrize("entered", list(people.Provenance))
@pytest.mark.parametrize("denied", list(people.Provenance))
@pytest.mark.parametrize("later", [True, False])
def test_that_they_do_not_come_from_abroad_ends_an_entry_only_by_as_good_a_word(
    known, entered, denied, later
):
    stamps = at(entered, 8 if later else 9), at(denied, 9 if later else 8)
    filings = [(stamps[0], ENTERED), (stamps[1], DENIED)]
    before, after, ahead, now = foreseen_and_decided(known, filings)
    contradicted = stamps[0] >= stamps[1]
    assert ahead == now
    assert (now.entry is not None) == contradicted
    assert ("overseas" in {one.kind for one in policy.unknowns(now)}) == contradicted
    assert (before.uncertain, before.colour) == (after.uncertain, after.colour)


def test_a_list_of_later_that_says_something_else_makes_nobody_unreadable(known):
    """An official's no stands beside by another word than the newest."""
    filings = [
        (at(people.Provenance.LISTED, 6), ENTERED),
        (at(people.Provenance.OFFICIAL, 7), DENIED),
        (at(people.Provenance.LISTED, 9), {**DENIED, "overseas": "", "transport": "火车"}),
    ]
    before, after, ahead, now = foreseen_and_decided(known, filings)
    assert " 4" in Declaration.objects.get().as_of["overseas"]
    assert ahead == now
    assert now.entry is None
    assert before.digest == after.digest


days = st.integers(1, 9)
words = st.sampled_from(list(people.Provenance))
named = st.sampled_from(
    [
        "",
        XIAN,
        RISKY,
        "上海市",
        "朝阳区",
        "某某新城",
        "不详",
        "上海市某小区",
        "日本",
        "西安市雁塔区、朝阳区",
    ]
)
filed = st.fixed_dictionaries(
    {
        "origin": named,
        "arrival": days.map(lambda day: date(2022, 5, day)),
        "leaving": st.none() | st.integers(1, 28).map(lambda day: date(2022, 4, day)),
        "overseas": st.sampled_from(["", "yes", "no"]),
        "entry": st.none() | days.map(lambda day: date(2022, 5, day)),
        "via": st.sampled_from(
            ["", "上海市浦东新区@2022-05-02", "朝阳区", "某某新城@2022-05-01~2022-05-03"]
        ),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.builds(at, words, days), filed), min_size=1, max_size=4))
def test_what_is_foreseen_is_what_is_decided(filings):
    with transaction.atomic(), clock.at("2022-05-10T12:00"):
        before, after, ahead, now = foreseen_and_decided(Known(places.home()), filings)
        transaction.set_rollback(True)
    assert ahead == now
    assert before.digest == after.digest
    assert (before.class_code, before.colour, before.verdict) == (
        after.class_code,
        after.colour,
        after.verdict,
    )


def test_what_a_filing_would_weigh_is_what_it_weighs(known):
    """The third look ahead: whether less would be asked of somebody."""
    filings = [
        (at(people.Provenance.LISTED, 8), ENTERED),
        (at(people.Provenance.PROVEN, 9), DENIED),
    ]
    plan = plan_of(state_of(known, filings))
    ahead = Reading(TODAY).subject_of(0, 1, HERE, plan.journeys[KEY])
    [weight] = severity.severities([ahead])
    assert weight.ceiling.rank


LI = {"name": "李建国", "document_number": "612423198506152238", "phone": "13891512346"}


def colours() -> dict[str, str]:
    rows = Declaration.objects.select_related("person")
    return {row.person.name: row.colour for row in rows}


def test_one_whose_record_cannot_be_read_is_verified_and_the_file_is_taken(caplog):
    take_in(wang(entry="", origin=XIAN, overseas="否"))
    broken = Declaration.objects.get()
    Declaration.objects.update(as_of={"overseas": "no day at all"}, entry=date(2022, 5, 1))
    counts = take_in(wang(origin=RISKY, **LI))
    assert counts["new"] == 1
    with caplog.at_level(logging.ERROR):
        arrivals.screen_all(by=SYSTEM)
    assert colours() == {"王秀英": "grey", "李建国": "red"}
    assert f"declaration {broken.pk} cannot be read" in caplog.text
    assert Declaration.objects.get(pk=broken.pk).uncertain


def test_one_whom_the_rules_cannot_decide_is_verified_and_the_file_is_taken(monkeypatch, caplog):
    decide = population.decide

    def fails(people, *given):
        if any(stay.place.startswith("610113") for one in people for stay in one.facts.stays):
            raise OverflowError(TOO_LATE)
        return decide(people, *given)

    monkeypatch.setattr(population, "decide", fails)
    counts = take_in(wang(origin=XIAN), wang(origin=RISKY, **LI))
    assert counts["new"] == 2
    assert colours() == {"王秀英": "grey", "李建国": "red"}
    assert "cannot be decided" in caplog.text


def test_rules_that_can_decide_nobody_are_no_matter_of_persons(monkeypatch):
    take_in(wang(origin=XIAN))
    before = colours()

    def fails(*_):
        raise OverflowError(TOO_LATE)

    monkeypatch.setattr(population, "decide", fails)
    with pytest.raises(OverflowError):
        arrivals.screen_all(by=SYSTEM)
    assert colours() == before
