"""Nobody is asked less on one word: what a guard relays is the traveller's word, and what would lower
waits for somebody who says why (ADR 22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fangxian.flows import segments
from fangxian.ground.people import pages as people
from fangxian.ground.people import proven_phones as people_proven_phones
from fangxian.ground.places import api as places
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import NOBODY, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother, OneHand
from fangxian.lines.arrivals import errors as arrivals_errors
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.errors import WouldLower
from fangxian.lines.arrivals.models import Claim, Declaration, Filing, Receipt, RejectedRow
from fangxian.lines.arrivals.services import declaring as arrivals_declaring
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes.models import Alarm
from tests.flows.county import MEI, WEI
from tests.flows.test_claims import WUHAN, claims, shown
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db
JIADING_CITY = "上海市嘉定区"
MAY = frozenset({"arrivals.declare", "arrivals.import", "arrivals.read", "arrivals.vouch"})


def files(county, way_in="township", by=SYSTEM, **said) -> arrivals_declaring.DeclarationReceipt:
    form = {
        "name": "韦国强",
        "document_type": "resident_id",
        "document_number": WEI,
        "phone": "13800001234",
        "origin": WUHAN,
        "arrival": "2022-05-09",
        "leaving": "2022-05-08",
        "town": county.town.name,
        "village": county.village.name,
        "overseas": "否",
    } | said
    file = arrivals.declare if way_in == "public" else arrivals.register
    made = file(form, by=by, way_in=way_in)
    outbox.settle()
    return made


@pytest.mark.parametrize("way_in", ["checkpoint", "township", "rest"])
@pytest.mark.parametrize("stood_by", ["file", "township", "checkpoint"])
def test_nobody_is_freed_by_one_word(county, way_in, stood_by):
    county.lists(JIADING)
    files(county, stood_by, origin=JIADING_CITY)
    [order] = county.open()
    with clock.at("2022-05-10T08:05"):
        made = files(county, way_in)
    row = Declaration.objects.get()
    assert (row.origin_text, row.colour) == (JIADING_CITY, "red")
    assert order.pk in {one.pk for one in county.open()}
    assert Claim.objects.get().state == "waiting"
    word = people.Provenance
    better = {"township": word.OFFICIAL, "rest": word.LISTED, "checkpoint": word.PROVEN}
    lays = better[way_in] >= (better | {"file": word.LISTED})[stood_by]
    assert made.verdict == ("asks_less" if lays else "unchanged")


def test_an_official_confirms_with_a_reason_in_a_second_step(county):
    county.lists(JIADING)
    files(county, origin=JIADING_CITY)
    with clock.at("2022-05-10T08:05"):
        files(county)
        claim = Claim.objects.get()
        with pytest.raises(arrivals_errors.ClaimLowers):
            arrivals.accept_claim(claim.pk, "车票", by=SYSTEM)
        assert Declaration.objects.get().colour == "red"
        arrivals.accept_claim(claim.pk, "看过车票,写错了出发地", lowers=True, by=SYSTEM)
        outbox.settle()
    assert Declaration.objects.get().origin_text == WUHAN
    assert county.open() == []


def test_a_guard_adds_and_raises_but_overwrites_no_list(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    files(
        county, "checkpoint", origin=JIADING_CITY, vehicle="陕G12345", filed_at="2022-05-10 07:00"
    )
    row = Declaration.objects.get()
    assert (row.origin_text, row.vehicle) == (WUHAN, "陕G12345")
    assert {one.origin for one in shown(row.person_id).holding} == {"claim"}
    assert Filing.objects.get(way_in="checkpoint").provenance == people.Provenance.PROVEN


def test_whom_a_guard_declares_first_is_screened_at_once(county):
    county.lists(JIADING)
    files(county, "checkpoint", origin=JIADING_CITY)
    assert Declaration.objects.get().colour == "red"


def test_a_finished_course_does_not_hide_a_new_claim(county):
    county.lists(JIADING)
    county.files()
    with clock.at("2022-06-20T08:00"):
        segments._Turned.on = None
        segments.turn_segments()
        county.lists("high,上海市,上海市,嘉定区,,2022-06-10,2022-06-20")
        made = claims(county, leaving="2022-06-18", arrival="2022-06-20")
        assert Claim.objects.get().graver
        assert {one.origin for one in shown(made.person_id).holding} == {"claim"}


TWO = ("H12345678", "护照"), ("H12345678", "港澳居民来往内地通行证")


def test_a_claim_is_accepted_for_whom_it_stood_beside(county):
    """Two people bear one number; what was accepted on the page of one is that one's alone."""
    ids = [
        files(county, document_number=number, document_type=kind, name=name).person_id
        for (number, kind), name in zip(TWO, ("甲测旧", "乙测旧"), strict=True)
    ]
    assert ids[0] != ids[1]
    claims(county, document_number="H12345678", document_type="其他", name="甲测旧")
    rows = {one.person_id: one.pk for one in Claim.objects.all()}
    assert set(rows) == set(ids)
    arrivals.accept_claim(rows[ids[1]], "入户核实", lowers=True, by=SYSTEM)
    said = dict(Declaration.objects.values_list("person_id", "origin_text"))
    assert said == {ids[0]: WUHAN, ids[1]: JIADING_CITY}
    states = dict(Claim.objects.values_list("person_id", "state"))
    assert states == {ids[0]: "waiting", ids[1]: "accepted"}


