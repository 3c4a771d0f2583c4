"""A contact goes from facts to standing and instruction by the code that serves travellers, and
without the room that knows arrivals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fangxian.flows import segments
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes.models import Standing
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.models import Screening
from tests.flows.contacts import KIND, Contacts, entered
from tests.flows.county import MEI, WEI

pytestmark = pytest.mark.django_db


@pytest.fixture
def contacts(monkeypatch):
    return Contacts(monkeypatch)


@pytest.mark.parametrize(
    ("disease", "today", "colour", "measure"),
    [
        ("covid19", date(2022, 7, 12), "red", "central_quarantine"),
        ("influenza_h5n1", date(2024, 7, 12), "blue", "symptom_monitoring"),
    ],
)
def test_a_contact_goes_from_facts_to_standing_and_instruction(
    county, contacts, disease, today, colour, measure
):
    exposed = today - timedelta(days=2)
    with clock.at(f"{today}T08:00"):
        wei = entered(WEI, "韦国强")
        one = contacts.meets(7, wei, county.village.code, disease, exposed)
        assert contacts.screened().changed == 1
        outbox.settle()
        edition = policy.in_force(today, county.village.code, disease)
        verdict = edition.decide_contact(one.facts)
        assert verdict.phases[0].measure == measure
        [row] = screening.courses(KIND, [7])
        assert (row.disease, row.class_code) == (disease, verdict.class_code)
        assert row.phases == tuple(replace(one, note="") for one in verdict.phases)
        [standing] = Standing.objects.filter(person_id=wei, ended_at__isnull=True)
        assert (standing.colour, standing.disease, standing.key) == (colour, disease, f"{KIND}:7")
        assert standing.until.astimezone(clock.COUNTY_TIME).date() == row.phases[-1].end + (
            timedelta(days=1)
        )
        [order] = county.open()
        assert (order.kind, order.subject, order.person_id) == ("control", f"{KIND}:7", wei)
        assert edition.measures[measure].zh in order.title_zh
        assert (order.because["edition"], order.because["disease"]) == (edition.id, disease)
        named = policy.diseases()[disease].zh
        assert (named in order.body_zh, named in standing.words_zh) == (disease != "covid19",) * 2
        assert screening.replay(row.screening_id, by=SYSTEM).same
    assert not Declaration.objects.exists()


def test_looked_at_twice_a_contact_is_decided_and_instructed_once(county, contacts):
    with clock.at("2022-07-12T08:00"):
        wei = entered(WEI, "韦国强")
        contacts.meets(7, wei, county.village.code, "covid19", date(2022, 7, 10))
        contacts.screened()
        outbox.settle()
        assert contacts.screened().changed == 0
        outbox.settle()
        assert len(county.open()) == Screening.objects.count() == 1


def test_a_contact_turns_to_the_next_segment_and_is_free_at_the_end_by_itself(county, contacts):
    with clock.at("2022-07-12T08:00"):
        wei = entered(WEI, "韦国强")
        contacts.meets(7, wei, county.village.code, "covid19", date(2022, 7, 10))
        contacts.screened()
        outbox.settle()
        first, second = screening.courses(KIND, [7])[0].phases
    with clock.at(f"{second.start}T08:00"):
        segments._Turned.on = None
        segments.turn_segments()
        outbox.settle()
        assert "segment_2" in {order.kind for order in county.open()}
    with clock.at(f"{second.end + timedelta(days=1)}T08:00"):
        segments._Turned.on = None
        segments.turn_segments()
        outbox.settle()
        assert not Standing.objects.filter(person_id=wei, ended_at__isnull=True).exists()
    assert first.measure == "central_quarantine"


def test_who_is_twice_at_risk_is_freed_of_the_one_and_not_of_the_other(county, contacts):
    """One person, two subjects: what follows from the one is no word about the other."""
    with clock.at("2022-07-12T08:00"):
        wei = entered(WEI, "韦国强")
        contacts.meets(7, wei, county.village.code, "covid19", date(2022, 7, 10))
        contacts.meets(
            8, wei, county.village.code, "covid19", date(2022, 7, 10), "secondary_contact"
        )
        contacts.screened()
        outbox.settle()
        assert len(county.open()) == 2
        contacts.meets(
            7, wei, county.village.code, "covid19", date(2022, 7, 10), "not_a_contact_after_all"
        )
        contacts.screened()
        outbox.settle()
        [left] = Standing.objects.filter(person_id=wei, ended_at__isnull=True)
        assert (left.key, left.colour) == (f"{KIND}:8", "yellow")
        assert [order.subject for order in county.open()] == [f"{KIND}:8"]


def test_a_contact_found_to_be_somebody_else_is_theirs(county, contacts):
    with clock.at("2022-07-12T08:00"):
        wei, mei = entered(WEI, "韦国强"), entered(MEI, "韦梅")
        contacts.meets(7, wei, county.village.code, "covid19", date(2022, 7, 10))
        contacts.screened()
        contacts.meets(7, mei, county.village.code, "covid19", date(2022, 7, 10))
        contacts.screened()
        assert screening.courses(KIND, [7])[0].person_id == mei
