"""An official files for their own area. Whoever stands outside it is neither moved nor shown: the unit
that has them is asked, at every door (ADR 22)."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration, ImportBatch
from fangxian.lines.arrivals.services.importing import run_import
from tests.flows.county import MEI, WEI

pytestmark = pytest.mark.django_db
WUHAN = "湖北省武汉市武昌区"
MAY = frozenset({"arrivals.declare", "arrivals.import", "arrivals.read", "arrivals.vouch"})


@pytest.fixture
def away(county):
    """A village of another town."""
    return places.children_of(places.children_of("610921")[3].code)[0]


def of(place: str) -> Actor:
    return Actor(7, "邻镇", (Grant("township", MAY, place),), door="test")


def form(place, **said):
    return {
        "name": "韦国强",
        "document_type": "resident_id",
        "document_number": WEI,
        "phone": "13700001111",
        "origin": "上海市嘉定区",
        "arrival": "2022-05-10",
        "town": places.name_of(place[:9]),
        "village": places.name_of(place[:12]),
        "filed_at": clock.now().isoformat(),
        "overseas": "否",
    } | said


def stands(county) -> bool:
    row = Declaration.objects.get()
    state = people.states_by_id([row.person_id])[row.person_id]
    return (row.place, row.origin_text, state.place) == (county.village.code, WUHAN, row.place)


@pytest.mark.parametrize("way_in", ["township", "rest"])
@pytest.mark.parametrize("letters", [9, 12])
def test_nobody_is_fetched_by_their_number(county, away, way_in, letters):
    county.files(出发地=WUHAN)
    made = arrivals.register(form(away.code), by=of(away.code[:letters]), way_in=way_in)
    outbox.settle()
    assert made.verdict == "handed_over"
    assert stands(county)
    claim = Claim.objects.get()
    assert (claim.handover, claim.state) == (True, "waiting")
    [task] = [one for one in county.open() if one.kind == "claim"]
    assert (task.place, task.title_zh) == (county.village.code, "韦**:别处请求接收,请核实")


def test_once_the_unit_that_has_them_accepts_they_move(county, away):
    county.files(出发地=WUHAN)
    arrivals.register(form(away.code), by=of(away.code[:9]), way_in="township")
    here = of(county.village.code)
    arrivals.accept_claim(Claim.objects.get().pk, "电话问过,确在那里", by=here)
    assert Declaration.objects.get().place == away.code


def test_ones_own_and_the_unknown_and_the_unplaced_are_filed_for_as_ever(county, away):
    mine = of(county.village.code[:9])
    county.files(出发地=WUHAN)
    made = arrivals.register(form(county.village.code, origin=""), by=mine, way_in="township")
    assert made.verdict == "updated"
    new = arrivals.register(form(away.code, document_number=MEI), by=of(away.code), way_in="rest")
    assert new.verdict == "new"
    assert not Claim.objects.exists()


def test_headquarters_files_for_the_whole_county(county, away):
    county.files(出发地=WUHAN)
    made = arrivals.register(form(away.code), by=of("610921"), way_in="township")
    assert made.verdict == "updated"
    assert Declaration.objects.get().place == away.code


def test_a_place_elsewhere_is_declined(county, away):
    with pytest.raises(NotAllowed):
        arrivals.register(form(away.code), by=of(county.village.code), way_in="township")
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("through", ["at_once", "worker"])
def test_a_file_of_a_township_goes_row_by_row(county, away, through):
    """One who stands elsewhere is asked for, one whose row is of elsewhere is work, the rest is in."""
    county.files(出发地=WUHAN)
    town, village = places.name_of(away.code[:9]), places.name_of(away.code)
    sheet = county.sheet(
        {"目的乡镇": town, "目的村(社区)": village, "填报时间": "2022-05-09 10:00"},
        {"姓名": "梅测青", "证件号码": MEI, "目的乡镇": town, "目的村(社区)": village},
        {"姓名": "别测处", "证件号码": "11010519491231002X"},
    )
    by = of(away.code[:9])
    if through == "at_once":
        counts = arrivals.import_file(sheet, "台账.csv", by=by).counts
    else:
        batch = arrivals.preview_file(sheet, "台账.csv", by=by)
        arrivals.start_import(batch, by=by)
        run_import(batch_id=batch, only_good=True, account_id=7, name="邻镇")
        counts = ImportBatch.objects.get(pk=batch).counts
    outbox.settle()
    assert (counts["new"], counts["rejected"], counts["told"]["handed_over"]) == (1, 1, 1)
    assert counts["reasons"] == {"arrivals.place_elsewhere": 1}
    wei = Declaration.objects.get(person_id=Claim.objects.get().person_id)
    assert (wei.place, wei.origin_text) == (county.village.code, WUHAN)


def test_a_barrier_takes_what_it_was_told_and_leaves_the_place_to_whoever_has_the_person(
    county, away
):
    county.files(出发地=WUHAN)
    arrivals.register(form(away.code), by=of(away.code), way_in="checkpoint")
    row = Declaration.objects.get()
    assert (row.origin_text, row.place) == (WUHAN, county.village.code)  # the list's word stands
    assert set(Claim.objects.values_list("handover", flat=True)) == {True}
    arrivals.register(form(away.code, document_number=MEI), by=SYSTEM, way_in="checkpoint")
    assert Declaration.objects.count() == 2
