"""A pack is tried on who is at risk of its disease; of nobody it says that it is nobody."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.policy import api as policy
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.api import Source, Subject
from fangxian.lines.screening.pages import Ref
from fangxian.lines.screening.subjects import _Sources

pytestmark = pytest.mark.django_db
ON, HERE, ELSEWHERE = date(2024, 7, 12), "610921", "610902"
CHIEF = Actor(1, "祖主任", (Grant("headquarters", EVERYTHING, HERE),))
FLU = "influenza_h5n1"


def exposed(number, disease, place=HERE):
    facts = policy.Facts(
        date(2024, 7, 10), (), category="close_contact", last_exposure=date(2024, 7, 10)
    )
    return Subject(Ref("tracing.contact", number), 100 + number, place, disease, facts)


@pytest.fixture
def on_record(monkeypatch):
    """Let these be everybody at risk."""

    def known(*subjects):
        monkeypatch.setattr(_Sources, "held", {"tracing.contact": Source(lambda *_: subjects)})

    return known


@pytest.fixture
def flu_pack():
    return next(one.id for one in policy.packs() if one.disease == FLU)


def test_only_who_is_at_risk_of_the_packs_disease_is_tried(on_record, flu_pack):
    on_record(exposed(1, FLU), exposed(2, "covid19"), exposed(3, FLU))
    tried = screening.dry_run(flu_pack, ON, by=SYSTEM)
    assert (tried.disease, tried.people) == (FLU, 2)
    assert sum(tried.transitions.values()) == 2
    assert tried.others == {"covid19": 1}


def test_with_nobody_of_that_disease_it_names_the_diseases_on_record(on_record, flu_pack):
    on_record(exposed(1, "covid19"), exposed(2, "covid19"))
    tried = screening.dry_run(flu_pack, ON, by=SYSTEM)
    assert (tried.people, tried.changed, tried.changes) == (0, 0, ())
    assert tried.others == {"covid19": 2}


def test_whoever_tries_hears_of_their_own_places_alone(on_record, flu_pack):
    on_record(exposed(1, "covid19", ELSEWHERE), exposed(2, FLU, ELSEWHERE), exposed(3, FLU))
    tried = screening.dry_run(flu_pack, ON, by=CHIEF)
    assert tried.people == 1
    assert not tried.others


def test_subjects_that_a_source_yields_one_by_one_are_tried(monkeypatch, flu_pack):
    monkeypatch.setattr(
        _Sources,
        "held",
        {"tracing.contact": Source(lambda *_: (exposed(n, FLU) for n in range(1, 4)))},
    )
    assert screening.dry_run(flu_pack, ON, by=SYSTEM).people == 3
