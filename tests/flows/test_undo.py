"""An import was a mistake: it is taken back with what it set in motion, as far as nobody has
gone out to do it yet."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.tasks import api as tasks
from fangxian.ground.tasks.models import StageEntry
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Declaration, ImportBatch
from tests.flows.county import MEI
from tests.flows.test_screening_instructs import JIADING
from tests.flows.test_segments import close

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
    gone = arrivals.undo_import(batch.pk, by=SYSTEM)
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
