"""The words of journeys, and the titles of columns that matter, stand in one dated table; no module of
the two rooms that read cells keeps a list of its own beside it, and those that read what a table says
besides its filings hold no pattern of Chinese words at all."""

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
TITLES = {"columns.py", "heading_words.py"}  # by which words people name the columns of a filing
WORDLESS = (
    "headings",
    "other_columns",
    "unread_columns",
    "table_words",
    "side_remarks",
    "named_beside",
    "negations",
    "grave_words",
    "vagueness",
    "likelihood",
    "area",
)
KINDS = (
    "been",
    "lead",
    "leaves",
    "onward",
    "verb",
    "goes",
    "goes_on",
    "between",
    "moving",
    "doing",
    "direct",
    "denied",
    "not",
    "grave",
    "unclear",
    "unknown",
    "silent",
    "to",
    "during",
    "odd",
)
MANY = 8  # words of the table in one place of the code: a list of its own


def words() -> frozenset[str]:
    """Those of two letters and more: single letters are classes of letters in patterns too."""
    return frozenset(word for kind in KINDS for word in lexicon.cell_words(kind) if len(word) > 1)


def read() -> list[Path]:
    return [
        path
        for room in ROOMS
        for path in sorted((PACKAGE / room).rglob("*.py"))
        if path.name not in TITLES and "migrations" not in path.parts
    ]


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
    [
        'X = re.compile(r"(?:去过|到过|途经|前往|来自|务工|探亲|打工)$")',
        'X = {"去过", "到过", "途经", "前往", "来自", "务工", "探亲", "打工"}',
    ],
)
def test_a_second_list_would_be_seen(code):
    assert list(lists(ast.parse(code), words()))


def patterns(tree: ast.AST) -> Iterator[str]:
    """What is no sentence and holds Chinese letters: a pattern, or a collection of words."""
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            words = [str(one.value) for one in node.elts if isinstance(one, ast.Constant)]
            if sum(bool(HAN.search(word)) for word in words) > 1:
                yield " ".join(words)
        elif isinstance(node, ast.Constant) and id(node) not in docs:
            said = node.value if isinstance(node.value, str) else ""
            if HAN.search(said) and OF_PATTERNS.search(said):
                yield said


HAN = re.compile(r"[\u4e00-\u9fff]")
OF_PATTERNS = re.compile(r"[|\[\]?*+\\^$]|\(\?")


@pytest.mark.parametrize("name", WORDLESS)
def test_what_reads_a_table_holds_no_pattern_of_chinese_words(name):
    assert list(patterns(parse(PACKAGE / "lines/arrivals" / f"{name}.py"))) == []


@pytest.mark.parametrize(
    "code",
    [
        'X = re.compile(r"离|出")',
        'X = re.compile(rf"{A}过?$")',
        'X = before.endswith(("从", "由"))',
    ],
)
def test_a_pattern_of_one_word_would_be_seen(code):
    assert list(patterns(ast.parse(code)))


def test_a_sentence_and_a_docstring_are_no_pattern():
    assert (
        list(
            patterns(
                ast.parse('"""去过|到过"""\nX = {"title": "表格标题"}\nY = f"{A}(名单上有此人)"')
            )
        )
        == []
    )


def test_every_row_is_dated_has_a_use_and_a_source_and_every_kind_is_read():
    rooms = (*ROOMS, "lines/zones")  # whose lists say levels and headings
    code = "\n".join(path.read_text() for room in rooms for path in (PACKAGE / room).rglob("*.py"))
    within = " ".join(
        word for row in lexicon.rows() if row.form == lexicon.PATTERN for word in row.words
    )
    asked = {*re.findall(r"[\"']([a-z_]+)[\"']", code)}
    asked |= {kind for kinds in lexicon.OF_KINDS.findall(within) for kind in kinds.split("+")}
    assert [row.kind for row in lexicon.rows() if row.kind not in asked] == []
    assert all(row.use and row.source and row.words for row in lexicon.rows())
    assert {row.form for row in lexicon.rows()} == {lexicon.WORD, lexicon.PATTERN}
    assert all(date(2022, 1, 1) <= row.as_of <= date(2100, 1, 1) for row in lexicon.rows())


def test_a_pattern_is_marked_as_one():
    words = [word for row in lexicon.rows() if row.form == lexicon.WORD for word in row.words]
    assert [word for word in words if re.search(r"[|\[\]?*+\\^$]", word)] == []


def test_every_pattern_of_the_table_can_be_read():
    for row in lexicon.rows():
        re.compile(lexicon.any_word(row.kind))


def test_a_kind_that_the_table_does_not_have_is_an_error():
    with pytest.raises(KeyError):
        lexicon.cell_words("no such kind")
