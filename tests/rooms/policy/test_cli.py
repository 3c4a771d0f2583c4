"""`fangxian policy` on the packs of the house, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fangxian.doors.cli.main import main

PERSON = {
    "on": "2022-05-10",
    "at": "610921000000",
    "arrival": "2022-05-07",
    "origin": "410184",
    "leaving": "2022-05-06",
    "listings": [
        {
            "level": "high",
            "place": "410105003",
            "from": "2022-05-01",
            "to": "2022-05-09",
            "city_kind": "prefecture_city",
        }
    ],
}


def run(*args: str, written: Any = None) -> Result:
    given = None if written is None else json.dumps(written, ensure_ascii=False)
    return CliRunner().invoke(main, ["--lang", "zh", "policy", *args], input=given)


def explained(written: Any, *args: str) -> dict[str, Any]:
    result = run("explain", "-", "--json", *args, written=written)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_explain_says_what_and_why() -> None:
    found = explained(PERSON)
    assert found["at"] == "610921"
    assert (found["class"], found["colour"], found["row"]) == (
        "risk_area_city_history",
        "orange",
        "hanyin-5",
    )
    assert found["class_label"] == "中高风险地区所在市旅居史"
    assert found["clock"] == "2022-05-06"
    assert found["measure_on"] == "health_monitoring"
    (segment,) = found["segments"]
    assert (segment["start"], segment["end"], segment["days"]) == ("2022-05-06", "2022-05-20", 14)
    assert found["citation"]["pack"] == "hanyin-2021-12-27"
    assert found["citation"]["mark"] == "seen"
    assert found["pack"]["id"] == "covid19-cn-ed8+hanyin-2021-12-27"
    assert len(found["pack"]["hash"]) == 64
    assert found["matched"]["stay"]["place"] == "410184"
    assert found["matched"]["listing"]["place"] == "410105003"
    assert not found["uncertain"]


def test_names_and_kinds_of_cities_are_known_without_a_database() -> None:
    """Neither a code nor a kind is given: the shipped facts know both."""
    plain = {
        **PERSON,
        "at": "陕西省安康市汉阴县",
        "origin": "河南省郑州市登封市",
        "listings": [
            {
                "level": "高风险",
                "place": "河南省郑州市管城回族区北下街街道",
                "from": "2022-05-01",
                "to": "2022-05-09",
            },
        ],
    }
    found = explained(plain)
    assert (found["class"], found["row"]) == ("risk_area_city_history", "hanyin-5")
    assert found["matched"]["listing"]["place"].startswith("410104")


def test_day_and_place_can_be_given_on_the_line() -> None:
    assert explained(PERSON, "--on", "2022-05-21")["measure_on"] == "none"
    elsewhere = explained(PERSON, "--at", "511502")
    assert (elsewhere["row"], elsewhere["pack"]["id"]) == (None, "covid19-cn-ed8")


def test_another_disease() -> None:
    contact = {"on": "2024-06-10", "类别": "animal_exposure", "末次暴露日": "2024-06-05"}
    found = explained(contact, "--disease", "influenza_h5n1")
    assert (found["measure_on"], found["segments"][0]["end"]) == (
        "symptom_monitoring",
        "2024-06-15",
    )


def test_explain_for_people() -> None:
    result = run("explain", "-", written=PERSON)
    assert result.exit_code == 0
    assert "▲橙 中高风险地区所在市旅居史" in result.output
    assert "健康监测 4/14" in result.output
    assert "行 hanyin-5" in result.output
    assert "[已见原文]" in result.output


@pytest.mark.parametrize("text", ["", "not json", "[1, 2]", '{"on": "2022-05-10"}'])
def test_an_unreadable_file_is_refused_in_a_sentence(text: str) -> None:
    result = CliRunner().invoke(main, ["--lang", "zh", "policy", "explain", "-"], input=text)
    assert result.exit_code == 2
    assert "policy.facts_unreadable" in result.output
    assert "Traceback" not in result.output


def test_show_reads_like_the_document() -> None:
    result = run("show", "--at", "610921", "--on", "2022-05-10")
    assert result.exit_code == 0
    for words in (
        "汉阴县来汉返汉人员疫情防控政策",
        "2021-12-27[已见原文] 至 2022-06-27[背景知识,未见原文]",
        "1. 境外来返汉人员",
        "集中隔离14天 → 居家隔离7天 → 居家健康监测7天",
        "hy-gov [A]",
        "收到 1 小时 [本县自定]",
    ):
        assert words in result.output


def test_show_as_json_holds_every_row() -> None:
    found = json.loads(run("show", "--at", "419001", "--on", "2022-06-10", "--json").stdout)
    rows = [row["id"] for row in found["travellers"]["rows"]]
    assert rows == ["inbound", "jiyuan-1", "jiyuan-2", "jiyuan-3", "jiyuan-4"]
    assert found["travellers"]["rows"][1]["citation"]["mark"] == "unclear"
    assert [row["number"] for row in found["travellers"]["rows"]] == [1, 2, 3, 4, 5]
    assert [pack["id"] for pack in found["packs"]] == ["covid19-cn-ed8", "jiyuan-2022-06-03"]


def test_before_the_first_edition() -> None:
    result = run("show", "--on", "2020-01-01")
    assert result.exit_code == 2
    assert "2021-05-11" in result.output


def test_lint_holds_and_fails(tmp_path: Path) -> None:
    assert run("lint").exit_code == 0
    assert json.loads(run("lint", "--json").stdout) == {"faults": [], "warnings": []}
    (tmp_path / "pack.yaml").write_text("id: x\ndiseas: covid19\n", encoding="utf-8")
    result = run("lint", str(tmp_path))
    assert result.exit_code == 1
    assert "pack.yaml:2: 不认识的项“diseas”" in result.output
    faults = json.loads(run("lint", str(tmp_path), "--json").stdout)["faults"]
    assert any(fault["line"] == 2 for fault in faults)


def test_the_schemas_can_be_written_out(tmp_path: Path) -> None:
    assert run("schema", str(tmp_path)).exit_code == 0
    assert (tmp_path / "pack.schema.json").exists()
