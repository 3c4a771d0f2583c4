"""An area that took the place of other ground is ended by two, however small: otherwise whoever lists a
township, files somebody as coming from there and ends it would free them alone."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.ground.access import pages as access
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import TakesTwo
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.models import RiskArea
from tests.flows.test_left_out import snapshot
from tests.flows.test_lowering import files
from tests.flows.test_screening_instructs import JIADING
from tests.flows.test_wide_areas import accounts_of_two as accounts_of_two
from tests.flows.test_wide_areas import sent

pytestmark = pytest.mark.django_db
TOWN, BEGAN = "湖北省武汉市武昌区水果湖街道", date(2022, 4, 20)
END = "zones.end_by_hand"


def ground(county) -> str:
    [one] = Declaration.objects.all()
    return f"{one.origin_text} {one.colour}"


@pytest.fixture
def moved(county, accounts_of_two) -> int:
    """Who is red by the national list is filed as coming from a township that the same hand listed."""
    hand, _ = accounts_of_two
    county.lists(JIADING)
    files(county, origin="上海市嘉定区")
    assert ground(county) == "上海市嘉定区 red"
    until = Declaration.objects.get().free_from
    area = zones.add_by_hand("medium", TOWN, BEGAN, None, "公告", by=hand)
    outbox.settle()
    with clock.at("2022-05-10T08:05"):
        assert files(county, by=hand, origin=TOWN).verdict == "updated"
    assert (ground(county), Declaration.objects.get().free_from) == (f"{TOWN} red", until)
    return area


def test_it_is_ended_by_hand_by_two(county, moved, accounts_of_two):
    hand, other = accounts_of_two
    with clock.at("2022-05-10T08:10"):
        with pytest.raises(TakesTwo):
            zones.end_by_hand(moved, BEGAN, "公告", by=hand)
        given = {"area_id": moved, "on": str(BEGAN), "document": "公告"}
        asked = access.do_or_ask(END, given, "公告", by=hand)
        outbox.settle()
        assert ground(county) == f"{TOWN} red"
        access.agree(asked or 0, by=other)
        outbox.settle()
    assert ground(county) == f"{TOWN} green"


def test_it_is_redated_by_a_list_by_two(county, moved, accounts_of_two):
    hand, _ = accounts_of_two
    with clock.at("2022-05-10T08:10"):
        done = sent(f"中风险,{TOWN},{BEGAN},{BEGAN},公告", by=hand)
        assert [one.asked is not None for one in done.waiting] == [True]
        outbox.settle()
    assert (ground(county), RiskArea.objects.get(pk=moved).listed_to) == (f"{TOWN} red", None)


def test_it_is_placed_elsewhere_by_two(county, moved, accounts_of_two):
    hand, _ = accounts_of_two
    region = RiskArea.objects.get(pk=moved).region
    inside = f"{region.code}001"
    with clock.at("2022-05-10T08:10"), pytest.raises(TakesTwo):
        zones.place_unresolved(region.pk, inside, "公告", by=hand)


def test_it_is_left_out_of_a_list_by_two(county, accounts_of_two):
    """A list's silence is a word like any other."""
    hand, other = accounts_of_two
    wuchang, yanta = ("湖北省", "武汉市", "武昌区"), ("陕西省", "西安市", "雁塔区")
    county.lists(JIADING)
    files(county, origin="上海市嘉定区")

    def take(day: int, *named: tuple[tuple[str, str, str], list[str]]):
        data = snapshot(day, *named)
        done = zones.import_file(data, f"快照{day}.json", document="公告", by=hand)
        outbox.settle()
        return done

    take(1, (wuchang, ["水果湖街道"]), (yanta, ["小寨路街道"]))
    with clock.at("2022-05-10T08:05"):
        assert files(county, by=hand, origin=TOWN).verdict == "updated"
    with clock.at("2022-05-10T09:00"):
        done = take(10, (yanta, ["小寨路街道"]))
        assert (done.left.ended.count, done.left.waits.count) == (0, 1)
        assert ground(county) == f"{TOWN} red"
        access.agree(done.left.asked or 0, by=other)
        outbox.settle()
        assert not RiskArea.objects.filter(community="水果湖街道", listed_to=None).exists()


def test_an_area_that_stands_for_nothing_else_is_ended_by_one(county, accounts_of_two):
    hand, _ = accounts_of_two
    area = zones.add_by_hand("medium", TOWN, BEGAN, None, "公告", by=hand)
    files(county, origin=TOWN)
    assert ground(county) == f"{TOWN} red"
    zones.end_by_hand(area, BEGAN, "公告", by=hand)
    outbox.settle()
    assert ground(county) == f"{TOWN} green"
    assert isinstance(hand, Actor)
    zones.end_by_hand(area, BEGAN, "公告", by=SYSTEM)
