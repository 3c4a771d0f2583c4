from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.lines.codes import api as codes_api
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes import reactions as codes_reactions
from tests.rooms.codes.town import lay, official, standing

JUDGE = official(5, "codes.decide_appeal")


def held(person: int) -> int:
    return codes.explain(person, by=SYSTEM).holding[0].id


def test_an_upheld_appeal_frees_and_the_same_is_not_laid_down_again(town):
    row = standing(town.wei)
    lay(row)
    number = codes.appeal(town.wei, held(town.wei), "我没有去过那里", by=NOBODY)
    page = codes.appeals(by=JUDGE)
    assert (page.total, page.rows[0].words, page.rows[0].may_decide) == (1, "我没有去过那里", True)
    assert page.rows[0].due_at == clock.now() + timedelta(hours=24)
    codes.decide_appeal(number, upheld=True, answer="车票证实,予以纠正", by=JUDGE)
    assert town.colour(town.wei) == "green"
    assert lay(row).unchanged == 1
    assert town.colour(town.wei) == "green"
    assert lay(standing(town.wei, clause={"clause": "新事实"})).raised == 1
    assert town.colour(town.wei) == "red"
    own = codes.own_appeals(town.wei, by=NOBODY)
    assert (own[0].answer, own[0].upheld) == ("车票证实,予以纠正", True)


def test_a_rejected_appeal_is_answered_in_words(town):
    lay(standing(town.wei))
    number = codes.appeal(town.wei, held(town.wei), "不服", by=NOBODY)
    with pytest.raises(Refusal):
        codes.decide_appeal(number, upheld=False, answer=" ", by=JUDGE)
    codes.decide_appeal(number, upheld=False, answer="行程记录属实", by=JUDGE)
    assert town.colour(town.wei) == "red"
    with pytest.raises(Refusal) as again:
        codes.decide_appeal(number, upheld=True, answer="改", by=JUDGE)
    assert again.value.code == "codes.already_decided"


def test_only_against_ones_own_and_only_once_at_a_time(town):
    lay(standing(town.wei))
    number = held(town.wei)
    with pytest.raises(Refusal) as other:
        codes.appeal(town.mei, number, "x", by=NOBODY)
    assert other.value.code == "codes.not_your_own"
    codes.appeal(town.wei, number, "x", by=NOBODY)
    with pytest.raises(Refusal) as twice:
        codes.appeal(town.wei, number, "x", by=NOBODY)
    assert twice.value.code == "codes.appeal_waiting"
    with clock.at("2022-05-25T08:00"), pytest.raises(Refusal) as over:
        codes.appeal(town.wei, number, "x", by=NOBODY)
    assert over.value.code == "codes.nothing_to_appeal"


def test_neither_of_the_two_who_made_it_decides(town):
    number = codes.propose_manual(
        town.wei,
        "red",
        "first_positive",
        clock.now() + timedelta(days=1),
        "阳性",
        by=official(1, "codes.propose"),
    )
    codes.approve_manual(number, by=official(2, "codes.approve"))
    appeal = codes.appeal(town.wei, held(town.wei), "复核阴性", by=NOBODY)
    for maker in (1, 2):
        with pytest.raises(Refusal) as refused:
            codes.decide_appeal(
                appeal, upheld=True, answer="x", by=official(maker, "codes.decide_appeal")
            )
        assert refused.value.code == "codes.maker_decides"
    hand = replace(JUDGE, one_hand=frozenset({2}))
    assert not codes.appeals(by=hand).rows[0].may_decide
    with pytest.raises(Refusal) as refused:
        codes.decide_appeal(appeal, upheld=True, answer="x", by=hand)
    assert refused.value.code == "codes.maker_decides"
    codes.decide_appeal(appeal, upheld=True, answer="复核阴性属实", by=JUDGE)
    assert town.colour(town.wei) == "green"


def test_statistics_count_the_late_and_the_right(town):
    lay(standing(town.wei), standing(town.mei), standing(town.lao))
    numbers = [
        codes.appeal(one, held(one), "x", by=NOBODY) for one in (town.wei, town.mei, town.lao)
    ]
    with clock.at("2022-05-10T12:00"):
        codes.decide_appeal(numbers[0], upheld=True, answer="是", by=JUDGE)
    with clock.at("2022-05-12T08:00"):
        codes.decide_appeal(numbers[1], upheld=False, answer="否", by=JUDGE)
        told = codes.appeal_statistics(by=JUDGE)
    assert (told.filed, told.waiting, told.late, told.upheld, told.rejected) == (3, 1, 1, 1, 1)
    assert told.answered_in_time == 1
    assert told.by_origin == {"screening": (2, 1)}


