"""A ledger is read as the clerk meant it: sheets, merged cells, double headers, words for
nothing, days without a year, numbers in each other's columns."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fangxian.ground.intake import api as intake
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.columns import field_of
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch
from tests.rooms.arrivals.ledgers import as_csv, rows_of, take_in, wang
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db

LI: dict[str, Any] = {
    "name": "李测甲",
    "document_number": "61242319600120980X",
    "phone": "13800000101",
}
WU: dict[str, Any] = {
    "name": "吴测乙",
    "document_number": "612423196001219813",
    "phone": "13800000102",
}
HE: dict[str, Any] = {
    "name": "何测丙",
    "document_number": "612423196001229827",
    "phone": "13800000103",
}


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def take(data: bytes, **choices: Any) -> dict[str, Any]:
    chosen = arrivals.Choices(**choices)
    return arrivals.import_file(data, "台账.xlsx", by=SYSTEM, choices=chosen).counts


def form(**changes: str) -> dict[str, str]:
    return {field: str(text) for field, text in wang(**changes).items()}


def declared(number: str) -> Declaration:
    key = people.normalise_document("", number)
    assert isinstance(key, people.DocumentKey)
    return Declaration.objects.get(person_id=people.states_of([key])[key].id)


def phone_of(number: str) -> str:
    key = people.normalise_document("", number)
    assert isinstance(key, people.DocumentKey)
    return people.states_of([key])[key].phone


def page(name: str, *filings: dict[str, Any], **kinds: Any) -> Page:
    return Page(name, rows_of(*[wang(**one) for one in filings]), **kinds)


def test_every_townships_sheet_is_read_and_a_rejected_row_names_its_own():
    faulty = HE | {"arrival": "待定"}
    counts = take(workbook(page("城关镇", LI), page("涧池镇", WU, faulty)))
    assert (counts["read"], counts["new"], counts["rejected"]) == (3, 2, 1)
    assert [(one["name"], one["rows"]) for one in counts["sheets"]] == [
        ("城关镇", 1),
        ("涧池镇", 2),
    ]
    assert counts["rejected_for"][0]["rows"] == ["涧池镇 3"]
    (row,) = arrivals.rejected_rows(ImportBatch.objects.get().pk, by=SYSTEM).rows
    assert (row.sheet, row.row_number) == ("涧池镇", 3)


def test_a_hidden_sheet_is_named_and_read_only_when_somebody_says_so():
    book = workbook(page("旧", LI, hidden=True), page("来返人员", WU))
    counts = take(book, without_hidden=True)
    assert (counts["new"], counts["sheets"][0]["state"], counts["sheets"][0]["rows"]) == (
        1,
        "hidden",
        1,
    )
    assert take(book, sheets=("旧",))["new"] == 1


def test_a_file_with_something_hidden_is_taken_only_when_it_is_said_what_of_it():
    book = workbook(page("旧", LI, hidden=True), page("来返人员", WU))
    with pytest.raises(intake.PartsHidden) as refused:
        take(book)
    assert refused.value.code == "arrivals.hidden_undecided"
    assert "“旧”(1)" in refused.value.said.zh
    assert Declaration.objects.count() == 0
    looked = arrivals.preview_file(book, "台账.xlsx", by=SYSTEM)
    assert arrivals.batch(looked, by=SYSTEM).hidden == "“旧”(1)"
    with pytest.raises(intake.PartsHidden):
        arrivals.start_import(looked, by=SYSTEM)
    with pytest.raises(intake.PartsHidden):
        arrivals.commit_import(looked, by=SYSTEM)
    arrivals.start_import(looked, without_hidden=True, by=SYSTEM)
    assert arrivals.commit_import(looked, by=SYSTEM).counts["new"] == 1


def test_hidden_rows_are_something_hidden_too():
    book = workbook(page("来返人员", WU, LI, hidden_rows=[2]))
    with pytest.raises(intake.PartsHidden):
        take(book)
    assert take(book, without_hidden=True)["new"] == 1


def test_what_was_said_of_hidden_parts_is_kept():
    said = arrivals.Choices(without_hidden=True)
    assert arrivals.Choices.of_json(said.as_json()) == said
    assert not arrivals.Choices.of_json({"sheets": []}).without_hidden


def test_a_family_under_one_merged_origin_comes_from_there():
    rows = rows_of(
        wang(**LI, origin="上海市黄浦区"),
        wang(**WU, origin="", village=""),
        wang(**HE, origin="", village=""),
    )
    origin, village = rows[0].index("出发地"), rows[0].index("目的村(社区)")
    book = workbook(Page("一", rows, merged=[(1, origin, 3, origin), (1, village, 3, village)]))
    assert take(book)["new"] == 3
    kept = [declared(one["document_number"]) for one in (LI, WU, HE)]
    assert {one.origin for one in kept} == {"310101"}
    assert {one.village_text for one in kept} == {"中坝社区"}
    assert len({one.place for one in kept}) == 1


def test_a_filing_dated_after_its_receipt_is_put_back_and_taken_as_of_now_when_asked():
    late = wang(filed_at="2023-05-06 09:00", origin="陕西省安康市石泉县")
    counts = take_in(late)
    assert (counts["rejected"], counts["reasons"]) == (1, {"arrivals.filed_after_receipt": 1})
    assert take(as_csv(late), late_as_now=True)["told"] == {"late_as_now": 1}
    corrected = wang(filed_at="2022-05-10 07:30", origin="上海市黄浦区", phone="13900002223")
    with clock.at("2022-05-10T09:00"):
        assert take_in(corrected)["updated"] == 0  # it is older than what counts from receipt
    assert take(as_csv(late), late_as_now=True)["unchanged"] == 1


def test_after_a_mistyped_year_the_correction_stands():
    take_in(wang(filed_at="2023-05-06 09:00", origin="陕西省安康市石泉县", phone="13800001112"))
    counts = take_in(wang(filed_at="2022-05-10 07:30", origin="上海市黄浦区", phone="13900002223"))
    assert counts["new"] == 1
    assert declared(str(wang()["document_number"])).origin == "310101"
    assert phone_of(str(wang()["document_number"])) == "13900002223"


def test_a_missing_filing_time_is_the_time_of_upload_and_a_second_time_changes_nothing():
    data = as_csv(wang(filed_at=""), wang(**LI, filed_at="/"))
    counts = take(data)
    assert (counts["new"], counts["told"]) == (2, {"filed_now": 2})
    assert {filing.filed_at for filing in Filing.objects.all()} == {clock.now()}
    with clock.at("2022-05-11T08:00"):
        assert take(data)["unchanged"] == 2
        assert Filing.objects.count() == 2


def test_the_whole_column_can_be_filled_with_one_time():
    at = clock.now().replace(hour=6)
    counts = take(as_csv(wang(filed_at="")), filed_at=at)
    assert counts["told"] == {"filed_as_said": 1}
    assert Filing.objects.get().filed_at == at


def test_an_undone_later_import_leaves_the_earlier_one_as_it_counted():
    first = take(as_csv(wang(filed_at="")))
    assert first["new"] == 1
    with clock.at("2022-05-10T10:00"):
        done = arrivals.import_file(
            as_csv(wang(filed_at="2022-05-10 09:00", origin="上海市黄浦区")),
            "b.csv",
            by=SYSTEM,
            may_lower=True,
        )
        arrivals.undo_import(done.batch_id, "传错了", by=SYSTEM)
    kept = declared(str(wang()["document_number"]))
    assert (kept.origin, kept.filed_at) == ("610113", Filing.objects.get().filed_at)


@pytest.mark.parametrize(
    ("written", "day", "code"),
    [
        ("5月8日", "2022-05-08", "year_supplied"),
        ("5.8", "2022-05-08", "year_supplied"),
        ("05/08/2022", "2022-05-08", "day_guessed"),
        ("8/5/2022", "2022-05-08", "day_guessed"),
        ("22.5.8", "2022-05-08", "day_guessed"),
        ("12月30日", "2021-12-30", "year_supplied"),
    ],
)
def test_the_year_of_the_filing_is_supplied_and_said(written, day, code):
    counts = take_in(wang(arrival=written, leaving="", filed_at="2022-05-06 09:00"))
    assert counts["new"] == 1
    assert counts["told"][code] == 1
    assert str(Declaration.objects.get().arrival) == day
    (said,) = [one for one in counts["told_of"] if one["code"] == code]
    assert written in said["sentence"]["zh"]
    assert day in said["sentence"]["zh"]


def test_the_new_year_after_an_old_filing_is_the_next_year():
    with clock.at("2022-12-31T08:00"):
        take_in(wang(leaving="12月30日", arrival="1月2日", filed_at="2022-12-29 09:00"))
    kept = Declaration.objects.get()
    assert (kept.leaving, kept.arrival) == (date(2022, 12, 30), date(2023, 1, 2))


def test_an_arrival_beyond_the_horizon_is_refused_at_every_door_and_one_long_past_is_told():
    far = take_in(wang(arrival="2022-10-02"))
    assert far["reasons"] == {"arrivals.arrival_too_far_ahead": 1}
    with pytest.raises(arrivals.DeclarationFaulty) as refused:
        arrivals.register(form(arrival="2022-10-02", filed_at=""), by=SYSTEM, way_in="rest")
    assert [one.code for one in refused.value.faults] == ["arrivals.arrival_too_far_ahead"]
    old = take_in(wang(leaving="2021-05-01", arrival="2021-05-02", filed_at="2021-04-30 09:00"))
    assert (old["new"], old["told"]) == (1, {"long_past": 1})


@pytest.mark.parametrize("via", ["G1928", "高铁G1928", "K1026"])
def test_a_train_where_a_place_was_asked_for_is_no_stop_and_is_told(via):
    assert take_in(wang(via=via))["told"].get("vehicle_alone") == 1
    assert "vehicle_alone" not in take_in(wang(via="西安市G1928"))["told"]


def test_a_form_that_says_a_time_to_come_is_settled_by_its_receipt():
    arrivals.register(form(filed_at="2023-04-30 09:12"), by=SYSTEM, way_in="rest")
    assert Declaration.objects.get().filed_at == clock.now()


def test_words_for_nothing_and_ticks():
    rows = [
        wang(entry="无"),
        wang(**LI, entry="/"),
        wang(**WU, overseas="√", entry="2022-04-20", origin="缅甸"),
        wang(**HE, via="无"),
        wang(document_number="612423196003169880", name="巳测五", phone="无"),
    ]
    counts = take_in(*rows)
    assert (counts["new"], counts["rejected"]) == (5, 0)
    assert declared(WU["document_number"]).overseas is True
    assert declared(HE["document_number"]).unresolved == []
    five = declared("612423196003169880")
    assert ("phone" in five.missing, five.unresolved) == (True, [])


def test_an_unknown_origin_stays_in_its_words():
    take_in(wang(origin="不详"), wang(**LI, origin="/"))
    assert declared(str(wang()["document_number"])).origin_text == "不详"
    assert "origin" in declared(LI["document_number"]).missing


def test_phone_and_number_in_each_others_column_are_put_right_and_told():
    swapped = wang(**LI) | {"phone": LI["document_number"], "document_number": LI["phone"]}
    counts = take_in(swapped)
    assert (counts["new"], counts["told"]) == (1, {"swapped": 1})
    assert phone_of(LI["document_number"]) == "13800000101"


@pytest.mark.parametrize(
    ("written", "kept", "code"),
    [
        ("1.39E+10", "1.39E+10", "phone_damaged"),
        ("13800000001.0", "13800000001", "phone_mended"),
        ("1.3800000001E+10", "13800000001", "phone_mended"),
        ('="13800000001"', "13800000001", ""),
    ],
)
def test_phones_that_a_spreadsheet_damaged(written, kept, code):
    counts = take_in(wang(phone=written))
    assert counts["told"] == ({code: 1} if code else {})
    assert phone_of(str(wang()["document_number"])) == kept


def test_numbers_guarded_for_excel_are_their_digits():
    data = (
        "姓名,证件号码,手机号,抵达日期,出发地,填报时间\n"
        '李测甲,"=""61242319600120980X""","=""13800000001""",2022-05-08,上海市,2022-05-06 09:00\n'
    ).encode("gb18030")
    assert take(data)["new"] == 1
    assert phone_of(LI["document_number"]) == "13800000001"


