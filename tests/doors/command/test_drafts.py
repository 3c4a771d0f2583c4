"""A notice is drafted at the desk: suggestions of its text, rows of a sheet, lint as one types."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.ground.policy import api as policy
from fangxian.ground.policy import pages as policy_pages
from fangxian.ground.policy.models import Draft
from fangxian.kernel.actor import SYSTEM, Actor, Grant

CHIEF = Actor(
    10**6, "指挥长", (Grant("headquarters_chief", frozenset({"policy.enact"}), "610921"),)
)

NOTICE = """汉阴县疫情防控通告
汉疫指办〔2022〕18号
自2022年5月12日起，至2022年6月20日止执行下列措施。
一、7天内到过高风险区所在县的来返人员，一律实施14天集中隔离(第1、4、7、14天检测)。
二、境外入境来返人员，实施14天集中隔离+7天居家健康监测。
三、外省货车司机落地核酸检测后视情况管控。
汉阴县疫情防控指挥部
2022年5月11日
"""


@pytest.fixture
def begun(at_desk):
    desk = at_desk("hq")
    desk.post("/policy/drafts/new")
    return desk, f"/policy/drafts/{Draft.objects.get().pk}"


def test_the_text_of_a_notice_is_suggested_and_taken_over(begun):
    desk, at = begun
    desk.post(f"{at}/notice", {"notice": NOTICE})
    found = desk.get(at).context["suggestions"]
    assert found.head == {
        "title": "汉阴县疫情防控通告",
        "document": "《汉阴县疫情防控通告》",
        "number": "汉疫指办〔2022〕18号",
        "from": "2022-05-12",
        "to": "2022-06-20",
        "issued": "2022-05-11",
        "issuer": "汉阴县疫情防控指挥部",
    }
    assert [row["segments"] for row in found.rows] == [
        "集中隔离14天(第1、4、7、14天检测)",
        "集中隔离14天 → 居家健康监测7天",
    ]
    assert any("货车司机" in one for one in found.left), "what is not understood is listed"
    desk.post(f"{at}/accept")
    desk.post(f"{at}/accept", {"row": "0"})
    content = policy_pages.content_of(Draft.objects.get().pack) if _readable() else _content()
    assert content["head"]["number"] == "汉疫指办〔2022〕18号"
    row = content["travellers"]["rows"][0]
    assert (row["origin"], row["levels"], row["widen"]) == ("listed", ["high"], "county")
    assert not row["class"], "its class is nobody's guess: lint asks for it"
    assert "第 1 行 · 类别" in desk.get(at).content.decode()


def _content():
    import json

    return json.loads(Draft.objects.get().content)


def _readable() -> bool:
    return not policy_pages.content_faults(_content())


def test_rows_come_from_a_sheet_and_what_is_not_understood_is_told(begun):
    desk, at = begun
    lines = (
        ["人员", "来源", "地方", "回看天数", "起算", "措施", "类别", "颜色", "条款", "备用"],
        ["到过上海的人员", "到过指定地方", "31", "14天", "抵达", "集中隔离7天→居家隔离7天", "其他地区来返人员", "黄", "第一条", "x"],
        ["到过北京的人员", "到过指定地方", "11", "14", "抵达", "劝返", "其他地区来返人员", "黄", "第二条", ""],
        ["到过天津的人员", "到过指定地方", "12", "14", "抵达", "", "其他地区来返人员", "黄", "第三条", ""],
    )  # fmt: skip
    data = "\n".join(",".join(line) for line in lines).encode()
    file = SimpleUploadedFile("通告.csv", data)
    page = desk.post(f"{at}/travellers/sheet", {"file": file}, follow=True).content.decode()
    assert "没看懂的列" in page
    first, second, third = _content()["travellers"]["rows"]
    assert [one["measure"] for one in first["segments"]] == [
        "central_quarantine",
        "home_quarantine",
    ]
    assert (first["look_back_days"], first["clock_start"], first["colour"]) == (
        14,
        "arrival",
        "yellow",
    )
    assert second["segments"] == "劝返"
    assert isinstance(third["segments"], str), "an empty cell frees nobody"
    assert "第 2 行 · 措施" in page


ROW = {
    "id": "r1",
    "who": "到过上海的人员",
    "origin": "place",
    "places": "上海市",
    "look_back_days": "14",
    "clock_start": "arrival",
    "class": "other_area",
    "colour": "yellow",
    "segments": "7天集中隔离",
    "clause": "第一条",
    "source": "notice",
    "mark": "seen",
}
HEAD = {
    "id": "hanyin-typed",
    "title": "汉阴县通告",
    "issuer": "汉阴县疫情防控指挥部",
    "from": "2022-05-10",
    "to": "2022-06-20",
    "over": "covid19-cn-ed8",
    "replaces": "hanyin-2021-12-27",
    "source_title": "汉阴县通告",
}


def test_a_row_is_linted_as_it_is_typed_and_nothing_is_kept(begun):
    desk, at = begun
    desk.post(f"{at}/head", HEAD)
    said = desk.post(f"{at}/travellers/rows/9999/check", ROW | {"segments": "看情况"})
    assert "第 1 行 · 措施" in said.content.decode()
    good = desk.post(f"{at}/travellers/rows/9999/check", ROW).content.decode()
    assert "集中隔离7天" in good
    assert "这一行没有错" in good
    assert _content()["travellers"]["rows"] == []


def test_one_drafts_and_proposes_and_another_enacts(at_desk, begun):
    desk, at = begun
    desk.post(f"{at}/head", HEAD)
    desk.post(f"{at}/travellers/rows/9999", ROW)
    assert _content()["travellers"]["rows"][0]["places"] == ["31"]
    asked = {"arrival": "2022-05-09", "origin": "上海市浦东新区", "leaving": "2022-05-09"}
    tried = desk.get(at, asked)
    assert tried.context["row"].id == "r1"
    run = {"pack": "hanyin-typed", "on": "2022-05-10", "run": "1"}
    assert desk.get("/policy/dryrun", run).context["result"].people
    desk.post("/policy/packs/hanyin-typed/propose", {"from_day": "2022-05-10"})
    locked = desk.post(f"{at}/travellers/rows/0", ROW | {"segments": "不限制"})
    assert locked.status_code == 409
    (one,) = policy_pages.enactments(by=_actor())
    waits = at_desk("hq").get("/policy/").content.decode()
    assert "按它判定当地每个人" in waits
    assert "可由" in waits or "现在没有别人能同意" in waits
    policy_pages.enact(one.id, by=CHIEF)
    edition = policy.in_force(date(2022, 5, 10), "610921")
    assert edition.packs[-1].id == "hanyin-typed"
    page = at_desk("hq").get("/policy/packs/hanyin-typed").content.decode()
    assert "到过上海的人员" in page


def _actor():
    return SYSTEM


def test_it_goes_out_as_files_and_comes_in_again(begun):
    desk, at = begun
    desk.post(f"{at}/head", HEAD)
    desk.post(f"{at}/travellers/rows/9999", ROW)
    before = _content()
    packed = desk.get("/policy/packs/hanyin-typed/files")
    assert packed["Content-Type"] == "application/zip"
    assert desk.get("/policy/packs/hanyin-typed/files").content == packed.content
    desk.post(f"{at}/discard")
    file = SimpleUploadedFile("hanyin-typed.zip", packed.content)
    desk.post("/policy/drafts/new", {"files": [file]})
    again = Draft.objects.get(discarded_at__isnull=True)
    assert policy_pages.draft(again.pk, by=_actor()).content == before


def test_who_does_not_draft_sees_no_form(at_desk):
    assert at_desk("village").get("/policy/drafts/new").status_code == 403
    assert "起草通告" not in at_desk("village").get("/policy/").content.decode()


def test_the_address_above_a_draft_leads_to_all_of_them(begun):
    desk, at = begun
    answer = desk.get(at.rpartition("/")[0], follow=True)
    assert answer.redirect_chain == [("/policy/#drafts", 302)]
    assert 'id="drafts"' in answer.content.decode()
