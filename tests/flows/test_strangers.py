"""With one thing known of somebody (a number, a phone, a name, a journey, a receipt), a stranger makes
nobody new beside them, moves nobody, and lowers nothing (ADR 22)."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import document_words as people_document_words
from fangxian.ground.people.models import Document, Person
from fangxian.ground.places import api as places
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import NOBODY, SYSTEM, Actor, Grant
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration, Filing, Receipt
from fangxian.lines.arrivals.services import declaring as arrivals_declaring
from fangxian.lines.codes import pages as codes
from fangxian.lines.venues import pages as venues
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db
WUHAN, SHANGHAI = "湖北省武汉市武昌区", "上海市嘉定区"
PERMIT, OLD_ID = "H12345678", "612422800912801"
CALLED = [
    ("护照", PERMIT),
    ("passport", "h12345678"),
    ("其他", "H1234 5678"),
    ("", "Ｈ１２３４５６７８"),
    ("护照", PERMIT + "01"),
    ("其他", PERMIT + "01"),
    ("军官证", PERMIT),
]


def files(county, way_in="public", by=NOBODY, **said) -> arrivals_declaring.DeclarationReceipt:
    form = {
        "name": "陈测文",
        "document_type": "护照",
        "document_number": PERMIT,
        "phone": "13900009999",
        "origin": SHANGHAI,
        "leaving": "2022-05-08",
        "arrival": "2022-05-11",
        "town": county.town.name,
        "village": county.village.name,
        "overseas": "否",
        "filed_at": clock.now().isoformat(),
    } | said
    file = arrivals.declare if way_in == "public" else arrivals.register
    made = file(form, by=by, way_in=way_in)
    outbox.settle()
    return made


def official(county, **said) -> arrivals_declaring.DeclarationReceipt:
    return files(
        county,
        "township",
        SYSTEM,
        **{
            "document_type": "港澳居民来往内地通行证",
            "phone": "13800001234",
            "origin": WUHAN,
        }
        | said,
    )


@pytest.mark.parametrize(("kind", "number"), CALLED)
def test_a_number_called_otherwise_is_a_claim_about_its_bearer(county, kind, number):
    county.lists(JIADING)
    known = official(county)
    files(county, document_type=kind, document_number=number)
    assert (Person.objects.count(), Document.objects.count(), Declaration.objects.count()) == (
        1,
        1,
        1,
    )
    assert Claim.objects.get().person_id == known.person_id
    assert people.persons_of_numbers([number])[number] == (known.person_id,)
    holding = codes.explain(known.person_id, by=SYSTEM).holding
    assert [one.reason for one in holding] == ["claim"]  # 待核, never more


@pytest.mark.parametrize("kind", ["护照", "其他", "军官证"])
def test_the_number_of_an_old_card_is_its_bearers_whatever_it_is_called(county, kind):
    known = official(county, document_type="居民身份证", document_number=OLD_ID)
    files(county, document_type=kind, document_number=OLD_ID)
    assert Person.objects.count() == 1
    assert Claim.objects.get().person_id == known.person_id


def test_two_people_of_one_number_both_have_the_claim_and_stay_two(county):
    county.lists(JIADING)
    one = official(county)
    other = official(county, document_type="护照", name="陈另人")
    assert one.person_id != other.person_id
    held = files(county, document_type="其他")
    assert {claim.person_id for claim in Claim.objects.all()} == {one.person_id, other.person_id}
    assert Person.objects.count() == 2
    said = arrivals.receipt(held.token, by=NOBODY).said
    arrivals.amend(held.token, said | {"remark": "改一下"}, by=NOBODY)
    states = Claim.objects.values_list("state", flat=True)
    assert sorted(states) == ["replaced", "replaced", "waiting", "waiting"]


def test_who_is_filed_for_before_they_are_known_is_not_a_twin_of_themselves_later(county):
    county.lists(JIADING)
    files(county, document_type="其他")
    known = official(county, filed_at="2022-05-10T07:00:00+08:00")
    assert Person.objects.count() == 1
    assert Document.objects.get().type == people_document_words.HK_MACAU
    assert Declaration.objects.get().origin_text == WUHAN
    assert codes.explain(known.person_id, by=SYSTEM).holding == ()


def test_a_visitor_who_calls_a_number_otherwise_makes_nobody_new(county):
    known = official(county)
    seen = venues.recognise(venues.Visitor("陈测文", "护照", PERMIT), by=NOBODY)
    assert seen.person_id == known.person_id
    assert venues.recognise(venues.Visitor("别的人", "其他", PERMIT), by=NOBODY).person_id is None
    assert Person.objects.count() == 1


FIRST = {"origin": WUHAN, "phone": "13700001111", "town": "", "village": ""}


@pytest.mark.parametrize(
    "more",
    [
        {"origin": SHANGHAI},
        {"via": SHANGHAI},
        {"via": f"{SHANGHAI}@2022-05-09~2022-05-10"},
        {"village": "?"},
        {"address": "别处 1 号"},
        {"arrival": "2022-05-20"},
        {"phone": "13900008888"},
        {"leaving": "2022-05-01"},
        {"vehicle": "陕G12345"},
        {"overseas": "是", "entry": "2022-05-09"},
        {"name": "陈别名"},
    ],
)
def test_to_type_the_phone_of_the_first_filing_proves_nobody(county, more):
    """Nothing that it adds or alters is laid over what the first one said."""
    county.lists(JIADING)
    files(county, **FIRST)
    before, state = Declaration.objects.get(), people.states_by_id([Person.objects.get().pk])
    if "village" in more:
        far = places.children_of("610921")[3]
        more = {"town": far.name, "village": places.children_of(far.code)[0].name}
    files(county, **FIRST | more | {"filed_at": "2022-05-10T07:59:00+08:00"})
    after = Declaration.objects.get()
    for field in (
        "origin_text",
        "via_text",
        "place",
        "address_text",
        "arrival",
        "colour",
        "vehicle",
    ):
        assert getattr(after, field) == getattr(before, field), field
    assert people.states_by_id([after.person_id]) == state
    assert Claim.objects.get().state == "waiting"


def test_a_red_one_known_by_a_form_alone_is_not_freed_by_the_next_form(county):
    county.lists(JIADING)
    files(county, **FIRST | {"origin": SHANGHAI})
    [order] = county.open()
    files(county, **FIRST)
    assert order.pk in {one.pk for one in county.open()}
    assert Declaration.objects.get().origin_text == SHANGHAI


def test_a_repeat_adds_what_decides_nothing_and_its_link_owns_nothing(county):
    county.lists(JIADING)
    first = files(county, **FIRST | {"origin": SHANGHAI})
    again = files(county, **FIRST | {"origin": SHANGHAI, "remark": "到时再联系", "filed_at": ""})
    assert not Claim.objects.exists()
    said = arrivals.receipt(again.token, by=NOBODY).said
    arrivals.amend(again.token, said | {"origin": WUHAN}, by=NOBODY)
    assert Declaration.objects.get().origin_text == SHANGHAI
    assert Claim.objects.count() == 1
    said = arrivals.receipt(first.token, by=NOBODY).said
    arrivals.amend(first.token, said | {"origin": WUHAN}, by=NOBODY)
    outbox.settle()
    assert Declaration.objects.get().origin_text == SHANGHAI  # who filed first may have mistyped
    arrivals.amend(first.token, said | {"origin": SHANGHAI, "vehicle": "K786"}, by=NOBODY)
    assert Declaration.objects.get().vehicle == "K786"  # what lowers nothing they put right


def test_the_link_of_one_form_sent_twice_is_the_first_both_times(county):
    files(county, **FIRST)
    files(county, **FIRST)
    assert Filing.objects.count() == 1
    assert set(Receipt.objects.values_list("first", flat=True)) == {True}


def test_what_an_official_took_up_is_changed_by_an_official(county):
    county.lists(JIADING)
    held = files(county, **FIRST | {"origin": SHANGHAI})
    [order] = county.open()
    unit = order.receipts.order_by("-pk").first().unit_id
    village = Actor(7, "村", (Grant("village", frozenset({"tasks.receive"}), ""),), (unit,))
    tasks.receive(order.pk, by=village)
    said = arrivals.receipt(held.token, by=NOBODY).said
    arrivals.amend(held.token, said | {"origin": WUHAN}, by=NOBODY)
    outbox.settle()
    assert Declaration.objects.get().origin_text == SHANGHAI
    assert order.pk in {one.pk for one in county.open()}
    assert Claim.objects.get().state == "waiting"


def test_the_proven_phone_still_corrects_what_a_stranger_said(county):
    files(county, **FIRST | {"origin": SHANGHAI})
    whose = Person.objects.get().pk
    form = {
        "name": "陈测文",
        "document_type": "其他",
        "document_number": PERMIT,
        "phone": "13700001111",
        "origin": WUHAN,
        "arrival": "2022-05-11",
        "filed_at": clock.now().isoformat(),
    }
    arrivals.declare(form, by=NOBODY, proven=[whose])
    assert Declaration.objects.get().origin_text == WUHAN
    assert not Claim.objects.exists()
