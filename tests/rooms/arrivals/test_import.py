"""A clerk of the data desk takes in a ledger: what becomes of each row."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch, Stay
from tests.rooms.arrivals.ledgers import WANG, as_csv, as_xlsx, rows_of, take_in, wang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def test_a_traveller_is_taken_in_and_stands_as_filed():
    counts = take_in(wang(via="湖北省武汉市@2022-04-28~2022-04-29;河南省郑州市@2022-04-30"))
    (sheet,) = counts.pop("sheets")
    assert counts == {
        "read": 1,
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "reasons": {},
        "told": {},
        "rejected_for": [],
        "told_of": [],
        "lowered": 0,
        "raised": 0,
        "lowers": [],
        "waiting": 0,
    }
    assert (sheet["state"], sheet["rows"], sheet["aside"]) == ("read", 1, 0)
    declared = Declaration.objects.get()
    assert (declared.origin, str(declared.leaving), str(declared.arrival)) == (
        "610113",
        "2022-05-01",
        "2022-05-02",
    )
    assert declared.place.startswith("610921100")
    assert declared.overseas is False
    assert (declared.missing, declared.unresolved, declared.as_of) == ([], [], {})
    stays = [(s.place, str(s.start), str(s.end)) for s in Stay.objects.order_by("id")]
    assert stays == [
        ("4201", "2022-04-28", "2022-04-29"),
        ("4101", "2022-04-30", "2022-04-30"),
    ]
    assert Filing.objects.count() == 1


def test_the_same_file_again_changes_nothing_even_where_it_contradicts_itself():
    rows = (wang(), wang(phone="13891512346"), wang(phone="13891512345"))
    take_in(*rows)
    before = Declaration.objects.values().get()
    assert take_in(*rows)["unchanged"] == 3
    assert Declaration.objects.values().get() == before
    assert Filing.objects.count() == 3 - 1  # first and third are one filing, to the letter


def test_rows_are_judged_in_file_order_within_one_file():
    counts = take_in(
        wang(filed_at="2022-04-30 09:00"),
        wang(filed_at="2022-04-30 10:00"),  # says nothing new
        wang(filed_at="2022-04-30 11:00", method="镇村录入"),  # how it was filed is no news
        wang(filed_at="2022-04-30 12:00", arrival="2022-05-03"),
        wang(filed_at="2022-04-30 11:30", arrival="2022-05-04"),  # older than what stands
        wang(filed_at="2022-04-29 08:00", remark="货车司机"),  # older, but fills a gap
    )
    assert (counts["new"], counts["updated"], counts["unchanged"]) == (1, 2, 3)
    assert str(Declaration.objects.get().arrival) == "2022-05-03"


@pytest.mark.parametrize("field", ["phone", "origin", "address", "vehicle", "via", "town"])
def test_an_empty_newer_field_never_erases(field):
    take_in(wang(via="湖北省武汉市@2022-04-28~2022-04-29"))
    before = Declaration.objects.values(
        "origin", "address_text", "vehicle", "via_text", "town_text"
    ).get()
    newer = wang(
        **{"via": "湖北省武汉市@2022-04-28~2022-04-29", field: "", "filed_at": "2022-05-01 08:00"}
    )
    assert take_in(newer)["unchanged"] == 1
    assert Declaration.objects.values(*before).get() == before


def test_a_late_filing_of_an_earlier_hour_does_not_overwrite():
    take_in(wang(filed_at="2022-05-01 08:00", address=""))
    late = wang(filed_at="2022-04-29 08:00", origin="湖北省武汉市", address="南街")
    assert take_in(late)["updated"] == 1
    declared = Declaration.objects.get()
    assert (declared.origin, declared.address_text) == ("610113", "南街")
    assert list(declared.as_of) == ["address"]


@pytest.mark.parametrize(
    "same",
    [
        {"document_number": "612423 19850615 222x"},
        {"document_number": "６１２４２３１９８５０６１５２２２Ｘ"},
        {"document_type": ""},
        {"phone": "+86 138-9151-2345"},
        {"name": "王 秀英"},
        {"origin": "610113"},
        {"arrival": "2022年5月2日"},
        {"arrival": "2022/5/2"},
        {"arrival": "44683"},
        {"town": "城关"},
        {"vehicle": "k1026"},
    ],
)
def test_the_same_thing_written_otherwise_is_no_news(same):
    take_in(wang())
    assert take_in(wang(filed_at="2022-05-01 10:00", **same))["unchanged"] == 1


def test_fifteen_digits_and_eighteen_are_one_person():
    take_in(wang(document_number="612423850615222"))
    assert take_in(wang(phone="13900000000", filed_at="2022-05-01 08:00"))["updated"] == 1
    assert Declaration.objects.count() == 1


def test_two_documents_of_one_person_are_one_declaration():
    take_in(wang(), wang(document_type="护照", document_number="E12345678"))
    first, second = Declaration.objects.order_by("id")
    people_pages.merge_persons(first.person_id, second.person_id, "本人", by=SYSTEM)
    counts = take_in(
        wang(filed_at="2022-05-01 08:00", phone="13900000001"),
        wang(
            document_type="护照",
            document_number="E12345678",
            filed_at="2022-05-01 09:00",
            phone="13900000002",
        ),
    )
    assert counts["updated"] == 2
    assert people.states_by_id([first.person_id])[first.person_id].phone == "13900000002"


def test_two_people_with_one_number_are_one_person_under_the_newest_name():
    counts = take_in(wang(), wang(name="李四", filed_at="2022-05-01 08:00"))
    assert (counts["new"], counts["updated"]) == (1, 1)
    person = Declaration.objects.get().person_id
    assert people.states_by_id([person])[person].name == "李四"


def test_unknown_places_and_phones_are_kept_and_listed_as_work():
    take_in(wang(origin="姑姑家", village="火星村", phone="12", via="半路@2022-04-30"))
    declared = Declaration.objects.get()
    assert declared.unresolved == ["origin:姑姑家", "via:半路", "phone", "village:火星村"]
    assert (declared.origin, declared.place, declared.origin_text) == ("", "610921100", "姑姑家")


def test_what_is_missing_is_shown_as_missing():
    bare = {
        "name": "王秀英",
        "document_number": WANG["document_number"],
        "arrival": "2022-05-02",
        "filed_at": "2022-05-01",
    }
    assert take_in(bare)["new"] == 1
    declared = Declaration.objects.get()
    assert declared.missing == ["phone", "origin", "leaving", "town", "village", "overseas"]
    assert declared.place == "610921"


def test_titles_above_the_header_other_words_and_any_order(tmp_path):
    rows = [
        ["汉阴县 2022 年 5 月返汉人员登记表"],
        ["填表单位：城关镇", "", "", "2022-05-01"],
        [
            "序号",
            "返汉日期",
            "姓 名",
            "身份证号码*",
            "联系电话（必填）",
            "登记时间",
            "来源地",
            "村（社区）",
            "乡镇",
        ],
        [
            1,
            "2022.5.2",
            "王秀英",
            WANG["document_number"],
            13891512345,
            "2022-04-30 09:12",
            "西安市雁塔区",
            "中坝社区",
            "城关镇",
        ],
        [],
    ]
    done = arrivals.import_file(as_xlsx(tmp_path / "登记表.xlsx", rows), "登记表.xlsx", by=SYSTEM)
    assert (done.counts["read"], done.counts["new"]) == (1, 1)
    assert ImportBatch.objects.get().header_row == 3
    declared = Declaration.objects.get()
    assert (declared.origin, str(declared.arrival), declared.place[:9]) == (
        "610113",
        "2022-05-02",
        "610921100",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_in_the_encodings_of_the_county(encoding):
    counts = arrivals.import_file(as_csv(wang(), encoding=encoding), "台账.csv", by=SYSTEM).counts
    assert counts["new"] == 1


def test_excel_dates_and_serial_numbers(tmp_path):
    from datetime import date, datetime

    rows = rows_of(
        wang(arrival=date(2022, 5, 2), leaving=44682, filed_at=datetime(2022, 4, 30, 9, 12)),
        wang(
            document_type="护照", document_number="E12345678", arrival=20220503.0, filed_at=44681.5
        ),
    )
    done = arrivals.import_file(as_xlsx(tmp_path / "a.xlsx", rows), "a.xlsx", by=SYSTEM)
    assert done.counts["new"] == 2
    first, second = Declaration.objects.order_by("id")
    assert (str(first.leaving), str(first.arrival), str(second.arrival)) == (
        "2022-05-01",
        "2022-05-02",
        "2022-05-03",
    )
    assert second.filed_at.astimezone(clock.COUNTY_TIME).isoformat() == "2022-04-30T12:00:00+08:00"
