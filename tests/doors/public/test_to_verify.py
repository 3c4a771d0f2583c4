"""待核 for a resident: a place that nobody can tell is taken as it is typed, and the page says in
a word and a shape of its own that it is to be verified."""

from __future__ import annotations

import re

import pytest

from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import pages as codes
from tests.doors.public.resident import Resident, opens
from tests.doors.public.test_mycode import freed, page


@pytest.fixture(autouse=True)
def _keys(county):
    codes.rotate_keys(by=SYSTEM)


def declares_from(client, origin):
    resident = Resident(client).begins("self")
    resident.fills_in_themselves("张三丰", None, "13891501234")
    resident.types(origin=origin, leaving="2022-05-06", overseas="no")
    if "origin" in resident.fields:  # a hint, and on past it
        resident.types(origin=origin)
    resident.types()
    resident.types()
    resident.types(arrival="2022-05-12", transport="火车", vehicle="K786")
    resident.types(town="610921102", village="610921102201", address="二组 18 号").types("send")
    key = resident.answer["Location"].split("/")[-1].removesuffix("?new")
    assert opens(client).status_code == 302
    return key


def at_the_origin(client):
    return Resident(client).begins("self").fills_in_themselves()


def test_a_free_text_is_taken_and_is_to_be_verified(client):
    declares_from(client, "朝阳区")
    assert Declaration.objects.get().class_code == "unverified"
    shown = page(client)
    assert "待核码" in shown
    assert 'class="shape shape-question"' in shown
    assert "行程还没有核实清楚" in shown
    assert "行程不明的先核实" in shown  # its clause
    assert "这不是隔离" in shown
    assert "没有限制" not in shown
    assert "目前没有限制" not in shown


def test_who_is_to_be_verified_is_led_to_say_where_they_were_and_given_no_day(client):
    key = declares_from(client, "朝阳区")
    for shown in (page(client), client.get(f"/p/r/{key}").content.decode()):
        assert "写清去过的地方" in shown
        assert not re.search(r"(· 至 |<dt>至</dt><dd>)\d", shown)
    assert 'href="/p/"' in page(client) or 'href="/p/declare"' in page(client)
    assert "我要申诉" in page(client)
    assert f'href="/p/r/{key}/change"' in client.get(f"/p/r/{key}").content.decode()


def test_a_green_code_says_until_when_the_lists_are_in(client):
    from fangxian.lines.zones import api as zones

    declares_from(client, "陕西省西安市雁塔区")
    freed()
    assert "还没有收到风险地区名单" in page(client)
    head = "level,province,city,county,community,first_seen,last_seen,n_snapshots,left_censored,right_censored"
    row = "high,北京市,北京市,朝阳区,十八里店乡,2022-05-01,2022-05-09,1,0,0"
    zones.import_file(f"{head}\n{row}".encode(), "episodes.csv", by=SYSTEM)
    freed()
    assert "风险地区名单截至 05-09" in page(client)


def to_the_last_look(resident):
    while resident.step != "arrive":
        resident.types()
    resident.types(arrival="2022-05-12")
    return resident.types(town="610921102", village="610921102201")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "月亮上的村子",
            ("没有认出“月亮上的村子”是哪里", "could not tell where “月亮上的村子” is"),
        ),
        ("朝阳区", ("“朝阳区”有好几处", "“朝阳区” may be several places")),
        ("北京市朝阳区→月亮村", ("没有认出“月亮村”是哪里", "where “月亮村” is")),
    ],
)
def test_what_is_not_placed_is_told_before_and_after_it_is_handed_in(client, language, typed, said):
    resident = at_the_origin(client)
    resident.types(origin=typed, overseas="no")
    to_the_last_look(resident).types("", language=language)
    wanted = said[language == "en"]
    assert resident.step == "check"
    assert wanted in resident.page
    receipt = client.get(resident.types("send").answer["Location"]).content.decode()
    assert wanted in receipt
    assert "待核" in receipt
    assert ("will call you" if language == "en" else "打电话") in receipt
    assert "没有限制" not in receipt
    assert "no restriction" not in receipt


def test_a_stop_that_is_not_placed_is_told_as_well(client):
    resident = at_the_origin(client)
    resident.types(origin="陕西省西安市雁塔区", overseas="no")
    resident.types(w0_place="月亮村", w0_from="2022-05-06", w0_to="2022-05-08")
    page = to_the_last_look(resident).page
    assert "没有认出“月亮村”" in page
    assert page.count('class="unclear"') == 1


def test_what_is_placed_needs_no_such_words(client):
    resident = at_the_origin(client)
    resident.types(origin="Shanghai Pudong", overseas="no")
    assert 'class="unclear"' not in to_the_last_look(resident).page


def test_a_country_is_no_riddle_for_who_comes_from_abroad(client):
    resident = at_the_origin(client)
    resident.types(origin="缅甸", overseas="yes", entry="2022-05-01")
    assert 'class="unclear"' not in to_the_last_look(resident).page


@pytest.mark.parametrize(
    ("typed", "code", "full"),
    [
        ("朝阳区", "110105", "北京市朝阳区"),
        ("上海浦", "310115", "上海市浦东新区"),
        ("闸北区", "310106", "上海市静安区"),
        ("甘肃省兰州市城关区、朝阳区", "110105", "甘肃省兰州市城关区、北京市朝阳区"),
    ],
)
def test_a_place_is_chosen_from_a_list_without_any_script(client, typed, code, full):
    resident = at_the_origin(client)
    resident.types(origin=typed, overseas="no", leaving="2022-05-06")
    assert f'value="is-origin-{code}"' in resident.page
    resident.types(f"is-origin-{code}")
    assert resident.step == "from"
    assert resident.fields["origin"] == full
    assert resident.fields["leaving"] == "2022-05-06"
    assert "已认出" in resident.page
    assert 'class="unclear"' not in to_the_last_look(resident).page


@pytest.mark.parametrize(
    "go", ["is-origin-110101", "is-arrival-1", "is-", "is-origin-", "is-p0_name-110105"]
)
def test_what_was_not_offered_cannot_be_chosen(client, go):
    resident = at_the_origin(client).types(go, origin="朝阳区", overseas="no")
    assert resident.step == "from"
    assert resident.fields["origin"] == "朝阳区"


def test_a_year_that_is_not_this_one_is_told(client):
    resident = at_the_origin(client)
    resident.types(origin="陕西省西安市雁塔区", leaving="2021.12.30", overseas="no")
    page = to_the_last_look(resident).page
    assert "2021-12-30（2021 年，不是今年）" in page
    assert page.count("不是今年") == 1
    receipt = client.get(resident.types("send").answer["Location"]).content.decode()
    assert "2021-12-30（2021 年，不是今年）" in receipt
    assert "2022-05-12" in receipt
    assert (
        "2021-12-30 (2021, not this year)"
        in client.get(resident.answer["Location"] + "&language=en").content.decode()
    )


def test_words_beside_a_place_that_are_no_address_are_to_be_verified(client):
    declares_from(client, "陕西省商洛市商州区,密接")
    declared = Declaration.objects.get()
    assert (declared.class_code, declared.unresolved) == ("unverified", ["origin:密接"])
    assert "待核码" in page(client)
