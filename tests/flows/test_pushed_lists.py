"""A list from above: checked by township and village, answered by what they report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals import reactions as arrivals_reactions
from fangxian.lines.arrivals.models import Claim, Declaration, ImportBatch, PushedItem
from fangxian.lines.codes import pages as codes
from tests.flows.county import MEI, WEI
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db


@pytest.fixture
def pushed(county) -> int:
    rows = "\n".join(
        [
            "姓名,证件号码,目的乡镇,目的村(社区)",
            f"韦国强,{WEI},{county.town.name},{county.village.name}",
            f"梅玉,{MEI},{county.town.name},{county.village.name}",
        ]
    )
    letter = arrivals.Letter(
        title="西安市协查名单",
        sender="西安市疾控中心",
        number="协查〔2022〕61号",
        due_at=clock.now() + timedelta(hours=24),
        clocks={"checked": timedelta(hours=6)},
    )
    done = arrivals.push_list(rows.encode(), "协查.csv", letter, by=SYSTEM)
    assert (done.items, done.rejected) == (2, 0)
    outbox.settle()
    return done.list_id


def stages(list_id: int) -> dict[str, tuple[str, str, str]]:
    items = arrivals.pushed_items(list_id, by=SYSTEM).rows
    return {item.name: (item.stage, item.finding, item.answer) for item in items}


def seen(words: str) -> tasks.EvidenceGiven:
    return tasks.EvidenceGiven(
        at=clock.now(), place_text="入户", who="村干部", words=words, outcome="found"
    )


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


def test_what_many_reported_is_asked_in_as_few_queries_as_what_one_did(pushed):
    first, second = Instruction.objects.order_by("id").values_list("pk", flat=True)
    tasks.act(first, seen("在家"), by=SYSTEM)
    tasks.act(second, seen("在村"), by=SYSTEM)
    tasks.check(second, by=SYSTEM)
    asked = []
    for ids in ([first], [first, second]):
        with CaptureQueriesContext(connection) as queries:
            said = tasks_reactions.reported(ids, by=SYSTEM)
        asked.append(len(queries))
    assert {pk: one.words for pk, one in said.items()} == {first: "在家", second: "在村"}
    assert asked[0] == asked[1]


def test_an_import_taken_back_takes_its_instructions_back(county):
    county.lists("medium,上海市,上海市,嘉定区,马陆镇,2022-04-15T11:00,2022-05-09T20:00")
    county.files()
    [one] = county.open()
    gone = int(one.subject.rpartition(":")[2])
    with transaction.atomic():
        outbox.emit(arrivals_reactions.ImportUndone(batch_id=1, withdrawn=(gone,)))
    outbox.settle()
    assert county.open() == []
    steps = tasks.history(one.pk, by=SYSTEM).steps
    assert steps[-1].reason == "所依据的导入已撤销"


def test_a_pushed_row_that_asks_less_of_somebody_waits_and_the_rest_is_taken(county):
    """Another county's list says that a red person came from elsewhere, or left long before."""
    county.lists(JIADING)
    county.files()
    before = Declaration.objects.get()
    assert before.colour == "red"
    head = "姓名,证件号码,出发地,离开出发地日期,抵达日期,是否入境,填报时间,目的乡镇,目的村(社区)"
    at = f"2022-05-10 07:00,{county.town.name},{county.village.name}"
    rows = [
        head,
        f"韦国强,{WEI},湖北省武汉市武昌区,2022-05-08,2022-05-09,否,{at}",
        f"梅玉,{MEI},上海市嘉定区,2022-05-08,2022-05-09,否,{at}",
    ]
    letter = arrivals.Letter(title="协查", sender="邻县", due_at=clock.now() + timedelta(hours=24))
    pusher = Actor(5, "指挥部", (Grant("hq", EVERYTHING, "610921"),))
    done = arrivals.push_list("\n".join(rows).encode(), "协查.csv", letter, by=pusher)
    outbox.settle()
    assert (done.items, done.rejected, done.waiting) == (2, 0, 1)
    assert waiting_of(done.list_id, before.person_id) == (1, [True, False])
    now = Declaration.objects.get(person_id=before.person_id)
    assert (now.origin_text, now.colour, now.free_from) == (
        before.origin_text,
        "red",
        before.free_from,
    )
    claim = Claim.objects.get()
    assert (claim.person_id, claim.state, claim.way_in) == (before.person_id, "waiting", "pushed")
    assert Declaration.objects.exclude(pk=before.pk).get().colour == "red"
    assert ImportBatch.objects.get(pk=done.batch_id).counts["lowered"] == 1
    with pytest.raises(NeedsAnother):
        arrivals.accept_claim(claim.pk, "名单如此", lowers=True, by=pusher)
    arrivals.accept_claim(claim.pk, "电话问过本人", lowers=True, by=SYSTEM)
    outbox.settle()
    assert waiting_of(done.list_id, before.person_id) == (0, [False, False])
    now.refresh_from_db()
    assert now.colour == "green"


