"""What cannot be taken is refused with a code, a sentence and a way out; nothing is half-written."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import REFUSALS, Refusal
from fangxian.lines.arrivals import files
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.errors import DateUnreadable
from fangxian.lines.arrivals.models import Declaration, Filing, ImportBatch, RejectedRow
from tests.rooms.arrivals.ledgers import as_csv, as_xlsx, rows_of, take_in, wang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"name": ""}, "arrivals.name_missing"),
        ({"name": "　"}, "arrivals.name_missing"),
        ({"name": "王" * 121}, "arrivals.cell_too_long"),
        ({"document_number": ""}, "people.document_missing"),
        ({"document_number": "612423198506152221"}, "people.id_checksum"),
        ({"document_number": "6.12423E+17"}, "people.id_damaged"),
        ({"document_type": "工作证"}, "people.document_type"),
        ({"arrival": ""}, "arrivals.arrival_missing"),
        ({"filed_at": "2023-04-30 09:12"}, "arrivals.filed_after_receipt"),
        ({"arrival": "2022-08-02"}, "arrivals.arrival_too_far_ahead"),
        ({"filed_at": "昨天"}, "arrivals.filing_time_unreadable"),
        ({"arrival": "2022-02-30"}, "arrivals.date_unreadable"),
        ({"arrival": "待定"}, "arrivals.date_unreadable"),
        ({"leaving": "2022-13-01"}, "arrivals.date_unreadable"),
        ({"arrival": "13月2日"}, "arrivals.date_unreadable"),
        ({"arrival": "1922-05-02"}, "arrivals.date_unreadable"),
        ({"arrival": "2022-04-01"}, "arrivals.arrival_before_leaving"),
        ({"overseas": "是", "entry": "2022-05-20"}, "arrivals.entry_after_arrival"),
        ({"via": "西安市@2022-05-03~2022-05-01"}, "arrivals.stay_reversed"),
        ({"via": "西安市@2022-05-01~2022-05-09"}, "arrivals.stay_after_arrival"),
        ({"via": "西安市@前天"}, "arrivals.via_unreadable"),
        ({"via": "西安市@2022-02-30~2022-03-01"}, "arrivals.via_unreadable"),
        ({"remark": "长" * 2001}, "arrivals.cell_too_long"),
    ],
)
def test_a_faulty_row_is_kept_out_with_its_code_and_kept_as_work(fault, code):
    counts = take_in(wang(**fault))
    assert (counts["rejected"], counts["reasons"]) == (1, {code: 1})
    assert not Declaration.objects.exists()
    batch = ImportBatch.objects.get()
    (row,) = arrivals.rejected_rows(batch.pk, by=SYSTEM).rows
    for said in row.faults:
        assert said.sentence.zh
        assert said.way_out.en
        assert "{" not in said.sentence.zh + said.sentence.en + said.way_out.zh + said.way_out.en


def test_a_row_with_two_faults_is_counted_once_under_the_first():
    counts = take_in(wang(name="", arrival="2022-02-30"))
    assert counts["reasons"] == {"arrivals.name_missing": 1}
    (row,) = arrivals.rejected_rows(ImportBatch.objects.get().pk, by=SYSTEM).rows
    assert [said.code for said in row.faults] == [
        "arrivals.name_missing",
        "arrivals.date_unreadable",
    ]
    assert "2022-02-30" in row.faults[1].sentence.zh


def a_zip(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


FILES = {
    "intake.no_rows": b"",
    "intake.header_unknown": "甲,乙,丙\n1,2,3\n".encode(),
    "intake.file_type": b"%PDF-1.7 ...",
    "intake.file_damaged": b"PK\x03\x04 broken",
    "intake.file_inflates": a_zip("xl/workbook.xml", b"\0" * 40_000_000),
    "intake.file_protected": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    + "EncryptedPackage".encode("utf-16-le"),
}


@pytest.mark.parametrize(("code", "data"), FILES.items(), ids=list(FILES))
def test_a_file_that_is_no_ledger_is_refused(code, data):
    batch = arrivals.preview_file
    with pytest.raises(Refusal) as refused:
        batch(data, "台账.xlsx", by=SYSTEM)
    assert refused.value.code == code
    assert not ImportBatch.objects.exists()


def test_a_bomb_whose_directory_lies_is_seen_through():
    honest = a_zip("xl/workbook.xml", b"\0" * 700_000_000)
    lying = honest.replace((700_000_000).to_bytes(4, "little"), (9_000_000).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(Refusal) as refused:
        arrivals.look_at_file(lying, by=SYSTEM)
    assert refused.value.code == "intake.file_inflates"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG....",
        b"\xff\xd8\xff\xe0",
        b"<html><table>",
        a_zip("readme.txt", b"x"),
        a_zip("word/document.xml", b"x"),
        b"a,b\x00\x01\x02",
        b"MZ\x90",
    ],
)
def test_other_kinds_of_files_are_told_apart(data):
    with pytest.raises(Refusal) as refused:
        arrivals.look_at_file(data, by=SYSTEM)
    assert refused.value.code in {"intake.file_type", "intake.header_unknown"}


def test_a_file_of_fifty_megabytes_is_not_even_read(tmp_path):
    path = tmp_path / "大.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(Refusal) as refused:
        arrivals.import_file(path, path.name, by=SYSTEM)
    assert refused.value.code == "intake.file_too_large"
    assert "50" in refused.value.said.zh


def test_a_header_without_rows_is_no_success(tmp_path):
    empty = tmp_path / "模板.xlsx"
    empty.write_bytes(arrivals.template_xlsx(by=SYSTEM))
    with pytest.raises(Refusal) as refused:
        arrivals.import_file(empty, empty.name, by=SYSTEM)
    assert refused.value.code == "intake.no_rows"
    assert not Filing.objects.exists()


def test_the_name_of_a_file_proves_nothing(tmp_path):
    path = as_xlsx(tmp_path / "台账.csv.xlsx", rows_of(wang()))
    assert arrivals.import_file(path, "台账.csv", by=SYSTEM).counts["new"] == 1


def test_all_or_nothing_takes_nothing_when_a_row_is_faulty():
    batch = arrivals.preview_file(as_csv(wang(), wang(name="")), "台账.csv", by=SYSTEM)
    with pytest.raises(Refusal) as refused:
        arrivals.commit_import(batch, only_good=False, by=SYSTEM)
    assert refused.value.code == "arrivals.rows_rejected"
    assert not Declaration.objects.exists()
    assert arrivals.commit_import(batch, only_good=True, by=SYSTEM).counts["new"] == 1
    with pytest.raises(Refusal) as refused:
        arrivals.commit_import(batch, by=SYSTEM)
    assert refused.value.code == "arrivals.import_settled"


def test_rejected_rows_are_corrected_in_the_file_and_handed_in_as_it_is(tmp_path):
    take_in(wang(), wang(document_number="612423198506152221", name="李四", remark="=1+1"))
    first = ImportBatch.objects.get()
    path = tmp_path / "待改.csv"
    assert arrivals.export_rejected(first.pk, path, purpose="核对", by=SYSTEM) == 1
    text = path.read_text("utf-8-sig")
    assert text.startswith("错误,姓名")
    assert "校验不通过" in text
    fixed = text.replace("612423198506152221", "11010519491231002X")
    counts = arrivals.import_file(fixed.encode("utf-8-sig"), "待改.csv", by=SYSTEM).counts
    assert (counts["read"], counts["new"]) == (1, 1)
    assert RejectedRow.objects.get().settled_how == "corrected"
    assert Declaration.objects.order_by("id").last().remark == "=1+1"
    assert arrivals.rejected_rows(first.pk, by=SYSTEM).total == 0


def test_a_rejected_row_is_corrected_on_the_page_or_set_aside():
    take_in(wang(arrival="2022-02-30"), wang(name=""))
    one, two = arrivals.rejected_rows(ImportBatch.objects.get().pk, by=SYSTEM).rows
    with pytest.raises(arrivals.DeclarationFaulty):
        arrivals.correct_rejected(one.id, {"arrival": "2022-02-31"}, by=SYSTEM)
    taken = arrivals.correct_rejected(one.id, {"arrival": "2022-05-02"}, by=SYSTEM)
    assert taken.verdict == "new"
    assert arrivals.set_aside([two.id], "空行", by=SYSTEM) == 1


def test_every_refusal_of_the_room_speaks_both_languages():
    for code, refusal in REFUSALS.items():
        if code.startswith(("arrivals.", "people.")):
            for text in (refusal.sentence, refusal.way_out):
                assert text.zh
                assert (
                    text.en.isascii()
                    or "“" in text.en
                    or "是" in text.en
                    or "…" in text.en
                    or "–" in text.en
                ), code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_an_upload_for_which_the_disk_has_no_room_is_said_and_leaves_nothing(monkeypatch):
    from fangxian.kernel.outages import DiskFull, refusal_of

    folder = files._folder()
    folder.mkdir(parents=True, exist_ok=True)
    before = set(folder.iterdir())
    monkeypatch.setattr(files.ids, "token", lambda: "full")
    (folder / "full.sealed").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as stopped:
        files.put_away(b"\0" * 100_000)
    assert isinstance(refusal_of(stopped.value), DiskFull)
    assert set(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("filed_at", "code"),
    [
        ("2022-05-12 09:00", "arrivals.filed_after_receipt"),
        ("8:30", "arrivals.filing_time_unreadable"),
    ],
)
def test_a_wrong_filing_time_puts_no_day_at_fault(filed_at, code):
    with clock.at("2022-05-10T08:00"):
        counts = take_in(wang(leaving="5月7日", arrival="5月8日", entry="5.8", filed_at=filed_at))
    assert counts["reasons"] == {code: 1}


@pytest.mark.parametrize("arrival", ["5.8-5.9", "未定", "已到", "2022-02-30"])
def test_what_is_no_one_day_is_said_to_be_none(arrival):
    sentence = str(DateUnreadable(column="抵达日期", given=arrival).said.zh)
    assert "不存在" not in sentence
    assert "不是一个存在" not in sentence
    with clock.at("2022-05-10T08:00"):
        counts = take_in(wang(arrival=arrival))
    assert counts["reasons"] == {"arrivals.date_unreadable": 1}
