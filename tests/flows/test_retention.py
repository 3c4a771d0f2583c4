"""Who came, was screened, instructed, coloured, held at a barrier and let go is forgotten when all
of it is over: with every row, and not a day before."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps

from fangxian.flows import retention
from fangxian.ground.people import pages as people
from fangxian.ground.people.models import Person
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.models import AuditLine, FactRow, Reaction, RetentionRun
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import (
    Claim,
    Declaration,
    Filing,
    PushedItem,
    PushedList,
    Receipt,
    RejectedRow,
)
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.checkpoints.models import Crossing, Slipped
from fangxian.lines.codes.models import Alarm, Standing
from fangxian.lines.screening.models import Phase, Screening
from tests.flows.county import MEI, WEI

LISTED = "high,上海市,上海市,嘉定区,安亭镇,2022-04-29T00:00,2022-05-12T00:00"
LATER, MUCH_LATER = "2022-06-20T08:00", "2022-12-01T08:00"


@pytest.fixture
def wei(county):
    """Mr Wei came from a listed place, was instructed about, and held at a barrier."""
    county.lists(LISTED)
    county.files(出发地="上海市嘉定区安亭镇")
    [person] = Person.objects.values_list("pk", flat=True)
    site = checkpoints.open_checkpoint("汉阴高速出口", "motorway", county.town.code, by=SYSTEM)
    now = clock.now()
    checkpoints.record_crossing(
        checkpoints.NewCrossing(
            client_id=uuid4(),
            checkpoint_id=site,
            person_id=person,
            how="number",
            arrived_at=now,
            decided_at=now,
            outcome="hold",
        ),
        by=SYSTEM,
    )
    outbox.settle()
    return person


def close_everything():
    for one in tasks.instructions(tasks.InstructionFilter(open_only=True), by=SYSTEM, size=50).rows:
        tasks.withdraw(one.id, "已结束", by=SYSTEM)


def about(person: int) -> dict[str, int]:
    """Rows of all the house that point at a person, table by table."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.is_relation and field.related_model is Person:
                count = model._base_manager.filter(**{field.name: person}).count()
                if count:
                    found[model._meta.label] = count
    return found


def take_everything_away() -> dict[str, int]:
    return {name: retention.run(name, by=SYSTEM) for name in retention.PURPOSES}


def over() -> dict[str, int]:
    return {row.purpose: row.over for row in retention.preview(by=SYSTEM) if row.over}


def test_a_fact_that_was_dealt_with_goes_with_its_marks_and_one_that_is_due_stays(db):
    old, due = (
        FactRow.objects.create(name="kernel.PartTaken", payload={}, at=clock.now(), actor="x")
        for _ in range(2)
    )
    for fact, done in ((old, clock.now()), (due, None)):
        Reaction.objects.create(fact=fact, name="x", done_at=done, deferred_at=clock.now())
    with clock.at(clock.now() + timedelta(days=89)):
        assert retention.run("kernel.facts", by=SYSTEM) == 0
    with clock.at(clock.now() + timedelta(days=91)):
        assert retention.run("kernel.facts", by=SYSTEM) == 1
    assert list(FactRow.objects.filter(name="kernel.PartTaken")) == [due]


def test_a_rejected_row_that_nobody_settled_is_not_kept_for_ever(county):
    county.lists(LISTED)
    arrivals.import_file(county.sheet({"抵达日期": "不知道"}), "台账.csv", by=SYSTEM)
    assert RejectedRow.objects.filter(settled_at=None).count() == 1
    with clock.at(clock.now() + timedelta(days=89)):
        assert retention.run("arrivals.rejected", by=SYSTEM) == 0
    with clock.at(clock.now() + timedelta(days=91)):
        assert retention.run("arrivals.rejected", by=SYSTEM) == 1
    assert not RejectedRow.objects.exists()


