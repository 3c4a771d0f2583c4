"""A resident's own word, whatever proves it, never lowers, shortens, moves or ends what an official
accepted, ordered or began to find out: it waits for an official (ADR 22)."""

from __future__ import annotations

import pytest

from fangxian.ground.people import pages as people
from fangxian.ground.places import api as places
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.arrivals import errors as arrivals_errors
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration
from fangxian.lines.codes import pages as codes
from tests.flows.county import WEI
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db
PHONE = "13800001234"
WUHAN = "湖北省武汉市武昌区"


@pytest.fixture
def red(county):
    """Mr Wei filed for himself and is red by it; the village took the order."""
    county.lists(JIADING)
    return files(county)


def form(county, **said):
    return {
        "name": "韦国强",
        "document_type": "resident_id",
        "document_number": WEI,
        "phone": PHONE,
        "origin": "上海市嘉定区",
        "leaving": "2022-05-08",
        "arrival": "2022-05-09",
        "town": county.town.name,
        "village": county.village.name,
        "overseas": "否",
        "filed_at": clock.now().isoformat(),
    } | said


def files(county, proven=(), **said):
    made = arrivals.declare(form(county, **said), by=NOBODY, proven=proven)
    outbox.settle()
    return made


def taken(county):
    """Every open instruction is received and accepted by an addressee."""
    for one in county.open():
        unit = one.receipts.order_by("pk")[0].unit_id
        from fangxian.kernel.actor import EVERYTHING, Actor, Grant

        hand = Actor(60, "镇办", (Grant("town", EVERYTHING, "610921"),), (unit,))
        tasks.receive(one.pk, by=hand)
        tasks.accept(one.pk, by=hand)


def proven_for(person: int) -> list[int]:
    return [person]


def stands():
    row = Declaration.objects.get()
    return row.colour, row.free_from, row.place, row.origin_text


def orders():
    return sorted(Instruction.objects.exclude(kind="claim").values_list("pk", "stage", "place"))


