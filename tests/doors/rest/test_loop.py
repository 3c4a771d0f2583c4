"""The loop played over JSON, and what other programs read."""

from __future__ import annotations

import json

from stdnum.cn import ric

from fangxian.kernel import clock

DISTRICTS = [f"1101{n:02}" for n in (1, 2, *range(5, 10), *range(11, 20))]


def post(client, path, body=None):
    return client.post(path, json.dumps(body or {}), content_type="application/json")


def test_an_instruction_goes_from_received_to_closed(call, stage):
    order = stage.orders[-1]
    village, town, county = call("village"), call("town"), call("hq")
    assert post(village, f"/api/instructions/{order}/receive").status_code == 200
    assert post(village, f"/api/instructions/{order}/accept").json()["stage"] == "accepted"
    acted = post(
        village,
        f"/api/instructions/{order}/act",
        {
            "at": clock.now().isoformat(),
            "place": "二组 18 号",
            "who": "村医",
            "outcome": "in_place",
            "words": "已张贴告知书",
        },
    )
    assert acted.json()["stage"] == "acted"
    assert village.get(f"/api/instructions/{order}").json()["outcome"] == "in_place"
    assert post(town, f"/api/instructions/{order}/check").json()["stage"] == "checked"
    assert post(town, f"/api/instructions/{order}/close").status_code == 409
    assert post(county, f"/api/instructions/{order}/close").json()["stage"] == "closed"
    assert post(county, f"/api/instructions/{order}/undo").status_code == 422
    told = post(county, f"/api/instructions/{order}/undo", {"reason": "销错了"})
    assert told.json()["stage"] == "checked"
    assert post(county, f"/api/instructions/{order}/close").json()["stage"] == "closed"
    assert call("hq").get(f"/api/instructions/{order}").json()["stage"] == "closed"


def test_an_outcome_is_one_of_the_kinds_own_and_unreached_leaves_it_open(call, stage):
    order, village = stage.orders[-1], call("village")
    offered = village.get(f"/api/instructions/{order}").json()["outcomes"]
    assert {"in_place", "unreached"} <= {one["code"] for one in offered}
    told = {"at": clock.now().isoformat(), "place": "二组", "who": "村医", "words": "打了三次"}
    where = f"/api/instructions/{order}/act"
    assert post(village, where, told).json()["code"] == "rest.malformed"
    empty = post(village, where, {**told, "outcome": "in_place", "words": ""})
    assert empty.json()["code"] == "tasks.evidence_incomplete"
    strange = post(village, where, {**told, "outcome": "clear"})
    assert strange.json()["code"] == "tasks.outcome_unknown"
    assert "已到位" in strange.json()["way_out"]["zh"]
    tried = post(village, where, {**told, "outcome": "unreached"}).json()
    assert (tried["settled"], tried["stage"]) == ("attempted", "issued")
    assert village.get(f"/api/instructions/{order}").json()["attempts"] == 1


def test_a_refusal_needs_a_reason(call, stage):
    answer = post(call("village"), f"/api/instructions/{stage.orders[0]}/refuse", {"reason": " "})
    assert answer.status_code == 422
    assert answer.json()["code"] == "tasks.reason_missing"


def test_what_is_not_well_formed_says_which_field(call, stage):
    answer = post(call("village"), f"/api/instructions/{stage.orders[0]}/act", {"at": "gestern"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "rest.malformed"
    assert {one["field"].split(".")[-1] for one in answer.json()["fields"]} >= {
        "at",
        "place",
        "who",
    }


def test_broken_json_is_a_sentence(call, stage):
    answer = call("village").post(
        f"/api/instructions/{stage.orders[0]}/act", b"{oops", content_type="application/json"
    )
    assert answer.status_code == 400
    assert answer.json()["code"] == "rest.unreadable"


def test_outside_one_s_area_nothing_is_found(call, stage):
    assert call("village").get("/api/instructions/999999").status_code == 404
    assert call("hq").get("/api/people/999999").json()["code"] == "kernel.not_found"


def test_a_person_is_masked(call, stage):
    row = call("village").get(f"/api/people/{stage.people[0]}").json()
    assert row["name"] == "张**"
    assert "*" in row["documents"][0]["number"]
    assert "*" in row["phone"]


def test_what_stands_beside_a_masked_number_leaves_hundreds(call, stage):
    """Every number of the country that fits what the answer tells: its mask, the birth, the sex."""
    row = call("hq").get(f"/api/people/{stage.people[0]}").json()
    [mask] = [one["number"] for one in row["documents"] if one["type"] == "resident_id"]
    born = row["birth_date"].replace("-", "")
    assert mask.startswith("1101*")  # the district is starred beside a birth
    fits = 0
    for code in DISTRICTS:
        for order in range(1, 1000):
            body = f"{code}{born}{order:03}"
            number = body + ric.calc_check_digit(body + "0")
            fits += all(sign in ("*", digit) for sign, digit in zip(mask, number, strict=True))
    assert fits >= 100


def test_what_is_in_force_names_its_layers(call):
    edition = call("hq").get("/api/policy/in-force", {"on": "2022-05-10"}).json()
    assert edition["layers"][-1]["id"] == "hanyin-2021-12-27"
    assert set(edition["colours"]) == {"red", "orange", "grey", "green"}
    assert call("hq").get("/api/policy/in-force", {"on": "2019-01-01"}).status_code == 404


def test_a_list_of_risk_areas_is_imported_once(call):
    from django.core.files.uploadedfile import SimpleUploadedFile

    text = "级别,地区,起,止,来源\n中风险,陕西省西安市碑林区,2022-04-29,2022-05-09,西安市通告\n"
    hq = call("hq")

    def send():
        return hq.post(
            "/api/zones/import", {"file": SimpleUploadedFile("风险区.csv", text.encode())}
        )

    assert send().json()["new"] == 1
    assert send().json()["already"] is True
    found = hq.get("/api/zones", {"on": "2022-05-01", "place": "610103"}).json()
    assert [row["place"] for row in found["rows"]] == ["610103"]
    assert (
        call("village")
        .post("/api/zones/import", {"file": SimpleUploadedFile("x.csv", b"x")})
        .status_code
        == 403
    )
