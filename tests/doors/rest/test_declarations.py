"""Declarations and ledgers over JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.ground.places import api as places
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.zones import pages as zones
from tests.doors.command.ledgers import HEADER, ledger, number_of, row
from tests.rooms.intake.sheets import Page, workbook

DECLARED = {
    "name": "李春梅",
    "document_number": number_of(1),
    "arrival": "2022-05-12",
    "origin": "陕西省西安市雁塔区",
    "leaving": "2022-05-06",
    "town": "蒲溪镇",
    "filed_at": "2022-05-10T09:00:00+08:00",
}


def declare(client, **changed):
    return client.post(
        "/api/declarations", json.dumps({**DECLARED, **changed}), content_type="application/json"
    )


def test_a_declaration_is_taken_once(call):
    first, second = declare(call("village")), declare(call("village"))
    assert first.json()["verdict"] == "new"
    assert second.json()["verdict"] == "unchanged"
    assert first.json()["declaration_id"] == second.json()["declaration_id"]


def test_what_cannot_be_true_is_refused_in_two_languages(call):
    answer = declare(call("village"), leaving="2022-05-20")
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["code"] == "arrivals.declaration_faulty"
    assert problem["sentence"]["zh"] != problem["sentence"]["en"]


def test_declaring_needs_a_grant(call):
    assert declare(call("nobody")).status_code == 403


def test_whoever_stands_elsewhere_is_asked_for_and_nothing_is_told(call):
    assert declare(call("hq"), town="", village="").status_code == 200
    far = places.children_of("610921")[3]
    moved = {"town": far.name, "filed_at": "2022-05-10T10:00:00+08:00"}
    assert declare(call("hq"), **moved).json()["place"] == far.code
    answer = declare(call("village"), filed_at="2022-05-10T11:00:00+08:00").json()
    assert (answer["verdict"], answer["place"]) == ("handed_over", "")
    assert (answer["person_id"], answer["declaration_id"]) == (None, None)
    assert arrivals.receipt(answer["token"], by=SYSTEM).claim == "waiting"


def test_a_ledger_is_looked_at_then_committed(call):
    hq = call("hq")
    content = ledger(row(1), row(2, arrival=""))
    file = SimpleUploadedFile("台账.csv", content)
    looked = hq.post("/api/declarations/import", {"file": file}).json()
    assert looked["state"] == "preview"
    assert (looked["counts"]["new"], looked["counts"]["rejected"]) == (1, 1)
    assert looked["rejected"][0]["faults"][0]["code"] == "arrivals.arrival_missing"
    where = f"/api/imports/{looked['id']}"
    started = hq.post(f"{where}/commit", "{}", content_type="application/json")
    assert started.json()["state"] == "queued"
    arrivals.commit_import(looked["id"], by=SYSTEM)
    assert hq.get(where).json()["state"] == "done"
    assert call("village").get(where).status_code == 403


def test_the_ledger_is_masked_and_filtered(call):
    declare(call("hq"))
    found = call("hq").get("/api/arrivals", {"arrival_from": "2022-05-12"}).json()
    assert found["rows"][0]["name"] == "李**"
    assert "*" in found["rows"][0]["number"]
    assert call("hq").get("/api/arrivals", {"arrival_from": "2023-01-01"}).json()["total"] == 0


def test_the_summary_has_the_shape_of_the_command(call):
    found = call("hq").get("/api/arrivals/summary", {"on": "2022-05-10"}).json()
    assert set(found) == {
        "on",
        "people",
        "uncertain",
        "by_class",
        "by_colour",
        "by_measure",
        "measure_by_origin",
        "in_place",
        "lists_until",
        "days_without_list",
    }


@pytest.mark.parametrize("due", ["2022-05-11T20:00:00+08:00"])
def test_a_list_from_above_is_pushed(call, due):
    file = SimpleUploadedFile("名单.csv", f"姓名,证件号码,手机号\n张三,{number_of(3)},\n".encode())
    answer = call("hq").post(
        "/api/pushed-lists",
        {"file": file, "title": "K786", "sender": "西安市", "due_at": due, "check_hours": "2"},
    )
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["items"], answer.json()["waiting"]) == (1, 0)


@pytest.mark.parametrize(("hidden", "items"), [("leave", 1), ("read", 2)])
def test_hidden_rows_of_a_pushed_list_are_asked_about(call, hidden, items):
    rows = [["姓名", "证件号码"], ["张三", number_of(3)], ["李四", number_of(4)]]
    content = workbook(Page("名单", rows, hidden_rows=[2]))
    letter = {"title": "K786", "sender": "西安市", "due_at": "2022-05-11T20:00:00+08:00"}

    def push(**said):
        file = SimpleUploadedFile("名单.xlsx", content)
        return call("hq").post("/api/pushed-lists", {"file": file, **letter, **said})

    refused = push()
    assert refused.status_code == 409
    assert refused.json()["code"] == "intake.parts_hidden"
    done = push(hidden=hidden).json()
    assert done["items"] == items
    assert [one["name"] for one in done["sheets"]] == ["名单", "名单·隐藏的行"]


def test_hidden_rows_of_a_list_of_areas_are_asked_about(call):
    rows = [
        ["级别", "地区", "起"],
        ["高", "陕西省西安市雁塔区小寨路街道", "2022-05-01"],
        ["高", "陕西省西安市雁塔区电子城街道", "2022-05-01"],
    ]
    content = workbook(Page("名单", rows, hidden_rows=[2]))

    def send(**said):
        file = SimpleUploadedFile("名单.xlsx", content)
        return call("hq").post("/api/zones/import", {"file": file, "document": "通告", **said})

    assert send().json()["code"] == "intake.parts_hidden"
    done = send(hidden="read").json()
    assert done["new"] == 2
    assert [one["state"] for one in done["sheets"]] == ["read", "read"]


def test_a_pushed_row_that_waits_for_a_second_officer_is_told(call, at_the_table):
    """By the answer, and on the pages of the list with who decides about it."""
    listed = (date(2022, 4, 1), date(2022, 5, 20))
    zones.add_by_hand("high", "上海市浦东新区", *listed, "名单", by=SYSTEM)
    arrivals.import_file(ledger(row(1, origin="上海市浦东新区")), "先.csv", by=SYSTEM)
    content = ledger(row(1, origin="安康市汉滨区", filed="2022-05-06 09:00"))
    letter = {"title": "K786", "sender": "西安市", "due_at": "2022-05-11T20:00:00+08:00"}
    file = SimpleUploadedFile("名单.csv", content)
    done = call("hq").post("/api/pushed-lists", {"file": file, **letter}).json()
    assert (done["items"], done["waiting"]) == (1, 1)
    page = at_the_table("hq").get(f"/pushed/{done['list_id']}").content.decode()
    assert "1 人：名单说的比现在管得轻" in page
    assert "名单说的更轻，待第二人核实" in page
    assert "待第二人核实 1" in at_the_table("hq").get("/pushed/").content.decode()


def test_an_import_that_lowers_is_committed_only_when_that_is_meant(call):
    listed = (date(2022, 4, 1), date(2022, 5, 20))
    zones.add_by_hand("high", "上海市浦东新区", *listed, "名单", by=SYSTEM)
    arrivals.import_file(ledger(row(1, origin="上海市浦东新区")), "先.csv", by=SYSTEM)
    content = ledger(row(1, origin="安康市汉滨区", filed="2022-05-06 09:00"))
    file = SimpleUploadedFile("后.csv", content)
    made = call("hq").post("/api/declarations/import", {"file": file}).json()
    assert (made["counts"]["lowered"], made["counts"]["raised"]) == (1, 0)

    def commit(**given):
        where = f"/api/imports/{made['id']}/commit"
        return call("hq").post(where, json.dumps(given), content_type="application/json")

    refused = commit()
    assert (refused.status_code, refused.json()["code"]) == (409, "arrivals.would_lower")
    assert commit(may_lower=True).json()["state"] == "queued"


def test_a_look_at_a_ledger_repeats_no_number_of_anybody(call):
    rows = [f"{row(1)},13891502222", f"{row(2, arrival='13891502222')},E12345678"]
    content = ledger(*rows, header=f"{HEADER},13891503333")
    file = SimpleUploadedFile("台账.csv", content)
    answer = call("hq").post("/api/declarations/import", {"file": file})
    assert answer.json()["counts"]["rejected"] == 1
    looked = call("hq").get(f"/api/imports/{answer.json()['id']}").content.decode()
    for said in (answer.content.decode(), looked):
        assert not any(one in said for one in ("13891502222", "13891503333", "E12345678"))


def test_hidden_parts_are_left_out_only_when_that_is_said(call):
    rows = [HEADER.split(","), row(1).split(","), row(2).split(",")]
    file = SimpleUploadedFile("台账.xlsx", workbook(Page("名册", rows, hidden_rows=[2])))
    made = call("hq").post("/api/declarations/import", {"file": file}).json()
    where = f"/api/imports/{made['id']}/commit"

    def commit(**given):
        return call("hq").post(where, json.dumps(given), content_type="application/json")

    assert commit().status_code == 409
    assert commit(without_hidden=True).json()["state"] == "queued"


NUMBER, MOMENT = "要写一个数", "要写一个时间"


@pytest.mark.parametrize(
    ("field", "typed", "belongs"),
    [
        ("check_hours", "abc", NUMBER),
        ("answer_hours", "二十四", NUMBER),
        ("close_hours", "1e9", "小于"),
        ("due_at", "明天", MOMENT),
        ("control_hours", "-1", "大于"),
        ("check_hours", "12小时", NUMBER),
    ],
)
def test_letters_where_a_number_belongs_are_told_field_by_field(call, field, typed, belongs):
    """In the one shape of every refusal: which field, and what belongs there; nothing is echoed."""
    file = SimpleUploadedFile("list.csv", b"x")
    letter = {"title": "协查", "sender": "市疾控", "due_at": "2022-05-11T20:00:00+08:00"}
    refused = call("hq").post("/api/pushed-lists", {"file": file, **letter, field: typed})
    assert refused["Content-Type"].partition(";")[0] == "application/problem+json"
    told = refused.json()
    assert (refused.status_code, told["code"]) == (422, "rest.malformed")
    assert field in told["sentence"]["zh"]
    assert belongs in told["sentence"]["zh"]
    assert field in told["sentence"]["en"]
    assert typed not in refused.content.decode()
    assert told["way_out"]["zh"]
    [fault] = told["fields"]
    assert fault["field"] == field
    assert belongs in fault["said"]["zh"]


def test_what_is_missing_is_told_field_by_field_too(call):
    told = call("hq").post("/api/pushed-lists", {"title": "协查"}).json()
    assert {one["field"] for one in told["fields"]} >= {"file", "due_at"}
    assert {one["said"]["zh"] for one in told["fields"]} == {"没有填"}