def test_a_claim_of_a_merged_record_lands_on_the_kept_one(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN)
    kept = files(county, document_number=MEI, name="韦国墙").person_id
    gone = claims(county).person_id
    people.merge_persons(kept, gone, "同一人", by=SYSTEM)
    outbox.settle()
    arrivals.set_claim_aside(Claim.objects.get().pk, "问过本人", by=SYSTEM)
    outbox.settle()
    assert [shown(one).holding for one in (kept, gone)] == [(), ()]
    assert [one for one in county.open() if one.kind == "claim"] == []


def test_the_code_of_a_merged_record_is_the_kept_ones(county):
    county.lists(JIADING)
    county.files(出发地=WUHAN, 姓名="韦国墙", 证件号码=MEI)
    gone = Declaration.objects.get().person_id
    kept = files(county, origin=JIADING_CITY).person_id
    people.merge_persons(kept, gone, "同一人", by=SYSTEM)
    outbox.settle()
    codes.rotate_keys(by=SYSTEM)
    best = codes.scheme_on(clock.today()).best.number
    asked = codes.CodeWanted(codes.veil(gone))
    [many] = codes.show_many([asked], by=NOBODY)
    for one in (codes.show(gone, by=NOBODY), many):
        assert one.colour.number != best
        assert one.name == codes.show(kept, by=NOBODY).name


def test_an_import_taken_back_takes_its_claims(county):
    county.lists(JIADING)
    files(county)
    sheet = county.sheet({"填报时间": "2022-05-10 07:00"})
    done = arrivals.import_file(sheet, "台账.csv", by=SYSTEM)
    outbox.settle()
    person = Declaration.objects.get().person_id
    assert {one.origin for one in shown(person).holding} == {"claim"}
    arrivals.undo_import(done.batch_id, "传错了", by=SYSTEM)
    outbox.settle()
    assert Claim.objects.get().state == "withdrawn"
    assert shown(person).holding == ()
    assert county.open() == []
    arrivals.import_file(sheet, "台账.csv", by=SYSTEM)
    outbox.settle()
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["waiting", "withdrawn"]


@pytest.mark.parametrize(
    "row", [{"姓名": "别测人", "证件号码": MEI}, {"目的乡镇": "", "目的村(社区)": ""}]
)
def test_rejected_rows_are_settled_by_whose_work_they_are(county, row):
    """Of another person, or by somebody of another town: the row stays open."""
    arrivals.import_file(county.sheet({"抵达日期": "那天"}), "一.csv", by=SYSTEM)
    open_row = RejectedRow.objects.get()
    sheet = county.sheet(row).decode("utf-8-sig").splitlines()
    again = f"退回编号,{sheet[0]}\n{open_row.pk},{sheet[1]}\n".encode("utf-8-sig")
    far = Actor(
        7, "邻镇", (Grant("township", MAY, places.children_of("610921")[3].code),), door="t"
    )
    by = far if "目的乡镇" in row else SYSTEM
    arrivals.import_file(again, "二.csv", by=by)
    open_row.refresh_from_db()
    assert open_row.settled_at is None