def two_phones(arrival: str) -> bytes:
    head = [
        "序号",
        "姓名",
        "身份证号",
        "联系电话",
        "出发地",
        "抵达日期",
        "乡镇",
        "填报时间",
        "紧急联系人",
        "联系电话",
    ]
    row = [
        "1",
        "子测一",
        LI["document_number"],
        "13800000101",
        "上海市黄浦区",
        arrival,
        "城关镇",
        "2022-05-06 09:00",
        "某某",
        "13900000999",
    ]
    return workbook(Page("来返人员", [head, row]))


def test_of_two_columns_of_one_title_the_first_is_the_persons_also_when_corrected(tmp_path):
    assert take(two_phones("2022-02-30"))["rejected"] == 1
    batch = ImportBatch.objects.get()
    path = tmp_path / "rejected.csv"
    assert arrivals.export_rejected(batch.pk, path, purpose="核对", by=SYSTEM) == 1
    text = path.read_text("utf-8-sig")
    assert text.splitlines()[0].count("联系电话") == 2
    assert ("13800000101" in text, "13900000999" in text) == (True, True)
    again = text.replace("2022-02-30", "2022-05-08").encode("utf-8-sig")
    assert arrivals.import_file(again, "b.csv", by=SYSTEM).counts["new"] == 1
    assert phone_of(LI["document_number"]) == "13800000101"


