"""A cell for one name that holds several people, and the one name that only looks so."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people


@pytest.mark.parametrize(
    "cell",
    [
        "张三、李四",
        "张三 李四",
        "张三/李四",
        "张三,李四",
        "张三，李四",
        "张三;李四",
        "张三\n李四",
        "张三+李四",
        "张三和李四",
        "张三携妻李四",
        "张三(携妻李四)",
        "张三（妻：李四）",
        "张三(携子)",
        "张三(妻子李四、儿子张五)",
        "张三等3人",
        "张三等人",
        "张三(3人)",
        "张三三人",
        "张三一家三口",
        "张三(一家三口)",
        "张三全家",
        "张三夫妇",
        "张三母子",
        "张三及家人",
        "张三带孩子",
        "张三和妻子李四",
        "张三 儿子张五",
        "王小明 李小红 张大",
        "欧阳娜娜、张三",
        "John Smith、Mary Jones",
        "John Smith & Mary Jones",
        "John Smith and Mary Jones",
        "买买提·艾力、古丽·阿依",
        "陈大文/李小红/CHAN Tai Man",
        "陈大文、CHAN Tai Man",
        "陈大文/CHAN Tai Man、李四",
    ],
)
def test_several_people_are_never_one(cell):
    assert people.several_people(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "张三",
        "张 三",
        "王 小 明",
        "欧阳 娜娜",
        "司马 相如",
        "买买提·艾力",
        "买买提 艾力",
        "买买提. 艾力",
        "吐尔逊 买买提",
        "爱新觉罗 启功",
        "José García",
        "Mary Ann Smith",
        "Smith, John",
        "ZHANG/SAN",
        "O'Neil",
        "张三(小名)",
        "张三(本人)",
        "张三(女)",
        "张三(曾用名李四)",
        "张小宝(张三之子)",
        "张三(李四之妻)",
        "张和平",
        "李平等",
        "张带弟",
        "林和妻",
        "周父子",
        "刘全家",
        "王三人",
        "范徐丽泰",
        "张三(Zhang San)",
        "陈大文/CHAN Tai Man",
        "陈大文 / CHAN, Tai Man",
        "陈大文\nCHAN Tai Man",
        "陈大文(CHAN, Tai Man)",
        "陈大文 CHAN Tai Man",
        "CHAN Tai Man/陈大文",
        "CHAN Tai Man（陈大文）",
    ],
)
def test_one_name_stays_one(cell):
    assert not people.several_people(cell)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("张三", "张三(小名)", True),
        ("张三", "张三（三娃）", True),
        ("买买提·艾力", "买买提艾力(本人)", True),
        ("陈大文", "陈大文/CHAN Tai Man", True),
        ("CHAN TAI MAN", "陈大文(Chan, Tai Man)", True),
        ("陈小文", "陈大文/CHAN Tai Man", False),
        ("陈大文/CHAN Tai Man", "CHAN Tai Man/陈大文", True),
        ("张三", "张四(三娃)", False),
        ("(张三)", "(李四)", False),
    ],
)
def test_what_a_bracket_says_of_somebody_is_no_other_name(one, other, same):
    assert people.same_name(one, other) is same
