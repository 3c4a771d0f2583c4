"""A course that is over hides nothing: on the day after its last, what still runs counts, what is
not known is asked, and nobody has to press anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fangxian.flows import segments
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import api as codes
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.models import Screening

pytestmark = pytest.mark.django_db

AREA = "medium,上海市,上海市,嘉定区,真新街道,2022-05-01,2022-05-09"
CHAOYANG = "high,北京市,北京市,朝阳区,十八里店乡横街子村,2022-05-01,2022-05-09"
# from abroad on 04-12: 14 and 7 and 7 days, the last of them 05-10
ABROAD = {"是否入境": "是", "入境日期": "2022-04-12"}
JIA, YI = (Actor(n, f"账号{n}", (Grant("headquarters", EVERYTHING, ""),)) for n in (1, 2))


@pytest.fixture(autouse=True)
def _a_fresh_worker():
    segments._Turned.on = None
    yield
    segments._Turned.on = None


def a_round() -> None:
    segments.turn_segments()
    outbox.settle()


def restarted_round() -> None:
    segments._Turned.on = None
    a_round()


def colour() -> str:
    person = Declaration.objects.get().person_id
    return codes.colours_of([person])[person].code


def stands() -> tuple[str, str, bool]:
    one = Declaration.objects.get()
    return one.class_code, one.colour, one.uncertain


def test_when_the_graver_course_ends_the_milder_one_that_runs_is_laid_by_itself(county):
    county.lists(AREA)
    county.files(**ABROAD)
    assert stands() == ("inbound_traveller", "red", False)
    [first] = county.open()
    with clock.at("2022-05-10T23:50"):
        a_round()
        assert (colour(), Screening.objects.count()) == ("red", 1)
    with clock.at("2022-05-11T00:01"):
        a_round()
        assert stands() == ("high_or_medium_risk_area_history", "red", False)
        assert colour() == "red"
        [order] = county.open()
        assert (order.kind, order.title_zh) == ("control", "韦**:集中隔离 至 05-22")
        assert order.supersedes_id == first.pk
        counted = arrivals.summary(clock.today(), by=SYSTEM).as_dict()
        assert counted["by_measure"] == {"central_quarantine": 1}
        kept = Screening.objects.latest("pk")
        assert (kept.verdict["behind"]["row"], kept.verdict["behind"]["end"]) == (
            "hanyin-1",
            "2022-05-10",
        )
        assert all(screening.replay(one.pk, by=SYSTEM).same for one in Screening.objects.all())
    with clock.at("2022-05-22T23:59"):
        assert colour() == "red"


def test_each_day_from_the_entry_on_somebody_answers_for_it(county):
    """The measure in force is that of the entry, then that of the place, then none."""
    county.lists(AREA)
    with clock.at("2022-05-09T10:00"):
        county.files(**ABROAD)
    measures = {}
    for day in range(10, 25):
        with clock.at(f"2022-05-{day:02d}T00:05"):
            a_round()
            held = arrivals.summary(clock.today(), by=SYSTEM).by_measure
            [measures[day]] = held
            assert (colour() == "green") is (held == {"none": 1})
    home, central = "home_health_monitoring", "central_quarantine"
    assert measures == {10: home} | dict.fromkeys(range(11, 23), central) | {
        23: "none",
        24: "none",
    }


def test_when_nothing_runs_any_more_what_was_served_is_still_to_be_closed(county):
    county.lists(AREA)
    county.files(**ABROAD)
    for day in (11, 23):
        with clock.at(f"2022-05-{day}T00:05"):
            a_round()
    with clock.at("2022-05-23T08:00"):
        assert stands() == ("inbound_traveller", "red", False)  # told, and behind them
        assert colour() == "green"
        [order] = county.open()
        assert order.title_zh == "韦**:集中隔离 至 05-22"
        before = Screening.objects.count()
        restarted_round()
        assert Screening.objects.count() == before


def test_days_on_which_nothing_ran_are_made_up_for_once(county):
    county.lists(AREA)
    county.files(**ABROAD)
    with clock.at("2022-05-15T09:00"):
        a_round()
        assert (stands()[0], colour()) == ("high_or_medium_risk_area_history", "red")
        restarted_round()
        assert Screening.objects.count() == 2


def test_an_end_that_changes_nothing_is_looked_at_once(county):
    county.lists(AREA)
    county.files()
    [order] = county.open()
    with clock.at("2022-05-23T00:05"):
        a_round()
        restarted_round()
    with clock.at("2022-05-24T00:05"):
        a_round()
    assert [one.on for one in Screening.objects.order_by("id")] == [
        date(2022, 5, 10),
        date(2022, 5, 23),
    ]
    assert county.open() == [order]


def test_a_course_long_over_does_not_free_who_was_in_a_listed_place_last_week(county):
    county.lists(AREA)
    county.files(是否入境="是", 入境日期="2022-03-11")
    assert stands() == ("high_or_medium_risk_area_history", "red", False)
    assert colour() == "red"
    [order] = county.open()
    assert "集中隔离" in order.title_zh


def test_a_course_long_over_does_not_free_whose_last_place_is_not_known(county):
    county.lists(CHAOYANG)
    county.files(是否入境="是", 入境日期="2022-03-11", 出发地="朝阳区")
    assert stands() == ("unverified", "grey", True)
    assert colour() == "grey"
    [order] = county.open()
    assert order.kind == "verify"
    assert order.body_zh.startswith("先问:是否来自 北京市朝阳区(高风险)?")
    [kept] = Screening.objects.all()
    assert (kept.verdict["row"], kept.verdict["doubt"]["possible"]["row"]) == (
        "hanyin-1",
        "hanyin-3",
    )
    assert screening.replay(kept.pk, by=SYSTEM).same


@pytest.mark.parametrize("place", ["不详", "泰国"])
def test_who_entered_long_ago_was_somewhere_in_the_country_last_week(county, place):
    """A name that is no place here is a country, but not where they were after they entered."""
    county.lists(CHAOYANG)
    said = {"是否入境": "是", "入境日期": "2022-03-11", "离开出发地日期": "2022-03-10"}
    county.files(**said, 出发地="泰国", 途经地=f"{place}@2022-05-06~2022-05-08")
    assert (stands(), colour()) == (("unverified", "grey", True), "grey")


def test_when_the_course_ends_what_is_not_known_is_asked_by_itself(county):
    county.lists(CHAOYANG)
    county.files(**ABROAD, 出发地="朝阳区")
    assert stands() == ("inbound_traveller", "red", False)
    [control] = county.open()
    with clock.at("2022-05-11T00:05"):
        a_round()
        assert (stands(), colour()) == (("unverified", "grey", True), "grey")
        assert {one.kind for one in county.open()} == {"control", "verify"}
        county.files(**ABROAD, 出发地="吉林省长春市朝阳区", 填报时间="2022-05-10 20:00")
        assert colour() == "green"
        assert county.open() == [control]  # served: to be closed, not taken back


def test_a_verdict_of_an_earlier_version_is_decided_again_as_it_was(county):
    """Written when a course that was over still hid what was not known."""
    county.lists(CHAOYANG)
    county.files(是否入境="是", 入境日期="2022-03-11", 出发地="朝阳区")
    [kept] = Screening.objects.all()
    said = {key: one for key, one in kept.verdict.items() if key not in ("doubt", "by")}
    kept.verdict = said | {"class": "inbound_traveller", "colour": "red", "uncertain": False}
    kept.save(update_fields=["verdict"])
    assert screening.replay(kept.pk, by=SYSTEM).same


@pytest.mark.parametrize("decided", ["other_area", "high_or_medium_risk_area_history"])
def test_a_human_decision_ends_and_the_table_stands_again_by_itself(county, decided):
    county.lists(AREA)
    county.files()
    number = screening.propose_override(
        screening.Ref(arrivals.KIND, Declaration.objects.get().pk),
        class_code=decided,
        colour="green",
        reason="facts_wrong",
        words="车票核对",
        until=clock.today() + timedelta(days=2),
        by=JIA,
    )
    screening.approve_override(number, by=YI)
    outbox.settle()
    assert colour() == "green"
    with clock.at("2022-05-12T09:00"):
        a_round()
        assert colour() == "green"
    with clock.at("2022-05-13T00:05"):
        a_round()
        assert (stands(), colour()) == (("high_or_medium_risk_area_history", "red", False), "red")
        assert Instruction.objects.filter(kind="control").latest("id").stage == "issued"
        count = Screening.objects.count()
        restarted_round()
        assert Screening.objects.count() == count
