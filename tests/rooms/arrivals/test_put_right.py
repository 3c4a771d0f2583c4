"""A row that was put back and has its one wrong cell corrected is what a good file would have made of it:
the same filing, the same stays, the same class, whatever else the file said of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from fangxian.ground.intake import api as intake
from fangxian.ground.intake.api import Table
from fangxian.ground.people.models import Person
from fangxian.ground.places import api as places
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import kept_rows
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.columns import KIND
from fangxian.lines.arrivals.filing import SEALED, Filed
from fangxian.lines.arrivals.models import Declaration, RejectedRow, Stay
from fangxian.lines.arrivals.parsing import Known, Parsed, parse
from fangxian.lines.arrivals.side_remarks import accompanied
from tests.rooms.arrivals.ledgers import WANG
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


TITLES = {
    "name": "姓名",
    "document_type": "证件类型",
    "document_number": "证件号码",
    "phone": "手机号",
    "origin": "出发地",
    "leaving": "离开日期",
    "arrival": "抵达日期",
    "via": "途经地",
    "transport": "交通方式",
    "vehicle": "车次",
    "town": "目的乡镇",
    "village": "目的村",
    "address": "详细地址",
    "overseas": "是否入境",
    "entry": "入境日期",
    "filed_at": "填报时间",
    "method": "填报方式",
    "remark": "备注",
}
WRONG = {
    "name": "",
    "document_number": "612423198506152220",
    "leaving": "5月32日",
    "arrival": "2022-02-31",
    "overseas": "#N/A",
    "entry": "四月",
    "filed_at": "昨天早上",
    "via": "上海市@5月40日",
}
BESIDES = [
    {},
    {"途经地2": "上海市浦东新区"},
    {"来源地": "江苏省苏州市"},
    {"密接": "是"},
    {"同行人": "李建国"},
    {"同行人": "赵六"},
    {"去向2": "无锡市"},
    {"是否境外": "是"},
    {"备注2": "去过武汉市"},
    {"健康码": "绿码"},
    {"体温": "38.5"},
]
LINES = ["", "5月8日上海返汉人员名单", "汉阴县来返人员台账", "密接人员"]
CHANGES = [
    {},
    {"origin": "甘肃省兰州市城关区、北京市朝阳区"},
    {"origin": ""},
    {"via": "上海市浦东新区@2022-05-01~2022-05-02"},
    {"origin": "缅甸", "overseas": ""},
    {"remark": "去过上海市"},
    {"arrival": "5月7日", "leaving": ""},
    {"filed_at": ""},
    {"phone": "13891512345(本人)"},
    {"arrival": 44688},
    {"document_number": "13891512345", "phone": "61242319850615222X"},
    {"document_type": ""},
    {"overseas": "是", "entry": "2022-04-20"},
]


def file_of(person: dict[str, object], more: dict[str, str], line: str) -> bytes:
    head = [*TITLES.values(), *more]
    mine = [*(person[field] for field in TITLES), *more.values()]
    other = {
        **WANG,
        "name": "李建国",
        "document_number": "11010519491231002X",
        "phone": "13891512346",
    }
    rows = [head, mine, [*(other[field] for field in TITLES), *("" for _ in more)]]
    return workbook(Page("台账", [[line], *rows] if line else rows))


def read(data: bytes) -> tuple[Table, Parsed]:
    table = intake.read_table(data, KIND, 1 << 20, saved={}, given=None, only=())
    return table, parse(table, Known(places.home()))


def as_filed(row: Filed) -> tuple[object, ...]:
    return (row.key, row.at, row.person, row.journey, row.text)


@given(
    wrong=some.sampled_from(sorted(WRONG)),
    besides=some.sampled_from(BESIDES),
    change=some.sampled_from(CHANGES),
    line=some.sampled_from(LINES),
)
@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_corrected_cell_gives_what_a_good_file_gives(wrong, besides, change, line):
    assume(wrong not in change)
    person = {**WANG, "origin": "陕西省安康市石泉县", **change}
    _, good = read(file_of(person, besides, line))
    table, bad = read(file_of({**person, wrong: WRONG[wrong]}, besides, line))
    assert isinstance(good.rows[0], Filed)
    assert not isinstance(bad.rows[0], Filed)
    rows = [row for row in bad.rows if isinstance(row, Filed)]
    without = accompanied(table, rows, [0]).get(0, ())
    kept = json.loads(json.dumps(kept_rows.kept(table, 0, without)))
    again = kept_rows.corrected(kept_rows.table_of(kept, 2, {}), {wrong: str(person[wrong])})
    put_right = parse(again, Known(places.home())).rows[0]
    assert isinstance(put_right, Filed), put_right
    assert as_filed(put_right) == as_filed(good.rows[0])


def standing() -> list[tuple[object, ...]]:
    """All that is known of 王秀英."""
    names = {one.pk: one.name for one in Person.objects.all()}
    mine = next(one for one in Declaration.objects.all() if names[one.person_id] == "王秀英")
    stays = Stay.objects.filter(declaration=mine).order_by("pk")
    return [
        (mine.class_code, mine.uncertain, mine.unresolved, mine.arrival, mine.place, mine.filed_at),
        *((stay.place, stay.text, stay.start, stay.end) for stay in stays),
    ]


@pytest.mark.parametrize(
    ("wrong", "besides", "line"),
    [
        ("arrival", {"密接": "是"}, ""),
        ("document_number", {"途经地2": "上海市浦东新区", "去向2": "无锡市"}, ""),
        ("filed_at", {"同行人": "赵六"}, "5月8日上海返汉人员名单"),
        ("name", {"来源地": "江苏省苏州市"}, ""),
    ],
)
def test_so_it_is_by_the_page(wrong, besides, line):
    good = file_of({**WANG, "origin": "陕西省安康市石泉县"}, besides, line)
    first = arrivals.import_file(good, "台账.xlsx", by=SYSTEM)
    expected = standing()
    arrivals.undo_import(first.batch_id, "传错了", by=SYSTEM)
    bad = file_of({**WANG, "origin": "陕西省安康市石泉县", wrong: WRONG[wrong]}, besides, line)
    arrivals.import_file(bad, "台账.xlsx", by=SYSTEM)
    row = RejectedRow.objects.get(settled_at=None)
    arrivals.correct_rejected(row.pk, {wrong: str(WANG[wrong])}, by=SYSTEM)
    assert standing() == expected


def test_rows_kept_with_their_cells_alone_are_still_read():
    arrivals.import_file(
        file_of({**WANG, "arrival": "2022-02-31"}, {"密接": "是"}, ""), "台账.xlsx", by=SYSTEM
    )
    row = RejectedRow.objects.get()
    kept = json.loads(crypto.unseal(bytes(row.sealed_cells), about=SEALED))
    row.sealed_cells = crypto.seal(json.dumps(kept["cells"], ensure_ascii=False), about=SEALED)
    row.save()
    taken = arrivals.correct_rejected(row.pk, {"arrival": "2022-05-02"}, by=SYSTEM)
    one = Declaration.objects.get(pk=taken.declaration_id)
    assert one.unresolved == ["via:“密接”写着是"]


def test_a_filing_after_its_receipt_stays_put_back_until_it_is_said_otherwise():
    file = file_of({**WANG, "filed_at": "2023-05-01 09:00"}, {}, "")
    arrivals.import_file(file, "台账.xlsx", by=SYSTEM)
    row = RejectedRow.objects.get()
    with pytest.raises(arrivals.DeclarationFaulty):
        arrivals.correct_rejected(row.pk, {"phone": "13891512347"}, by=SYSTEM)
    assert (
        arrivals.correct_rejected(row.pk, {"filed_at": "2022-05-01 09:00"}, by=SYSTEM).verdict
        == "new"
    )


SWAPPED = [
    ("61242319850615222X", "13891512345", ""),
    ("612423 19850615 222x", "138 9151 2345", "身份证"),
    ("E12345678", "13891512345", "护照"),
    ("e12345678", "13891512345", ""),
    ("H12345678", "13891512345", "港澳居民来往内地通行证"),
    ("01234567", "13891512345", "台湾居民来往大陆通行证"),
]


@pytest.mark.parametrize(("phone", "number", "kind"), SWAPPED)
def test_phone_and_number_in_each_others_column_are_put_right(phone, number, kind):
    person = {**WANG, "phone": phone, "document_number": number, "document_type": kind}
    _, parsed = read(file_of(person, {}, ""))
    assert isinstance(parsed.rows[0], Filed), parsed.rows[0]
    assert parsed.rows[0].person[3] == "13891512345"
    assert parsed.rows[0].key.number == phone.replace(" ", "").upper()
    assert [one.code for one in parsed.told[0]] == ["swapped"]


def test_a_swapped_number_that_fails_its_check_is_told_as_such():
    swapped = {**WANG, "phone": "612423198506152220", "document_number": "13891512345"}
    arrivals.import_file(file_of(swapped, {}, ""), "台账.xlsx", by=SYSTEM)
    row = RejectedRow.objects.get()
    shown = arrivals.rejected_rows(row.batch_id, by=SYSTEM).rows[0]
    assert [(one.code, one.field) for one in shown.faults] == [
        ("people.id_checksum", "document_number")
    ]
    said = dict(zip(shown.fields, (text for _, text in shown.cells), strict=True))
    assert (said["document_number"], said["phone"]) == ("612423198506152220", "13891512345")
    taken = arrivals.correct_rejected(row.pk, {"document_number": "61242319850615222X"}, by=SYSTEM)
    assert taken.verdict == "new"


@pytest.mark.parametrize(
    ("phone", "number", "kind"),
    [
        ("13891512345", "E12345678", "护照"),
        ("0915-5211234", "61242319850615222X", ""),
        ("", "E12345678", ""),
        ("52112345", "A1234567", "其他"),
    ],
)
def test_what_stands_where_it_should_stays(phone, number, kind):
    person = {**WANG, "phone": phone, "document_number": number, "document_type": kind}
    _, parsed = read(file_of(person, {}, ""))
    assert "swapped" not in [one.code for one in parsed.told.get(0, ())]
    assert parsed.rows[0].key.number == number
