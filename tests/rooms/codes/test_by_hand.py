"""A standing by hand takes two people, a listed reason and an end; a burst of them rings."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.kernel.models import FactRow
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes import reactions as codes_reactions
from tests.rooms.codes.town import TOWN, official

ANNA = official(1, "codes.propose", "codes.approve", "codes.see_overrides")
BO = official(2, "codes.propose", "codes.approve", "codes.see_overrides")


def propose(person: int, by=ANNA, **other) -> int:
    said = {
        "colour": "red",
        "reason": "first_positive",
        "until": clock.now() + timedelta(days=1),
        "note": "抗原阳性,等核酸复核",
    } | other
    return codes.propose_manual(person, **said, by=by)


def proposes_and_takes_back(person: int) -> None:
    codes.withdraw_manual(propose(person), "提错了", by=BO)


def test_the_same_reason_waits_only_once_and_the_second_is_told_of_the_first(town):
    first = propose(town.wei)
    with pytest.raises(Refusal) as refused:
        propose(town.wei, by=BO)
    assert refused.value.code == "codes.already_proposed"
    told = refused.value.as_dict()
    assert f"第 {first} 号" in told["sentence"]["zh"]
    assert "账号1" in told["sentence"]["zh"]
    assert "撤回" in told["way_out"]["zh"]
    assert propose(town.wei, reason="assistance_letter") != first
    assert propose(town.mei) != first
    codes.approve_manual(first, by=BO)
    assert propose(town.wei) != first  # nothing waits for it any more


def test_what_has_lapsed_is_in_nobodys_way_and_does_not_wait(town):
    lapsed = propose(town.wei)
    with clock.at("2022-05-11T12:00"):
        assert codes.waiting(by=BO) == ()
        again = propose(town.wei)
        codes.approve_manual(again, by=BO)
        rows = {row.id: row for row in codes.overrides_on(clock.today(), by=ANNA).rows}
        assert rows[lapsed].state == "withdrawn"
        assert f"第 {again} 号" in rows[lapsed].why
        with pytest.raises(Refusal) as refused:
            codes.approve_manual(lapsed, by=BO)
        assert refused.value.code == "codes.already_decided"


def test_approving_settles_what_waited_under_the_other_record(town):
    from fangxian.ground.people import pages as people

    first, second = propose(town.wei), propose(town.mei)
    people.merge_persons(town.wei, town.mei, "同一人", by=SYSTEM)
    with pytest.raises(Refusal):
        propose(town.wei)
    codes.approve_manual(second, by=BO)
    assert [row.id for row in codes.waiting(by=BO)] == []
    with pytest.raises(Refusal):
        codes.approve_manual(first, by=BO)


def noted(number: int, deed="proposed", account=1, place=f"{TOWN}201", person=0):
    done = codes_reactions.DecisionNoted(
        key=f"arrivals.override:{number}",
        step=deed,
        account_id=account,
        name=f"账号{account}",
        at=clock.now(),
        person_id=person,
        place=place,
        colour="green",
        reason="facts_wrong",
        reason_words=Text("申报的行程经核查不实", "wrong"),
        note="改判为“不再管控”;车票核对",
        until=clock.now() + timedelta(days=3),
    )
    codes_reactions.note_decision(done, by=SYSTEM)


def test_decisions_of_other_rooms_ring_and_are_reported_once(town):
    for number in range(5):
        noted(number, person=town.wei)
        noted(number, person=town.wei)  # told twice
    for _ in range(5):
        proposes_and_takes_back(town.wei)
    rung = codes.alarms(by=BO)
    assert [(row.kind, row.shown, row.count) for row in rung] == [("operator", "账号1", 10)]
    report = codes.overrides_on(clock.today(), by=ANNA)
    assert report.proposed == 10
    assert [row.key for row in report.rows if row.key] == [
        f"arrivals.override:{number}" for number in (4, 3, 2, 1, 0)
    ]
    assert (
        codes.overrides_on(
            clock.today(), by=official(9, "codes.see_overrides", place="620000")
        ).rows
        == ()
    )


def test_deeds_are_noted_in_any_order_and_what_holds_stays_in_the_report(town):
    noted(1, "approved", account=2, person=town.wei)
    noted(1, "proposed", account=1, person=town.wei)
    noted(2, "proposed", person=town.mei)
    noted(2, "withdrawn", account=2, person=town.mei)
    first, second = sorted(codes.overrides_on(clock.today(), by=ANNA).rows, key=lambda r: r.key)
    assert (first.state, first.proposed_by, first.decided_by) == ("approved", "账号1", "账号2")
    assert (second.state, second.withdrawn_by) == ("withdrawn", "账号2")
    with clock.at("2022-05-11T12:00"):
        (row,) = codes.overrides_on(clock.today(), by=ANNA).rows
        assert row.key == "arrivals.override:1"


def test_it_holds_only_when_a_second_person_agrees(town):
    number = propose(town.wei)
    assert town.colour(town.wei) == "green"
    with pytest.raises(Refusal) as refused:
        codes.approve_manual(number, by=ANNA)
    assert refused.value.code == "access.needs_another"
    codes.approve_manual(number, by=BO)
    assert town.colour(town.wei) == "red"
    held = codes.explain(town.wei, by=SYSTEM).holding[0]
    assert held.words.zh.endswith("抗原阳性,等核酸复核")
    assert (held.clause["proposed_by"], held.clause["approved_by"]) == ("账号1", "账号2")
    with pytest.raises(Refusal):
        codes.approve_manual(number, by=BO)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"colour": "green"}, "codes.colour_unknown"),
        ({"colour": "blue"}, "codes.colour_unknown"),
        ({"reason": "petitioner"}, "codes.reason_not_listed"),
        ({"note": "  "}, "codes.note_missing"),
    ],
)
def test_what_is_not_listed_is_refused(town, wrong, code):
    with pytest.raises(Refusal) as refused:
        propose(town.wei, **wrong)
    assert refused.value.code == code


def test_no_end_beyond_the_lists_longest(town):
    with pytest.raises(Refusal) as refused:
        propose(town.wei, until=clock.now() + timedelta(days=2, minutes=1))
    assert refused.value.code == "codes.end_too_far"
    with pytest.raises(Refusal):
        propose(town.wei, until=clock.now())


def test_only_over_ones_own_place(town):
    with pytest.raises(NotAllowed):
        propose(town.wei, by=official(3, "codes.propose", place="610921101"))
    with pytest.raises(Refusal):
        propose(town.wei, by=SYSTEM)  # a named account must stand for it


def test_a_refusal_says_why_and_one_person_may_free(town):
    first, second = propose(town.wei), propose(town.mei)
    codes.refuse_manual(first, "依据不足", by=BO)
    codes.approve_manual(second, by=BO)
    with pytest.raises(Refusal):
        codes.withdraw_manual(second, " ", by=BO)
    codes.withdraw_manual(second, "复核阴性", by=BO)
    assert town.colour(town.mei) == "green"
    assert [row.ended_how for row in codes.explain(town.mei, by=SYSTEM).standings] == ["withdrawn"]
    report = codes.overrides_on(clock.today(), by=ANNA)
    assert (report.proposed, report.refused, report.withdrawn, report.holding) == (2, 1, 1, 0)
    assert report.by_operator == {"账号1": 2}


def test_what_is_taken_back_rings_and_beyond_some_a_day_takes_two(town):
    from fangxian.kernel.verb import REGISTER
    from fangxian.lines.codes.models import Alarm

    deed = REGISTER["codes.withdraw_manual"]
    numbers = []
    for _ in range(6):  # the county's five a day, and one more
        numbers.append(propose(town.mei))
        assert not deed.takes_two(manual_id=numbers[-1], why="提错了", by=BO)  # it holds nobody yet
        codes.approve_manual(numbers[-1], by=BO)
        if len(numbers) < 6:
            codes.withdraw_manual(numbers[-1], "复核阴性", by=BO)
    rung = Alarm.objects.filter(kind="freed").order_by("pk")
    assert rung.count() == 5
    assert "解除 1 人(经办 账号2:复核阴性)" in rung[0].shown
    with pytest.raises(Refusal) as refused:
        codes.withdraw_manual(numbers[-1], "复核阴性", by=BO)
    assert refused.value.code == "kernel.takes_two"
    with clock.at(clock.now() + timedelta(hours=23, minutes=59)):
        assert deed.takes_two(manual_id=numbers[-1], why="复核阴性", by=BO)
    with clock.at(clock.now() + timedelta(days=1, minutes=1)):
        assert not deed.takes_two(manual_id=numbers[-1], why="复核阴性", by=BO)


def test_the_report_lists_what_still_holds_by_hand(town):
    number = propose(town.wei)
    codes.approve_manual(number, by=BO)
    with clock.at("2022-05-11T07:00"):
        report = codes.overrides_on(clock.today(), by=ANNA)
    assert [row.id for row in report.rows] == [number]
    assert (report.proposed, report.approved) == (0, 0)
    with clock.at("2022-05-12T09:00"):
        assert codes.overrides_on(clock.today(), by=ANNA).rows == ()
    assert (
        codes.overrides_on(
            clock.today(), by=official(9, "codes.see_overrides", place="620000")
        ).rows
        == ()
    )


def test_a_burst_by_one_operator_rings_once(town):
    for count in range(1, 13):
        proposes_and_takes_back(town.wei)
        assert len(codes.alarms(by=BO)) == (1 if count >= 10 else 0)
    rung = codes.alarms(by=BO)[0]
    assert (rung.kind, rung.shown, rung.count, rung.threshold) == ("operator", "账号1", 12, 10)
    assert rung.place.startswith(TOWN)
    assert FactRow.objects.filter(name="codes.AlarmRaised").count() == 1
    codes.close_alarm(rung.id, "集中转运的密接,已核对", by=BO)
    proposes_and_takes_back(town.wei)
    assert [row.looked_at is None for row in codes.alarms(by=BO)] == [True, False]


def test_slow_work_does_not_ring(town):
    for hour in range(9, 21):
        with clock.at(f"2022-05-10T{hour:02}:00"):
            proposes_and_takes_back(town.wei)
    assert codes.alarms(by=BO) == ()