def waiting_of(list_id: int, first: int) -> tuple[int, list[bool]]:
    """How many rows of a list wait by its line, and which of its items do: first the person's."""
    items = sorted(
        arrivals.pushed_items(list_id, by=SYSTEM).rows, key=lambda one: one.person_id != first
    )
    assert (
        arrivals.pushed_lists(by=SYSTEM).rows[0].waiting
        == arrivals.pushed_list(list_id, by=SYSTEM).waiting
    )
    return arrivals.pushed_list(list_id, by=SYSTEM).waiting, [one.waiting for one in items]


GRAVE = [
    ("人员类别", "密切接触者"),
    ("风险类型", "密接"),
    ("密接类型", "同乘"),
    ("末次接触时间", "2022-05-06"),
    ("末次暴露时间", "2022-05-06 12:00"),
    ("备注", "密接者5月6日同乘"),
]


@pytest.mark.parametrize(("title", "said"), GRAVE)
def test_what_a_row_without_a_journey_says_is_verified_and_told(county, title, said):
    """Of somebody known, and of somebody whom nobody knows yet; a plain row says nothing of anybody."""
    county.files(出发地="陕西省安康市汉阴县")
    known = Declaration.objects.get().person_id
    place = f"{county.town.name},{county.village.name}"
    plain = "11010519491231002X"
    rows = [
        f"姓名,证件号码,目的乡镇,目的村(社区),{title}",
        f"韦国强,{WEI},{place},{said}",
        f"梅玉,{MEI},{place},{said}",
        f"李桂兰,{plain},{place},",
    ]
    letter = arrivals.Letter(title="协查", sender="市", due_at=clock.now() + timedelta(days=1))
    assert codes.colours_of([known])[known].code == "green"
    done = arrivals.push_list("\n".join(rows).encode(), "协查.csv", letter, by=SYSTEM)
    outbox.settle()
    assert (done.items, done.rejected) == (3, 0)
    [told] = ImportBatch.objects.get(pk=done.batch_id).counts["told_of"]
    assert (told["count"], told["rows"]) == (2, ["2", "3"])
    assert said in told["sentence"]["zh"]
    items = {one.person_id: one for one in arrivals.pushed_items(done.list_id, by=SYSTEM).rows}
    [plain_one] = [one.person_id for one in items.values() if not one.remark]
    assert known in items
    assert known != plain_one
    assert items[plain_one].name.startswith("李")
    for person, item in items.items():
        card = Instruction.objects.get(subject=f"arrivals.pushed_item:{item.id}")
        says = person != plain_one
        assert (said in item.remark, said in card.body_zh) == (says, says)
        assert to_verify(person) == says


def test_what_a_list_says_is_to_be_verified_until_its_item_is_answered(county):
    row = f"梅玉,{MEI},{county.town.name},{county.village.name},密切接触者"
    text = f"姓名,证件号码,目的乡镇,目的村(社区),人员类别\n{row}"
    letter = arrivals.Letter(title="协查", sender="市", due_at=clock.now() + timedelta(days=1))
    done = arrivals.push_list(text.encode(), "协查.csv", letter, by=SYSTEM)
    outbox.settle()
    [item] = arrivals.pushed_items(done.list_id, by=SYSTEM).rows
    card = Instruction.objects.get()
    tasks.act(card.pk, seen("在家,已集中隔离"), by=SYSTEM)
    outbox.settle()
    assert stage_of(item.id) == "controlled"
    assert to_verify(item.person_id)
    tasks.check(card.pk, by=SYSTEM)
    outbox.settle()
    assert stage_of(item.id) == "answered"
    assert not to_verify(item.person_id)
    assert codes.colours_of([item.person_id])[item.person_id].undecided  # a list decides nothing


def stage_of(item_id: int) -> str:
    return PushedItem.objects.get(pk=item_id).stage


def to_verify(person_id: int) -> bool:
    """Whether something is laid on somebody, and it is 待核."""
    [shown] = codes.in_force_of([person_id])[person_id]
    unclear = codes.scheme_on(clock.today()).undecided
    return shown.standing_id is not None and shown.code == unclear.code


def test_a_row_that_says_nothing_but_a_phone_is_put_back_and_no_footer():
    rows = f"姓名,身份证号,电话\n韦国强,{WEI},13952000704\n,,13952000705\n"
    letter = arrivals.Letter(title="协查", sender="西安市疾控中心", number="1", due_at=clock.now())
    done = arrivals.push_list(rows.encode(), "协查.csv", letter, by=SYSTEM)
    assert (done.items, done.rejected) == (1, 1)
