"""For how many people one phone and one network may file on a day; filing anew is free."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from fangxian.doors.public import limits
from fangxian.doors.public.models import FiledFor
from fangxian.doors.public.retention import RETENTION
from fangxian.kernel import clock
from tests.doors.public.resident import Resident, number_of

HERE, THERE = "203.0.113.7", "203.0.113.8"
PHONE, OTHER = "13891501234", "13900000000"


@pytest.fixture
def _two(monkeypatch):
    monkeypatch.setitem(limits.MOST_PEOPLE, "phone", 2)
    monkeypatch.setitem(limits.MOST_PEOPLE, "network", 3)


def person(serial, phone=PHONE):
    return {
        "document_type": "resident_id", "phone": phone,
        "document_number": number_of("19900101", f"{serial:03}"),
    }  # fmt: skip


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
@pytest.mark.usefixtures("_two")
def test_another_phone_does_not_widen_the_network_nor_another_network_the_phone():
    files(person(1), person(2))
    files(person(3, OTHER))
    with pytest.raises(limits.TooManyPeople):
        files(person(4, OTHER))
    files(person(4, OTHER), address=THERE)
    with pytest.raises(limits.TooManyPeople):
        files(person(5), address=THERE)


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
    assert "请打电话给村(社区)代填" in refused.page