def test_an_alarm_goes_some_days_after_somebody_looked_or_nobody_did(db):
    rung = {"kind": "operator", "shown": "", "count": 1, "threshold": 1, "minutes": 1, "place": ""}
    Alarm.objects.create(about="1", raised_at=clock.now(), **rung)
    looked = Alarm.objects.create(about="2", raised_at=clock.now(), **rung)
    Alarm.objects.filter(pk=looked.pk).update(looked_at=clock.now() + timedelta(days=30))
    days = int(policy.standing("retention.alarm_days", clock.today(), places.home()).value)
    with clock.at(clock.now() + timedelta(days=days - 1)):
        assert retention.run("codes.alarms", by=SYSTEM) == 0
    with clock.at(clock.now() + timedelta(days=days + 1)):
        assert retention.run("codes.alarms", by=SYSTEM) == 1
    assert list(Alarm.objects.values_list("about", flat=True)) == ["2"]


def held() -> dict[str, tuple[int, ...]]:
    """By what persons are held past their days."""
    found = {row.purpose: row.held for row in retention.preview(by=SYSTEM)}
    return {one.because.zh: one.persons for one in found[retention.PERSONS]}


OPEN_STILL = "指令未销,或刚办结"


def test_an_instruction_that_nobody_closes_holds_until_its_days_are_over(wei):
    """Issued on 10 May; all else about Mr Wei is over in July."""
    with clock.at("2022-08-07T08:00"):
        assert held() == {OPEN_STILL: (wei,)}
        assert not {retention.PERSONS, retention.UNCLOSED} & set(over())
        take_everything_away()
        assert Declaration.objects.filter(person_id=wei).exists()
    with clock.at("2022-08-10T08:00"):
        open_ones = over()[retention.UNCLOSED]
        went = take_everything_away()
        assert went[retention.UNCLOSED] == open_ones >= 1
        assert went[retention.PERSONS] == 1
        assert about(wei) == {}
        line = AuditLine.objects.get(subject="retention:tasks.unclosed", person_ids=[wei])
        assert line.detail["rows"] == open_ones
        [told] = RetentionRun.objects.filter(purpose=retention.UNCLOSED, removed__gt=0)
        assert (told.days, told.removed) == (90, open_ones)


def test_it_is_settled_as_what_it_is(wei):
    with clock.at("2022-08-10T08:00"):
        retention.run(retention.UNCLOSED, by=SYSTEM)
        for one in tasks.instructions(tasks.InstructionFilter(), by=SYSTEM, size=50).rows:
            assert (one.stage, one.outcome) == ("withdrawn", "lapsed")
            assert tasks.history(one.id, by=SYSTEM).steps[-1].reason == "逾期未销·到期清除"


def test_an_instruction_that_somebody_works_on_is_not_ended(wei):
    with clock.at("2022-08-01T08:00"):
        for one in tasks.instructions(tasks.InstructionFilter(), by=SYSTEM, size=50).rows:
            tasks.accept(one.id, by=SYSTEM)
    with clock.at("2022-08-10T08:00"):
        assert take_everything_away()[retention.UNCLOSED] == 0
        assert Person.objects.filter(pk=wei).exists()


def test_an_instruction_whose_measure_is_not_over_is_not_ended(wei):
    Phase.objects.update(end=None)
    with clock.at(MUCH_LATER):
        assert take_everything_away()[retention.UNCLOSED] == 0
        assert Person.objects.filter(pk=wei).exists()
        assert "判定的措施未到期" in held()


def test_a_crossing_goes_by_its_own_time_though_the_person_stays(wei):
    with clock.at("2022-07-08T08:00"):
        assert "checkpoints.crossings" not in over()
    with clock.at("2022-07-10T08:00"):
        assert over()["checkpoints.crossings"] == 1
        assert retention.run("checkpoints.crossings", by=SYSTEM) == 1
    assert not Crossing.objects.exists()
    assert Person.objects.filter(pk=wei).exists()


def test_an_alarm_that_nobody_answered_outlasts_the_time_of_its_crossing(wei):
    crossing = Crossing.objects.get()
    alarm = Slipped.objects.create(crossing=crossing, advised="hold", raised_at=clock.now())
    with clock.at(MUCH_LATER):
        assert "checkpoints.crossings" not in over()
        assert retention.run("checkpoints.crossings", by=SYSTEM) == 0
        alarm.looked_at = clock.now()
        alarm.save(update_fields=["looked_at"])
        assert retention.run("checkpoints.crossings", by=SYSTEM) == 1
    assert not Slipped.objects.exists()


