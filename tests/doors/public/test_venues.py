"""A shop applies, is returned, applies again, prints; residents scan in at its door."""

from __future__ import annotations

import html
import re

import pytest

from fangxian.ground.people.models import Person
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues.models import Application, VenueCode, Visit
from tests.doors.public.resident import number_of

FORM = {
    "name": "月河农贸市场",
    "category": "农集贸市场",
    "place": "610921102201",
    "address": "月河路 8 号",
    "contact": "陈大力",
    "phone": "13891501234",
    "points": "2",
    "capacity": "400",
    "licence": "",
}
NUMBER = number_of("19900101")
WHO = {"name": "张三丰", "kind": "resident_id", "number": NUMBER, "phone": "13891501234"}


@pytest.fixture
def door(county):
    token = venues.apply(
        venues.NewApplication(
            "月河农贸市场", "农集贸市场", "610921102201", "月河路", "陈", "13891501234"
        ),
        by=SYSTEM,
    )
    row, _ = venues.own_application(token, by=SYSTEM)
    venues.approve([row.id], by=SYSTEM)
    return f"/p/v/{VenueCode.objects.get().token}"


def page_of(answer):
    return html.unescape(answer.content.decode())


def ticket_on(answer):
    return re.search(r'name="ticket" value="([^"]+)"', page_of(answer))[1]


def comes_in(client, door, **more):
    return client.post(door, {"ticket": ticket_on(client.get(door)), **WHO, **more})


def test_a_shop_applies_corrects_and_prints(client, county):
    page = page_of(client.get("/p/venues"))
    assert page.count("<option") >= 39 + 160
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)[1]
    wrong = client.post("/p/venues", {**FORM, "stamp": stamp, "phone": "12", "points": "many"})
    assert "有 2 处需要改" in page_of(wrong)
    assert "月河路 8 号" in page_of(wrong)
    sent = client.post("/p/venues", {**FORM, "stamp": stamp})
    own = sent["Location"].removesuffix("?new")
    assert client.post("/p/venues", {**FORM, "stamp": stamp})["Location"] == sent["Location"]
    number = Application.objects.get().pk
    assert client.get(f"{own}/a4.pdf").status_code == 404
    venues.return_(number, "name", "招牌是月河菜市场", by=SYSTEM)
    assert "招牌是月河菜市场" in page_of(client.get(own))
    client.post(f"{own}/change", {**FORM, "name": "月河菜市场"})
    venues.approve([number], by=SYSTEM)
    assert "已通过" in page_of(client.get(own))
    assert client.get(f"{own}/a4.pdf").content.startswith(b"%PDF")
    assert client.get(f"{own}/a0.pdf").status_code == 422
    assert client.post(f"{own}/change", FORM).status_code == 409


def test_a_resident_scans_in_and_is_told_that_no_colour_changes(client, door):
    page = page_of(client.get(door))
    assert "月河农贸市场" in page
    assert "不会改变您的健康码颜色" in page
    answer = comes_in(client, door, group="3")
    assert answer.status_code == 200
    assert "已登记" in page_of(answer)
    assert "张**" in page_of(answer)
    visit = Visit.objects.get()
    assert (visit.group_size, visit.how, visit.flags) == (3, "self", 0)
    assert Person.objects.get().pk == visit.person_id


def test_the_phone_remembers_and_a_second_tap_of_the_page_counts_once(client, door):
    comes_in(client, door)
    page = client.get(door)
    assert "张**" in page_of(page)
    assert NUMBER not in str(client.cookies)
    for _ in range(2):
        client.post(door, {"ticket": ticket_on(page), "known": "0"})
    assert Visit.objects.count() == 2
    assert Person.objects.count() == 1
    client.post(door, {"go": "forget"})
    assert "张**" not in page_of(client.get(door))


def test_an_altered_cookie_is_nobody(client, door):
    for value in ("", "x", "AAAA", "é", "A" * 3000):
        client.cookies["visitors"] = value
        assert client.get(door).status_code == 200
        client.post(door, {"ticket": ticket_on(client.get(door)), "known": "0"})
    assert not Visit.objects.exists()


def test_whether_a_number_is_known_is_not_told_and_changes_nobody(client, door):
    comes_in(client, door)
    before = Person.objects.values().get()
    client.cookies.clear()
    answer = comes_in(client, door, name="李四", phone="13900000000")
    assert "已登记" in page_of(answer)
    assert Person.objects.values().get() == before
    assert sorted(Visit.objects.values_list("person_id", "flags"), key=str) == sorted(
        [(before["id"], 0), (None, 256)], key=str
    )


@pytest.mark.parametrize(
    "typed", ["买测提•吐尔逊", "买测提.吐尔逊", "买测提 吐尔逊", "买测提吐尔逊"]
)
def test_a_name_with_another_dot_is_the_same_person(client, door, typed):
    comes_in(client, door, name="买测提·吐尔逊")
    client.cookies.clear()
    comes_in(client, door, name=typed)
    person = Person.objects.get()
    assert set(Visit.objects.values_list("person_id", flat=True)) == {person.pk}


