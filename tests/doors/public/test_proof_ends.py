"""A phone that changed hands (ADR 17): proof has an age, another name on the number ends it, and 不是我
cuts it off at once and is work for the village."""

# ruff: noqa: F811  (fixtures are taken from another file)
from __future__ import annotations

import html
from datetime import timedelta

import pytest
from django.test import Client

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people import proven_phones as people_proven_phones
from fangxian.ground.people.models import Person
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock
from fangxian.kernel import outbox as facts
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from tests.doors.public.resident import number_of
from tests.doors.public.test_mycode import (  # noqa: F401 fixtures
    PHONE,
    _keys,
    asked_anew,
    attribute,
    declares,
    outbox,
    page,
)
from tests.doors.public.test_mycode_proof import signing_in  # noqa: F401 fixture

FORMER, NEW = number_of("19880808"), number_of("19950505")


def lists(name="酉测旧", number=FORMER, phone=PHONE, way_in="file", **said):
    """A list, or an official (township), has somebody with the phone."""
    form = {
        "name": name,
        "document_number": number,
        "phone": phone,
        "origin": "陕西省西安市雁塔区",
        "arrival": "2022-05-08",
        "filed_at": "2022-05-09T08:00",
    } | said
    return arrivals.register(form, by=SYSTEM, way_in=way_in).person_id


def files_anew(client):
    return declares(client, name="酉测新", number=NEW)


def refused(answer, *words):
    said = html.unescape(answer.content.decode())
    assert answer.status_code == 403
    for one in words:
        assert one in said
    assert "酉**" not in said


@pytest.mark.parametrize("way_in", ["file", "township"])
def test_another_name_filed_with_the_number_ends_what_the_password_opens(
    client,
    signing_in,
    way_in,
):
    lists(way_in=way_in)
    assert signing_in(PHONE).status_code == 302
    files_anew(client)
    client.cookies.pop("resident")
    refused(signing_in(PHONE), "请填您本人的证件号码")
    assert signing_in(PHONE, NEW).status_code == 302
    assert page(client).count("酉**") == 1
    assert "家人" not in page(client).split("<h2")[0].replace("不是我家人", "")
    assert attribute(client, "colour") == "orange"  # what the new owner declared, not the list's


def test_the_session_that_the_password_had_opened_ends_too(client, signing_in):
    lists()
    signing_in(PHONE)
    assert "酉**" in page(client)
    files_anew(client)
    assert "酉**" not in page(client)


def test_the_former_owner_with_the_number_of_their_document_is_still_themselves(
    client,
    signing_in,
):
    lists()
    files_anew(client)
    assert signing_in(PHONE, FORMER).status_code == 302
    assert "酉**" in page(client)
    refused(signing_in(PHONE, number_of("19700707")), "对不上")


def test_a_claim_of_the_number_by_somebody_known_counts_as_well(client, signing_in):
    lists()
    lists("酉测新", NEW, "13711112222")
    assert signing_in(PHONE).status_code == 302
    files_anew(client)  # waits beside the record
    client.cookies.pop("resident")
    refused(signing_in(PHONE), "请填您本人的证件号码")


def test_a_later_list_with_another_name_on_the_number_shows_nobody_unasked(
    client,
    signing_in,
):
    lists()
    lists("酉测新", NEW, filed_at="2022-05-10T08:00")
    refused(signing_in(PHONE), "请填您本人的证件号码")
    assert signing_in(PHONE, NEW).status_code == 302
    assert page(client).count("酉**") == 1


def test_checked_at_the_desk_after_that_the_phone_alone_opens_again(client, signing_in):
    former = lists()
    files_anew(client)
    with clock.at("2022-05-11T08:00"):
        people_pages.confirm_phone(former, PHONE, by=SYSTEM)
        assert signing_in(PHONE).status_code == 302


def test_a_proof_has_an_age(client, signing_in):
    former = lists()
    people_pages.confirm_phone(former, PHONE, by=SYSTEM)
    assert signing_in(PHONE).status_code == 302
    client.cookies.pop("resident")
    mark, now = people.phone_mark(PHONE), clock.now()
    assert people.proof_ended([former], mark, days=365) == frozenset()
    Person.objects.filter(pk=former).update(seen_at=None)
    with clock.at(now.replace(year=2023, day=now.day + 1)):
        assert people.proof_ended([former], mark, days=365) == {former}
        Person.objects.bulk_create(  # an agency's phone
            Person(
                name="阿甲",
                name_key=f"a{n}",
                phone_index=mark,
                place="610921",
                filed_at=now,
                created_at=now,
            )
            for n in range(60)
        )
        assert people.proof_ended([former], mark, days=365) == {former}
        Person.objects.filter(name="阿甲").delete()
    old = "2021-05-01T08:00:00+08:00"
    Person.objects.filter(pk=former).update(filed_at=old, as_of={})
    refused(signing_in(PHONE), "请填您本人的证件号码")
    assert signing_in(PHONE, FORMER).status_code == 302


def test_who_signs_out_leaves_nothing_that_opens(client, signing_in):
    lists()
    signing_in(PHONE)
    own_pass, kept = attribute(client, "pass"), client.cookies["resident"].value
    for address in ("/gate/code", "/api/gate/code"):
        assert asked_anew(client, address, own_pass).status_code == 200, address
    client.post("/p/code/out")
    for address in ("/gate/code", "/api/gate/code"):
        assert asked_anew(client, address, own_pass).status_code == 401, address
    client.cookies["resident"] = kept  # a copy of the cookie
    assert "酉**" not in page(client)