def test_a_decided_claim_does_not_take_the_link_of_a_filing_with_it(wei):
    """A link that filed first and claimed later shows what it filed for as long as that is kept."""
    filing = Filing.objects.get()
    claims = [
        Claim.objects.create(
            person_id=wei,
            way_in="public",
            provenance=1,
            filed_at=clock.now(),
            received_at=clock.now(),
            arrival=clock.today(),
            digest=bytes([number] * 16),
            sealed_cells=b"",
            state="set_aside",
            decided_at=clock.now(),
        )
        for number in (1, 2)
    ]
    for claim, made in zip(claims, (filing, None), strict=True):
        Receipt.objects.create(
            declaration=Declaration.objects.get() if made else None,
            filing=made,
            claim=claim,
            token_index=bytes(claim.digest),
            number=str(claim.pk),
            issued_at=clock.now(),
        )
    with clock.at("2022-07-10T08:00"):
        assert retention.run("arrivals.claims", by=SYSTEM) == 1
    assert [one.claim_id for one in Receipt.objects.all()] == [claims[0].pk]


def test_when_all_is_over_nothing_points_at_them_any_more(wei):
    with clock.at(LATER):
        close_everything()
    with clock.at("2022-08-18T08:00"):  # the instruction was withdrawn 59 days ago
        assert retention.PERSONS not in over()
    assert {
        "arrivals.Declaration",
        "arrivals.Filing",
        "tasks.Instruction",
        "codes.Standing",
    } <= set(about(wei))
    with clock.at("2022-08-20T08:00"):
        assert over()[retention.PERSONS] == 1
        went = take_everything_away()
    assert went[retention.PERSONS] == 1
    assert about(wei) == {}
    for table in (Person, Declaration, Filing, Screening, Phase, Standing):
        assert not table.objects.exists()


def test_whoever_came_since_stays_with_everything(wei, county):
    with clock.at(LATER):
        close_everything()
    with clock.at("2022-08-19T08:00"):
        county.files(
            姓名="梅子",
            证件号码=MEI,
            抵达日期="2022-08-19",
            离开出发地日期="2022-08-18",
            填报时间="2022-08-19 07:00",
        )
    with clock.at("2022-08-25T08:00"):
        before = set(Person.objects.values_list("pk", flat=True))
        take_everything_away()
        [mei] = Person.objects.values_list("pk", flat=True)
    assert before == {wei, mei}
    assert Declaration.objects.filter(person_id=mei).exists()
    assert Filing.objects.filter(person_id=mei).exists()


def test_two_records_of_one_human_being_go_together_or_not_at_all(wei, county):
    with clock.at(LATER):
        close_everything()
        county.files(
            姓名="韦国强",
            证件类型="护照",
            证件号码="E12345678",
            填报时间="2022-06-20 07:00",
            抵达日期="2022-06-20",
            离开出发地日期="2022-06-19",
        )
        [other] = Person.objects.exclude(pk=wei).values_list("pk", flat=True)
        people.merge_persons(other, wei, "同一人", by=SYSTEM)
        outbox.settle()
        close_everything()
    with clock.at("2022-08-18T08:00"):  # of the first alone all were over soon
        assert retention.PERSONS not in over()
    with clock.at(MUCH_LATER):
        take_everything_away()
    assert not Person.objects.exists()


def test_a_run_that_was_cut_off_goes_on_where_it_was(wei, county):
    county.files(姓名="梅子", 证件号码=MEI)
    with clock.at(LATER):
        close_everything()
    with clock.at(MUCH_LATER):
        retention.run("checkpoints.crossings", by=SYSTEM)
        first = retention.take_away(retention.PERSONS, by=SYSTEM, most=1)
        assert (first.count, Person.objects.count()) == (1, 1)
        assert retention.run(retention.PERSONS, by=SYSTEM) == 1


def test_it_is_written_down_and_the_audit_names_numbers_alone(wei):
    with clock.at(LATER):
        close_everything()
    with clock.at(MUCH_LATER):
        take_everything_away()
        [told] = [row for row in retention.runs(by=SYSTEM) if row.purpose == retention.PERSONS]
        assert (told.removed, told.days) == (1, 60)
        assert told.cut_off == clock.now() - timedelta(days=60)
        line = AuditLine.objects.filter(subject="retention:people.persons", person_ids=[wei]).get()
        assert "韦国强" not in str(line.detail) + line.subject


