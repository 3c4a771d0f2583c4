"""Lists from above: taken in with their clocks, answered item by item, covered at the end."""

from __future__ import annotations

import io

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from tests.doors.command.ledgers import number_of

LETTER = {"title": "K786 次列车同乘人员", "sender": "西安市指挥部", "due": "2022-05-11T20:00"}


@pytest.fixture
def listed(at_desk):
    client = at_desk("hq")
    rows = f"张三 {number_of(1)} 13891501234\n李四 {number_of(2)}\n王五 610921"
    answer = client.post("/pushed/new", {**LETTER, "rows": rows})
    assert answer.status_code == 200
    return client, answer.context["done"]


def test_pasted_lines_become_items_and_a_bad_one_is_kept(listed):
    _, done = listed
    assert (done.read, done.items, done.rejected) == (3, 2, 1)


def test_the_clocks_default_to_those_of_the_policy_in_force(at_desk):
    hours = {stage: n for stage, _, n in at_desk("hq").get("/pushed/new").context["hours"]}
    assert hours["checked"]


def test_a_file_is_taken_as_well(at_desk):
    file = SimpleUploadedFile("名单.csv", f"姓名,证件号码,电话\n赵六,{number_of(6)},\n".encode())
    answer = at_desk("hq").post("/pushed/new", {**LETTER, "file": file, "hours_checked": "2"})
    assert answer.context["done"].items == 1
    row = arrivals.pushed_lists(by=SYSTEM).rows[0]
    assert row.stage_due["checked"].startswith("2022-05-10T22:14")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"title": ""}, "letter_incomplete"),
        ({"due": "昨天"}, "letter_incomplete"),
        ({"due": "2022-05-01T08:00"}, "due_in_past"),
        ({"rows": ""}, "letter_incomplete"),
    ],
)
def test_an_incomplete_letter_keeps_what_was_typed(at_desk, typed, code):
    answer = at_desk("hq").post("/pushed/new", {**LETTER, "rows": f"张三 {number_of(1)}", **typed})
    assert answer.status_code == 422
    assert code in answer.content.decode()
    assert "西安市指挥部" in answer.content.decode()


def test_an_item_goes_from_check_to_close(listed):
    client, done = listed
    where = f"/pushed/{done.list_id}"
    first, second = (item.id for item, _ in client.get(where).context["rows"])
    for step in (
        {"stage": "checked", "finding": "here"},
        {"stage": "controlled"},
        {"stage": "answered", "answer": "已居家隔离"},
        {"stage": "closed"},
    ):
        assert client.post(f"{where}/items/{first}", step).status_code == 302
    for step in (
        {"stage": "checked", "finding": "not_found"},
        {"stage": "answered", "answer": "查无"},
    ):
        assert client.post(f"{where}/items/{second}", step).status_code == 302
    row = client.get(where).context["row"]
    assert (row.done, row.items) == (1, 2)
    assert client.get(f"{where}?stage=answered").context["page"].total == 1


def test_a_stage_cannot_be_skipped(listed):
    client, done = listed
    item = client.get(f"/pushed/{done.list_id}").context["rows"][0][0].id
    answer = client.post(f"/pushed/{done.list_id}/items/{item}", {"stage": "closed"})
    assert answer.status_code >= 400
    assert "arrivals.stage_wrong" in answer.content.decode()


def test_the_lists_show_coverage_and_a_list_that_is_not_there_is_said(listed):
    client, done = listed
    assert "0 / 2" in client.get("/pushed/").content.decode()
    assert client.get("/pushed/9999").status_code == 404


def test_the_clocks_say_how_many_have_reached_each_stage(listed):
    client, done = listed
    where = f"/pushed/{done.list_id}"
    item = client.get(where).context["rows"][0][0].id
    client.post(f"{where}/items/{item}", {"stage": "checked", "finding": "here"})
    clocks = {one.stage: (one.reached, one.of) for _, one in client.get(where).context["clocks"]}
    assert clocks["pushed"] == (2, 2)
    assert clocks["checked"] == (1, 2)
    assert clocks["answered"] == (0, 2)


def test_what_is_late_is_a_list_of_its_own(listed):
    client, done = listed
    with clock.at("2022-05-12T08:00"):
        answer = client.get(f"/pushed/{done.list_id}?late=1")
    assert answer.context["page"].total == answer.context["row"].overdue == 2


def test_what_is_late_stands_before_what_is_not(at_desk):
    client = at_desk("hq")
    rows = f"张三 {number_of(1)} 13891501234\n李四 {number_of(2)}"
    done = client.post("/pushed/new", {**LETTER, "rows": rows, "hours_checked": "2"}).context[
        "done"
    ]
    where = f"/pushed/{done.list_id}"
    first = client.get(where).context["rows"][0][0].id
    for step in (
        {"stage": "checked", "finding": "not_found"},
        {"stage": "answered", "answer": "查无"},
    ):
        client.post(f"{where}/items/{first}", step)
    with clock.at("2022-05-10T23:00"):
        shown = [item for item, _ in client.get(where).context["rows"]]
    assert [(one.id == first, one.late) for one in shown] == [(False, True), (True, False)]


def test_the_answers_go_back_as_a_file_in_clear(listed):
    client, done = listed
    where = f"/pushed/{done.list_id}"
    item = client.get(where).context["rows"][0][0].id
    client.post(
        f"{where}/items/{item}", {"stage": "checked", "finding": "elsewhere", "answer": "=在西安"}
    )
    answer = client.post(f"{where}/answers.xlsx", {"purpose": "回复来函"})
    data = b"".join(answer.streaming_content)
    rows = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    said = {row[0]: row for row in rows[1:]}
    assert set(said) == {"张三", "李四"}
    found = next(row for row in rows[1:] if row[6])
    assert found[5:7] == ["已核查", "在外地"]
    assert found[7].startswith("'=")
    assert next(row for row in rows[1:] if not row[6])[5] == "已推送"


def test_a_village_does_not_export(listed, at_desk):
    _, done = listed
    answer = at_desk("village").post(f"/pushed/{done.list_id}/answers.xlsx", {"purpose": "核对"})
    assert answer.status_code == 403
