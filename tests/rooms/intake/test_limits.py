"""A file of few bytes may hold millions of cells: what is beyond the limits is refused by its count, and
all but small files are read apart."""

from __future__ import annotations

import subprocess

import pytest

from fangxian.ground.intake import api as intake
from fangxian.ground.intake import errors, headers, limits, opening, reader_process, titles
from tests.rooms.intake.sheets import Page, workbook
from tests.rooms.intake.test_tables import KIND, LIMIT

HEADER = "姓名,证件号码,出发地\n"
ROW = "李甲,P1000001,西安市\n"


@pytest.fixture
def few(settings):
    settings.FANGXIAN_UPLOAD_ROWS, settings.FANGXIAN_UPLOAD_COLUMNS = 100, 50
    settings.FANGXIAN_UPLOAD_CELLS, settings.FANGXIAN_UPLOAD_ROWS_AT_ONCE = 1000, 60


def text(rows: int) -> bytes:
    return (HEADER + ROW * rows).encode()


def book(rows: int) -> bytes:
    return workbook(Page("名单", [HEADER.strip().split(","), *[ROW.strip().split(",")] * rows]))


def page(rows: int) -> bytes:
    lines = [HEADER, *[ROW] * rows]
    cells = ("".join(f"<td>{one}</td>" for one in line.strip().split(",")) for line in lines)
    return f"<table>{''.join(f'<tr>{one}</tr>' for one in cells)}</table>".encode()


@pytest.mark.parametrize("made", [text, book, page])
@pytest.mark.usefixtures("few")
def test_more_rows_than_may_be_are_refused_with_the_limit_and_a_way_out(made):
    assert len(intake.sheets(made(99), LIMIT)[0].rows) == 100
    with pytest.raises(errors.TableTooLarge) as refused:
        intake.sheets(made(100), LIMIT)
    assert "100 行" in refused.value.said.zh
    assert "分成几个文件" in refused.value.next_step.zh
    assert "100 rows" in refused.value.said.en


@pytest.mark.usefixtures("few")
def test_more_columns_or_cells_than_may_be_are_refused():
    wide = ("姓名," + ",".join(f"标题{n}" for n in range(50)) + "\n李甲,1\n").encode()
    with pytest.raises(errors.TableTooLarge, match="50 列"):
        intake.sheets(wide, LIMIT)
    with pytest.raises(errors.TableTooLarge, match="1000 格"):
        intake.sheets((HEADER + ("," * 39 + "甲\n") * 30).encode(), LIMIT)


@pytest.mark.usefixtures("few")
def test_blank_cells_behind_the_last_column_are_no_columns():
    [sheet] = intake.sheets((HEADER + ROW.strip() + "," * 200 + "\n").encode(), LIMIT)
    assert sheet.rows[1] == ["李甲", "P1000001", "西安市"]


@pytest.mark.usefixtures("few")
def test_blank_rows_are_none_and_yet_not_without_end():
    assert len(intake.sheets((HEADER + "\n" * 500 + ROW).encode(), LIMIT)[0].rows) == 502
    with pytest.raises(errors.TableTooLarge, match="1000 格"):
        intake.sheets((HEADER + "\n" * 1001).encode(), LIMIT)


@pytest.mark.usefixtures("few")
def test_what_a_page_judges_while_one_waits_is_less_than_what_a_file_may_hold():
    assert len(intake.read_table(text(59), KIND, LIMIT).rows) == 59
    with pytest.raises(errors.TooManyAtOnce, match="60 行"):
        intake.read_table(text(60), KIND, LIMIT)
    assert len(intake.read_table(text(60), KIND, LIMIT, large=True).rows) == 60


def test_a_text_that_is_not_small_is_read_apart(monkeypatch):
    started = []

    class Started:
        TimeoutExpired = subprocess.TimeoutExpired

        @staticmethod
        def run(command, **given):
            started.append(command)
            return subprocess.run(command, **given)

    monkeypatch.setattr(reader_process, "subprocess", Started)
    assert len(intake.sheets(text(100), LIMIT)[0].rows) == 101
    assert started == []
    many = text(opening.SMALL // len(ROW.encode()) + 1)
    assert intake.sheets(many, LIMIT)[0].rows[-1] == ROW.strip().split(",")
    assert len(started) == 1


def test_an_end_of_a_reader_is_a_refusal_of_the_file(monkeypatch):
    monkeypatch.setattr(reader_process, "subprocess", subprocess)
    monkeypatch.setattr(reader_process, "SECONDS", 0.001)
    with pytest.raises(errors.FileInflates):
        intake.sheets(text(opening.SMALL), LIMIT)


def test_tables_in_one_sheet_are_counted():
    one = "姓名,证件号码,出发地\n李甲,P1000001,西安市\n\n证件号码,姓名,出发地\nP1000002,李乙,西安市\n\n"
    with pytest.raises(errors.TableTooLarge, match=f"{limits.TABLES} 张"):
        intake.read_table((one * limits.TABLES).encode(), KIND, LIMIT)


def test_the_meaning_of_a_title_is_looked_up_once_however_often_it_stands_there(monkeypatch):
    asked = []
    found = titles.Kind._field_of
    monkeypatch.setattr(
        titles.Kind, "_field_of", lambda kind, title: asked.append(title) or found(kind, title)
    )
    kind = titles.Kind(KIND.columns, header=KIND.header, row=KIND.row)
    for width in (100, 400):
        asked.clear()
        row = ["姓名", "证件号码", *(f"标题甲{'乙' * n}" for n in range(width))]
        assert headers.find(opening.Sheet([row, ["李甲"] * width], 1), kind, {}, {}) is not None
        assert len(asked) < 8 * width


def test_a_cell_longer_than_any_title_is_none():
    assert KIND.field_of("姓名" + "(" * 100_000) is None
    assert titles.plain_title("(" * 100_000 + "姓名") == "(" * titles.LONGEST
