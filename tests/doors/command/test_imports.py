"""Imports: looked at first, said row by row, taken by the worker, put right, undone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.template import Context, Template

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.models import AuditLine
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.services import importing, preview_kept, resuming
from fangxian.lines.zones import pages as zones
from tests.doors.command.ledgers import HEADER, ledger, number_of, row
from tests.rooms.intake.sheets import Page, workbook


def upload(client, content, name="台账.csv"):
    return client.post("/imports/", {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def looked_at(at_desk):
    """A file of three rows of which one has no arrival and one a wrong number."""
    client = at_desk("hq")
    content = ledger(row(1), row(2, "王建国", arrival=""), row(3, "赵小燕", number="610921"))
    answer = upload(client, content)
    assert answer.status_code == 302, answer.content.decode()
    return client, answer["Location"]


def test_a_file_is_understood_and_its_rejected_rows_come_first(looked_at):
    client, where = looked_at
    page = client.get(where)
    shown = page.content.decode()
    assert page.context["verdict"] == "rejected"
    assert page.context["good"] == 1
    assert [one.row_number for one in page.context["page"].rows] == [3, 4]
    assert "还没有收下任何一行" in shown
    assert "收下好的 1 行" in shown
    assert number_of(1) not in shown
    assert arrivals.batches(by=SYSTEM).rows[0].state == "preview"


def test_a_wrong_column_is_put_right_and_looked_at_again(at_desk):
    client = at_desk("hq")
    content = ledger(
        row(1), header="姓名,身份证号,联系电话,来源地,离开日期,甲栏,目的镇,目的村,填报时间"
    )
    where = upload(client, content)["Location"]
    columns = client.get(where).context["columns"]
    fields = ["arrival" if one.title == "甲栏" else one.field for one in columns]
    client.post(f"{where}/mapping", {"title": [one.title for one in columns], "field": fields})
    assert client.get(where).context["batch"].counts["new"] == 1


def test_a_long_file_is_looked_at_by_the_worker(at_desk, settings):
    settings.FANGXIAN_UPLOAD_ROWS_AT_ONCE = 2
    client = at_desk("hq")
    where = upload(client, ledger(row(1), row(2, "王建国", arrival=""), row(3)))["Location"]
    shown = client.get(where).content.decode()
    assert "查看中" in shown
    assert "还没有写入任何一行" in shown
    assert client.get(f"{where}/progress").headers.get("HX-Refresh") is None
    batch = int(where.rsplit("/", 1)[1])
    assert client.post(f"{where}/start", {"which": "good"}).status_code == 409
    importing.look_at_long(batch, by=SYSTEM)
    assert client.get(f"{where}/progress").headers["HX-Refresh"] == "true"
    page = client.get(where)
    assert page.context["batch"].counts["new"] == 2
    assert [one.row_number for one in page.context["page"].rows] == [3]
    client.post(f"{where}/choose", {"late_as_now": "on"})
    assert "查看中" in client.get(where).content.decode()
    importing.look_at_long(batch, by=SYSTEM)
    client.post(f"{where}/start", {"which": "good"})
    arrivals.commit_import(batch, by=SYSTEM)
    assert "新增 2 人" in client.get(where).content.decode()


def test_a_long_file_that_nobody_understands_asks_for_its_columns(at_desk, settings):
    settings.FANGXIAN_UPLOAD_ROWS_AT_ONCE = 2
    client = at_desk("hq")
    content = ledger(row(1), row(2), header="甲栏,乙栏,丙栏,丁栏,戊栏,己栏,庚栏,辛栏,壬栏")
    where = upload(client, content)["Location"]
    batch = int(where.rsplit("/", 1)[1])
    importing.look_at_long(batch, by=SYSTEM)
    columns = client.get(where).context["columns"]
    known = [
        "name",
        "document_number",
        "phone",
        "origin",
        "leaving",
        "arrival",
        "town",
        "village",
        "filed_at",
    ]
    client.post(f"{where}/mapping", {"title": [one.title for one in columns], "field": known})
    importing.look_at_long(batch, remember=True, by=SYSTEM)
    assert client.get(where).context["batch"].counts["new"] == 2


def test_a_look_that_died_begins_again(at_desk, settings):
    settings.FANGXIAN_UPLOAD_ROWS_AT_ONCE = 2
    upload(at_desk("hq"), ledger(row(1), row(2)))
    [batch] = arrivals.batches(by=SYSTEM).rows
    assert arrivals.stopped_imports() == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    assert arrivals.stopped_imports() == [batch.id]
    assert resuming.resume_imports() == 1
    assert arrivals.stopped_imports() == []
    assert arrivals.batch(batch.id, by=SYSTEM).state == "looking"


def test_good_rows_are_taken_by_the_worker_and_the_page_tells(looked_at):
    client, where = looked_at
    client.post(f"{where}/start", {"which": "good"})
    assert "排队中" in client.get(where).content.decode()
    batch = int(where.rsplit("/", 1)[1])
    assert client.get(f"{where}/progress").headers.get("HX-Refresh") is None
    arrivals.commit_import(batch, by=SYSTEM)
    assert client.get(f"{where}/progress").headers["HX-Refresh"] == "true"
    page = client.get(where)
    assert "新增 1 人" in page.content.decode()
    assert page.context["page"].total == 2


def test_a_second_click_on_start_is_told_that_it_runs(looked_at):
    client, where = looked_at
    client.post(f"{where}/start", {"which": "good"})
    answer = client.post(f"{where}/start", {"which": "good"})
    assert answer.status_code == 409
    assert "arrivals.import_running" in answer.content.decode()


def test_a_rejected_row_is_put_right_in_place(looked_at):
    client, where = looked_at
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    rows = client.get(where).context["rows"]
    by_name = {dict(one.row.cells)["姓名"]: one for one in rows}
    wrong = by_name["赵小燕"]
    assert [box.field for box in wrong.boxes] == ["document_number"]
    assert (wrong.boxes[0].text, wrong.boxes[0].shown) == ("", "6****1")
    still = client.post(f"{where}/rows/{wrong.row.id}", {"document_number": "61092"})
    assert still.status_code == 422
    client.post(f"{where}/rows/{wrong.row.id}", {"document_number": number_of(3)})
    client.post(f"{where}/rows/{by_name['王建国'].row.id}", {"arrival": "2022-05-08"})
    assert client.get(where).context["page"].total == 0


def test_who_somebody_is_stands_in_clear_only_after_a_press_that_is_written_down(looked_at):
    client, where = looked_at
    batch = int(where.rsplit("/", 1)[1])
    arrivals.commit_import(batch, by=SYSTEM)
    page = client.get(where)
    shown = page.content.decode()
    for whole in ("王建国", "赵小燕", number_of(2), "13891501234", 'value="610921"'):
        assert whole not in shown
    assert "王**" in shown
    wrong = next(one for one in page.context["rows"] if one.boxes[0].field == "document_number")
    clear = client.post(f"{where}/rows/{wrong.row.id}/clear")
    assert "赵小燕" in clear.content.decode()
    assert 'value="610921"' in clear.content.decode()
    assert clear["Cache-Control"] == "no-store"
    line = AuditLine.objects.filter(deed="arrivals.reveal_rejected").get()
    assert line.subject == f"arrivals.rejected:{wrong.row.id}"


def test_what_was_typed_already_stays_when_a_row_is_looked_at_in_clear(looked_at):
    client, where = looked_at
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    rows = client.get(where).context["rows"]
    wrong = next(one for one in rows if one.boxes[0].field == "document_number")
    clear = f"{where}/rows/{wrong.row.id}/clear"
    typed = client.post(clear, {"document_number": number_of(3)}).content.decode()
    assert f'value="{number_of(3)}"' in typed
    empty = client.post(clear, {"document_number": "", "kept": ["document_number"]})
    assert 'value="610921"' in empty.content.decode()


@pytest.mark.parametrize("htmx", [True, False], ids=["in place", "without a script"])
def test_what_is_still_wrong_is_said_without_the_numbers_of_people(looked_at, htmx):
    client, where = looked_at
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    rows = client.get(where).context["rows"]
    wrong = next(one for one in rows if one.boxes[0].field == "document_number")
    headers = {"HX-Request": "true"} if htmx else {}
    cells = {"document_number": number_of(3), "arrival": "61092119880315231X 到"}
    answer = client.post(f"{where}/rows/{wrong.row.id}", cells, headers=headers)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "610****" in said
    assert "61092119880315231X" not in said.replace('value="61092119880315231X', "")


def test_a_cell_that_is_shown_masked_stays_as_it_is_where_nothing_is_written_into_it(looked_at):
    client, where = looked_at
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    rows = client.get(where).context["rows"]
    wrong = next(one for one in rows if one.boxes[0].field == "document_number")
    left = client.post(
        f"{where}/rows/{wrong.row.id}", {"document_number": "", "kept": ["document_number"]}
    )
    assert left.status_code == 422
    assert "people.document_missing" not in left.content.decode()


def test_a_row_is_put_right_beside_the_others(looked_at):
    client, where = looked_at
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    rows = client.get(where).context["rows"]
    one = next(one for one in rows if dict(one.row.cells)["姓名"] == "王建国")
    htmx = {"HX-Request": "true"}
    bad = client.post(f"{where}/rows/{one.row.id}", {"arrival": "不知道"}, headers=htmx)
    assert (bad.status_code, bad["HX-Retarget"]) == (422, f"#faults-{one.row.id}")
    assert "不知道" in bad.content.decode()
    two = client.post(
        f"{where}/rows/{one.row.id}", {"arrival": "不知道", "document_number": "61"}, headers=htmx
    )
    assert two.content.decode().count('class="fault"') == 2, "all of them, not the first alone"
    good = client.post(f"{where}/rows/{one.row.id}", {"arrival": "2022-05-08"}, headers=htmx)
    assert good.content == b""


def test_rows_are_set_aside_with_a_reason(looked_at):
    client, where = looked_at
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    ids = [one.row.id for one in client.get(where).context["rows"]]
    client.post(f"{where}/aside", {"ids": ids, "why": "重复"})
    assert client.get(where).context["page"].total == 0


def test_rejected_rows_go_out_and_come_in_again(looked_at):
    client, where = looked_at
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    assert client.get(f"{where}/rejected.xlsx").status_code == 405
    assert client.post(f"{where}/rejected.xlsx").status_code == 422  # it is said what for
    file = client.post(f"{where}/rejected.xlsx", {"purpose": "改正退回行"})
    assert file.status_code == 200
    assert "filename*=UTF-8''" in file["Content-Disposition"]
    again = upload(client, file.content, "待改正.xlsx")
    assert client.get(again["Location"]).context["batch"].counts["rejected"] == 2


def test_an_import_is_undone(looked_at):
    client, where = looked_at
    before = arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).total
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    assert arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).total == before + 1
    assert client.post(f"{where}/undo").status_code >= 400  # without a reason
    client.post(f"{where}/undo", {"why": "传错了文件"})
    assert "已经撤销" in client.get(where).content.decode()
    assert arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).total == before


def test_the_template_comes_without_anything_in_it_and_imports_as_such(at_desk):
    client = at_desk("hq")
    file = client.get("/imports/template.xlsx")
    assert file.content[:2] == b"PK"
    answer = upload(client, file.content, "模板.xlsx")
    assert answer.status_code == 422
    assert "intake.no_rows" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "空.csv"),
        (b"%PDF-1.7 nothing", "红头文件.pdf"),
        (b"\x00\x01\x02" * 50, "x.xlsx"),
        (b"hello\n1\n", "别的.csv"),
    ],
)
def test_what_is_no_ledger_is_refused_in_a_sentence(at_desk, content, name):
    answer = upload(at_desk("hq"), content, name)
    assert 400 <= answer.status_code < 500
    assert re.search(r"<code>(intake|command)\.\w+</code>", answer.content.decode())
    assert arrivals.batches(by=SYSTEM).total == 0


def test_a_file_beyond_the_limit_is_not_even_read(at_desk, settings):
    settings.FANGXIAN_UPLOAD_BYTES = 100
    answer = upload(at_desk("hq"), b"x" * 101)
    assert answer.status_code == 413


def test_no_file_is_a_sentence(at_desk):
    answer = at_desk("hq").post("/imports/")
    assert answer.status_code == 422
    assert "没有选文件" in answer.content.decode()


def test_a_village_may_import_no_ledger(at_desk):
    client = at_desk("village")
    page = client.get("/imports/")
    assert not page.context["may_ledger"]
    assert {one.needs for one in page.context["kinds"]} <= {"duty.edit", "people.edit"}
    assert client.get("/imports/?kind=risk_areas").status_code == 403
    assert client.get("/imports/1").status_code == 403


@pytest.fixture
def taken(looked_at):
    client, where = looked_at
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    return client, where


def test_the_page_of_a_done_import_says_which_columns_it_went_by(taken):
    client, where = taken
    page = client.get(where)
    said = {one.title: one for one in page.context["columns"]}
    assert said["返汉日期"].label.zh == "抵达日期"
    assert not said["姓名"].corrected
    assert "可以撤销" in page.content.decode()
    assert page.context["outlook"].goes == 1


def test_a_corrected_column_is_marked_on_the_done_page(at_desk):
    client = at_desk("hq")
    header = "姓名,身份证号,联系电话,来源地,离开日期,甲栏,目的镇,目的村,填报时间"
    where = upload(client, ledger(row(1), header=header))["Location"]
    columns = client.get(where).context["columns"]
    fields = ["arrival" if one.title == "甲栏" else one.field for one in columns]
    client.post(f"{where}/mapping", {"title": [one.title for one in columns], "field": fields})
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    page = client.get(where)
    assert [one.title for one in page.context["columns"] if one.corrected] == ["甲栏"]
    assert "甲栏→抵达日期" in page.content.decode()


def test_one_that_waits_for_long_says_that_nobody_may_be_at_work(looked_at):
    client, where = looked_at
    client.post(f"{where}/start", {"which": "good"})
    assert "fangxian doctor" not in client.get(where).content.decode()
    with clock.at("2022-05-10T20:30"):
        assert "fangxian doctor" in client.get(where).content.decode()


def test_a_number_that_is_not_wrong_is_not_read_out(taken):
    client, where = taken
    shown = client.get(where).content.decode()
    assert number_of(2) not in shown


def test_sheets_reasons_and_who_are_on_the_page_and_a_hidden_sheet_is_read_by_a_tick(at_desk):
    client = at_desk("hq")
    head = ["姓名", "身份证号", "联系电话", "出发地", "抵达日期", "目的乡镇", "填报时间"]
    old = ["李旧", number_of(31), "", "西安市", "2022-05-08", "城关镇", "2022-05-06 09:00"]
    new = ["李新", number_of(32), "", "陕西省西安市雁塔区", "5月8日", "城关镇", ""]
    late = ["李晚", number_of(33), "", "西安市", "2022-05-08", "城关镇", "2023-05-06 09:00"]
    book = workbook(
        Page("旧", [head, old], hidden=True),
        Page("填表说明", [["如实填写"]]),
        Page("来返人员", [head, new, late, ["合计", "2 人"]]),
    )
    where = upload(client, book, "台账.xlsx")["Location"]
    shown = client.get(where).content.decode()
    for words in (
        "隐藏的，没有读",
        "不是表格，没有读",
        "合计 2 人",
        "没有写年份",
        "晚于收到它的时间",
        "按收到的时间计",
    ):
        assert words in shown, words
    (rejected,) = client.get(f"{where}?verdict=rejected").context["page"].rows
    assert rejected.name in shown
    (row_,) = client.get(f"{where}?verdict=new").context["page"].rows
    assert (row_.origin, row_.place, str(row_.arrival)) == (new[3], "城关镇", "2022-05-08")
    assert row_.class_code
    assert client.get(f"{where}?verdict=new").content.decode().count("2022-05-08")
    client.post(f"{where}/choose", {"sheet": ["旧", "来返人员"], "late_as_now": "1"})
    assert client.get(where).context["batch"].counts["new"] == 3
    client.post(f"{where}/choose", {"sheet": ["来返人员"], "filed_at": "2022-05-07T10:00"})
    counts = client.get(where).context["batch"].counts
    assert (counts["new"], counts["told"].get("filed_as_said")) == (1, 1)


def test_hidden_rows_and_columns_and_a_second_table_are_ticked_as_sheets_are(at_desk):
    client = at_desk("hq")
    head = ["姓名", "身份证号", "出发地", "抵达日期", "填报时间", "返程日期"]
    one, two, three = (
        [f"李隐{n}", number_of(40 + n), "西安市", "2022-05-08", "2022-05-06 09:00", "6月1日"]
        for n in range(3)
    )
    below = ["身份证号", "姓名", *head[2:5]]
    rows = [head, one, two, ["涧池镇"], below, [three[1], three[0], *three[2:5]]]
    book = workbook(Page("名册", rows, hidden_rows=[2], hidden_columns=[2]))
    where = upload(client, book, "台账.xlsx")["Location"]
    page = client.get(where)
    shown = page.content.decode()
    for words in ("名册·隐藏的行", "名册·隐藏的列", "名册·第 2 张表", "没有读的列：", "返程日期"):
        assert words in shown, words
    assert page.context["batch"].counts["new"] == 2
    assert {row.origin for row in client.get(f"{where}?verdict=new").context["page"].rows} == {""}
    every = ["名册", "名册·隐藏的行", "名册·隐藏的列", "名册·第 2 张表", "名册·第 2 张表·隐藏的列"]
    client.post(f"{where}/choose", {"sheet": every})
    assert client.get(where).context["batch"].counts["new"] == 3
    rows = client.get(f"{where}?verdict=new").context["page"].rows
    assert {row.origin for row in rows} == {"西安市"}


def test_a_year_that_is_not_this_one_is_shown():
    drawn = Template('{% load house %}{{ day|date:"m-d" }} {{ other|date:"m-d" }}')
    with clock.at("2022-05-10T08:00"):
        said = drawn.render(Context({"day": date(2022, 5, 7), "other": date(2021, 5, 7)}))
        assert clock.said(clock.now().replace(year=2023)) == "2023-05-10 08:00"
    assert said == "05-07 2021-05-07"


def test_a_file_that_lowers_somebody_names_them_and_waits_for_a_tick(at_desk):
    listed = (date(2022, 4, 1), date(2022, 5, 20))
    zones.add_by_hand("high", "上海市浦东新区", *listed, "名单", by=SYSTEM)
    arrivals.import_file(ledger(row(1, origin="上海市浦东新区")), "先.csv", by=SYSTEM)
    client = at_desk("hq")
    content = ledger(row(1, origin="安康市汉滨区", filed="2022-05-06 09:00"))
    where = upload(client, content)["Location"]
    shown = client.get(where).content.decode()
    assert "管控会降低：1 人" in shown
    assert "李**" in shown
    assert 'name="may_lower" form="take" required' in shown
    assert "这些人的行交第二人核实后才生效" in shown
    refused = client.post(f"{where}/start", {"which": "good"})
    assert refused.status_code == 409
    client.post(f"{where}/start", {"which": "good", "may_lower": "on"})
    arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)  # the worker's part
    done = client.get(where).content.decode()
    assert "管控会降低：1 人" in done
    assert 'name="may_lower"' not in done


def test_whom_only_strangers_declared_the_look_says_how_many_wait(at_desk):
    listed = (date(2022, 4, 1), date(2022, 5, 20))
    zones.add_by_hand("high", "上海市浦东新区", *listed, "名单", by=SYSTEM)
    said = {
        "name": "陈国强",
        "document_type": "护照",
        "origin": "上海市浦东新区",
        "leaving": "2022-05-04",
        "arrival": "2022-05-05",
        "town": "城关镇",
        "overseas": "否",
    }
    for n in range(7):
        number = {"document_number": f"E1234567{n}", "phone": f"1390000{n}999"}
        arrivals.declare({**said, **number}, by=NOBODY)
    outbox.settle()
    titles = (
        "姓名",
        "证件类型",
        "证件号码",
        "出发地",
        "离开出发地日期",
        "抵达日期",
        "目的乡镇",
        "填报时间",
    )
    rows = [
        (
            "陈国强",
            "护照",
            f"E1234567{n}",
            "云南省昆明市五华区",
            "2022-05-04",
            "2022-05-05",
            "城关镇",
            clock.said(clock.now()),
        )
        for n in range(7)
    ]
    content = "\n".join(",".join(one) for one in (titles, *rows)).encode("utf-8-sig")
    client = at_desk("hq")
    where = upload(client, content)["Location"]
    shown = client.get(where).content.decode()
    assert "管控会降低：7 人" in shown
    assert "其中 2 人的行交第二人核实后才生效，5 人的当即生效" in shown


def test_a_look_says_what_would_become_of_the_rows_and_leads_to_them(at_desk):
    client = at_desk("hq")
    zones.add_by_hand(
        "high", "上海市浦东新区", date(2022, 4, 1), date(2022, 5, 20), "名单", by=SYSTEM
    )
    content = ledger(
        row(1, origin="上海市浦东新区"),
        row(2, "王建国", origin="陕西省汉中市汉台区"),
        row(3, "赵小燕", origin="某某新城"),
        row(4, "周全", arrival=""),
    )
    where = upload(client, content)["Location"]
    page = client.get(where)
    ahead = page.context["ahead"]
    people = {one["colour"]: one["people"] for one in ahead["colours"]}
    assert (people["red"], people["grey"], sum(people.values())) == (1, 1, 3)
    assert [one["colour"] for one in ahead["colours"]][0] == "red"
    assert (ahead["people"], ahead["of"]) == (3, 3)
    assert "其中地名没认出的人，将按待核" in page.content.decode()
    [grey] = [one for one in ahead["colours"] if one["colour"] == "grey"]
    for name in (grey["list"], "unplaced"):
        listed = client.get(f"{where}?verdict={name}").context["page"]
        assert (listed.total, [one.row_number for one in listed.rows]) == (1, [4])
        assert listed.rows[0].colour == "grey"


def test_of_a_large_file_the_look_says_how_many_it_looked_at(at_desk, monkeypatch):
    monkeypatch.setattr(preview_kept, "FORESEEN", 2)
    client = at_desk("hq")
    content = ledger(row(1), row(2, "王建国"), row(3, "赵小燕"))
    shown = client.get(upload(client, content)["Location"]).content.decode()
    assert "只预判了前 2 人（共 3 人）" in shown


def test_hidden_parts_are_left_out_only_by_a_tick(at_desk):
    client = at_desk("hq")
    rows = [HEADER.split(","), row(1).split(","), row(2, "王建国").split(",")]
    where = upload(client, workbook(Page("名册", rows, hidden_rows=[2])), "台账.xlsx")["Location"]
    assert "隐藏的不要，只收看得见的" in client.get(where).content.decode()
    refused = client.post(f"{where}/start", {"which": "good"})
    assert refused.status_code == 409
    assert "arrivals.hidden_undecided" in refused.content.decode()
    client.post(f"{where}/start", {"which": "good", "without_hidden": "1"})
    assert client.get(where).context["batch"].state == "queued"
    done = arrivals.commit_import(int(where.rsplit("/", 1)[1]), by=SYSTEM)
    assert done.counts["new"] == 1
