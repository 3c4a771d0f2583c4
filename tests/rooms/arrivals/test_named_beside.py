"""A second sheet titled 阳性 or 黑名单 with names and numbers alone says so of these persons."""

from __future__ import annotations

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals.ledgers import rows_of
from tests.rooms.arrivals.test_every_column import unverified, wang
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db
LEDGER = Page("台账", rows_of(wang()))
NUMBER = "61242319850615222X"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def take(*pages: Page) -> dict[str, object]:
    return arrivals.import_file(workbook(*pages), "台账.xlsx", by=SYSTEM).counts


@pytest.mark.parametrize("title", ["阳性", "密接", "黑名单", "红码人员"])
@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "证件号码"], ["王秀英", NUMBER]],
        [["王秀英", NUMBER]],
        [["名单"], ["王秀英"]],
        [["姓名", "电话"], ["王秀英", "13891512345"]],
    ],
)
def test_whoever_is_on_it_is_verified_and_the_sheet_is_named(title, rows):
    counts = take(LEDGER, Page(title, rows))
    assert title in [one["name"] for one in counts["sheets"]]
    assert unverified()
    assert "said_of_all" in counts["told"]


def test_a_hidden_one_says_it_too():
    book = workbook(LEDGER, Page("密接", [["姓名", "证件号码"], ["王秀英", NUMBER]], hidden=True))
    left_out = arrivals.Choices(without_hidden=True)
    arrivals.import_file(book, "台账.xlsx", by=SYSTEM, choices=left_out)
    assert unverified()


def test_its_own_rows_come_back_with_a_way_out():
    counts = take(LEDGER, Page("阳性", [["姓名", "证件号码"], ["李四", "612423199001011012"]]))
    assert (counts["new"], counts["rejected"]) == (1, 1)
    assert not unverified()


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("说明", [["王秀英", NUMBER]]),
        ("通讯录", [["姓名", "电话"], ["王秀英", "13891512345"]]),
        ("阳性", [["李四", "612423199001011012"]]),
        ("阳性", [["王秀英", "612423199001011012"]]),
    ],
)
def test_another_sheet_or_another_person_says_nothing(title, rows):
    take(LEDGER, Page(title, rows))
    assert Declaration.objects.count() == 1
    assert not unverified()
