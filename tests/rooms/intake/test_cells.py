"""What a cell says once dust, guards and words for nothing are taken away."""

from __future__ import annotations

from datetime import datetime

import pytest

from fangxian.ground.intake.api import guarded, place_in, said_in, text_of, yes_or_no


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (610921.0, "610921"),
        ("　魏　平 ", "魏 平"),
        ("１３８", "138"),
        (datetime(2022, 5, 1), "2022-05-01"),
        ('="612423196003069978"', "612423196003069978"),
        (' = "13800000001" ', "13800000001"),
        ("'13800000001", "13800000001"),
        ("'=1+1", "=1+1"),
        ("612423196003069978\t", "612423196003069978"),
    ],
)
def test_a_cell_as_text(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize("text", ["=1+1", "+86", "'=x", "-5", "@a", "王秀英"])
def test_what_is_guarded_on_the_way_out_comes_back_as_it_was(text):
    assert text_of(guarded(text)) == text


@pytest.mark.parametrize(
    "cell", ["无", "/", "—", "——", "-", "不详", "暂无", "没有", "N/A", " 无 ", "／"]
)
def test_words_for_nothing_say_nothing(cell):
    assert said_in(cell) == ""


def test_a_place_that_nobody_knows_is_not_no_place():
    assert place_in("不详") == "不详"
    assert place_in("未知") == "未知"
    assert (place_in("无"), place_in("/")) == ("", "")
    assert said_in("无锡市") == "无锡市"


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("√", "yes"),
        ("✓", "yes"),
        ("☑", "yes"),
        ("对", "yes"),
        ("Y", "yes"),
        ("是", "yes"),
        ("1", "yes"),
        (True, "yes"),
        ("×", "no"),
        ("✗", "no"),
        ("否", "no"),
        ("N", "no"),
        ("no", "no"),
        ("☑是 □否", "yes"),
        ("是□ 否☑", "no"),
        ("", ""),
        ("/", ""),
        ("也许", None),
        ("□是 ☑否", "no"),
        ("□否 ☑是", "yes"),
        ("( )是 (√)否", "no"),
        ("（√）是（ ）否", "yes"),
        ("□是 √否", "no"),
        ("□是 ■否", "no"),
        ("○是 ●否", "no"),
        ("是：√ 否：", "yes"),
        ("是： 否：√", "no"),
        ("是( ) 否(√)", "no"),
        ("是√ 否", "yes"),
        ("是 √否", "no"),
        ("√是 否", "yes"),
        ("是 否√", "no"),
        ("是■否□", "yes"),
        ("是×否√", "no"),
        ("[ ]是 [√]否", "no"),
        ("有 无√", "no"),
        ("☑否", "no"),
        ("否√", "no"),
        ("✓是", "yes"),
        ("是(缅甸)", "yes"),
        ("是。", "yes"),
        ("否(国内)", "no"),
        ("未出境", "no"),
        ("国外", "yes"),
        ("不详", "unknown"),
        ("不清楚", "unknown"),
        ("☑是 ☑否", "unknown"),
        ("□是 □否", "unknown"),
        ("是/否", "unknown"),
    ],
)
def test_yes_and_no_as_people_mark_them(cell, answer):
    assert yes_or_no(cell) == answer
