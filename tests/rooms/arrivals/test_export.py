"""What we hand out, we read back without a complaint and without a change."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from fangxian.ground.intake.api import guarded, text_of
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.kernel.models import AuditLine
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.columns import TITLES
from fangxian.lines.arrivals.models import Declaration, ImportBatch
from tests.rooms.arrivals.ledgers import as_xlsx, take_in, wang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv"])
def test_an_export_taken_in_again_changes_nothing(tmp_path, name):
    take_in(
        wang(via="湖北省武汉市@2022-04-28~2022-04-29", remark="'=HYPERLINK(1)", address="'-3号"),
        wang(
            document_type="护照",
            document_number="E12345678",
            phone="+852 5123 4567",
            filed_at="2022-05-01",
        ),
        wang(
            document_type="护照",
            document_number="E12345678",
            phone="",
            address="南街",
            filed_at="2022-05-02",
        ),
    )
    path = tmp_path / name
    assert arrivals.export(arrivals.LedgerFilter(), path, purpose="核对", by=SYSTEM) == 2
    before = list(Declaration.objects.order_by("id").values())
    counts = arrivals.import_file(path, name, by=SYSTEM).counts
    assert (counts["read"], counts["unchanged"]) == (2, 2)
    after = list(Declaration.objects.order_by("id").values())
    quiet = {"updated_at", "as_of", "screening_id"}
    assert [{k: v for k, v in row.items() if k not in quiet} for row in after] == [
        {k: v for k, v in row.items() if k not in quiet} for row in before
    ]


def test_no_cell_of_an_export_is_a_formula(tmp_path):
    take_in(wang(remark="'=cmd|' /C calc'!A0", address="@SUM(1)", vehicle="+1", name="-王"))
    path = tmp_path / "台账.csv"
    arrivals.export(arrivals.LedgerFilter(), path, purpose="核对", by=SYSTEM)
    import csv

    _, row = csv.reader(path.open(encoding="utf-8-sig"))
    assert not [cell for cell in row if cell[:1] in set("=+-@\t")]
    assert row[17] == "'=cmd|' /C calc'!A0"


@given(st.text(max_size=20))
def test_a_guarded_text_is_read_as_it_was(text):
    clean = text_of(text)
    if clean == text:
        assert text_of(guarded(text)) == text


def test_the_template_has_exactly_its_columns_and_its_example_is_taken(tmp_path):
    path = tmp_path / "模板.xlsx"
    path.write_bytes(arrivals.template_xlsx(by=SYSTEM))
    book = CalamineWorkbook.from_path(str(path))
    header = book.get_sheet_by_index(0).to_python()[0]
    assert (
        tuple(header[:18])
        == TITLES
        == (
            "姓名",
            "证件类型",
            "证件号码",
            "手机号",
            "出发地",
            "离开出发地日期",
            "抵达日期",
            "途经地（地点@起~止;…）",
            "交通方式",
            "车次/航班/车牌号",
            "目的乡镇",
            "目的村(社区)",
            "详细地址",
            "是否入境",
            "入境日期",
            "填报时间",
            "填报方式",
            "备注",
        )
    )
    example = book.get_sheet_by_index(1).to_python()
    done = arrivals.import_file(as_xlsx(tmp_path / "填.xlsx", example), "填.xlsx", by=SYSTEM)
    assert (done.counts["new"], done.counts["rejected"]) == (1, 0)
    assert Declaration.objects.get().unresolved == []


def test_an_export_needs_its_permission(tmp_path):
    with pytest.raises(NotAllowed):
        arrivals.export(arrivals.LedgerFilter(), tmp_path / "a.csv", purpose="核对", by=NOBODY)


words = st.sampled_from(["", "北街", "=1", "'x", "二组", "-", "A;B"])
filing = st.fixed_dictionaries(
    {
        "document_number": st.sampled_from(["E12345678", "E87654321"]),
        "phone": st.sampled_from(["", "13891512345", "13900000000", "不详"]),
        "origin": st.sampled_from(["", "610113", "陕西省西安市雁塔区", "姑姑家", "上海市"]),
        "leaving": st.sampled_from(["", "2022-05-01", "2022/4/30"]),
        "via": st.sampled_from(["", "武汉市@2022-04-28~2022-04-29", "郑州市"]),
        "address": words,
        "remark": words,
        "town": st.sampled_from(["", "城关镇", "火星镇"]),
        "village": st.sampled_from(["", "中坝社区", "某村"]),
        "overseas": st.sampled_from(["", "是", "否"]),
        "filed_at": st.integers(0, 20).map(
            lambda h: str(datetime(2022, 5, 1) + timedelta(hours=h))
        ),
    }
).map(lambda said: wang(document_type="护照", **said))


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(filing, min_size=1, max_size=5), st.sampled_from(["a.csv", "a.xlsx"]))
def test_whatever_was_filed_an_export_says_nothing_new(tmp_path, rows, name):
    take_in(*rows)
    path = tmp_path / name
    count = arrivals.export(arrivals.LedgerFilter(), path, purpose="核对", by=SYSTEM)
    counts = arrivals.import_file(path, name, by=SYSTEM).counts
    assert counts["unchanged"] == count == counts["read"]
    assert date(2022, 5, 2) in set(Declaration.objects.values_list("arrival", flat=True))


NO_REVEAL = Actor(
    7,
    "来源组",
    (Grant("desk", frozenset({"arrivals.export", "arrivals.import", "arrivals.read"}), "610921"),),
)
REVEALS = Actor(
    8, "专班", (Grant("desk", NO_REVEAL.grants[0].permissions | {"people.reveal"}, "610921"),)
)
NUMBER, PHONE = "E12345678", "13891512345"


def cells_of(path):
    import csv

    return [cell for row in csv.reader(path.open(encoding="utf-8-sig")) for cell in row]


def listed(path, *, purpose, by):
    arrivals.export(arrivals.LedgerFilter(), path, purpose=purpose, by=by)


def rejected(path, *, purpose, by):
    batch = ImportBatch.objects.order_by("pk").last()
    arrivals.export_rejected(batch.pk, path, purpose=purpose, by=by)


@pytest.fixture
def somebody():
    said = {"document_type": "护照", "document_number": NUMBER, "phone": PHONE, "name": "王小明"}
    take_in(wang(**said))
    take_in(wang(**said, arrival="不知道", filed_at="2022-05-03"))


@pytest.mark.parametrize("writes", [listed, rejected])
def test_who_may_not_show_numbers_gets_the_file_masked(tmp_path, somebody, writes):
    path = tmp_path / "名单.csv"
    writes(path, purpose="", by=NO_REVEAL)
    told = " ".join(cells_of(path))
    assert not any(one in told for one in (NUMBER, PHONE, "王小明"))
    assert "王**" in told


@pytest.mark.parametrize("writes", [listed, rejected])
def test_who_may_says_what_for_and_everybody_is_in_the_audit(tmp_path, somebody, writes):
    path = tmp_path / "名单.csv"
    with pytest.raises(Refusal) as refused:
        writes(path, purpose=" ", by=REVEALS)
    assert refused.value.code == "people.purpose_missing"
    assert not path.exists()
    writes(path, purpose="核对名单", by=REVEALS)
    assert {NUMBER, PHONE, "王小明"} <= set(cells_of(path))
    line = AuditLine.objects.filter(outcome="done").latest("number")
    [person] = Declaration.objects.values_list("person_id", flat=True)
    assert (line.purpose, line.person_ids) == ("核对名单", [person])