def test_the_longest_names_of_passports_are_taken_and_longer_ones_are_told(client, door):
    name = "María del Carmen Fernández de Córdoba y Álvarez de Toledo y Gómez"
    passport = {"kind": "passport", "number": "PAB998877"}
    assert "已登记" in page_of(comes_in(client, door, name=name, **passport))
    assert Person.objects.get().name == name
    answer = comes_in(client, door, name="长" * 121, **passport)
    assert "姓名最多 120 个字" in page_of(answer)
    assert Visit.objects.count() == 1


def test_what_is_wrong_is_said_and_nothing_is_recorded(client, door):
    answer = comes_in(client, door, number="110101199001010001", name="")
    assert page_of(answer).count("▲") >= 2
    assert client.post(door, {**WHO, "ticket": "forged"}).status_code == 422
    assert client.get("/p/v/NOSUCHTOKEN2").status_code == 404
    assert not Visit.objects.exists()


def proves(client, person):
    """A phone that an official vouched for, proven on the page of the code."""
    from django.core import signing

    from fangxian.doors.public.mycode_who import COOKIE, SALT
    from fangxian.ground.people import pages as people
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.codes import pages as codes

    people.confirm_phone(person, "13891501234", by=SYSTEM)
    proof = [codes.veil(person).hex(), "phone", people.phone_mark("13891501234").hex()]
    client.cookies[COOKIE] = signing.dumps([proof], salt=SALT)


def test_leaving_is_one_tap(client, door):
    page = page_of(comes_in(client, door))
    visit = re.search(r'name="visit" value="([^"]+)"', page)[1]
    with clock.at("2022-05-10T21:00"):
        assert "已登记离开" in page_of(client.post(f"{door}/out", {"visit": visit}))
        assert "已经登记过了" in page_of(client.post(f"{door}/out", {"visit": visit}))
        assert client.post(f"{door}/out", {"visit": "?"}).status_code == 200
    assert Visit.objects.get().out_at.isoformat()[11:16] == "13:00"


def test_the_pages_speak_english(client, door):
    assert "never changes the colour" in page_of(client.get(f"{door}?language=en"))


def test_whoever_proved_their_code_comes_in_with_one_tap(client, door, county):
    here = door.replace("/p/v/", "/p/code/at/")
    assert "还没有登录" in page_of(client.get(here))
    comes_in(client, door)
    person = Person.objects.get().pk
    client.cookies.clear()
    proves(client, person)
    page = client.get(here)
    assert "张**" in page_of(page)
    assert "不会改变您的健康码颜色" in page_of(page)
    for _ in range(2):
        answer = client.post(here, {"ticket": ticket_on(page), "who": "0"})
    assert "已登记" in page_of(answer)
    assert client.post(here, {"ticket": ticket_on(page), "who": "9"}).status_code == 302
    assert client.post(here, {"ticket": "x", "who": "0"}).status_code == 422
    assert list(Visit.objects.values_list("person_id", flat=True)) == [person, person]
    assert sorted(Visit.objects.values_list("how", flat=True)) == ["self", "self_phone"]
    assert "张**" in page_of(client.get(door))


def test_the_phone_keeps_as_much_of_somebody_known_as_of_a_stranger(client, door):
    """The length of what is kept would tell whether a typed number is on the register."""
    lengths = set()
    for name in ("张三丰", "别人家", "欧阳娜娜"):  # entered, of another name, of another name
        client.cookies.clear()
        comes_in(client, door, name=name)
        lengths.add(len(client.cookies["visitors"].value))
    client.cookies.clear()
    for born in range(6):
        comes_in(client, door, name="𠮷田̈̈", number=number_of(f"1990010{born + 1}"))
    assert lengths | {len(client.cookies["visitors"].value)} == {
        len(client.cookies["visitors"].value)
    }


def test_who_types_a_number_claims_who_proves_their_phone_is_there(client, door):
    """A stranger types another's name and number: kept, told as what it is, and the same on the next
    tap, which their phone offers; nobody but the owner of the phone proves it."""
    comes_in(client, door)
    client.post(door, {"ticket": ticket_on(client.get(door)), "known": "0"})
    wanted = venues.VisitsWanted(clock.today(), clock.today())
    claimed = venues.visits(wanted, "流调", by=SYSTEM).rows
    assert [(row.proven, row.proof.zh) for row in claimed] == [(False, "自报·未核实")] * len(
        claimed
    )
    person = Person.objects.get().pk
    proves(client, person)
    here = door.replace("/p/v/", "/p/code/at/")
    client.post(here, {"ticket": ticket_on(client.get(here)), "who": "0"})
    [proven] = [row for row in venues.visits(wanted, "流调", by=SYSTEM).rows if row.proven]
    assert (proven.person_id, proven.proof.zh) == (person, "本人手机已验证")
