"""A contact goes from facts to standing and instruction by the code that serves travellers, and
without the room that knows arrivals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fangxian.flows import segments
from fangxian.ground.policy import pages as policy
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother, NotFound, Refusal
from fangxian.kernel.models import AuditLine
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes.models import Standing
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.errors import NotOnTheList
from fangxian.lines.screening.models import Screening
from fangxian.lines.screening.pages import Ref
from tests.flows.contacts import KIND, Contacts, entered
from tests.flows.county import MEI, WEI

pytestmark = pytest.mark.django_db
MAY = frozenset({"arrivals.override_propose", "arrivals.override_approve", "arrivals.screen"})
ANNA, BO = (Actor(n, f"账号{n}", (Grant("t", MAY, "610921"),)) for n in (1, 2))


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


@pytest.mark.parametrize(
    ("disease", "today"),
    [("covid19", date(2022, 7, 12)), ("influenza_h5n1", date(2024, 7, 12))],
)
def test_people_decide_on_a_contact_as_on_a_traveller(county, contacts, disease, today):
    with clock.at(f"{today}T08:00"):
        wei = entered(WEI, "韦国强")
        contacts.meets(7, wei, county.village.code, disease, today - timedelta(days=2))
        contacts.screened()
        outbox.settle()
        stood, [order] = screening.courses(KIND, [7])[0], county.open()
        best = list(policy.in_force(today, county.village.code, disease).colours)[-1]
        number = screening.propose_override(
            Ref(KIND, 7),
            class_code="none",
            colour=best,
            reason="facts_wrong",
            words="核查为误判",
            until=today + timedelta(days=2),
            by=ANNA,
        )
        with pytest.raises(NeedsAnother):
            screening.approve_override(number, by=ANNA)
        assert screening.courses(KIND, [7]) == [stood]
        screening.approve_override(number, by=BO)
        outbox.settle()
        [row] = screening.courses(KIND, [7])
        assert (row.class_code, row.colour, row.phases) == ("none", best, ())
        assert not Standing.objects.filter(person_id=wei, ended_at__isnull=True).exists()
        assert county.open() == []
        [told] = codes.overrides_on(today, by=SYSTEM).rows
        assert (told.person_id, told.state, told.decided_by) == (wei, "approved", "账号2")
        [subject] = screening.subjects_of_person(wei, by=SYSTEM)
        assert (subject.ref, subject.disease, subject.contact) == (Ref(KIND, 7), disease, True)
        assert stood.class_code in {one.class_code for one in subject.edition.table.rows}
        lines = AuditLine.objects.filter(subject=f"override:{number}").order_by("pk")
        assert [line.deed for line in lines] == [
            "screening.propose_override",
            "screening.approve_override",
        ]
    with clock.at(f"{today + timedelta(days=3)}T08:00"):
        segments._Turned.on = None
        segments.turn_segments()
        outbox.settle()
        again = screening.courses(KIND, [7])[0]
        assert (again.class_code, again.phases) == (stood.class_code, stood.phases)
        assert Standing.objects.filter(person_id=wei, ended_at__isnull=True).exists()
        assert [one.subject for one in county.open()] == [order.subject]
        with pytest.raises(Refusal) as refused:
            screening.approve_override(number, by=BO)
        assert refused.value.code == "screening.override_decided"
    assert not Declaration.objects.exists()


def test_a_contact_is_decided_on_by_what_is_in_force_for_its_disease(county, contacts):
    """The one flu's colours and classes, not those of the disease that the house works against."""
    with clock.at("2024-07-12T08:00"):
        wei = entered(WEI, "韦国强")
        contacts.meets(7, wei, county.village.code, "influenza_h5n1", date(2024, 7, 10))
        contacts.screened()
        for said in ({"colour": "orange"}, {"class_code": "risk_area_city_history"}):
            with pytest.raises(NotOnTheList):
                screening.propose_override(
                    Ref(KIND, 7),
                    **{"class_code": "none", "colour": "blue"} | said,
                    reason="facts_wrong",
                    words="x",
                    until=date(2024, 7, 14),
                    by=ANNA,
                )
        with pytest.raises(NotFound):
            screening.propose_override(
                Ref(KIND, 8),
                class_code="none",
                colour="blue",
                reason="facts_wrong",
                words="x",
                until=date(2024, 7, 14),
                by=SYSTEM,
            )


def test_a_pack_is_tried_on_contacts_too(county, contacts):
    """The dry run asks every source; a contact is read by the table of contacts."""
    with clock.at("2022-06-20T08:00"):
        today = clock.today()
        contacts.meets(7, entered(WEI, "韦国强"), county.village.code, "covid19", date(2022, 6, 19))
        contacts.screened()
        tried = screening.dry_run("covid19-cn-ed9", today, by=SYSTEM)
        assert (tried.people, tried.changed) == (1, 1)
        [change] = tried.changes
        assert (change.ref, change.measure_before) == (Ref(KIND, 7), "central_quarantine")
        assert change.end_after < change.end_before
    assert not Declaration.objects.exists()


def test_a_contact_found_to_be_somebody_else_is_theirs(county, contacts):
    with clock.at("2022-07-12T08:00"):
        wei, mei = entered(WEI, "韦国强"), entered(MEI, "韦梅")
        contacts.meets(7, wei, county.village.code, "covid19", date(2022, 7, 10))
        contacts.screened()
        contacts.meets(7, mei, county.village.code, "covid19", date(2022, 7, 10))
        contacts.screened()
        assert screening.courses(KIND, [7])[0].person_id == mei
