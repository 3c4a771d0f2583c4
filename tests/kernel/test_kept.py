"""A sentence of ours that a column keeps in Chinese is read in both languages; what somebody typed is
left alone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from fangxian.flows import following, instructing, two_people
from fangxian.ground.tasks.services import issuing
from fangxian.kernel import kept
from fangxian.lines.zones import asking

HAN = re.compile("[\u4e00-\u9fff]")
SOURCE = Path(__file__).parents[2] / "src" / "fangxian"


@pytest.mark.parametrize(
    ("words", "en"),
    [
        (instructing.VERIFIED, "the itinerary was verified; the verdict is certain"),
        (
            issuing.MOVED.format(before="蒲溪镇", now="城关镇"),
            "the destination changed from 蒲溪镇 to 城关镇; a new instruction stands for it",
        ),
        (
            two_people.DONE_BY.format(
                what=two_people.AREA["left_out"],
                by="甲",
                shown=asking.SOME_WAIT.format(name="快照.json", count=9, waits=2),
            ),
            (
                "risk area left out by a list: 快照.json leaves out 9, of which 2 wait for a second person"
                " (by 甲)"
            ),
        ),
        (
            following.WHICH.format(what=following.MERGED, one=3, other=4, record=5),
            "a record that is restricted was merged: 3 and 4 (merge 5)",
        ),
    ],
)
def test_what_we_kept_is_read_in_both(words, en):
    said = kept.said(words)
    assert said is not None
    assert (said.zh, said.en) == (words, en)


@pytest.mark.parametrize("typed", ["", "电话问过本人", "核实:本人在家(三组)", "first, see {name}"])
def test_what_somebody_typed_stands_as_it_is(typed):
    assert kept.said(typed) is None


def test_every_sentence_has_english_with_the_same_fields():
    fields = re.compile(r"\{(\w+)\}")
    pairs = [*kept._WHOLE.items(), *((zh, en) for zh, (_, en) in kept._FILLED.items())]
    assert len(pairs) > 40
    for zh, en in pairs:
        assert HAN.search(zh)
        assert not HAN.search(en), en
        assert set(fields.findall(en)) <= set(fields.findall(zh)), zh


def test_no_reaction_keeps_a_bare_chinese_sentence():
    """Whoever writes for a column in `flows` declares both languages."""
    for file in (SOURCE / "flows").glob("*.py"):
        for line in ast.parse(file.read_text()).body:
            value = line.value if isinstance(line, ast.Assign | ast.AnnAssign) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                assert not HAN.search(value.value), f"{file.name}: {value.value}"