def test_on_the_page_too():
    take(two_phones("2022-02-30"))
    (row,) = arrivals.rejected_rows(ImportBatch.objects.get().pk, by=SYSTEM).rows
    assert [label for label, _ in row.cells].count("联系电话〔2〕") == 1
    arrivals.correct_rejected(row.id, {"arrival": "2022-05-08"}, by=SYSTEM)
    assert phone_of(LI["document_number"]) == "13800000101"


def test_a_header_on_two_rows_under_a_title():
    rows = [
        ["汉阴县来返人员登记表"] + [""] * 9,
        ["姓名", "证件信息", "", "手机号", "行程", "", "", "目的地", "", "填报时间"],
        ["", "证件类型", "证件号码", "", "出发地", "离开日期", "抵达日期", "乡镇", "村", ""],
        [
            "癸测一",
            "居民身份证",
            LI["document_number"],
            "13800000500",
            "上海市黄浦区",
            "2022-05-07",
            "2022-05-08",
            "城关镇",
            "中坝社区",
            "2022-05-06 09:00",
        ],
    ]
    merged = [
        (0, 0, 0, 9),
        (1, 0, 2, 0),
        (1, 1, 1, 2),
        (1, 3, 2, 3),
        (1, 4, 1, 6),
        (1, 7, 1, 8),
        (1, 9, 2, 9),
    ]
    assert take(workbook(Page("一", rows, merged=merged)))["new"] == 1
    kept = declared(LI["document_number"])
    assert (kept.origin, str(kept.leaving), kept.village_text) == (
        "310101",
        "2022-05-07",
        "中坝社区",
    )
    assert f"{kept.filed_at.astimezone(clock.COUNTY_TIME):%Y-%m-%d %H:%M}" == "2022-05-06 09:00"


