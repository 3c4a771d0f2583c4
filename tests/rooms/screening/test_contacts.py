"""Contacts go from facts to a verdict by the code that decides travellers, each by the packs of their
own disease, and without the room that knows arrivals."""

from __future__ import annotations

import json
from datetime import date

import pytest

from fangxian.ground.policy import api as policy
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Ref, Subject

pytestmark = pytest.mark.django_db
ON, EXPOSED, HERE = date(2024, 7, 12), date(2024, 7, 10), "610921"
COVID_DAY = date(2022, 7, 12)


def contact(number, disease, category="close_contact", exposed=EXPOSED):
    facts = policy.Facts(exposed, category=category, last_exposure=exposed)
    return Subject(Ref("tracing.contact", number), 100 + number, HERE, disease, facts)


@pytest.mark.parametrize(
    ("disease", "on", "exposed", "measure"),
    [
        ("influenza_h5n1", ON, EXPOSED, "symptom_monitoring"),
        ("covid19", COVID_DAY, date(2022, 7, 10), "central_quarantine"),
    ],
)
def test_a_contact_is_decided_as_the_contact_table_says(disease, on, exposed, measure):
    [found] = screening.decided([contact(1, disease, exposed=exposed)], on)
    [one] = found.written
    edition = policy.in_force(on, HERE, disease)
    verdict = edition.decide_contact(contact(1, disease, exposed=exposed).facts)
    assert (one.class_code, one.colour) == (verdict.class_code, verdict.colour)
    assert one.phases == verdict.phases
    assert one.phases[0].measure == measure
    assert one.ref == Ref("tracing.contact", 1)
    facts = screening.facts_from_plain(json.loads(one.facts))
    assert (facts.category, facts.last_exposure) == ("close_contact", exposed)


def test_travellers_and_contacts_of_one_place_are_read_in_their_own_tables():
    stay = policy.Stay("610113", date(2022, 7, 10), text="西安市雁塔区")
    traveller = Subject(
        Ref("arrivals.declaration", 1),
        101,
        HERE,
        "covid19",
        policy.Facts(date(2022, 7, 10), (stay,)),
    )
    both = [traveller, contact(1, "covid19", exposed=date(2022, 7, 10))]
    found = {one.ref: one for some in screening.decided(both, COVID_DAY) for one in some.written}
    assert len(found) == 2  # one number, two kinds
    assert found[Ref("tracing.contact", 1)].class_code == "close_contact"
    assert found[traveller.ref].class_code != "close_contact"


def test_where_nothing_is_in_force_for_the_disease_nobody_is_decided():
    assert not list(screening.decided([contact(1, "influenza_h5n1")], date(2020, 1, 1)))
