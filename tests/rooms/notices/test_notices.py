"""Hundreds of notices in one document, each saying what its verdict says and no more."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document

from fangxian.ground.duty import api as duty
from fangxian.ground.notices import api as notices
from fangxian.ground.places import api as places
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditLine

pytestmark = pytest.mark.django_db


def row(n: int = 1, **changes) -> notices.NoticeRow:
    values = {
        "person_id": n,
        "place": "610921102201",
        "name": f"张三{n}",
        "number": "612422198001012318",
        "address": "蒲溪镇公路村三组",
        "class_label": "中高风险地区旅居史",
        "reason": "2022-05-06 在陕西省西安市雁塔区",
        "phases": (
            notices.NoticePhase(
                "集中隔离", date(2022, 5, 6), date(2022, 5, 20), (date(2022, 5, 7),)
            ),
            notices.NoticePhase("健康监测", date(2022, 5, 21), None),
        ),
        "document": "《来汉返汉人员疫情防控相关政策》",
        "clause": "第2条",
        "unit": "蒲溪镇疫情防控办",
        "contact": "0915-0000000",
        "on": date(2022, 5, 10),
    }
    return notices.NoticeRow(**(values | changes))


def text_of(made: bytes) -> str:
    return "\n".join(one.text for one in Document(io.BytesIO(made)).paragraphs)


@pytest.mark.parametrize("template", sorted(notices.TEMPLATES))
def test_a_notice_says_what_the_verdict_says(template):
    text = text_of(notices.write_notices([row(), row(2)], template, by=SYSTEM))
    assert text.count(notices.TEMPLATES[template].zh) == 2
    for part in (
        "张三1",
        "张三2",
        "《来汉返汉人员疫情防控相关政策》第2条",
        "中高风险地区旅居史",
        "1. 集中隔离:2022年5月6日至2022年5月20日。核酸检测:2022年5月7日。",
        "2. 健康监测:2022年5月21日至另行通知之日。",
        "蒲溪镇公路村三组",
        "0915-0000000",
    ):
        assert part in text, part
    assert "{" not in text
    assert "□" not in text


def test_each_measure_has_its_template_or_none():
    assert notices.template_for("home_quarantine") == "home_quarantine"
    assert notices.template_for("home_health_monitoring") == "health_monitoring"
    assert notices.template_for("testing_only") == ""


def test_a_checklist_of_the_pack_is_printed():
    made = notices.write_notices(
        [row(items=("单独房间", "有盖垃圾桶"))], "home_quarantine", by=SYSTEM
    )
    assert "□ 有盖垃圾桶" in text_of(made)


def test_words_that_look_like_markup_stay_words():
    made = notices.write_notices([row(name="<b>&{{ 7*7 }}")], "home_quarantine", by=SYSTEM)
    assert "<b>&{{ 7*7 }}" in text_of(made)


def test_five_hundred_are_one_line_of_the_audit():
    made = notices.write_notices([row(n) for n in range(500)], "home_quarantine", by=SYSTEM)
    assert text_of(made).count("居家隔离告知书") == 500
    line = AuditLine.objects.get(deed="notices.write_notices")
    assert (len(line.person_ids), line.purpose) == (500, "生成居家隔离告知书")


def test_refusals():
    with pytest.raises(notices.NoSuchTemplate):
        notices.write_notices([row()], "thanks", by=SYSTEM)
    with pytest.raises(notices.NobodyToNotify):
        notices.write_notices([], "home_quarantine", by=SYSTEM)
    with pytest.raises(notices.TooManyNotices):
        notices.write_notices([row()] * 2_001, "home_quarantine", by=SYSTEM)
    elsewhere = Actor(1, "平梁镇", (Grant("town", frozenset({"notices.write"}), "610921103"),))
    with pytest.raises(NotAllowed):
        notices.write_notices([row()], "home_quarantine", by=elsewhere)


def test_a_county_may_have_its_own_template_and_hears_when_it_is_faulty(settings, tmp_path):
    settings.FANGXIAN_DATA = tmp_path
    (tmp_path / "templates").mkdir()
    own = Document()
    own.add_paragraph("{%p for row in rows %}")
    own.add_paragraph("汉阴县 {{ row.name }}")
    own.add_paragraph("{%p endfor %}")
    own.save(tmp_path / "templates" / "home_quarantine.docx")
    assert "汉阴县 张三1" in text_of(notices.write_notices([row()], "home_quarantine", by=SYSTEM))
    own.paragraphs[1].text = "{{ row.nmae }}"
    own.save(tmp_path / "templates" / "home_quarantine.docx")
    with pytest.raises(notices.TemplateFaulty) as refused:
        notices.write_notices([row()], "home_quarantine", by=SYSTEM)
    assert "nmae" in refused.value.said.zh


def test_who_was_given_no_contact_calls_the_duty_unit():
    duty.bootstrap_units()
    town = places.children_of("610921")[0]
    village = places.children_of(town.code)[0]
    duty.set_public_phone(duty.units_for(town.code)["township"], "0915-5212345", by=SYSTEM)
    made = notices.write_notices(
        [row(place=village.code, contact="")], "central_quarantine", by=SYSTEM
    )
    assert "0915-5212345" in text_of(made)