def test_the_worker_begins_each_purpose_once_a_day_after_three(wei):
    from procrastinate.contrib.django.models import ProcrastinateJob

    with clock.at("2022-05-11T02:59"):
        assert retention.run_when_due() == 0
    with clock.at("2022-05-11T03:01"):
        assert retention.run_when_due() == len(retention.PURPOSES)
        assert retention.run_when_due() == 0  # they wait already
        jobs = ProcrastinateJob.objects.filter(task_name="retention.run")
        assert {job.args["purpose"] for job in jobs} == set(retention.PURPOSES)
        take_everything_away()
        assert RetentionRun.objects.count() == len(retention.PURPOSES)


def pushed(county, answered: bool) -> int:
    """Of a list of two, Mr Wei's row is answered or not; the other never is. Returns Mr Wei's item."""
    sheet = f"姓名,证件类型,证件号码\n韦国强,身份证,{WEI}\n梅子,身份证,{MEI}\n".encode()
    letter = arrivals.Letter(title="协查", sender="市", due_at=clock.now() + timedelta(days=2))
    arrivals.push_list(sheet, "协查.csv", letter, by=SYSTEM)
    outbox.settle()
    wei_s, _ = PushedItem.objects.order_by("person_id")
    if answered:
        for stage in ("checked", "answered"):
            arrivals.answer_item(wei_s.pk, stage, finding="elsewhere", by=SYSTEM)
    return wei_s.pk


def test_an_unanswered_row_holds_its_own_person_and_nobody_else_of_the_list(wei, county):
    """All else of Mr Wei is over in July; his row is answered, the other one is not."""
    item = pushed(county, answered=True)
    with clock.at(LATER):
        close_everything()
    with clock.at("2022-08-25T08:00"):
        assert "推送名单中本人的条目没有答复" in held()
        assert wei not in held()["推送名单中本人的条目没有答复"]
        take_everything_away()
        assert not Person.objects.filter(pk=wei).exists()
        assert not PushedItem.objects.filter(pk=item).exists()
        assert Person.objects.count() == 1


def test_a_row_that_nobody_answers_is_ended_as_what_it_is_and_its_list_closed(wei, county):
    pushed(county, answered=False)
    with clock.at("2022-11-05T08:00"):
        assert "arrivals.unanswered" not in over()
    with clock.at("2022-11-08T08:00"):
        assert over()["arrivals.unanswered"] == 2
        assert retention.run("arrivals.unanswered", by=SYSTEM) == 2
        assert set(PushedItem.objects.values_list("stage", "answer")) == {
            ("closed", "逾期未反馈·到期清除")
        }
        assert PushedList.objects.get().closed_at == clock.now()
        close_everything()
        take_everything_away()
        assert not PushedItem.objects.exists()


def test_an_alarm_rings_for_its_days_and_then_holds_nobody(wei):
    Slipped.objects.create(crossing=Crossing.objects.get(), advised="hold", raised_at=clock.now())
    with clock.at("2022-11-05T08:00"):
        assert held()["放行告警没有人看"] == (wei,)
        assert retention.run("checkpoints.alarms", by=SYSTEM) == 0
    with clock.at("2022-11-08T08:00"):
        assert over()["checkpoints.alarms"] == 1
        assert retention.run("checkpoints.alarms", by=SYSTEM) == 1
        assert Slipped.objects.get().finding == "逾期未看·到期清除"
        take_everything_away()
        assert not Person.objects.filter(pk=wei).exists()


def test_what_is_left_open_is_ended_for_whole_human_beings_and_to_the_last(wei, county):
    """A record without an instruction, first in a lot of one, does not end the run."""
    county.files(姓名="韦国强", 证件类型="护照", 证件号码="E12345678")
    [other] = Person.objects.exclude(pk=wei).values_list("pk", flat=True)
    people.merge_persons(wei, other, "同一人", by=SYSTEM)
    outbox.settle()
    with clock.at("2022-08-10T08:00"):
        open_ones = over()[retention.UNCLOSED]
        ended = 0
        while lot := retention.take_away(retention.UNCLOSED, by=SYSTEM, most=1).count:
            ended += lot
        assert ended == open_ones
        assert not {retention.UNCLOSED} & set(over())
