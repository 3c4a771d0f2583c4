"""`policy explain` reads a place as the ledger does: what is to be verified there is so here."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest

from fangxian.doors.cli.policy import Living
from fangxian.ground.policy import pages as policy
from fangxian.kernel.errors import Refusal
from fangxian.lines.arrivals import pages as arrivals

pytestmark = pytest.mark.django_db
DAY = date(2022, 5, 7)


@pytest.fixture
def living(monkeypatch):
    monkeypatch.setattr(Living, "_start", lambda self: None)  # the test's database is reached
    with contextlib.ExitStack() as held:
        yield Living(held)


@pytest.mark.parametrize(
    "text",
    [
        "西乡县",
        "安康市汉滨区人民路18号",
        "朝阳",
        "朝阳区",
        "太平机场",
        "从沪返乡",
        "PVG",
        "SH",
        "魔都",
        "临夏回族自治州临夏",
        "闸北区",
        "上海市",
        "上海某小区",
        "Shanghai Pudong",
        "不详",
        "江浙沪",
        "龙城返乡",
    ],
)
def test_one_place_is_the_same_stay(living, text):
    written = {"on": "2022-05-10", "arrival": "2022-05-07", "origin": text}
    (read,) = policy.Reader(living.resolve, living.candidates).read(written).facts.stays
    (ledger,) = arrivals.stays_named(text, DAY)
    assert (read.place, read.candidates) == (ledger.place, ledger.candidates)
    assert bool(read.place and read.found) == bool(ledger.place and ledger.found)
    assert not (ledger.place and ledger.candidates)  # one place, however coarse, is not several


@pytest.mark.parametrize("text", ["西乡县经沪返乡", "西乡县PVG", "西乡县虹桥站", "汉滨区、临夏"])
def test_two_places_in_one_are_to_be_written_as_two(living, text):
    with pytest.raises(Refusal):
        living.resolve(text)
