"""Everybody whom a cell of a list of households names, whatever stands between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.ground.people.household_cells import NotUnderstood, members_of

ONE, TWO, BABY = "61242319850615222X", "110105194912310021", "P610199002"
BOTH = [("未测一", ONE), ("未测二", TWO)]


@pytest.mark.parametrize(
    "cell",
    [
        f"未测一 {ONE} 未测二 {TWO}",
        f"未测一 {ONE}、未测二 {TWO}",
        f"未测一{ONE}未测二{TWO}",
        f"未测一\u3000{ONE}\u3000未测二\u3000{TWO}",
        f"未测一:{ONE};未测二:{TWO}",
        f"未测一（{ONE}），未测二（{TWO}）",
        f"未测一 {ONE}\n未测二 {TWO}",
        f"未测一,{ONE},未测二,{TWO}",
        f"{ONE} 未测一 {TWO} 未测二",
        f"1、未测一 {ONE} 2、未测二 {TWO}",
        f"未测一 妻 {ONE} 未测二 长子 {TWO}",
        f"未测一 612423 19850615 222X / 未测二 {TWO}",
    ],
)
def test_two_people_in_a_cell_are_two(cell):
    assert members_of(cell) == BOTH


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        (f"{ONE} {TWO}", [("", ONE), ("", TWO)]),
        (f"{ONE}、未测二 {TWO}", [("", ONE), ("未测二", TWO)]),
        (f"婴测乙 {BABY}", [("婴测乙", BABY)]),
        (
            "Anna Lind P1234567 José García C01X00T47",
            [("Anna Lind", "P1234567"), ("José García", "C01X00T47")],
        ),
        ("陈测文 H87654321(01)", [("陈测文", "H8765432101")]),
        ("张测 军字第1234567号", [("张测", "军字第1234567号")]),
        ("未测三 12345", [("未测三", "12345")]),
        ("", []),
    ],
)
def test_nothing_that_holds_a_number_is_passed_over(cell, members):
    assert members_of(cell) == members


@pytest.mark.parametrize(
    ("cell", "part"),
    [(f"未测一 {ONE} 未测二", "未测二"), (f"未测三、未测一 {ONE}", "未测三"), ("未测三", "未测三")],
)
def test_a_name_without_a_number_is_told(cell, part):
    with pytest.raises(NotUnderstood, match=part):
        members_of(cell)


NAMES = st.sampled_from(["未测一", "买测提·吐尔逊", "Anna Lind", "𠮷测国", "José"])
NUMBERS = st.sampled_from([ONE, TWO, BABY, "E12345678", "H87654321"])


@given(
    st.lists(st.tuples(NAMES, NUMBERS), min_size=1, max_size=6),
    st.sampled_from([" ", "、", "\n", ";", "; "]),
)
def test_as_many_are_read_as_were_written(people, between):
    cell = between.join(f"{name} {number}" for name, number in people)
    assert members_of(cell) == people
