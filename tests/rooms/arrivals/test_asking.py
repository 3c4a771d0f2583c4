"""What to ask about a place: a name that is no more, a name of which there are several, and a name
that no place has are three doubts, and each says what to find out."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.policy.api import Stay
from fangxian.kernel import clock
from fangxian.lines.arrivals.asking import question_of, questions, where_exactly
from fangxian.lines.screening.api import Asked, Doubt, MayBe

pytestmark = pytest.mark.django_db


def test_a_district_that_is_no_more_asks_for_its_street_of_today():
    for text in ("闸北区", "上海市闸北区", "上海 闸北区"):
        assert question_of("ambiguous", text).zh == (
            "闸北区 2015 年并入静安区:请确认现在属静安区的哪个街道、镇。"
        )
    assert "part of" in question_of("ambiguous", "闸北区").en
    assert question_of("ambiguous", "襄樊市").zh.startswith("襄樊市 2010 年改为襄阳市:")
    assert "撤销,分入余杭区" not in question_of("ambiguous", "江干区").zh
    assert question_of("ambiguous", "江干区").zh.startswith("江干区 2021 年撤销,分入")


def test_a_name_of_several_says_which():
    said = question_of("ambiguous", "朝阳区").zh
    assert said.startswith("请问清“朝阳区”是哪一个,有几处同名(")
    assert "北京市朝阳区" in said
    assert "长春市朝阳区" in said


def test_a_name_of_no_place_says_that():
    assert question_of("place", "魔都三号").zh == (
        "请问清“魔都三号”是哪里(省、市、县、镇),没有找到这个地名。"
    )


def test_a_place_said_too_coarsely_asks_for_the_street_and_the_days():
    with clock.at("2022-05-10T08:00"):
        stay = Stay("410105", date(2022, 5, 6), date(2022, 5, 3), text="郑州市金水区")
        assert where_exactly(stay).zh == "您5月3日–5月6日在郑州市金水区住在哪个小区、街道?"


def test_a_former_name_that_was_listed_says_so_too():
    may_be = MayBe("310106", "闸北区", "high", "red", "r1", certain=False, level="high")
    doubt = Doubt(True, False, None, (Asked("ambiguous", "闸北区"),), may_be)  # noqa: FBT003
    assert questions(doubt).zh == (
        "先问:闸北区 2015 年并入静安区:请确认现在属静安区的哪个街道、镇。(高风险)"
    )