@pytest.mark.parametrize("ended", ["another", "cut", "old"])
def test_a_link_proves_as_long_as_its_phone_does(county, ended):
    """Afterwards whoever holds the link is anybody."""
    county.lists(JIADING)
    held = files(county, "township", village="", vehicle="G1234")
    person, mark = held.person_id, people.phone_mark("13800001234")
    later = "2022-05-10T09:00" if ended != "old" else "2024-05-10T09:00"
    with clock.at(later):
        if ended == "another":
            people_proven_phones.prove([person], "13900005678")
        elif ended == "cut":
            assert people.cut_phone(person, mark, by=NOBODY)
        said = arrivals.receipt(held.token, by=NOBODY).said
        arrivals.amend(held.token, said | {"transport": "飞机", "entry": "2022-05-01"}, by=NOBODY)
        assert Receipt.objects.get().claim.provenance == people.Provenance.UNPROVEN


def account(number: int) -> Actor:
    return Actor(number, f"镇办{number}", (Grant("township", MAY, "610921"),), door="test")


def test_who_brought_what_lowers_does_not_accept_it(county):
    """Whether it came from a form or a system, whoever hands it in is not the second person."""
    county.lists(JIADING)
    files(county, by=account(7), origin=JIADING_CITY)
    for way_in in ("township", "rest"):
        with clock.at("2022-05-10T08:05"):
            files(county, way_in, by=account(7), vehicle=way_in)
    for claim in Claim.objects.all():
        assert claim.brought_by_id == 7
        with pytest.raises(NeedsAnother):
            arrivals.accept_claim(claim.pk, "我核实过", lowers=True, by=account(7))
    assert Declaration.objects.get().colour == "red"
    hand = replace(account(8), one_hand=frozenset({7}))
    with pytest.raises(OneHand):
        arrivals.accept_claim(claim.pk, "同一个人", lowers=True, by=hand)
    arrivals.accept_claim(claim.pk, "看过车票", lowers=True, by=account(9))
    assert Declaration.objects.get().origin_text == WUHAN


@pytest.mark.parametrize("how", ["address", "device"])
@pytest.mark.parametrize("door", ["register", "table"])
def test_who_brought_what_lowers_and_who_accepts_it_from_one_place_ring(county, door, how):
    county.lists(JIADING)
    files(county, by=account(7), origin=JIADING_CITY)
    brings, accepts = (replace(account(n), **{how: "b1"}) for n in (8, 9))
    with clock.at("2022-05-10T08:05"):
        if door == "register":
            files(county, by=brings)
        else:
            row = {"出发地": WUHAN, "填报时间": "2022-05-10 08:01"}
            arrivals.import_file(county.sheet(row), "又.csv", by=brings, may_lower=True)
    claim = Claim.objects.get()
    arrivals.accept_claim(claim.pk, "看过车票", lowers=True, by=accepts)
    outbox.settle()
    assert [(alarm.kind, alarm.about) for alarm in Alarm.objects.all()] == [
        (how, f"arrivals.claim:{claim.pk}")
    ]


def test_what_a_resident_brought_lowers_by_two_officials(county):
    """Anybody can file at the public door, an official too: one who says that it is so, another who
    takes it."""
    county.lists(JIADING)
    files(county, by=account(7), origin=JIADING_CITY)
    made = claims(county, origin=WUHAN)
    claim = Claim.objects.get(person_id=made.person_id)
    assert claim.brought_by_id is None
    said = arrivals.accept_claim(claim.pk, "电话核实", lowers=True, by=account(7))
    assert said.verdict == "asks_less"
    claim.refresh_from_db()
    assert (claim.state, claim.brought_by_id) == ("waiting", 7)
    assert Declaration.objects.get().origin_text == JIADING_CITY
    assert Claim.objects.count() == 1
    with pytest.raises(NeedsAnother):
        arrivals.accept_claim(claim.pk, "我核实过", lowers=True, by=account(7))
    hand = replace(account(8), one_hand=frozenset({7}))
    with pytest.raises(OneHand):
        arrivals.accept_claim(claim.pk, "同一个人", lowers=True, by=hand)
    arrivals.accept_claim(claim.pk, "看过车票", lowers=True, by=account(9))
    assert Declaration.objects.get().origin_text == WUHAN


