"""Handing in, the private link, changing it; and what a link must not tell."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from fangxian.doors.public import whereabouts
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import pages as codes
from tests.doors.public.resident import Resident, number_of, opens
from tests.flat import flat
from tests.rooms.codes.town import lay, standing


@pytest.fixture
def resident(client, county):
    codes.rotate_keys(by=SYSTEM)
    return Resident(client)


def everybody():
    return arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).rows


def declared(resident, whom="self"):
    resident.begins(whom).fills_in_themselves()
    return resident.fills_in_the_journey().types("send")


def test_a_declaration_ends_in_a_receipt(resident, client):
    declared(resident)
    assert resident.answer.status_code == 302
    page = client.get(resident.answer["Location"]).content.decode()
    assert re.search(r"220510-\d{6}", page)
    assert "<svg" in page
    assert "东升村" in page
    assert [(row.name, row.place, str(row.arrival)) for row in everybody()] == [
        ("张**", "610921102201", "2022-05-12")
    ]


def test_the_code_leads_to_the_link(resident, client):
    zxingcpp = pytest.importorskip("zxingcpp")
    from fangxian.doors.public import receipts

    declared(resident)
    address = "http://testserver" + resident.answer["Location"].removesuffix("?new")
    barcode = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    read = zxingcpp.read_barcodes(barcode.to_image(scale=4))
    assert read[0].text == address
    assert str(receipts.code_of(address)).startswith("<svg")


def test_a_link_shows_masked_people(resident, client):
    from fangxian.kernel.outbox import settle

    declared(resident)
    settle()
    page = client.get(resident.answer["Location"]).content.decode()
    assert "张三丰" not in page
    assert number_of("19900101") not in page
    assert "13891501234" not in page


CODE = 'aria-label="现在的健康码"'


def red():
    [person] = [row.person_id for row in everybody()]
    lay(
        standing(
            person,
            "red",
            words=Text(
                "中风险地区旅居史(西安市雁塔区,至 05-09):集中隔离至 05-24。",
                "Stayed in a listed place (Yanta, until 05-09): quarantine.",
            ),
            since=clock.now() - timedelta(days=1),
            until=clock.now() + timedelta(days=14),
            origin="screening",
            place="610921102201",
        )
    )


def test_the_receipt_of_whom_a_measure_holds_says_what_and_why_and_what_to_do(resident, client):
    from fangxian.ground.duty import api as duty

    declared(resident)
    red()
    where = resident.answer["Location"]
    assert CODE not in client.get(where).content.decode()  # the link alone proves nobody
    opens(client)
    page = flat(client.get(where).content)
    shown = page[page.index(CODE) :]
    for said in (
        "红",
        "西安市雁塔区",
        "至 05-09",
        "集中隔离至 05-24",
        "· 至 05-",
        "依据",
        "先打电话，不要自行外出",
        "我要申诉",
        "打开我的码",
    ):
        assert said in shown, said
    assert 'href="/p/code/"' in shown
    assert duty.whom_to_call("610921102201")[0].name in page
    english = client.get(where.removesuffix("?new") + "?language=en").content.decode()
    for said in ("Yanta", "quarantine", "What to do now", "appeal"):
        assert said in english, said


def test_a_place_is_shown_with_what_it_was_taken_for(resident):
    assert whereabouts.taken_for("上海浦东").zh == "上海浦东(认作 上海市浦东新区)"
    assert whereabouts.taken_for("上海市浦东新区").zh == "上海市浦东新区"
    assert whereabouts.taken_for("魔都大街").zh == "魔都大街"
    assert whereabouts.taken_for("").zh == ""


def test_a_link_beside_the_record_tells_nothing_of_a_code(resident, client):
    declared(resident)
    red()
    thief = Resident(client).begins().fills_in_themselves(name="张三丰", phone="13900000000")
    thief.types(origin="广东省深圳市南山区", overseas="no").types()
    thief.types(arrival="2022-05-20").types(town="unsure").types("send")
    page = client.get(thief.answer["Location"]).content.decode()
    assert CODE not in page
    assert not any(word in page for word in ("红码", "橙码", "隔离", "风险"))


def test_every_picture_of_a_receipt_and_a_code_has_its_words(resident, client):
    declared(resident)
    red()
    where = resident.answer["Location"]
    opens(client)
    for language in ("zh", "en"):
        for path in (where.removesuffix("?new"), "/p/code/"):
            page = client.get(f"{path}?language={language}").content.decode()
            assert re.search(r'role="img" aria-label="[^"]+">\s*<svg', page), path
            for svg in re.findall(r"<svg[^>]*>", page):
                assert 'aria-hidden="true"' in svg, svg


def test_who_knows_a_number_does_not_get_what_its_owner_filed(client, county):
    declared(Resident(client))
    thief = Resident(client).begins().fills_in_themselves(name="张三丰", phone="13900000000")
    thief.types(origin="广东省深圳市南山区", overseas="no").types()
    thief.types(arrival="2022-05-20").types(town="unsure").types("send")
    page = client.get(thief.answer["Location"]).content.decode()
    for said in ("雁塔", "二组 18 号", "K786", "东升村"):
        assert said not in page


def test_a_double_click_is_one_filing(resident, client):
    resident.begins().fills_in_themselves()
    resident.fills_in_the_journey()
    fields = {**resident.fields, "go": "send"}
    for _ in range(2):
        assert client.post("/p/declare", fields).status_code == 302
    person = everybody()[0].person_id
    assert len(arrivals.dossier(person, by=SYSTEM).filings) == 1


def test_a_family_shares_a_sheet(resident, client):
    resident.begins("family").fills_in_themselves(go="add")
    resident.fills_in_themselves("李春梅", number_of("19920202"), "", n=1)
    resident.fills_in_the_journey().types("send")
    page = client.get(resident.answer["Location"]).content.decode()
    assert "张**" in page
    assert "李**" in page
    assert len(everybody()) == 2


def test_the_journey_is_changed_for_everybody_on_the_sheet(resident, client):
    resident.begins("family").fills_in_themselves(go="add")
    resident.fills_in_themselves("李春梅", number_of("19920202"), "", n=1)
    resident.fills_in_the_journey().types("send")
    where = resident.answer["Location"].removesuffix("?new")
    resident._read(client.get(f"{where}/change"))
    assert resident.fields["origin"] == "陕西省西安市雁塔区"
    resident.types(leaving="2022-05-08").types()
    assert resident.fields["arrival"] == "2022-05-12"
    resident.types(arrival="2022-05-15").types(address="三组").types("send")
    assert resident.answer["Location"].endswith("?changed")
    assert {str(row.arrival) for row in everybody()} == {"2022-05-15"}
    assert "三组" in client.get(where).content.decode()


@pytest.mark.parametrize("key", ["AAAA", "x", "..", "A" * 300, "%3Cscript%3E"])
def test_a_made_up_link_is_said_to_be_invalid(client, county, key):
    answer = client.get(f"/p/r/{key}")
    assert answer.status_code == 404
    assert "这个链接无效" in answer.content.decode()


def test_guessing_links_is_slowed_down(client, county, monkeypatch):
    from fangxian.doors.public import limits

    monkeypatch.setitem(limits.MOST, "look", 2)
    assert [client.get("/p/r/AAAA").status_code for _ in range(3)] == [404, 404, 429]


def test_too_much_handed_in_keeps_what_was_typed(resident, client, monkeypatch):
    from fangxian.doors.public import limits

    monkeypatch.setitem(limits.MOST, "form", 0)
    declared(resident)
    assert resident.answer.status_code == 429
    assert "二组 18 号" in resident.page


def test_the_link_is_not_given_away_nor_kept(resident, client):
    declared(resident)
    answer = client.get(resident.answer["Location"])
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_a_receipt_says_whom_to_call(resident, client):
    from fangxian.ground.duty import api as duty

    town = duty.units_for("610921102")["township"]
    duty.set_public_phone(town, "0915-5212345", by=SYSTEM)
    declared(resident)
    page = client.get(resident.answer["Location"]).content.decode()
    assert '<a href="tel:0915-5212345">' in page
