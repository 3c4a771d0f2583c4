"""Rows as documents word them: read, and said back as they are read."""

from __future__ import annotations

from typing import Any

import pytest

from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import row_words

ROWS = [
    (pack.id, row)
    for pack in policy.packs()
    for name in ("travellers", "contacts")
    for section in ("rows", "replace", "add")
    for row in policy.content_of(pack.id).get(name, {}).get(section, ())
    if "use" not in row
]


@pytest.mark.parametrize(("pack", "row"), ROWS)
def test_every_row_of_every_pack_is_said_and_read_as_it_is(pack: str, row: dict[str, Any]):
    edition, sources = policy.edition(pack), policy.content_of(pack)["head"]["sources"]
    known = row_words.vocabulary(edition, sources, lambda name: name)
    assert row_words.row_of(row_words.words_of(row, edition.measures), known) == {
        key: value for key, value in row.items() if value not in ([], "") or key == "segments"
    }


MEASURES = {"集中隔离": "central_quarantine", "居家隔离": "home_quarantine"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("14天集中隔离+7天居家隔离", [("central_quarantine", 14), ("home_quarantine", 7)]),
        ("集中隔离14天→居家隔离7天", [("central_quarantine", 14), ("home_quarantine", 7)]),
        ("居家隔离(至另行通知)", [("home_quarantine", None)]),
        ("不限制", []),
    ],
)
def test_a_course_is_read_as_documents_word_it(said, meant):
    found = row_words.course_of(said, MEASURES)
    assert [(one["measure"], one["days"]) for one in found] == meant


@pytest.mark.parametrize("said", ["集中隔离", "劝返", "集中隔离两周", "集中隔离7天(看情况检测)"])
def test_what_is_not_understood_stays_as_it_was_typed(said):
    assert row_words.course_of(said, MEASURES) == said


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("第1、4、7天", [1, 4, 7]),
        ("第1天、第4天", [1, 4]),
        ("每2天", {"every_days": 2}),
        ("每2天,第1天起", {"every_days": 2, "first": 1}),
        ("三天两检", {"count": 2, "within_days": 3}),
        ("3天2次，间隔24小时", {"count": 2, "within_days": 3, "min_interval_hours": 24}),
    ],
)
def test_days_of_tests_are_read(said, meant):
    assert row_words.tests_of(said) == meant
