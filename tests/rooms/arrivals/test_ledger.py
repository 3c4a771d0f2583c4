"""The ledger: filtered, counted, within one's own area; what is expected; lists from above."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed, NotFound, Refusal
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, PushedItem
from fangxian.lines.arrivals.queries import ledger as arrivals_ledger
from fangxian.lines.screening.models import SubjectRecord
from tests.rooms.arrivals.ledgers import as_csv, take_in, wang

pytestmark = pytest.mark.django_db

MAY = frozenset({"arrivals.read", "arrivals.answer", "arrivals.import"})
PINGLIANG = Actor(5, "平梁镇", (Grant("township", MAY, "610921108"),))


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def ids(n):
    return f"E{10000000 + n}"


def some():
    return [
        wang(
            document_type="护照",
            document_number=ids(0),
            name="张一",
            arrival="2022-05-10",
            leaving="",
        ),
        wang(
            document_type="护照",
            document_number=ids(1),
            name="张二",
            arrival="2022-05-11",
            phone="",
        ),
        wang(
            document_type="护照",
            document_number=ids(2),
            name="李三",
            arrival="2022-05-12",
            overseas="是",
            origin="上海市浦东新区",
        ),
        wang(
            document_type="护照",
            document_number=ids(3),
            name="李四",
            arrival="2022-05-12",
            origin="老家",
        ),
    ]


def read(by=SYSTEM, page=1, size=50, **wanted):
    return arrivals.ledger(arrivals.LedgerFilter(**wanted), page, by=by, size=size)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 4),
        ({"place": "610921100"}, 4),
        ({"place": "610921101"}, 0),
        ({"origin": "61"}, 2),
        ({"origin": "310115"}, 1),
        ({"overseas": True}, 1),
        ({"overseas": False}, 3),
        ({"missing": "phone"}, 1),
        ({"missing": "any"}, 3),
        ({"unresolved": True}, 1),
        ({"text": "李"}, 2),
        (
            {
                "arrival_from": datetime(2022, 5, 11).date(),
                "arrival_to": datetime(2022, 5, 11).date(),
            },
            1,
        ),
        ({"uncertain": True}, 0),
        ({"measure": ("none",)}, 4),
        ({"measure": ("central_quarantine",)}, 0),
        ({"class_code": "nonsense"}, 0),
    ],
)
def test_each_filter_finds_its_rows_and_its_number_is_its_list(wanted, count):
    take_in(*some())
    Declaration.objects.all()
    page = read(**wanted)
    if "measure" in wanted and "none" in wanted["measure"]:
        held = SubjectRecord.objects.filter(phases__start__lte=clock.today()).distinct().count()
        assert page.total == 4 - held
        return
    if "uncertain" in wanted or wanted.get("measure"):
        assert page.total == len(page.rows)
        return
    assert (page.total, len(page.rows)) == (count, count)


@pytest.mark.parametrize("sort", list(arrivals_ledger.SORTS))
def test_the_ledger_sorts_and_pages_and_masks(sort):
    take_in(*some())
    first, second = read(sort=sort, size=2), read(sort=sort, size=2, page=2)
    assert len({row.person_id for row in first.rows + second.rows}) == 4
    assert all(row.name.endswith("**") and "*" in row.number for row in first.rows)


def test_a_page_of_the_ledger_takes_a_bounded_number_of_queries(django_assert_max_num_queries):
    take_in(*some())
    with django_assert_max_num_queries(
        14
    ):  # six to read, the rest is the audit's and the savepoint
        read()


def test_chips_count_what_is_behind_them():
    take_in(*some())
    found = arrivals.chips(arrivals.LedgerFilter(), by=SYSTEM)
    assert (found.total, found.overseas, found.unresolved, found.missing) == (4, 1, 1, 3)
    assert sum(found.by_class.values()) == sum(found.by_colour.values()) == 4


def test_a_township_sees_its_own_and_nobody_sees_nothing():
    take_in(*some())
    assert read(by=PINGLIANG).total == 0
    with pytest.raises(NotAllowed):
        read(by=NOBODY)
    with pytest.raises(NotFound):
        arrivals.dossier(Declaration.objects.first().person_id, by=PINGLIANG)


def test_expected_arrivals_by_day_and_village():
    take_in(*some())
    coming = arrivals.expected(3, by=SYSTEM)
    assert [(str(row.day), row.people) for row in coming] == [
        ("2022-05-10", 1),
        ("2022-05-11", 1),
        ("2022-05-12", 2),
    ]
    assert {row.place[:9] for row in coming} == {"610921100"}


def letter(**more):
    return arrivals.Letter(
        title="西安市雁塔区协查",
        sender="安康市疾控中心",
        due_at=clock.now() + timedelta(hours=24),
        clocks={"checked": timedelta(hours=2)},
        **more,
    )


def pushed():
    rows = [
        {
            "name": "张一",
            "document_number": ids(0),
            "document_type": "护照",
            "town": "城关镇",
            "village": "中坝社区",
        },
        {**wang(), "filed_at": ""},
        {"name": "", "document_number": ids(2), "document_type": "护照"},
        {"name": "张一", "document_number": ids(0), "document_type": "护照"},
    ]
    return arrivals.push_list(as_csv(*rows), "协查.csv", letter(), by=SYSTEM)


def test_a_list_from_above_is_taken_in_with_its_clocks():
    made = pushed()
    assert (made.read, made.items, made.rejected) == (4, 2, 1)
    assert Declaration.objects.count() == 1  # who also says when they arrive has declared
    (row,) = arrivals.pushed_lists(by=SYSTEM).rows
    assert (row.items, row.by_stage["pushed"], row.overdue) == (2, 2, 0)
    assert arrivals.rejected_rows(made.batch_id, by=SYSTEM).total == 1
    with clock.at("2022-05-10T10:01"):
        (row,) = arrivals.pushed_lists(by=SYSTEM).rows
        assert row.overdue == 2
        assert all(item.late for item in arrivals.pushed_items(made.list_id, by=SYSTEM).rows)


def test_items_go_through_their_stages_in_order_and_close_the_list():
    made = pushed()
    one, two = arrivals.pushed_items(made.list_id, by=SYSTEM).rows
    with pytest.raises(Refusal) as refused:
        arrivals.answer_item(one.id, "closed", by=SYSTEM)
    assert refused.value.code == "arrivals.stage_wrong"
    for stage in ("checked", "controlled", "answered", "closed"):
        arrivals.answer_item(one.id, stage, finding="here", answer="已落实居家", by=SYSTEM)
    for stage in ("checked", "answered", "closed"):
        arrivals.answer_item(two.id, stage, finding="not_found", answer="查无此人", by=SYSTEM)
    (row,) = arrivals.pushed_lists(by=SYSTEM).rows
    assert (row.done, row.closed_at is not None) == (2, True)
    assert PushedItem.objects.get(pk=two.id).answer == "查无此人"


def test_a_township_answers_only_its_own_items():
    made = pushed()
    item = arrivals.pushed_items(made.list_id, by=SYSTEM).rows[0]
    with pytest.raises(NotFound):
        arrivals.answer_item(item.id, "checked", by=PINGLIANG)
