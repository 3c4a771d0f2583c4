"""A file whose header is not understood: said by hand at each page that takes a file."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest
import xlsxwriter

from fangxian.lines.arrivals.models import Declaration, ImportBatch, PushedItem
from tests.doors.command.ledgers import number_of
from tests.flat import flat
from tests.rooms.intake.sheets import Page, workbook

pytestmark = pytest.mark.django_db
HEADER = ["哪位", "证", "几时来"]


def book(rows: list[list[str]], hidden: list[list[str]] | None = None) -> BytesIO:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for name, some in (("摸底", rows), ("旧表", hidden)):
            if some is None:
                continue
            sheet = made.add_worksheet(name)
            for n, row in enumerate(some):
                sheet.write_row(n, 0, row)
            if name == "旧表":
                sheet.hide()
    out.seek(0)
    out.name = "摸底.xlsx"
    return out


def rows(*serials: int) -> list[list[str]]:
    return [HEADER, *([f"王{'甲乙丙丁'[n]}", number_of(n), "2022-05-09"] for n in serials)]


def test_travellers(at_desk):
    client = at_desk("hq")
    page = client.post("/imports/", {"file": book(rows(0, 1))}, follow=True)
    html = page.content.decode()
    assert "表头没有读懂" in html
    assert "王甲" in html
    assert number_of(0) not in html
    batch = ImportBatch.objects.get()
    done = client.post(
        f"/imports/{batch.pk}/mapping",
        {"title": HEADER, "field": ["name", "document_number", "arrival"]},
        follow=True,
    ).content.decode()
    assert "表头没有读懂" not in done
    assert "全部收下 2 行" in done
    later = client.post("/imports/", {"file": book(rows(2))}, follow=True).content.decode()
    assert "全部收下 1 行" in later  # remembered


def test_travellers_of_which_too_little_was_said(at_desk):
    client = at_desk("hq")
    client.post("/imports/", {"file": book(rows(0))})
    batch = ImportBatch.objects.get()
    answer = client.post(
        f"/imports/{batch.pk}/mapping", {"title": HEADER, "field": ["name", "", ""]}
    )
    assert answer.status_code == 422
    assert client.post(f"/imports/{batch.pk}/start").status_code in (302, 422)


def test_a_pushed_list(at_desk):
    client = at_desk("hq")
    letter = {"title": "K558", "sender": "西安", "due": "2022-05-11T20:00"}
    html = client.post("/pushed/new", letter | {"file": book(rows(0, 1))}).content.decode()
    assert "表头没有读懂" in html
    assert 'value="K558"' in html
    content = base64.b64encode(book(rows(0, 1)).getvalue()).decode()
    said = letter | {"content": content, "name": "摸底.xlsx"}
    done = client.post(
        "/pushed/new",
        said
        | {
            "column": HEADER,
            "field": ["name", "document_number", ""],
        },
    ).content.decode()
    assert "收下 2 人" in done
    assert PushedItem.objects.count() == 2


def test_hidden_sheets_of_a_pushed_list_are_ticked(at_desk):
    client = at_desk("hq")
    letter = {"title": "K558", "sender": "西安", "due": "2022-05-11T20:00"}
    known = [["姓名", "证件号码"], ["王甲", number_of(0)]]
    old = [["姓名", "证件号码"], ["王乙", number_of(1)]]
    html = client.post("/pushed/new", letter | {"file": book(known, old)}).content.decode()
    assert "隐藏的内容" in html
    assert PushedItem.objects.count() == 0
    content = base64.b64encode(book(known, old).getvalue()).decode()
    again = letter | {"content": content, "name": "名单.xlsx"}
    seen = again | {"sheet": ["摸底"], "sheet_read": ["摸底"]}
    answer = client.post("/pushed/new", seen)
    assert answer.status_code == 409, "ticked as it was drawn: nobody has said anything"
    assert PushedItem.objects.count() == 0
    client.post("/pushed/new", again | {"sheet": ["摸底", "旧表"], "sheet_read": ["摸底"]})
    assert PushedItem.objects.count() == 2
    client.post("/pushed/new", seen | {"hidden": "leave"})
    assert PushedItem.objects.count() == 3


def test_hidden_rows_of_a_pushed_list_and_of_a_roster_are_ticked(at_desk):
    client = at_desk("hq")
    letter = {"title": "K558", "sender": "西安", "due": "2022-05-11T20:00"}
    rows = [["姓名", "证件号码"], ["王甲", number_of(0)], ["王乙", number_of(1)]]
    file = workbook(Page("名单", rows, hidden_rows=[2]))
    html = client.post("/pushed/new", letter | {"file": named(file)}).content.decode()
    assert "名单·隐藏的行" in html
    assert PushedItem.objects.count() == 0
    again = letter | {"content": base64.b64encode(file).decode(), "name": "名单.xlsx"}
    client.post("/pushed/new", again | {"sheet": ["名单", "名单·隐藏的行"]})
    assert PushedItem.objects.count() == 2
    rows = [["单位", "岗位", "姓名"], ["公路村", "网格员", "赵六"], ["公路村", "网格员", "钱七"]]
    file = workbook(Page("值守", rows, hidden_rows=[2]))
    page = client.post("/duty/roster", {"file": named(file)})
    assert page.context["preview"].read == 1
    said = {"content": base64.b64encode(file).decode(), "name": "花名册.xlsx"}
    both = client.post("/duty/roster", said | {"sheet": ["值守", "值守·隐藏的行"]})
    assert both.context["preview"].read == 2


def named(content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = "名单.xlsx"
    return file


def test_a_roster(at_desk):
    client = at_desk("hq")
    header = ["在哪", "干啥", "谁"]
    file = book([header, ["公路村", "网格员", "赵六"]])
    html = client.post("/duty/roster", {"file": file}).content.decode()
    assert "表头没有读懂" in html
    said = {
        "content": base64.b64encode(file.getvalue()).decode(),
        "name": "花名册.xlsx",
        "column": header,
        "field": ["unit_name", "title", "name"],
    }
    preview = client.post("/duty/roster", said)
    assert preview.context["preview"].read == 1
    done = client.post("/duty/roster", said | {"go": "import"})
    assert done.context["done"].read == 1
    later = client.post("/duty/roster", {"file": book([header, ["公路村", "网格员", "钱七"]])})
    assert later.context["preview"].read == 1  # remembered


def test_hidden_sheets_of_a_roster_are_ticked(at_desk):
    client = at_desk("hq")
    known = [["单位", "岗位", "姓名"], ["公路村", "网格员", "赵六"]]
    old = [["单位", "岗位", "姓名"], ["公路村", "网格员", "钱七"]]
    file = book(known, old)
    page = client.post("/duty/roster", {"file": file})
    assert page.context["preview"].read == 1
    assert 'name="sheet" value="旧表"' in flat(page.content)
    said = {"content": base64.b64encode(file.getvalue()).decode(), "name": "花名册.xlsx"}
    unsaid = client.post("/duty/roster", said | {"go": "import"})
    assert unsaid.status_code == 409
    assert "要不要读没有说" in unsaid.content.decode()
    assert 'name="hidden"' in unsaid.content.decode()
    both = client.post("/duty/roster", said | {"sheet": ["摸底", "旧表"], "sheet_read": ["摸底"]})
    assert both.context["preview"].read == 2
    left = client.post("/duty/roster", said | {"go": "import", "hidden": "leave"})
    assert left.context["done"].read == 1
    assert client.post("/duty/roster", said | {"hidden": "read"}).context["preview"].read == 2


def test_the_ledger_is_asked_by_pinyin_names_of_origin(at_desk):
    client = at_desk("hq")
    everybody = client.get("/arrivals").context["page"].total
    found = client.get("/arrivals", {"origin": "陕西省西安市"}).context["page"].total
    assert 0 < found < everybody
    assert client.get("/arrivals", {"origin": "火星"}).context["page"].total == 0
    assert Declaration.objects.count() == everybody
