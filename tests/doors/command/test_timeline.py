"""The picture of a person's days is laid by pure arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.doors.command.people.timeline import LEFT, RIGHT, WIDTH, Mark, Span, lay

TODAY = date(2022, 5, 10)


def test_nothing_to_draw_is_no_picture():
    assert lay([], [], TODAY) is None


def test_bars_stay_inside_the_picture_even_when_open():
    spans = [
        Span("stay", "西安", None, date(2022, 5, 6)),
        Span("listing", "雁塔区", date(2022, 4, 29), None),
        Span("measure", "集中隔离", date(2022, 5, 6), date(2022, 5, 20)),
    ]
    drawn = lay(spans, [Mark("抵达", date(2022, 5, 7))], TODAY)
    assert drawn is not None
    assert all(bar.x >= LEFT and bar.x + bar.width <= WIDTH - RIGHT + 0.2 for bar in drawn.bars)
    assert [bar.open for bar in drawn.bars] == [True, True, False]


def test_today_is_drawn_only_when_it_is_near():
    spans = [Span("measure", "居家隔离", date(2021, 12, 1), date(2021, 12, 14))]
    drawn = lay(spans, [], TODAY)
    assert drawn is not None
    assert drawn.today is None


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("西安市雁塔区", "西安市雁塔区"),
        ("内蒙古锡林郭勒盟二连浩特市", "勒盟二连浩特市"),
        ("甘肃省兰州市、北京市朝阳区", "甘肃省兰州市等"),
        ("、北京市朝阳区", "北京市朝阳区"),
        ("北京市朝阳区、", "北京市朝阳区"),
        ("、", ""),
    ],
)
def test_the_margin_names_a_place_and_no_comma(words, label):
    from fangxian.doors.command.people.timeline import Bar

    bar = Bar("stay", words, "", 0, 0, 0, open=False)
    assert bar.label == label
