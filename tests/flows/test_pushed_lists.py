"""A list from above: checked by township and village, answered by what they report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from fangxian.ground.tasks import api as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from tests.flows.county import MEI, WEI

pytestmark = pytest.mark.django_db


@pytest.fixture
def pushed(county) -> int:
    rows = "\n".join([
        "姓名,证件号码,目的乡镇,目的村(社区)",
        f"韦国强,{WEI},{county.town.name},{county.village.name}",
        f"梅玉,{MEI},{county.town.name},{county.village.name}",
    ])  # fmt: skip
    letter = arrivals.Letter(
        title="西安市协查名单", sender="西安市疾控中心", number="协查〔2022〕61号",
        due_at=clock.now() + timedelta(hours=24), clocks={"checked": timedelta(hours=6)},
    )  # fmt: skip
    done = arrivals.push_list(rows.encode(), "协查.csv", letter, by=SYSTEM)
    assert (done.items, done.rejected) == (2, 0)
    outbox.settle()
    return done.list_id


def stages(list_id: int) -> dict[str, tuple[str, str, str]]:
    items = arrivals.pushed_items(list_id, by=SYSTEM).rows
    return {item.name: (item.stage, item.finding, item.answer) for item in items}


def seen(words: str) -> tasks.EvidenceGiven:
    return tasks.EvidenceGiven(at=clock.now(), place_text="入户", who="村干部", words=words)


def test_each_item_goes_to_both_levels_with_the_clocks_of_the_list(pushed):
    first, second = Instruction.objects.order_by("id")
    assert {one.kind for one in (first, second)} == {"pushed_check"}
    assert first.accepted_due - first.issued_at == timedelta(hours=6)
    assert first.acted_due - first.issued_at == timedelta(hours=24)
    assert "西安市疾控中心" in first.body_zh
    [cover] = tasks.lists(by=SYSTEM)
    assert (cover.name, cover.all, cover.done) == ("西安市协查名单", 2, 0)
    outbox.settle()
    assert Instruction.objects.count() == 2


def test_what_is_reported_is_the_answer(pushed):
    first, second = Instruction.objects.order_by("id")
    tasks.act(first.pk, seen("在家,已居家监测"), by=SYSTEM)
    outbox.settle()
    [name] = [name for name, (stage, *_) in stages(pushed).items() if stage == "controlled"]
    assert stages(pushed)[name] == ("controlled", "here", "在家,已居家监测")
    tasks.check(first.pk, by=SYSTEM)
    tasks.close(first.pk, by=SYSTEM)
    tasks.refuse(second.pk, "本人在安康市区,未回本县", by=SYSTEM)
    outbox.settle()
    said = stages(pushed)
    assert said.pop(name)[0] == "closed"
    [other] = said.values()
    assert other == ("checked", "elsewhere", "本人在安康市区,未回本县")
    [cover] = tasks.lists(by=SYSTEM)
    assert (cover.all, cover.done) == (2, 1)


def test_an_import_taken_back_takes_its_instructions_back(county):
    county.lists("medium,上海市,上海市,嘉定区,马陆镇,2022-04-15T11:00,2022-05-09T20:00")
    county.files()
    [one] = county.open()
    gone = int(one.subject.rpartition(":")[2])
    with transaction.atomic():
        outbox.emit(arrivals.ImportUndone(batch_id=1, withdrawn=(gone,)))
    outbox.settle()
    assert county.open() == []
    steps = tasks.history(one.pk, by=SYSTEM).steps
    assert steps[-1].reason == "所依据的导入已撤销"
