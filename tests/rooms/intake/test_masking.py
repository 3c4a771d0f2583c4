"""Whatever is shaped like the number of a person is shown masked; days and codes of places are not."""

from __future__ import annotations

import pytest

from fangxian.ground.intake.api import masked
from fangxian.ground.intake.masking import masked as pure


@pytest.mark.parametrize(
    "said",
    [
        "61242319850615222X", "612423850615222", "612423 19850615 222X", "612423-19850615-222X",
        "13891512345", "138 9151 2345", "138-9151-2345", "+86 13891512345", "0915-5212345",
        "E12345678", "EA1234567", "A123456(7)", "C01X00T47", "护照E12345678号", "同住人61242319850615222X已报",
        "１３８９１５１２３４５", "20220510 13891512345",
    ],
)  # fmt: skip
def test_a_number_of_somebody_is_masked_wherever_it_stands(said):
    shown = masked(said)
    assert "****" in shown
    for whole in ("5222X", "15222", "12345", "34567", "00T47", "３４５"):
        assert whole not in shown


@pytest.mark.parametrize(
    "said",
    [
        "2022-05-10", "20220510", "20220510 0815", "20220510081530", "2022-05-01~2022-05-03",
        "2022-05-10 08:00:00", "610921102202", "G1234", "陕G12345", "陕AD12345", "CA1234",
        "3号楼2单元1201", "120元", "1 2 3 4 5 6 7 8 9 10", "西安市雁塔区", "",
    ],
)  # fmt: skip
def test_days_places_and_vehicles_are_left_whole(said):
    assert masked(said) == said


def test_masked_again_it_is_the_same():
    for said in ("61242319850615222X", "A123456(7)", "138-9151-2345"):
        assert pure(pure(said)) == pure(said)
