"""The words of journeys stand in one dated table; no module of the two rooms that read cells keeps a
list of its own beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fangxian.ground.places import lexicon
from tests.house.tree import PACKAGE, parse

ROOMS = ("ground/places", "lines/arrivals")
TITLES = {"columns.py", "table_words.py"}  # by which words people name columns, not journeys
KINDS = ("been", "lead", "leaves", "onward", "verb", "goes", "goes_on", "between", "moving", "doing", "direct",
         "denied", "not", "grave", "unclear", "unknown", "silent", "to", "during", "odd")  # fmt: skip
MANY = 8  # words of the table in one place of the code: a list of its own


def words() -> frozenset[str]:
    """Those of two letters and more: single letters are classes of letters in patterns too."""
    return frozenset(word for kind in KINDS for word in lexicon.cell_words(kind) if len(word) > 1)


def read() -> list[Path]:
    return [
        path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py"))
        if path.name not in TITLES and "migrations" not in path.parts
    ]  # fmt: skip


def lists(tree: ast.AST, known: frozenset[str]) -> Iterator[list[str]]:
    """The words of the table that an alternation, or a collection of strings, holds."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = re.findall(r"[\u4e00-\u9fff]+", node.value) if "|" in node.value else []
        elif isinstance(node, ast.Set | ast.Tuple | ast.List):
            said = [one.value for one in node.elts if isinstance(one, ast.Constant)]
        else:
            continue
        found = sorted({word for word in said if word in known})
        if len(found) >= MANY:
            yield found


@pytest.mark.parametrize("path", read(), ids=lambda path: path.name)
def test_no_module_keeps_a_list_of_words_of_its_own(path):
    assert list(lists(parse(path), words())) == []


@pytest.mark.parametrize(
    "code",
    ['X = re.compile(r"(?:去过|到过|途经|前往|来自|务工|探亲|打工)$")', 'X = {"去过", "到过", "途经", "前往", "来自", "务工", "探亲", "打工"}'],
)  # fmt: skip
def test_a_second_list_would_be_seen(code):
    assert list(lists(ast.parse(code), words()))


def test_every_row_is_dated_and_every_kind_is_read():
    code = "\n".join(path.read_text() for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))
    unread = [row.kind for row in lexicon.rows() if not re.search(rf"[\"']{row.kind}[\"']", code)]
    assert unread == []
    assert all(date(2022, 1, 1) <= row.as_of <= date(2100, 1, 1) for row in lexicon.rows())


def test_a_kind_that_the_table_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        lexicon.cell_words("no such kind")
