"""What the terminal tells of a file: sheets, reasons once, and an exit code that scripts see."""

from __future__ import annotations

import json

import pytest

from tests.rooms.intake.sheets import Page, workbook

HEAD = ["姓名", "证件号码", "手机号", "出发地", "抵达日期", "乡镇", "填报时间"]
LI = ["李测甲", "61242319600120980X", "", "西安市", "2022-05-08", "城关镇", "2022-05-06 09:00"]
WU = ["吴测乙", "612423196001219813", "", "西安市", "2022-05-08", "涧池镇", "2022-05-06 09:00"]


@pytest.fixture
def kept(tmp_path):
    """kept("台账.xlsx", Page(…)): a workbook in a file of that name."""

    def keep(name: str, *pages: Page) -> str:
        path = tmp_path / name
        path.write_bytes(workbook(*pages))
        return str(path)

    return keep


def test_a_ledger_of_several_sheets(terminal, kept):
    file = kept(
        "台账.xlsx",
        Page("旧", [HEAD, LI], hidden=True),
        Page("新", [HEAD, WU, ["合计", "1 人"]]),
    )
    looked = terminal.json("arrivals", "import", file, "--preview")
    assert (looked["read"], looked["new"], looked["told"]) == (
        1,
        1,
        {"long_past": 1, "no_village": 1},
    )
    assert [(one["name"], one["state"]) for one in looked["sheets"]] == [
        ("旧", "hidden"),
        ("新", "read"),
    ]
    said = terminal.fangxian("arrivals", "import", file, "--without-hidden").stdout
    for words in ("「旧」 隐藏的", "合计 1 人", "早已过去"):
        assert words in said, said
    assert terminal.json("arrivals", "import", file, "--sheet", "旧")["new"] == 1


def test_late_filings_are_taken_as_of_now_when_asked_and_nothing_taken_exits_1(terminal, kept):
    late = kept("晚.xlsx", Page("一", [HEAD, [*LI[:-1], "2099-05-06"]]))
    refused = terminal.fangxian("arrivals", "import", late, "--json", code=1)
    counts = json.loads(refused.stdout)
    assert counts["reasons"] == {"arrivals.filed_after_receipt": 1}
    told = terminal.json("arrivals", "import", late, "--late-as-now", "--preview")["told"]
    assert told["late_as_now"] == 1


def test_a_roster_on_the_second_sheet_is_found(terminal, kept):
    roster = ["单位", "岗位", "姓名", "电话", "起", "止"]
    file = kept(
        "值守.xlsx",
        Page("填表说明", [["一、请各镇按下表填写"]]),
        Page(
            "值守名册",
            [roster, ["城关镇", "镇长", "测试员", "13800008001", "5月10日", "2099-05-20"]],
        ),
    )
    terminal.fangxian("duty", "bootstrap")
    looked = terminal.json("duty", "import-roster", file, "--preview")
    assert (looked["read"], looked["new"]) == (1, 1)
    assert [one["state"] for one in looked["sheets"]] == ["aside", "read"]
    assert "「填表说明」" in terminal.fangxian("duty", "import-roster", file).stdout


def test_households_with_a_merged_head_are_one_household(terminal, kept):
    head = ["乡镇", "村", "网格", "户主", "户主证件号码", "地址", "成员证件号码"]
    rows = [
        head,
        ["城关镇", "中坝社区", "", "李测甲", LI[1], "北街 6 号", LI[1]],
        ["", "", "", "", "", "", f"吴测乙 {WU[1]}"],
    ]
    merged = [(1, column, 2, column) for column in (0, 1, 3, 4, 5)]
    file = kept("住户.xlsx", Page("一", rows, merged=merged))
    done = terminal.json("people", "households", file)
    assert (done["new"], len(done["put_back"])) == (1, 0)