def test_signing_in_again_goes_on_with_the_session_and_signing_out_ends_all_of_it(
    client, signing_in
):
    lists()
    signing_in(PHONE)
    first = attribute(client, "pass")
    signing_in(PHONE)
    client.post("/p/code/out")
    assert asked_anew(client, "/api/gate/code", first).status_code == 401
    signing_in(PHONE)  # and it is no bar to coming again
    assert asked_anew(client, "/api/gate/code", attribute(client, "pass")).status_code == 200


def test_another_phone_that_an_official_writes_down_ends_the_pass(client, signing_in):
    former = lists()
    signing_in(PHONE)
    own_pass = attribute(client, "pass")
    people_pages.confirm_phone(former, "13891509999", by=SYSTEM)
    for address in ("/gate/code", "/api/gate/code"):
        assert asked_anew(client, address, own_pass).status_code == 401, address


def test_not_me_cuts_the_phone_off_at_once_and_the_village_finds_out(client, signing_in):
    former = lists()
    signing_in(PHONE)
    own_pass = attribute(client, "pass")
    assert "不是我 / 不是我家人" in page(client)
    asked = client.get("/p/code/not-me?who=0").content.decode()
    assert "马上不能再打开此人的码" in asked
    assert "酉**" in page(client)  # asked, not done
    kept = client.cookies["resident"].value
    done = html.unescape(client.post("/p/code/not-me", {"who": "0"}).content.decode())
    assert "已断开" in done
    client.cookies["resident"] = kept  # another browser of that phone
    assert "酉**" not in page(client)
    for address in ("/gate/code", "/api/gate/code"):
        assert asked_anew(client, address, own_pass).status_code == 401, address
    client.cookies.clear()
    for number in ("", FORMER):
        assert signing_in(PHONE, number).status_code == 403
    facts.settle()
    task = Instruction.objects.get(kind="phone_check")
    assert (task.person_id, task.title_zh) == (former, "酉**:核实电话(手机号可能已换人)")
    lists(filed_at="2022-05-10T09:00")  # the list comes in again: still cut
    assert signing_in(PHONE).status_code == 403
    people_pages.confirm_phone(former, PHONE, by=SYSTEM)
    assert signing_in(PHONE).status_code == 302
    assert "酉**" in page(client)


def test_not_me_ends_one_of_a_family_and_is_said_in_english(client, signing_in):
    lists()
    lists("戌测家", NEW)
    signing_in(PHONE)
    assert {"酉**", "戌**"} <= set(page(client).replace("<", " ").replace(">", " ").split())
    said = client.get("/p/code/not-me?who=1&language=en").content.decode()
    assert "opens that person" in said
    named = "酉" if "酉**" in html.unescape(said) else "戌"
    assert (
        "Back to my code"
        in client.post("/p/code/not-me?language=en", {"who": "1"}).content.decode()
    )
    assert f"{named}**" not in page(client)
    assert ("戌**" if named == "酉" else "酉**") in page(client)


def test_an_unchecked_phone_is_cut_off_as_well(client, signing_in):
    declares(client, name="酉测旧", number=FORMER)
    signing_in(PHONE, FORMER)
    assert "酉**" in page(client)
    kept = client.cookies["resident"].value
    client.post("/p/code/not-me", {"who": "0"})
    client.cookies["resident"] = kept
    assert "酉**" not in page(client)


def test_nobody_signed_in_says_nothing(client):
    assert client.post("/p/code/not-me", {"who": "0"}).status_code == 302


def anew(client, signing_in, number=""):
    client.cookies.pop("resident", None)
    return signing_in(PHONE, number)


def test_a_proof_ends_before_a_number_is_given_out_anew_and_each_sign_in_renews_it(
    client,
    signing_in,
):
    people_pages.confirm_phone(lists(), PHONE, by=SYSTEM)
    for days in (50, 100):  # each time within the days of the last
        with clock.at(clock.now() + timedelta(days=days)):
            assert anew(client, signing_in).status_code == 302
    with clock.at(clock.now() + timedelta(days=100 + 61)):
        refused(anew(client, signing_in), "请填您本人的证件号码", "登记和申报都在")
        assert anew(client, signing_in, FORMER).status_code == 302
        assert "酉**" in page(client)
        assert anew(client, signing_in).status_code == 302  # proven again


def test_signing_in_does_not_end_what_somebody_else_s_filing_says(client, signing_in):
    lists()
    files_anew(client)
    with clock.at(clock.now() + timedelta(days=1)):
        assert anew(client, signing_in, FORMER).status_code == 302
        refused(anew(client, signing_in), "请填您本人的证件号码")


def test_another_phone_begins_with_its_own_age(client, signing_in):
    former = lists()
    assert signing_in(PHONE).status_code == 302
    old, mark = "2022-01-01T08:00:00+08:00", people.phone_mark("13711112222")
    people_proven_phones.prove([former], "13711112222")
    Person.objects.filter(pk=former).update(filed_at=old, as_of={})
    assert people.proof_ended([former], mark, days=60) == {former}


def test_strangers_of_many_networks_do_not_keep_a_resident_from_their_password(
    client,
    signing_in,
    settings,
    outbox,
    django_capture_on_commit_callbacks,
):
    settings.FANGXIAN_PROXIES = 1
    people_pages.confirm_phone(lists(), PHONE, by=SYSTEM)
    assert signing_in(PHONE).status_code == 302
    client.cookies.pop("resident")
    strangers = [Client(headers={"x-forwarded-for": f"2001:db8:{n}::9"}) for n in range(20)]
    with django_capture_on_commit_callbacks(execute=True):
        for one in strangers:
            one.post("/p/code/password", {"phone": PHONE})
    for one in strangers[:5] * 5:
        answer = one.post("/p/code/in", {"phone": PHONE, "password": "000000"})
    assert "当面核对手机号" in answer.content.decode()
    outbox.clear()
    assert signing_in(PHONE).status_code == 302
