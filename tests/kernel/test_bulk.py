"""Rows in their ten thousands arrive as they were said, in turn or aside, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from fangxian.kernel import bulk

pytestmark = pytest.mark.django_db
COLUMNS = {
    "id": [1, 2, 3],
    "said": ["", 'two "words",\nand \\N', "名"],
    "sealed": [b"\x00\\\xff", None, b""],
    "day": [date(2022, 5, 1), None, date(2022, 5, 3)],
    "sure": [True, None, False],
    "nothing": [None, None, None],
    "list": ["{}", '{"a b","c"}', "{d}"],
}
ROWS = [
    (1, "", b"\x00\\\xff", date(2022, 5, 1), True, None, []),
    (2, 'two "words",\nand \\N', None, None, None, None, ["a b", "c"]),
    (3, "名", b"", date(2022, 5, 3), False, None, ["d"]),
]


@pytest.fixture(autouse=True)
def _table():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE bulky (id bigint PRIMARY KEY, said text, sealed bytea, day date,"
            " sure boolean, nothing text, list text[]) ON COMMIT DROP"
        )
        yield


def twice() -> None:
    with transaction.atomic(), bulk.aside():
        bulk.copy_columns("bulky", COLUMNS)
        bulk.copy_columns("bulky", COLUMNS)


def rows() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM bulky ORDER BY id")
        return [
            tuple(bytes(one) if isinstance(one, memoryview) else one for one in row)
            for row in cursor.fetchall()
        ]


def test_columns_arrive_as_they_were_said():
    bulk.copy_columns("bulky", COLUMNS)
    assert rows() == ROWS


def test_lists_of_whatever_text_arrive_as_they_were_said():
    odd = ["", "NULL", 'two "words"', "back\\slash", "{a,b}", "名\n字", " ", "'"]
    said = [odd[:n] for n in range(len(odd) + 1)]
    bulk.copy_columns(
        "bulky", {"id": list(range(len(said))), "list": [bulk.text_array(some) for some in said]}
    )
    assert [row[-1] for row in rows()] == said


def test_a_question_waits_for_what_is_copied_aside():
    with bulk.aside():
        bulk.copy_columns("bulky", COLUMNS)
        assert rows() == ROWS
        bulk.copy_columns("bulky", COLUMNS | {"id": [4, 5, 6]})
    assert len(rows()) == 6


def test_what_fails_aside_fails_the_whole():
    with pytest.raises(IntegrityError):
        twice()
    assert rows() == []


def test_known_rows_are_set_in_one_update():
    bulk.copy_columns("bulky", COLUMNS)
    bulk.update_columns("bulky", {"id": [2, 3], "said": ["two", ""], "sure": [None, True]})
    assert [(row[1], row[4]) for row in rows()] == [("", True), ("two", None), ("", True)]
