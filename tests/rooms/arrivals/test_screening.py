"""Who came from where meets the lists and the law; what people decided is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother, NotAllowed
from fangxian.kernel.models import FactRow
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.errors import (
    DecidedAlready,
    NoEnd,
    NoReason,
    NotOnTheList,
    OneIsOpen,
)
from fangxian.lines.screening.models import Override, Phase, Screening
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.ledgers import as_csv, wang

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 5)
CHIEF = Actor(1, "祖主任", (Grant("headquarters", EVERYTHING, "610921"),))
DEPUTY = Actor(2, "张主任", (Grant("headquarters", EVERYTHING, "610921"),))
TOWN = Actor(3, "蒲溪镇", (Grant("township", frozenset({"arrivals.read"}), "610921102"),))


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-05T09:00"):
        yield


@pytest.fixture
def changchun():
    zones.add_by_hand(
        "high", "吉林省长春市绿园区", date(2022, 4, 25), date(2022, 5, 3), "国家名单", by=SYSTEM
    )


def comes(**facts):
    arrivals.import_file(as_csv(wang(**facts)), "台账.csv", by=SYSTEM)
    arrivals.screen_all(by=SYSTEM)
    return Declaration.objects.get()


def test_from_the_county_of_a_risk_area_fourteen_days_from_leaving(changchun):
    declared = comes(origin="吉林省长春市绿园区")
    assert (declared.class_code, declared.colour) == ("high_or_medium_risk_area_history", "red")
    [phase] = Phase.objects.all()
    assert (phase.measure, phase.start, phase.end) == (
        "central_quarantine",
        date(2022, 5, 1),
        date(2022, 5, 15),
    )
    assert declared.free_from == date(2022, 5, 16)
    kept = Screening.objects.get()
    assert kept.listing["text"].startswith("吉林省")
    assert kept.verdict["citation"]["source"] == "hy-gov"
    assert screening.replay(kept.pk, by=SYSTEM).same


def test_a_city_known_no_finer_is_doubtful_and_checked_first(changchun):
    declared = comes(origin="吉林省长春市")
    assert declared.uncertain
    assert arrivals.summary(TODAY, by=SYSTEM).uncertain == 1


def test_from_abroad_three_measures_follow_one_another():
    comes(origin="日本", overseas="是", entry="2022-04-12")
    measures = {
        day: arrivals.summary(date(2022, 4, day), by=SYSTEM).by_measure for day in (12, 26, 27)
    }
    assert measures[12] == measures[26] == {"central_quarantine": 1}
    assert measures[27] == {"home_quarantine": 1}
    assert arrivals.summary(TODAY, by=SYSTEM).measure_by_origin == {
        "home_health_monitoring": {"overseas": 1, "domestic": 0}
    }
    free = arrivals.summary(date(2022, 5, 11), by=SYSTEM)
    assert (free.by_measure, free.by_class) == ({"none": 1}, {"inbound_traveller": 1})


def test_the_same_screening_twice_leaves_one_row_and_tells_nobody(changchun):
    comes(origin="吉林省长春市绿园区")
    told = FactRow.objects.filter(name="screening_reactions.VerdictsChanged").count()
    assert arrivals.screen_all(by=SYSTEM).changed == 0
    assert Screening.objects.count() == 1
    assert FactRow.objects.filter(name="screening_reactions.VerdictsChanged").count() == told


def test_a_new_listing_changes_the_verdict_and_keeps_the_old_screening():
    assert comes(origin="吉林省长春市绿园区").colour == "green"
    zones.add_by_hand("high", "吉林省长春市绿园区", date(2022, 4, 25), None, "国家名单", by=SYSTEM)
    assert arrivals.screen_all(by=SYSTEM).changed == 1
    assert Declaration.objects.get().colour == "red"
    assert [one.colour for one in Screening.objects.order_by("id")] == ["green", "red"]


def propose(declared, *, by=CHIEF, **changes):
    values = {
        "class_code": "risk_area_city_history",
        "colour": "orange",
        "reason": "pregnant_or_ill",
        "words": "孕 36 周,县医院证明",
        "until": date(2022, 5, 20),
        **changes,
    }
    return screening.propose_override(screening.Ref(arrivals.KIND, declared.pk), by=by, **values)


def test_a_human_decision_needs_two_people_a_reason_and_an_end(changchun):
    declared = comes(origin="吉林省长春市绿园区")
    with pytest.raises(NoReason):
        propose(declared, reason="boss_said_so")
    with pytest.raises(NoEnd):
        propose(declared, until=date(2022, 7, 1))
    with pytest.raises(NotAllowed):
        propose(declared, by=TOWN)
    number = propose(declared)
    with pytest.raises(NeedsAnother):
        screening.approve_override(number, by=CHIEF)
    assert Declaration.objects.get().colour == "red"
    screening.approve_override(number, by=DEPUTY)
    assert Declaration.objects.get().colour == "orange"


def test_a_human_decision_outlives_a_new_list_and_ends_on_its_day(changchun):
    declared = comes(origin="吉林省长春市绿园区")
    screening.approve_override(propose(declared), by=DEPUTY)
    zones.add_by_hand("high", "吉林省长春市", date(2022, 4, 20), None, "国家名单", by=SYSTEM)
    arrivals.screen_all(by=SYSTEM)
    assert Declaration.objects.get().colour == "orange"
    assert Phase.objects.get().measure == "health_monitoring"
    with clock.at("2022-05-21T08:00"):
        arrivals.screen_all(by=SYSTEM)
    assert Declaration.objects.get().colour == "red"


def test_a_decision_taken_back_gives_way_at_once(changchun):
    declared = comes(origin="吉林省长春市绿园区")
    number = propose(declared)
    screening.approve_override(number, by=DEPUTY)
    screening.withdraw_override(number, "复核", by=CHIEF)
    assert Declaration.objects.get().colour == "red"
    assert Override.objects.get().withdrawn_at is not None


def test_one_decision_at_a_time_of_the_policy_s_own_words(changchun):
    declared = comes(origin="吉林省长春市绿园区")
    with pytest.raises(NotOnTheList):
        propose(declared, class_code="whatever")
    with pytest.raises(NotOnTheList):
        propose(declared, colour="purple")
    number = propose(declared)
    with pytest.raises(OneIsOpen):
        propose(declared)
    screening.approve_override(number, by=DEPUTY)
    with pytest.raises(DecidedAlready):  # a second approval would hide who gave the first
        screening.approve_override(number, by=SYSTEM)


def test_who_proposed_takes_back_what_nobody_has_approved_yet(changchun):
    declared = comes(origin="吉林省长春市绿园区")
    proposer = replace(
        TOWN, account_id=77, grants=(Grant("t", frozenset({"arrivals.override_propose"}), ""),)
    )
    number = propose(declared, by=proposer)
    with pytest.raises(NotAllowed):
        screening.withdraw_override(number, "复核", by=replace(proposer, account_id=78))
    screening.withdraw_override(number, "复核", by=proposer)
    number = propose(declared, by=proposer)
    screening.approve_override(number, by=DEPUTY)
    with pytest.raises(NotAllowed):
        screening.withdraw_override(number, "复核", by=proposer)
    assert Declaration.objects.get().colour == "orange"


def test_a_township_counts_its_own_people_only(changchun):
    comes(origin="吉林省长春市绿园区", town="涧池镇", village="")
    assert arrivals.summary(TODAY, by=TOWN).people == 0
    assert arrivals.summary(TODAY, by=CHIEF).people == 1


def test_a_new_edition_is_tried_and_nobody_is_touched(changchun):
    comes(origin="吉林省长春市绿园区")
    tried = screening.dry_run("covid19-cn-ed9", TODAY, by=CHIEF)
    assert (tried.people, tried.changed) == (1, 1)
    assert tried.transitions == {("high_or_medium_risk_area_history", "high_risk_zone_history"): 1}
    assert [need.rooms for need in tried.needs_before] == [1] * 11 + [0] * 3
    assert [need.rooms for need in tried.needs_after] == [1] * 4 + [0] * 10
    assert tried.changes[0].name == "王**"
    assert Declaration.objects.get().colour == "red"
    assert Screening.objects.count() == 1


def test_on_a_day_without_a_law_nobody_is_decided():
    comes(origin="吉林省长春市绿园区")
    with clock.at("2026-11-22T08:00"):
        done = arrivals.screen_all(by=SYSTEM)
    assert (done.people, done.decided) == (1, 0)
