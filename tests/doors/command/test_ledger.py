from __future__ import annotations

import io
import re

import pytest
import python_calamine

from fangxian.ground.people.models import Person
from tests.flat import flat


def test_the_ledger_is_filtered_and_every_chip_is_a_count(at_desk):
    page = flat(at_desk("hq").get("/arrivals").content)
    assert ">8</span>人" in page
    assert "张**" in page
    assert "1101**********" in page
    assert ">0</span>人" in flat(at_desk("hq").get("/arrivals?text=孙").content)


def test_two_of_one_masked_name_are_told_apart_in_the_ledger(at_desk, stage):
    one = Person.objects.get(pk=stage.people[1])
    one.name = "张春梅"
    one.save()
    page = flat(at_desk("hq").get("/arrivals").content)
    rows = re.findall(r"张\*\*</a> <small[^>]*>(\d{4})</small>", page)
    assert sorted(rows) == ["1234", "1235"]
    assert "王**</a></td>" in page


def test_a_village_sees_its_own_and_may_not_export(at_desk, client):
    village = at_desk("village")
    assert ">8</span>人" in flat(village.get("/arrivals").content)
    assert village.post("/arrivals/export", {"purpose": "核对"}).status_code == 403


def test_a_row_opens_beside_the_list(at_desk, stage):
    panel = (
        at_desk("hq")
        .get(f"/arrivals/{stage.people[0]}/panel", headers={"HX-Request": "true"})
        .content.decode()
    )
    assert "西安市雁塔区" in panel
    assert "<html" not in panel


def test_columns_are_remembered(at_desk):
    client = at_desk("hq")
    client.post("/arrivals/columns", {"column": ["leaving", "number"], "query": "text=张"})
    page = flat(client.get("/arrivals").content)
    assert ">离开</th>" in page
    assert ">当前措施</th>" not in page


def test_the_export_is_the_list_in_clear_with_a_purpose(at_desk):
    answer = at_desk("hq").post("/arrivals/export?text=张", {"purpose": "上报市疾控"})
    data = b"".join(answer.streaming_content)
    rows = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == ["张三丰"]


def test_ticked_people_are_screened_again(at_desk):
    answer = at_desk("hq").post("/arrivals/screen", {"ids": [1, 2], "query": ""}, follow=True)
    assert "已重新判定" in answer.content.decode()


@pytest.fixture
def typed():
    from tests.doors.command.stage import VILLAGE, number_of

    return {
        "name": "孙悦",
        "document_type": "居民身份证",
        "document_number": number_of("19910203"),
        "origin": "上海市浦东新区",
        "leaving": "2022-05-08",
        "arrival": "2022-05-10",
        "place": VILLAGE,
    }


def test_a_township_enters_a_person_who_is_screened_at_once(at_desk, typed):
    page = at_desk("town").post("/arrivals/new", typed, follow=True).content.decode()
    assert "已登记" in page
    assert "上海市浦东新区" in page


def test_what_is_wrong_is_said_beside_the_field_and_the_rest_stays(at_desk, typed):
    answer = at_desk("town").post("/arrivals/new", typed | {"document_number": "123"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="e-document_number"' in page
    assert 'value="孙悦"' in page


def test_nobody_enters_people_into_another_township(at_desk, typed):
    assert at_desk("town").post("/arrivals/new", typed | {"place": "610921100"}).status_code == 403


def test_notices_are_previewed_then_written(at_desk, stage):
    hq = at_desk("hq")
    page = hq.get("/arrivals").content.decode()
    ids = re.findall(r'name="ids" value="(\d+)"', page)
    assert "集中隔离告知书" in hq.post("/arrivals/notices", {"ids": ids}).content.decode()
    answer = hq.post("/arrivals/notices/write", {"ids": ids})
    assert answer["Content-Disposition"].endswith(".docx")
    assert answer.content[:2] == b"PK"


def test_whoever_stands_in_another_township_is_asked_for_and_not_shown(at_desk, typed):
    at_desk("hq").post("/arrivals/new", typed | {"place": "610921101201"})
    answer = at_desk("town").post("/arrivals/new", typed | {"name": "孙越"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/arrivals/new"
    assert "此人登记在别处" in page
    assert "孙**" not in page


def test_a_day_that_is_none_is_said_not_shown_as_a_filter(at_desk):
    page = at_desk("hq").get("/arrivals?from=zzz").content.decode()
    assert "“zzz”不是日期,没有按它筛选" in page.replace("，", ",")
    assert "zzz 起抵达" not in page
