"""Mr Wei declared once with his id card and once with his passport: two records, two
instructions, one man. He is made one, and when that was wrong, two again."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing
from fangxian.lines.screening.models import Screening
from tests.flows.test_screening_instructs import JIADING
from tests.flows.test_segments import close

pytestmark = pytest.mark.django_db

PASSPORT = {"证件类型": "护照", "证件号码": "E12345678", "填报时间": "2022-05-09 10:00"}


@pytest.fixture
def two(county) -> tuple[int, int]:
    """The record of the card and that of the passport, both instructed."""
    county.lists(JIADING)
    county.files()
    county.files(**PASSPORT)
    card, passport = county.open()
    assert card.person_id != passport.person_id
    return card.person_id, passport.person_id


def merged(two) -> int:
    record = people_pages.merge_persons(*two, "本人说明", by=SYSTEM)
    outbox.settle()
    return record


def parted(record: int) -> None:
    people_pages.undo_merge(record, by=SYSTEM)
    outbox.settle()


def test_one_declaration_and_one_open_instruction_remain(county, two):
    first, second = county.open()
    merged(two)
    declared = Declaration.objects.get()
    assert declared.person_id == two[0]
    assert set(Filing.objects.values_list("person_id", flat=True)) == {two[0]}
    assert set(Screening.objects.values_list("subject__number", flat=True)) == {declared.pk}
    [stands] = county.open()
    assert stands.pk == first.pk
    ended = Instruction.objects.get(pk=second.pk)
    assert (ended.stage, ended.person_id) == ("withdrawn", two[0])
    steps = [(one.act, one.reason) for one in tasks.history(second.pk, by=SYSTEM).steps]
    assert steps[0][0] == "issue"
    assert ("withdraw", "与另一份档案确认为同一人,由同类指令合并办理") in steps
    dossier = arrivals.dossier(two[0], by=SYSTEM)
    assert (len(dossier.filings), len(dossier.screenings)) == (2, 2)


def test_the_one_that_is_further_on_stays(county, two):
    first, second = county.open()
    seen = tasks.EvidenceGiven(
        at=clock.now(), place_text="隔离点", who="镇干部", words="已入住", outcome="in_place"
    )
    tasks.act(second.pk, seen, by=SYSTEM)
    merged(two)
    [stands] = county.open()
    assert (stands.pk, stands.stage, stands.person_id) == (second.pk, "acted", two[0])
    assert Instruction.objects.get(pk=first.pk).stage == "withdrawn"
    close(stands.pk)
    outbox.settle()
    assert county.open() == []


def test_undone_each_has_their_own_again(county, two):
    before = {one.pk: (one.subject, one.person_id, one.stage) for one in county.open()}
    declared = set(Declaration.objects.values_list("pk", "person_id", "place", "class_code"))
    parted(merged(two))
    after = {one.pk: (one.subject, one.person_id, one.stage) for one in county.open()}
    assert after == before
    kept = set(Declaration.objects.values_list("pk", "person_id", "place", "class_code"))
    assert kept == declared
    assert all(one.due_at for one in county.open())
    assert len(arrivals.dossier(two[1], by=SYSTEM).filings) == 1


def test_what_is_filed_after_the_merge_goes_to_whose_document_it_names(county, two):
    record = merged(two)
    county.files(**{**PASSPORT, "填报时间": "2022-05-09 15:00"}, 备注="换乘")
    assert Declaration.objects.count() == 1
    parted(record)
    assert len(arrivals.dossier(two[1], by=SYSTEM).filings) == 2
    assert arrivals.dossier(two[1], by=SYSTEM).remark == "换乘"
    assert arrivals.dossier(two[0], by=SYSTEM).remark == ""


def test_a_record_without_a_declaration_takes_over_the_others(county):
    key = people.DocumentKey("passport", "E12345678")
    state, _ = people.merge(None, people.PersonFiling(clock.now(), name="韦国强"))
    kept = people.store({key: state}, by=SYSTEM)[key]
    county.lists(JIADING)
    county.files()
    [one] = county.open()
    gone = one.person_id
    record = merged((kept, gone))
    [one] = county.open()
    assert (one.person_id, Declaration.objects.get().person_id) == (kept, kept)
    parted(record)
    [one] = county.open()
    assert (one.person_id, Declaration.objects.get().person_id) == (gone, gone)
