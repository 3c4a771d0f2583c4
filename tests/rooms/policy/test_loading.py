"""Files are read with their lines, and one person's facts as people write them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from fangxian.ground.policy import pages as policy
from fangxian.ground.policy.loading import read
from fangxian.ground.policy.schema import PackFile, WordsFile

PACKS = Path(__file__).parent / "packs"


@dataclass(frozen=True)
class Named:
    code: str
    exact: bool = True


def case(**written: object) -> policy.Case:
    names = {"西安市雁塔区": "610113", "上海市": "31"}
    reader = policy.Reader(
        lambda text: Named(names[text]) if text in names else None,
    )
    return reader.read(written)


def test_a_document_knows_its_lines() -> None:
    document, faults = read(PACKS / "fever" / "first" / "pack.yaml", PackFile)
    assert faults == []
    assert document is not None
    lines = document.file.read_text(encoding="utf-8").splitlines()
    assert lines[document.line("in_force", "to") - 1] == "  to: 2030-06-30"
    assert "green" in lines[document.line("colours", "scheme", "green", "hex") - 1]
    assert document.line() == 1


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    file = tmp_path / "_words.yaml"
    file.write_bytes("measures: 集中".encode("gb18030"))
    document, (fault,) = read(file, WordsFile)
    assert document is None
    assert "UTF-8" in fault.sentence.zh


def test_an_empty_file_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    file.write_text("", encoding="utf-8")
    document, faults = read(file, PackFile)
    assert document is None
    assert faults


def test_the_templates_columns() -> None:
    found = case(
        姓名="某某",
        出发地="西安市雁塔区",
        离开出发地日期="2022/5/3",
        抵达日期="2022年5月4日",
        是否入境="否",
        途经地="上海市@2022-05-01~2022-05-02;610902@20220503",
        目的地="610921000000",
    )
    assert found.at == "610921"
    assert found.ignored == ()
    assert found.facts.arrival == date(2022, 5, 4)
    assert found.facts.stays == (
        policy.Stay("610113", date(2022, 5, 3), None, "西安市雁塔区"),
        policy.Stay("31", date(2022, 5, 2), date(2022, 5, 1), "上海市"),
        policy.Stay("610902", date(2022, 5, 4), date(2022, 5, 3), "610902"),
    )


def test_english_keys_and_listings() -> None:
    found = case(
        on="2022-05-10",
        arrival="2022-05-04",
        origin="610100",
        overseas=True,
        entry="2022-05-01",
        stays=[{"place": "310115", "from": "2022-05-02", "to": "2022-05-03"}],
        listings=[
            {
                "level": "中风险",
                "place": "310115",
                "from": "2022-04-01",
                "city_kind": "municipality",
            }
        ],
        hobby="fishing",
    )
    assert found.facts.overseas
    assert found.facts.stays[0] == policy.Stay("6101", date(2022, 5, 4), None, "610100")
    assert found.listings == (
        policy.Listing(
            1,
            "medium",
            "310115",
            date(2022, 4, 1),
            date(2022, 5, 10),
            True,
            "municipality",
            "310115",
        ),
    )
    assert found.ignored == ("hobby",)


def test_no_listings_and_an_empty_list_are_two_things() -> None:
    assert case(arrival="2022-05-04").listings is None
    assert case(arrival="2022-05-04", listings=[]).listings == ()


def test_an_unknown_place_is_reported_and_matches_nothing() -> None:
    found = case(arrival="2022-05-04", origin="某某村")
    assert found.unresolved == ("某某村",)
    assert found.facts.stays[0].place == ""


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ({"origin": "6101"}, "arrival"),
        ({"arrival": "2022-02-30"}, "arrival"),
        ({"arrival": "soon"}, "arrival"),
        ({"arrival": "2022-05-04", "overseas": "perhaps"}, "overseas"),
        ({"arrival": "2022-05-04", "stays": 7}, "stays"),
        ({"arrival": "2022-05-04", "stays": [7]}, "7"),
        (
            {
                "arrival": "2022-05-04",
                "stays": [{"place": "61", "from": "2022-05-03", "to": "2022-05-01"}],
            },
            "stays",
        ),
        ({"arrival": "2022-05-04", "listings": [{"place": "61"}]}, "listings[1]"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_key(written: dict[str, object], key: str) -> None:
    with pytest.raises(policy.FactsUnreadable) as refused:
        case(**written)
    assert f"“{key}”" in refused.value.said.zh
