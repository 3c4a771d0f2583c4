"""For how many people one phone and one network may file on a day; filing anew is free."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from fangxian.doors.public import limits
from fangxian.doors.public.models import FiledFor
from fangxian.doors.public.retention import RETENTION
from fangxian.kernel import clock
from tests.doors.public.resident import Resident, number_of
from tests.doors.public.test_mycode import PHONE as SIGNED
from tests.doors.public.test_mycode import _keys, declares, outbox  # noqa: F401 fixtures
from tests.doors.public.test_mycode_proof import signing_in  # noqa: F401 fixture
from tests.doors.public.test_proof_ends import FORMER, lists

HERE, THERE = "203.0.113.7", "203.0.113.8"
PHONE, OTHER = "13891501234", "13900000000"


@pytest.fixture
def _two(monkeypatch):
    monkeypatch.setitem(limits.MOST_PEOPLE, "phone", 2)
    monkeypatch.setitem(limits.MOST_PEOPLE, "network", 3)


def person(serial, phone=PHONE):
    return {
        "document_type": "resident_id",
        "phone": phone,
        "document_number": number_of("19900101", f"{serial:03}"),
    }


def files(*persons, address=HERE, proxy=""):
    limits.filed_for(RequestFactory().get("/", REMOTE_ADDR=address), persons, proxy)


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_people_are_counted_and_not_forms():
    files(person(1), person(2))
    for _ in range(5):
        files(person(1), person(2))
        files({**person(2), "document_number": f" {person(2)['document_number']} "})
    with pytest.raises(limits.TooManyPeople):
        files(person(3))
    files(person(1))  # who was declared today may still be
    files(person(3, OTHER))


@pytest.mark.django_db
def test_numbers_alike_count_for_a_signed_in_phone_too(county):
    """On any network."""
    held = limits.named_of([person(1)], "")
    for n in range(6):
        asked = RequestFactory().get("/", REMOTE_ADDR=f"203.0.{n}.7")
        limits.filed_for(asked, [person(n)], "", held)
    with pytest.raises(limits.TooManyAlike):
        limits.filed_for(RequestFactory().get("/"), [person(7)], "", held)


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_a_full_network_is_slowed_and_no_phone_widens_it(monkeypatch):
    monkeypatch.setitem(limits.MOST, "slow", 1)
    files(person(1), person(2), person(3, OTHER))
    files(person(4, OTHER))  # one form in ten minutes
    for _ in range(2):
        with pytest.raises(limits.NetworkFull):
            files(person(5, "13900000001"))
    files(person(4, OTHER))
    files(person(5, "13900000001"), address=THERE)
    with clock.at("2022-05-11T12:00"):
        files(person(6, "13900000002"), person(7, "13900000003"), person(8, "13900000004"))
        files(person(5, "13900000001"))
        with pytest.raises(limits.NetworkFull):
            files(person(9, "13900000005"))
    with clock.at("2022-05-11T12:10"):
        files(person(9, "13900000005"))


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_a_phone_that_strangers_typed_elsewhere_is_not_shut_to_who_types_it_here():
    files(person(1), person(2))
    files(person(3, ""), person(4, ""), proxy=PHONE, address=THERE)
    for address in (HERE, THERE):
        with pytest.raises(limits.TooManyPeople):
            files(person(5), address=address)
    files(person(5), address="203.0.113.9")


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_who_is_signed_in_with_a_phone_is_counted_by_it_alone(monkeypatch):
    monkeypatch.setitem(limits.MOST_PEOPLE, "proven", 2)
    monkeypatch.setitem(limits.MOST, "slow", 0)
    files(person(1), person(2), person(3, OTHER))  # strangers: phone and network are full
    held = limits.named_of([], PHONE)
    request = RequestFactory().get("/", REMOTE_ADDR=HERE)
    limits.filed_for(request, [person(5), person(6, OTHER)], "", held)
    limits.filed_for(request, [person(5, OTHER)], PHONE, held)
    with pytest.raises(limits.TooManyPeople):
        limits.filed_for(request, [person(7)], "", held)


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_who_fills_in_for_others_is_counted_by_their_own_phone():
    files(person(1, ""), person(2, OTHER), proxy=PHONE)
    with pytest.raises(limits.TooManyPeople):
        files(person(3, "13900000001"), proxy=PHONE)


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_who_is_refused_is_not_counted():
    files(person(1))
    with pytest.raises(limits.TooManyPeople):
        files(person(2), person(3))
    files(person(2))


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_the_next_day_begins_anew_and_what_is_left_of_the_former_goes():
    files(person(1), person(2))
    kept = {bytes(row.person) for row in FiledFor.objects.all()}
    [over] = [one for one in RETENTION.purposes if one.name == "public.filed_for"]
    with clock.at("2022-05-11T00:01"):
        files(person(1), person(3))
        over.remove(clock.now(), 100)
        assert set(FiledFor.objects.values_list("day", flat=True)) == {clock.today()}
    assert kept.isdisjoint(bytes(row.person) for row in FiledFor.objects.all())


@pytest.mark.usefixtures("_two")
def test_over_the_limit_the_form_stays_as_it_was_typed(client, county):
    def declares(serial):
        resident = Resident(client).begins()
        resident.fills_in_themselves(number=number_of("19900101", f"{serial:03}"))
        return resident.fills_in_the_journey().types("send")

    assert [declares(serial).answer.status_code for serial in (1, 2, 1, 2)] == [302] * 4
    refused = declares(3)
    assert refused.answer.status_code == 429
    assert "二组 18 号" in refused.page
    assert "请打电话给村（社区）代填" in refused.page


@pytest.mark.usefixtures("_two")
def test_the_owner_of_a_phone_declares_whatever_strangers_did_with_it(client, signing_in):  # noqa: F811
    """Strangers of the same network filled its phone and the network itself for the day."""
    lists()
    strangers = Client()
    for serial in (1, 2):
        declares(strangers, name="生测人", number=number_of("19900101", f"{serial:03}"))
    form = Resident(Client()).begins()
    form.fills_in_themselves("酉测旧", FORMER, SIGNED).fills_in_the_journey().types("send")
    assert form.answer.status_code == 429
    assert "先在“我的码”用它登录再报" in form.page
    assert signing_in(SIGNED, FORMER).status_code == 302
    declares(client, name="酉测旧", number=FORMER)


@pytest.mark.django_db
def test_the_rest_of_a_masked_number_is_not_tried_out():
    """District and day of birth stand on a masked number: the county lets six of them a day, whether they
    are on record or not; who is signed in is counted by their phone."""
    files(*(person(serial) for serial in range(1, 7)))
    with pytest.raises(limits.TooManyAlike):
        files(person(7, OTHER))
    files(person(1))  # anew
    files({**person(1), "document_number": number_of("19900102")})
    files({**person(1), "document_type": "passport", "document_number": "E12345678"})
    with pytest.raises(limits.TooManyAlike):  # whatever a number is called
        files({**person(7), "document_type": "other"})
    files(person(7), address=THERE)
    held = limits.named_of([], PHONE)
    limits.filed_for(RequestFactory().get("/", REMOTE_ADDR=HERE), [person(8)], "", held)
    with clock.at("2022-05-11T00:01"):
        files(person(8))