def test_a_column_without_a_title_is_listed_and_can_be_named():
    rows = rows_of(wang())
    rows[0][rows[0].index("抵达日期")] = ""
    batch = arrivals.preview_file(workbook(Page("一", rows)), "a.xlsx", by=SYSTEM)
    columns = {one.title: one for one in arrivals.preview_columns(batch, by=SYSTEM)}
    bare = next(one for title, one in columns.items() if title.startswith("第 "))
    assert bare.samples == ("2022-05-02",)
    mapping = {title: one.field for title, one in columns.items()} | {bare.title: "arrival"}
    arrivals.correct_mapping(batch, mapping, by=SYSTEM)
    assert ImportBatch.objects.get(pk=batch).counts["new"] == 1


def test_an_unreadable_column_is_told_as_such_and_once():
    data = as_csv(wang(), wang(**LI)).decode("utf-8-sig").replace("抵达日期", "甲栏").encode()
    counts = take(data)
    assert counts["reasons"] == {"arrivals.column_missing": 2}
    (group,) = counts["rejected_for"]
    assert (group["count"], "抵达日期" in group["sentence"]["zh"]) == (2, True)


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("来汉时间", "arrival"),
        ("到汉时间", "arrival"),
        ("预计到达时间", "arrival"),
        ("返县日期", "arrival"),
        ("拟来汉阴日期", "arrival"),
        ("抵达汉阴县的时间", "arrival"),
        ("到家日期", "arrival"),
        ("回村时间", "arrival"),
        ("上报时间", "filed_at"),
        ("提交答卷时间", "filed_at"),
        ("登记日期", "filed_at"),
        ("填写时间", "filed_at"),
        ("身份证件号码", "document_number"),
        ("有效身份证件号", "document_number"),
        ("身份证号/护照号", "document_number"),
        ("3、您的身份证号码", "document_number"),
        ("本人联系电话", "phone"),
        ("手机/电话", "phone"),
        ("联系电话(必填)", "phone"),
        ("移动电话", "phone"),
        ("返乡人员的姓名", "name"),
        ("*姓 名", "name"),
        ("请填写您的姓名", "name"),
        ("离汉时间", "leaving"),
        ("离开西安日期", "leaving"),
        ("从何处来", "origin"),
        ("目的地乡镇", "town"),
        ("所在村(社区)", "village"),
        # what looks like one and is none
        ("紧急联系人电话", None),
        ("联系人姓名", None),
        ("填报人姓名", None),
        ("审核人", None),
        ("到期日期", None),
        ("来电时间", None),
        ("来访时间", None),
        ("返程时间", None),
        ("户主姓名", None),
        ("网格员电话", None),
        ("离职时间", None),
        ("填报单位", None),
        ("返校时间", None),
    ],
)
def test_titles_as_people_write_them(title, field):
    assert field_of(title) == field


