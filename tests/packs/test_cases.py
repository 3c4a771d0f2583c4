"""The worked cases that stand beside the packs come out as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from ruamel.yaml import YAML

from config.environment import ROOT
from fangxian.ground.policy import pages as policy

CASES = ROOT / "packs" / "_cases"


@dataclass(frozen=True)
class Named:
    code: str
    exact: bool = True


def cases() -> list[Any]:
    found = []
    for file in sorted(CASES.glob("*.yaml")):
        book = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        found += [
            pytest.param(book, case, id=f"{file.stem}:{case['name']}") for case in book["cases"]
        ]
    return found


def explained(book: dict[str, Any], case: dict[str, Any]) -> policy.VerdictExplained:
    def resolve(text: str) -> Named | None:
        return Named(book["places"][text]) if text in book.get("places", {}) else None

    read = policy.Reader(resolve).read(case["facts"])
    assert not read.unresolved
    assert not read.ignored
    on = case.get("on", book["on"])
    edition = policy.in_force(on, book["at"], book.get("disease", "covid19"))
    return policy.explain_verdict(edition, read.facts, read.listings or (), on)


@pytest.mark.parametrize(("book", "case"), cases())
def test_a_case_comes_out_as_written(book: dict[str, Any], case: dict[str, Any]) -> None:
    found = explained(book, case).as_dict()
    expect = case["expect"]
    course = [
        {key: segment[key] for key in ("measure", "start", "end")} for segment in found["segments"]
    ]
    answers = {**found, "course": course, "tests": found["test_dates"]}
    told = {key: _plain(value) for key, value in {"uncertain": False, **expect}.items()}
    assert {key: answers[key] for key in told} == told


def test_every_row_of_every_pack_has_a_case() -> None:
    verdicts = [explained(*case.values).verdict for case in cases()]
    told = {(verdict.citation.pack, verdict.row) for verdict in verdicts if verdict.citation}
    editions = [policy.edition(pack.id, at=pack.place) for pack in policy.packs()]
    rows = {
        (row.citation.pack, row.id)
        for edition in editions
        for row in (*edition.table.rows, *edition.contacts.rows)
    }
    assert rows - told == set()


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value
