"""A header that is not understood is said by hand, once."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from fangxian.ground.intake import api as intake
from fangxian.kernel import clock
from fangxian.kernel.actor import EVERYTHING, Actor, Grant
from fangxian.kernel.text import Text

COLUMNS = (
    intake.Column("name", Text("姓名", "Name")),
    intake.Column("number", Text("证件号码", "Number")),
    intake.Column("phone", Text("手机号", "Phone")),
)
KIND = intake.Kind(COLUMNS, header=[{"name", "number"}], row={"name", "number"})
CLERK = Actor(7, "文书", (Grant("headquarters", EVERYTHING, "610921"),))
LIMIT = 1024 * 1024
ODD = [
    ["三月返乡摸底", "", ""],
    ["哪位", "证", "打给"],
    ["王秀英", "61242319850615222X", "13891512345"],
    ["李四", "110101199001010015", ""],
]
BARE = ODD[2:]
SAID = {"哪位": "name", "证": "number", "打给": "phone"}


def book(rows: list[list[str]], hidden: bool = False) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("摸底")
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    return out.getvalue()


def test_the_likeliest_header_is_offered_with_three_cells_of_each_column():
    found = intake.columns_of(book(ODD), KIND, LIMIT)
    assert (found.sheet, found.header_row) == ("摸底", 2)
    assert [one.label for one in found.columns] == ["哪位", "证", "打给"]
    assert found.columns[0].samples == ("王秀英", "李四")
    assert intake.masked(found.columns[1].samples[0]) == "612****"


def test_said_once_it_reads_the_table():
    with pytest.raises(intake.HeaderUnknown):
        intake.read_table(book(ODD), KIND, LIMIT)
    table = intake.read_table(book(ODD), KIND, LIMIT, given=SAID)
    assert [table.cell(n, "name") for n in range(2)] == ["王秀英", "李四"]
    assert table.numbers == [3, 4]


def test_a_table_without_any_header_is_read_from_its_first_row():
    found = intake.columns_of(book(BARE), KIND, LIMIT)
    assert found.header_row == 0
    said = dict(zip([one.label for one in found.columns], ["name", "number", "phone"], strict=True))
    table = intake.read_table(book(BARE), KIND, LIMIT, given=said)
    assert [table.cell(n, "name") for n in range(2)] == ["王秀英", "李四"]


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [ODD, BARE])
def test_it_is_remembered_for_the_same_header_of_the_same_place(rows):
    found = intake.columns_of(book(rows), KIND, LIMIT)
    said = dict(zip([one.label for one in found.columns], ["name", "number", "phone"], strict=True))
    with clock.at("2022-05-10T09:00"):
        table = intake.read_table(book(rows), KIND, LIMIT, given=said)
        intake.remember("test", "610921102", table, by=CLERK)
        intake.remember("test", "610921102", table, by=CLERK)
    more = book([*rows, ["张三", "110101199001010023", ""]])
    again = intake.read_table(more, KIND, LIMIT, saved=intake.remembered("test", "610921102"))
    assert len(again.rows) == 3
    for kind, place in (("test", "610921103"), ("other", "610921102")):
        with pytest.raises(intake.HeaderUnknown):
            intake.read_table(more, KIND, LIMIT, saved=intake.remembered(kind, place))


def test_a_field_said_twice_or_unknown_is_refused():
    for said in ({"哪位": "name", "证": "name"}, {"哪位": "nick"}):
        with pytest.raises(intake.ColumnUnknown):
            intake.checked(said, KIND)
