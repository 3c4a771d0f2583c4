"""Screen after screen: three questions each, kept whatever happens, wrong answers said plainly."""

from __future__ import annotations

import pytest

from fangxian.lines.arrivals.models import Declaration
from tests.doors.public.resident import Resident, number_of


@pytest.fixture
def resident(client, county):
    return Resident(client)


def test_the_first_page_offers_three_ways(client, county):
    page = client.get("/p/").content.decode()
    assert all(f'value="{whom}"' in page for whom in ("self", "family", "neighbour"))
    assert "汉阴县" in page


def test_one_person_comes_to_the_last_look_in_five_screens(resident):
    resident.begins().fills_in_themselves()
    assert resident.step == "from"
    resident.fills_in_the_journey()
    assert resident.step == "check"
    for said in ("张三丰", "陕西省西安市雁塔区", "2022-05-12", "蒲溪镇", "二组 18 号", "K786"):
        assert said in resident.page


def test_a_wrong_number_is_said_in_a_sentence_and_kept(resident):
    wrong = number_of("19900101")[:-1] + ("1" if not number_of("19900101").endswith("1") else "2")
    resident.begins().fills_in_themselves(number=wrong)
    assert resident.step == "person-0"
    assert "校验" in resident.page or "核对" in resident.page
    assert wrong in resident.page
    assert "张三丰" in resident.page


def test_a_place_that_is_not_recognised_is_warned_about_once(resident):
    resident.begins().fills_in_themselves()
    resident.types(origin="月亮上的村子", overseas="no")
    assert resident.step == "from"
    assert "没有认出这个地方" in resident.page
    resident.types()
    assert resident.step == "way-0"


def test_a_place_known_too_coarsely_asks_for_the_county_once(resident):
    resident.begins().fills_in_themselves().types(origin="陕西省西安市", overseas="no")
    assert "能写到县" in resident.page
    assert resident.types().step == "way-0"


def test_arriving_before_leaving_is_refused(resident):
    resident.begins().fills_in_themselves()
    resident.types(origin="陕西省西安市雁塔区", leaving="2022-05-11", overseas="no").types()
    resident.types(arrival="2022-05-09")
    assert resident.step == "arrive"
    assert "早于离开" in resident.page


def test_an_impossible_date_is_refused(resident):
    resident.begins().fills_in_themselves()
    resident.types(origin="陕西省西安市雁塔区", leaving="2022-02-31", overseas="no")
    assert resident.step == "from"
    assert "不是一个日期" in resident.page


def test_from_abroad_needs_the_day_of_entry(resident):
    resident.begins().fills_in_themselves()
    resident.types(origin="缅甸", overseas="yes")
    assert "请填写入境日期" in resident.page


def test_stops_on_the_way_are_added_and_removed(resident):
    resident.begins().fills_in_themselves()
    resident.types(origin="陕西省西安市雁塔区", overseas="no")
    resident.types("add", w0_place="四川省成都市武侯区", w0_from="2022-05-06", w0_to="2022-05-08")
    assert resident.step == "way-1"
    assert "成都市武侯区" in resident.page
    resident.types(w1_place="重庆市渝中区", w1_from="2022-05-08", w1_to="2022-05-07")
    assert "离开的日期早于到达的日期" in resident.page
    resident.types("drop-w0", w1_to="2022-05-09")
    assert "成都" not in resident.page


def test_a_family_is_filled_in_in_one_go(resident):
    resident.begins("family").fills_in_themselves(go="add")
    assert resident.step == "person-1"
    resident.fills_in_themselves("李春梅", number_of("19920202"), "", n=1)
    assert resident.step == "from"
    resident.fills_in_the_journey()
    assert "张三丰" in resident.page
    assert "李春梅" in resident.page


def test_the_same_document_twice_in_a_family_is_noticed(resident):
    resident.begins("family").fills_in_themselves(go="add")
    resident.fills_in_themselves("李春梅", number_of("19900101"), "", n=1)
    assert "一个人只填一次" in resident.page


def test_a_neighbour_leaves_their_own_name_and_phone_first(resident):
    resident.begins("neighbour")
    assert resident.step == "proxy"
    resident.types(proxy_name="王婶", proxy_phone="123")
    assert "拨不通" in resident.page
    resident.types(proxy_phone="13891505678").fills_in_themselves(phone="")
    assert resident.step == "from"