def test_of_whom_only_strangers_spoke_one_official_is_enough(county):
    county.lists(JIADING)
    made = claims(county, origin=JIADING_CITY)
    claims(county, origin=WUHAN)
    claim = Claim.objects.get(person_id=made.person_id)
    arrivals.accept_claim(claim.pk, "电话核实", lowers=True, by=account(7))
    assert Declaration.objects.get().origin_text == WUHAN


def test_one_account_frees_nobody_by_a_table(county):
    """The row about whom a list knew waits for another official; the rest of the file goes in."""
    county.lists(JIADING)
    county.files()
    file = county.sheet(
        {"出发地": WUHAN, "填报时间": "2022-05-10 07:00"}, {"证件号码": MEI, "姓名": "韦测美"}
    )
    with pytest.raises(WouldLower):
        arrivals.import_file(file, "又.csv", by=account(7))
    done = arrivals.import_file(file, "又.csv", by=account(7), may_lower=True)
    outbox.settle()
    assert (done.counts["new"], done.counts["lowered"], done.counts["waiting"]) == (1, 1, 1)
    assert set(Declaration.objects.values_list("colour", flat=True)) == {"red"}
    claim = Claim.objects.get()
    assert (claim.state, claim.brought_by_id) == ("waiting", 7)
    with pytest.raises(NeedsAnother):
        arrivals.accept_claim(claim.pk, "我核实过", lowers=True, by=account(7))
    arrivals.accept_claim(claim.pk, "看过车票", lowers=True, by=account(9))
    outbox.settle()
    assert Declaration.objects.get(person_id=claim.person_id).origin_text == WUHAN
    again = arrivals.import_file(file, "又.csv", by=account(7))
    assert (again.counts["lowered"], again.counts["waiting"]) == (0, 0)


def by_file(county, minute, by, **said):
    names = {"arrival": "抵达日期", "leaving": "离开出发地日期"}
    row = {names[one]: day for one, day in said.items()} | {
        "填报时间": f"2022-05-10 08:{minute:02}"
    }
    arrivals.import_file(county.sheet(row), f"{minute}.csv", by=by, may_lower=True)


def by_list(county, minute, by, **said):
    del by
    names = {"arrival": "抵达日期", "leaving": "离开出发地日期"}
    row = {names[one]: day for one, day in said.items()} | {
        "填报时间": f"2022-05-10 08:{minute:02}"
    }
    due = clock.now() + timedelta(days=1)
    letter = arrivals.Letter(title="协查", sender="市疾控", number=f"{minute}号", due_at=due)
    arrivals.push_list(county.sheet(row), f"{minute}.csv", letter, by=SYSTEM)


def by_form(county, minute, by, **said):
    del minute
    files(county, by=by, origin=JIADING_CITY, **said)


@pytest.mark.parametrize("door", [by_file, by_list, by_form])
def test_many_small_steps_free_as_little_as_one(county, door):
    """Day by day nearer the end of the course, by one account: each step waits for another."""
    county.lists(JIADING)
    county.files()
    outbox.settle()
    before = Declaration.objects.values_list("colour", "free_from").get()
    for minute, day in enumerate(("05-07", "05-05", "05-03", "05-01", "04-29"), start=2):
        with clock.at(f"2022-05-10T08:{minute + 1:02}"):
            left = (date.fromisoformat(f"2022-{day}") - timedelta(days=1)).isoformat()
            door(county, minute, account(7), arrival=f"2022-{day}", leaving=left)
            outbox.settle()
    assert Declaration.objects.values_list("colour", "free_from").get() == before
    assert Claim.objects.filter(state="waiting").exists()


def test_of_whom_only_strangers_spoke_an_official_puts_the_days_right(county):
    county.lists(JIADING)
    arrivals.declare(
        {
            "name": "韦国强",
            "document_type": "resident_id",
            "document_number": WEI,
            "origin": JIADING_CITY,
            "arrival": "2022-05-09",
            "leaving": "2022-05-08",
            "town": county.town.name,
            "village": county.village.name,
            "overseas": "否",
        },
        by=NOBODY,
    )
    outbox.settle()
    with clock.at("2022-05-10T08:05"):
        by_form(county, 5, account(7), arrival="2022-05-08", leaving="2022-05-07")
    assert str(Declaration.objects.get().arrival) == "2022-05-08"
