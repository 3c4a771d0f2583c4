"""An import was a mistake: it is taken back with what it set in motion, as far as nobody has
gone out to do it yet."""

from __future__ import annotations

import pytest

from fangxian.ground.access import pages as access
from fangxian.ground.people import pages as people
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import StageEntry
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.kernel.models import AuditLine
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, ImportBatch
from fangxian.lines.codes.models import Alarm
from tests.doors.public.resident import number_of
from tests.flows.county import MEI
from tests.flows.test_screening_instructs import JIADING
from tests.flows.test_segments import close
from tests.flows.test_wide_areas import accounts_of_two  # noqa: F401 fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch(county) -> ImportBatch:
    """Two people whom both township and village were told of."""
    county.lists(JIADING)
    county.files()
    text = county.sheet({}, {"姓名": "梅玉", "证件号码": MEI, "手机号": "13900000000"})
    done = arrivals.import_file(text, "又一份.csv", by=SYSTEM)
    outbox.settle()
    assert done.counts["new"] == 1
    return ImportBatch.objects.get(pk=done.batch_id)


def undo(batch: ImportBatch) -> int:
    gone = arrivals.undo_import(batch.pk, "传错了", by=SYSTEM)
    outbox.settle()
    batch.refresh_from_db()
    return gone


def test_while_nobody_acted_it_goes_back_and_its_instruction_is_withdrawn(county, batch):
    wei, mei = county.open()
    tasks.receive(mei.pk, by=SYSTEM, level="village")
    outlook = arrivals.undo_outlook(batch.pk, by=SYSTEM)
    assert (outlook.goes, outlook.stays) == (1, ())
    assert undo(batch) == 1
    assert county.open() == [wei]
    assert StageEntry.objects.get(instruction=mei, act="withdraw").reason == "所依据的导入已撤销"
    assert Declaration.objects.count() == 1
    assert (batch.state, batch.why) == ("undone", "")


def test_the_history_of_the_instruction_keeps_its_person(county, batch):
    _, mei = county.open()
    undo(batch)
    assert people.person(mei.person_id, by=SYSTEM).name == "梅**"


def test_who_was_dealt_with_stays_and_is_named(county, batch):
    _, mei = county.open()
    close(mei.pk)
    [stays] = arrivals.undo_outlook(batch.pk, by=SYSTEM).stays
    assert (stays.name, stays.why.zh) == ("梅**", "05-10 08:00 系统 已销号")
    with pytest.raises(Refusal) as refused:
        undo(batch)
    assert refused.value.code == "arrivals.undo_depends"
    assert "梅**(05-10 08:00 系统 已销号)" in refused.value.said.zh
    assert Declaration.objects.count() == 2


def test_the_untouched_go_and_it_is_said_how_many_stay(county):
    county.lists(JIADING)
    text = county.sheet({}, {"姓名": "梅玉", "证件号码": MEI, "手机号": "13900000000"})
    done = arrivals.import_file(text, "台账.csv", by=SYSTEM)
    outbox.settle()
    wei, mei = county.open()
    tasks.accept(wei.pk, by=SYSTEM)
    batch = ImportBatch.objects.get(pk=done.batch_id)
    assert undo(batch) == 1
    assert [one.pk for one in county.open()] == [wei.pk]
    assert batch.why == "1 人此后已有新的填报或处置,保留原样;其余 1 人已恢复。"
    again = arrivals.import_file(text, "台账.csv", by=SYSTEM)
    assert (again.counts["new"], again.counts["unchanged"]) == (1, 1)
    outbox.settle()
    assert {one.person_id for one in county.open()} >= {wei.person_id, mei.person_id}


def test_it_takes_a_reason(county, batch):
    with pytest.raises(Refusal) as refused:
        arrivals.undo_import(batch.pk, " ", by=SYSTEM)
    assert refused.value.code == "arrivals.undo_why"
    undo(batch)
    line = AuditLine.objects.get(deed="arrivals.undo_import", outcome="done")
    assert line.purpose == "传错了"
    assert line.person_ids


def test_what_restricted_rings_with_its_count(county, batch):
    assert arrivals.undo_outlook(batch.pk, by=SYSTEM).restricted == 1
    undo(batch)
    [alarm] = Alarm.objects.filter(kind="freed")
    assert "涉及 1 人的限制:传错了" in alarm.shown


def take_in(county, count: int, born: str) -> int:
    county.lists(JIADING)
    rows = [
        {"姓名": "梅玉", "证件号码": number_of(born, f"{n:03d}"), "手机号": ""}
        for n in range(1, count + 1)
    ]
    done = arrivals.import_file(county.sheet(*rows), f"{born}.csv", by=SYSTEM)
    outbox.settle()
    assert arrivals.undo_outlook(done.batch_id, by=SYSTEM).restricted == count
    return done.batch_id


def test_of_more_people_than_one_may_free_it_takes_two(county, accounts_of_two):  # noqa: F811
    one, other = accounts_of_two
    batch = take_in(county, 6, "19900101")
    with pytest.raises(Refusal) as refused:
        arrivals.undo_import(batch, "传错了", by=one)
    assert refused.value.code == "kernel.takes_two"
    given = {"batch_id": batch, "why": "传错了"}
    asked = access.do_or_ask("arrivals.undo_import", given, "传错了", by=one)
    assert asked
    with pytest.raises(Refusal):
        access.agree(asked, by=one)
    assert ImportBatch.objects.get(pk=batch).state == "done"
    access.agree(asked, by=other)
    assert ImportBatch.objects.get(pk=batch).state == "undone"
    outbox.settle()
    [alarm] = Alarm.objects.filter(kind="freed")
    assert "涉及 6 人的限制" in alarm.shown


def test_a_large_one_cut_into_small_ones_is_no_way_round(county, accounts_of_two):  # noqa: F811
    one, _ = accounts_of_two
    first, second = take_in(county, 4, "19900101"), take_in(county, 4, "19910202")
    given = {"why": "传错了"}
    assert access.do_or_ask("arrivals.undo_import", given | {"batch_id": first}, "", by=one) is None
    assert access.do_or_ask("arrivals.undo_import", given | {"batch_id": second}, "", by=one)