def test_a_village_of_another_town_is_noticed(resident):
    resident.begins().fills_in_themselves()
    resident.types(origin="陕西省西安市雁塔区", overseas="no").types().types(arrival="2022-05-12")
    resident.types(town="610921100", village="610921102201")
    assert "不在所选的镇" in resident.page


def test_the_language_changes_and_nothing_typed_is_lost(resident):
    resident.begins().types("", language="en", p0_name="张三丰", p0_number="610")
    assert "Your name and document" in resident.page
    assert "张三丰" in resident.page
    assert "610" in resident.page


def test_going_back_never_complains(resident):
    resident.begins().fills_in_themselves().types("back", origin="")
    assert resident.step == "person-0"
    assert "张三丰" in resident.page


def test_a_page_of_another_day_still_sends(county):
    """No session and no CSRF token is needed: nobody is signed in here."""
    from django.test import Client

    resident = Resident(Client(enforce_csrf_checks=True)).begins().fills_in_themselves()
    assert resident.step == "from"


@pytest.mark.parametrize(
    "hostile",
    [
        {"step": "person-9"},
        {"step": "check", "go": "send"},
        {"step": "<script>"},
        {"step": "way-0", "go": "drop-w77"},
        {"step": "person-0", "go": "to-nowhere"},
        {"p0_name": "x" * 100_000, "step": "person-0", "go": "next"},
    ],
)
def test_made_up_requests_get_a_screen_not_a_crash(client, county, hostile):
    answer = client.post("/p/declare", {"whom": "self", **hostile})
    assert answer.status_code in (200, 302, 422)


def test_answers_are_checked_while_typing(client, county):
    good = client.post(
        "/p/check/document", {"value": number_of("19900101"), "kind": "resident_id"}
    ).json()
    assert good["sure"]
    bad = client.post("/p/check/document", {"value": "610921", "kind": "resident_id"}).json()
    assert bad["wrong"]
    place = client.post("/p/check/place", {"value": "陕西省西安市"}).json()
    assert not place["sure"]
    assert "能写到县" in place["words"]


@pytest.mark.parametrize(
    ("typed", "first", "among"),
    [
        ("Shanghai Pudong", "上海市浦东新区", "上海市浦东新区"),
        ("shanghai", "上海市", "上海市浦东新区"),
        ("上海浦", "上海市浦东新区", "上海市浦东新区"),
        ("陕西省西安市", "陕西省西安市", "陕西省西安市雁塔区"),
        ("Shaanxi", "陕西省", "陕西省西安市"),
    ],
)
def test_places_are_found_as_they_are_typed(client, county, typed, first, among):
    found = [one["name"] for one in client.get("/p/places", {"q": typed}).json()["places"]]
    assert found[0] == first
    assert among in found
    assert len(found) == len(set(found))


def test_too_many_questions_from_one_address_are_refused(client, county, monkeypatch):
    from fangxian.doors.public import limits

    monkeypatch.setitem(limits.MOST, "check", 2)
    answers = [client.post("/p/check/place", {"value": "西安"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def stops(resident, **said):
    resident.begins().fills_in_themselves()
    resident.types(origin="陕西省西安市雁塔区", overseas="no")
    return resident.types(**{"w0_place": "四川省成都市武侯区"} | said)


def test_a_stop_is_judged_as_a_row_of_a_file(resident):
    stops(resident, w0_from="2022-05-08", w0_to="2022-05-06")
    assert (resident.step, "离开的日期早于到达的日期" in resident.page) == ("way-0", True)
    resident.types(w0_from="2022-05-06", w0_to="2022-05-14")
    resident.types(arrival="2022-05-12")
    assert (resident.step, "停留的日期晚于到达日期" in resident.page) == ("arrive", True)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, "四川省成都市武侯区"),
        ({"w0_from": "2022-05-06"}, "四川省成都市武侯区@2022-05-06"),
        (
            {"w0_from": "2022-05-06", "w0_to": "2022-05-08"},
            "四川省成都市武侯区@2022-05-06~2022-05-08",
        ),
    ],
)
def test_of_a_stop_the_days_may_be_missing(resident, said, kept):
    """They count for the whole journey then, as in a file; and the receipt still shows the stop."""
    stops(resident, **said).types(arrival="2022-05-12")
    assert resident.step == "home"
    resident.types(town="unsure").types("send")
    assert kept in Declaration.objects.get().via_text
    page = resident.client.get(resident.answer["Location"]).content.decode()
    assert "四川省成都市武侯区" in page