def test_a_preview_says_who_and_whence_and_rejected_rows_say_who():
    rows = as_csv(wang(), wang(**LI, arrival="待定"))
    batch = arrivals.preview_file(rows, "a.csv", by=SYSTEM)
    (new,) = arrivals.preview_rows(batch, "new", by=SYSTEM).rows
    assert (new.origin, str(new.arrival), new.place) == (
        "陕西省西安市雁塔区",
        "2022-05-02",
        "城关镇中坝社区",
    )
    (rejected,) = arrivals.preview_rows(batch, "rejected", by=SYSTEM).rows
    assert rejected.name == people.mask_name(LI["name"])
    assert rejected.number == people.mask_number(LI["document_number"])


def test_a_pushed_list_on_its_second_sheet_is_found():
    letter = arrivals.Letter(title="协查", sender="市指挥部", due_at=clock.now().replace(day=12))
    book = workbook(
        Page("填表说明", [["请核查"]]),
        Page("名单", [["姓名", "身份证号"], ["李测甲", LI["document_number"]]]),
    )
    done = arrivals.push_list(book, "名单.xlsx", letter, by=SYSTEM)
    assert (done.items, done.rejected) == (1, 0)
    assert places.home()


def test_a_name_or_a_reason_with_a_zero_byte_is_no_fault_of_the_house():
    batch = arrivals.preview_file(as_csv(wang()), "a\x00.csv", by=SYSTEM)
    assert ImportBatch.objects.get(pk=batch).file_name == "a.csv"
    arrivals.register(form(name="王\x00秀英", remark="a\x00b"), by=SYSTEM, way_in="rest")
    assert Declaration.objects.get().remark == "ab"
    take_in(wang(**LI, arrival="待定"))
    (row,) = arrivals.rejected_rows(ImportBatch.objects.latest("id").pk, by=SYSTEM).rows
    assert arrivals.set_aside([row.id], "重\x00复", by=SYSTEM) == 1
