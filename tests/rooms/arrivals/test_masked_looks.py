"""What a look at a file says of it repeats no number of anybody, in whichever column it stands."""

from __future__ import annotations

import json
from string import Formatter

import pytest

from fangxian.ground.intake.models import HeaderMapping
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotFound
from fangxian.kernel.models import AuditLine
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import ImportBatch
from fangxian.lines.arrivals.remarks import REMARKS, RowRemark
from tests.rooms.arrivals.ledgers import as_csv, wang
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db
NUMBER, PHONE, PASSPORT = "612423198506152238", "13891512346", "E12345678"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def with_a_column(title: str, cell: str) -> bytes:
    head, row = as_csv(wang()).decode("utf-8-sig").splitlines()[:2]
    return f"{head},{title}\n{row},{cell}\n".encode()


def without_people(said: object) -> bool:
    text = json.dumps(said, ensure_ascii=False, default=str)
    return not any(one in text for one in (NUMBER, PHONE, PASSPORT))


@pytest.mark.parametrize("cell", [NUMBER, PHONE, PASSPORT, f"找{PHONE}"])
def test_a_column_that_nobody_reads_shows_no_number(cell):
    batch = arrivals.preview_file(with_a_column("随便一列", cell), "a.csv", by=SYSTEM)
    columns = arrivals.preview_columns(batch, by=SYSTEM)
    assert [one.title for one in columns][-1] == "随便一列"
    assert "****" in columns[-1].samples[0]
    assert without_people(columns)
    assert without_people(arrivals.batch(batch, by=SYSTEM).counts)


def test_a_title_that_is_a_number_is_masked_and_can_be_said_all_the_same():
    batch = arrivals.preview_file(with_a_column(PHONE, "西安市"), "a.csv", by=SYSTEM)
    columns = arrivals.preview_columns(batch, by=SYSTEM)
    counts = arrivals.batch(batch, by=SYSTEM).counts
    assert columns[-1].title == "138****"
    assert without_people([columns, counts])
    said = {one.title: one.field for one in columns} | {"138****": "remark"}
    arrivals.correct_mapping(batch, said, by=SYSTEM)
    assert arrivals.preview_columns(batch, by=SYSTEM)[-1].field == "remark"


def test_a_reason_repeats_no_number():
    """Somebody wrote a phone where the day belongs."""
    batch = arrivals.preview_file(as_csv(wang(arrival=PHONE)), "a.csv", by=SYSTEM)
    counts = arrivals.batch(batch, by=SYSTEM).counts
    assert counts["rejected"] == 1
    assert without_people(counts)


def test_what_is_told_repeats_no_number():
    for code, text in REMARKS.items():
        wanted = {name for said in (text.zh, text.en) for _, name, _, _ in Formatter().parse(said)}
        values = [(name, f"{NUMBER} {PHONE}") for name in sorted(filter(None, wanted))]
        assert without_people(RowRemark(code, "", tuple(values)).said)


def test_lines_of_a_sheet_without_a_table_show_no_number():
    file = workbook(
        Page("名册", [line.split(",") for line in as_csv(wang()).decode("utf-8-sig").splitlines()]),
        Page("说明", [[f"联系人{PHONE}"], [f"{NUMBER}"]]),
    )
    assert without_people(arrivals.look_at_file(file, by=SYSTEM))


def test_nothing_that_is_kept_of_a_file_repeats_a_number():
    """Its name, its sheets and its titles; a sheet is chosen by its name as it is shown or as it stands."""
    lines = [line.split(",") for line in as_csv(wang()).decode("utf-8-sig").splitlines()]
    head, row = lines[:2]
    page = [[*head, PHONE, f"{PHONE[:-1]}7"], [*row, "甲", "乙"]]
    file = workbook(Page(f"王建国 {NUMBER}", page), Page("说明 138-9151-2346", [["没有"]]))
    batch = arrivals.preview_file(file, f"名单{NUMBER}_{PHONE}.xlsx", by=SYSTEM)
    kept = ImportBatch.objects.values().get(pk=batch)
    assert kept["file_name"] == "名单612****_138****.xlsx"
    assert without_people(kept)
    assert "138-9151-2346" not in str(kept)
    assert {"138****", "138****〔2〕"} <= set(kept["mapping"])
    assert without_people([line.detail for line in AuditLine.objects.all()])
    arrivals.correct_mapping(batch, kept["mapping"] | {"138****": "remark"}, by=SYSTEM)
    assert without_people(list(HeaderMapping.objects.values("mapping")))
    for name in (f"王建国 {NUMBER}", "王建国 612****"):
        again = arrivals.preview_file(file, "a.xlsx", by=SYSTEM, choices=arrivals.Choices((name,)))
        assert arrivals.batch(again, by=SYSTEM).counts["read"] == 1


def test_a_refusal_repeats_no_number():
    for refusal in (NotFound(what=f"{PHONE}"), NotFound(what="1 3 8,9151,2346")):
        assert "****" in refusal.said.zh
        assert without_people([str(refusal), refusal.as_dict()])