WAYS = {
    "another origin": {"origin": WUHAN},
    "left long before": {"leaving": "2022-03-01"},
    "came earlier": {"arrival": "2022-04-20", "leaving": "2022-04-19"},
    "came long before": {"arrival": "2022-03-01", "leaving": ""},
    "came long before, from nowhere": {"origin": "", "arrival": "2022-03-01", "leaving": ""},
    "came long before, nobody knows": {"origin": "不详", "arrival": "2022-03-01", "leaving": ""},
    "came a day before, from nowhere": {"origin": "", "arrival": "2022-05-08", "leaving": ""},
    "another village": {"village": "", "town": ""},
    "nobody knows": {"origin": "不详"},
    "a later journey": {"origin": WUHAN, "leaving": "2022-05-09", "arrival": "2022-05-10"},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("door", ["the proven phone", "the private link", "the link and the phone"])
def test_what_was_accepted_stands_whatever_the_resident_says(county, red, way, door):
    taken(county)
    said = dict(WAYS[way])
    if "town" in said:
        far = places.children_of("610921")[3]
        said = {"town": far.name, "village": places.children_of(far.code)[0].name}
    before, held = stands(), orders()
    assert before[0] == "red"
    proven = [red.person_id] if "phone" in door else []
    if "link" in door:
        arrivals.amend(red.token, form(county, **said), by=NOBODY, proven=proven)
        outbox.settle()
    else:
        files(county, proven=proven, **said)
    assert (stands(), orders()) == (before, held)
    if way != "nobody knows":  # which says nothing against what stands
        assert Claim.objects.get().state == "waiting"


LOWER = {"another origin": {"origin": WUHAN}, "left long before": {"leaving": "2022-03-01"}}
EARLIER = {
    "came long before": {"arrival": "2022-03-01", "leaving": ""},
    "a shorter course": {"leaving": "2022-05-02", "arrival": "2022-05-03"},
}
DOORS = ["the private link", "the proven phone", "the link and the phone", "the guard"]


def says(county, red, door, said):
    """A minute later, by a door."""
    proven = [red.person_id] if "phone" in door else []
    with clock.at("2022-05-10T08:01"):
        if "link" in door:
            arrivals.amend(red.token, form(county, **said), by=NOBODY, proven=proven)
        elif "guard" in door:
            arrivals.register(form(county, **said), by=SYSTEM, way_in="checkpoint")
        else:
            arrivals.declare(form(county, **said), by=NOBODY, proven=proven)
        outbox.settle()


@pytest.mark.parametrize("way", LOWER)
@pytest.mark.parametrize("door", DOORS)
def test_nobody_lowers_by_their_own_word_though_nobody_took_it_up(county, red, way, door):
    """A receipt proves who filed, a phone who asks, a guard relays: none says where they were."""
    before, held = stands(), orders()
    says(county, red, door, LOWER[way])
    assert (stands(), orders()) == (before, held)
    assert Claim.objects.get().state == "waiting"
    assert (arrivals.receipt(red.token, by=NOBODY).claim == "waiting") == ("link" in door)
    [task] = [one for one in county.open() if one.kind == "claim"]
    assert "请先打电话或入户问清" in task.body_zh


@pytest.mark.parametrize("way", EARLIER)
@pytest.mark.parametrize("door", DOORS)
def test_nobody_shortens_by_their_own_word(county, red, way, door):
    before, held = stands(), orders()
    says(county, red, door, EARLIER[way])
    assert (stands(), orders()) == (before, held)


def test_an_official_looks_and_the_correction_stands(county, red):
    says(county, red, "the private link", {"origin": WUHAN})
    claim = Claim.objects.get()
    with pytest.raises(arrivals_errors.ClaimLowers):
        arrivals.accept_claim(claim.pk, "看过车票", by=SYSTEM)
    arrivals.accept_claim(claim.pk, "看过车票,写错了出发地", lowers=True, by=SYSTEM)
    outbox.settle()
    assert stands()[0] == "green"
    assert arrivals.receipt(red.token, by=NOBODY).claim == "accepted"


def test_who_is_to_be_verified_does_not_verify_themselves(county):
    county.lists(JIADING)
    made = files(county, origin="不详")
    assert stands()[0] not in ("green", "red")
    before = stands()
    says(county, made, "the private link", {"origin": WUHAN})
    assert stands() == before
    assert Claim.objects.get().state == "waiting"
    says(county, made, "the private link", {"origin": "上海市嘉定区"})
    assert stands()[0] == "red"  # what raises acts at once
    assert Claim.objects.get().state == "replaced"


def test_what_lowers_nothing_is_put_right_at_once(county, red):
    says(county, red, "the private link", {"vehicle": "K786", "leaving": "2022-05-09"})
    row = Declaration.objects.get()
    assert (row.vehicle, str(row.leaving), row.colour) == ("K786", "2022-05-09", "red")
    assert not Claim.objects.exists()


def test_a_graver_word_of_the_resident_holds_at_once(county):
    county.lists(JIADING)
    made = files(county, origin=WUHAN)
    taken(county)
    files(county, proven=[made.person_id], origin="上海市嘉定区")
    assert stands()[0] == "red"


def test_the_proven_phone_fills_no_gap_of_a_list_that_frees(county):
    """A list names no day of leaving; that somebody left long ago is for an official to find out."""
    county.lists(JIADING)
    county.files(离开出发地日期="")
    before = stands()
    assert before[0] == "red"
    files(county, proven=[Declaration.objects.get().person_id], leaving="2022-03-01")
    assert stands() == before
    assert Claim.objects.get().state == "waiting"


def test_a_claim_that_an_official_began_to_find_out_is_not_taken_back_by_its_link(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    made = files(county, phone="13900009999")
    [task] = county.open()
    assert codes.explain(made.person_id, by=SYSTEM).holding
    taken(county)
    harmless = form(county, phone="13900009999", origin=WUHAN)
    arrivals.amend(made.token, harmless, by=NOBODY)
    outbox.settle()
    assert [one.pk for one in county.open()] == [task.pk]
    assert {one.origin for one in codes.explain(made.person_id, by=SYSTEM).holding} == {"claim"}


def test_not_me_ends_the_phone_and_no_measure(county):
    county.lists(JIADING)
    county.files()
    taken(county)
    before, held = stands(), orders()
    person = Declaration.objects.get().person_id
    assert people.cut_phone(person, people.phone_mark(PHONE), by=NOBODY)
    outbox.settle()
    assert stands() == before
    assert {*held} <= {*orders()}


def test_the_same_form_again_changes_nothing(county, red):
    taken(county)
    before, held = stands(), orders()
    for proven in ([], [red.person_id]):
        files(county, proven=proven)
    assert (stands(), orders()) == (before, held)