def again(person: int, **other) -> None:
    """The screening of the next morning: the same thing, otherwise worded or decided."""
    lay(standing(person, clause={"clause": "第3条"}, **other))


def test_it_goes_on_against_what_took_its_stead_for_the_same_reason(town):
    lay(standing(town.wei))
    number = codes.appeal(town.wei, held(town.wei), "我没有去过那里", by=NOBODY)
    again(town.wei)
    [row] = codes.appeals(by=JUDGE).rows
    assert (row.id, row.standing_id, row.waiting) == (number, held(town.wei), True)
    codes.decide_appeal(number, upheld=True, answer="车票证实", by=JUDGE)
    assert town.colour(town.wei) == "green"


ENDS = {
    "lifted": lambda person: codes_reactions.lower_standings(
        [person], "screening", "重新判定后不再需要管控", by=SYSTEM
    ),
    "another reason": lambda person: again(person, reason="close_contact"),
    "by the key": lambda person: codes_api.lower_by_key(
        ["arrivals.declaration:1"], "screening", "导入已撤销", by=SYSTEM
    ),
}


@pytest.mark.parametrize("ends", ENDS)
def test_it_ends_with_what_it_is_against_and_that_is_told_in_words(town, ends):
    lay(standing(town.wei))
    number = codes.appeal(town.wei, held(town.wei), "我没有去过那里", by=NOBODY)
    ENDS[ends](town.wei)
    assert codes.appeals(by=JUDGE).total == 0
    [own] = codes.own_appeals(town.wei, by=NOBODY)
    assert (own.waiting, own.upheld, own.decided_at) == (False, None, clock.now())
    assert "申诉随之办结" in own.ended.zh
    assert "ends with it" in own.ended.en
    for upheld in (True, False):
        with pytest.raises(Refusal) as over:
            codes.decide_appeal(number, upheld=upheld, answer="改", by=JUDGE)
        assert over.value.code == "codes.appeal_over"
    told = codes.appeal_statistics(by=JUDGE)
    assert (told.waiting, told.upheld, told.rejected, told.ended) == (0, 0, 0, 1)


def test_one_whose_standing_ran_out_is_accepted_by_nobody_and_leaves_the_queue(town):
    lay(standing(town.wei))
    number = codes.appeal(town.wei, held(town.wei), "我没有去过那里", by=NOBODY)
    assert codes_reactions.end_appeals_when_due() == 0
    with clock.at("2022-05-25T08:00"):
        with pytest.raises(Refusal) as over:
            codes.decide_appeal(number, upheld=True, answer="晚了", by=JUDGE)
        assert over.value.code == "codes.appeal_over"
        assert codes_reactions.end_appeals_when_due() == 1
        assert codes.appeals(by=JUDGE).total == 0
        assert "已到期" in codes.own_appeals(town.wei, by=NOBODY)[0].ended.zh


def test_a_withdrawn_decision_of_two_takes_its_appeal_along(town):
    number = codes.propose_manual(
        town.wei,
        "red",
        "first_positive",
        clock.now() + timedelta(days=1),
        "阳性",
        by=official(1, "codes.propose"),
    )
    codes.approve_manual(number, by=official(2, "codes.approve"))
    codes.appeal(town.wei, held(town.wei), "复核阴性", by=NOBODY)
    codes.withdraw_manual(number, "复核阴性", by=official(2, "codes.approve"))
    [own] = codes.own_appeals(town.wei, by=NOBODY)
    assert "理由:复核阴性" in own.ended.zh


def test_of_two_joined_records_it_goes_on_and_comes_back(town):
    lay(standing(town.wei))
    number = codes.appeal(town.wei, held(town.wei), "我没有去过那里", by=NOBODY)
    codes_reactions.join_people(town.mei, town.wei, by=SYSTEM)
    [row] = codes.appeals(by=JUDGE).rows
    assert (row.id, row.person_id, row.standing_id) == (number, town.mei, held(town.mei))
    codes_reactions.part_people(town.mei, town.wei, by=SYSTEM)
    [row] = codes.appeals(by=JUDGE).rows
    assert (row.id, row.person_id, row.standing_id) == (number, town.wei, held(town.wei))
