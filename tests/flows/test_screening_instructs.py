"""From a row in a ledger to the township's and the village's desk, and back when it changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction, StageEntry
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

JIADING = "medium,上海市,上海市,嘉定区,马陆镇康年路261号工地宿舍,2022-04-15T11:00,2022-05-09T20:00"


def test_a_traveller_from_a_risk_county_is_instructed_to_both_levels_at_once(county):
    county.lists(JIADING)
    county.files()
    [one] = county.open()
    assert one.kind == "control"
    assert one.title_zh == "韦**:集中隔离 至 05-22"
    assert "《来汉返汉人员疫情防控相关政策》" in one.body_zh
    assert one.because["clause"] == "国内中高风险地区、确诊病例发生地及所在县"
    got = {receipt.level: receipt.unit_id for receipt in one.receipts.all()}
    near = duty.units_for(county.village.code)
    assert got == {level: near[level] for level in ("township", "village")}
    assert one.origin_unit_id == near["headquarters"]
    assert one.received_due - one.issued_at == timedelta(hours=1)
    assert {step["level"] for step in one.ladder} == {"township", "task_force", "headquarters"}


def test_who_comes_from_elsewhere_gets_none(county):
    county.lists(JIADING)
    county.files(出发地="湖北省武汉市武昌区")
    assert county.open() == []


def test_filing_again_is_no_second_instruction(county):
    county.lists(JIADING)
    county.files()
    county.files(备注="务工返乡", 填报时间="2022-05-09 12:00")
    assert Instruction.objects.count() == 1


def test_when_the_lists_change_the_instruction_follows(county):
    county.files()
    assert county.open() == []
    county.lists(JIADING)
    [one] = county.open()
    assert one.title_zh.startswith("韦**:集中隔离")


def test_another_departure_frees_and_the_reason_stays(county):
    county.lists(JIADING)
    county.files()
    county.files(出发地="湖北省武汉市武昌区", 填报时间="2022-05-09 12:00")
    assert county.open() == []
    [step] = StageEntry.objects.filter(act="withdraw")
    assert step.reason == "重新判定后不再需要管控"


def test_a_place_known_too_coarsely_is_verified_first(county):
    county.lists(JIADING)
    county.files(出发地="上海市")
    [one] = county.open()
    assert (one.kind, one.uncertain, one.priority) == ("verify", True, 0)
    assert one.body_zh.startswith("先问:您")
    assert "在上海市住在哪个小区、街道?" in one.body_zh
    assert "问清具体地点" in one.body_zh
    county.files(出发地="上海市嘉定区马陆镇", 填报时间="2022-05-09 12:00")
    [after] = county.open()
    assert after.kind == "control"
    assert "已核实" in StageEntry.objects.get(instruction=one, act="withdraw").reason


def test_a_destination_that_is_not_known_goes_to_headquarters(county):
    county.lists(JIADING)
    county.files(目的乡镇="", **{"目的村(社区)": ""})
    [one] = county.open()
    assert [receipt.level for receipt in one.receipts.all()] == ["headquarters"]


def test_the_loop_closes(county):
    from fangxian.kernel import clock

    county.lists(JIADING)
    county.files()
    [one] = county.open()
    seen = tasks.EvidenceGiven(
        at=clock.now(), place_text="隔离点", who="镇干部", words="已入住", outcome="in_place"
    )
    tasks.act(one.pk, seen, by=SYSTEM)
    tasks.check(one.pk, by=SYSTEM)
    tasks.close(one.pk, by=SYSTEM)
    outbox.settle()
    assert tasks.funnel(clock.today(), by=SYSTEM)[-1].count == 1
    county.files(备注="重复填报", 填报时间="2022-05-09 15:00")
    assert county.open() == []
