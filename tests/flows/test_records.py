"""What a declaration names is what stands of it by the screening room, whatever happens to it, and who
is no more leaves no record there."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.flows import segments
from fangxian.ground.people import pages as people
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.models import Phase, Screening, SubjectRecord
from tests.flows.county import MEI
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db

NAMED = ("person_id", "place", "class_code", "colour", "uncertain", "free_from", "screening_id")


def equal() -> bool:
    declared = set(Declaration.objects.values_list("pk", *NAMED))
    recorded = set(SubjectRecord.objects.filter(kind=arrivals.KIND).values_list("number", *NAMED))
    assert declared == recorded
    return bool(declared)


def official(number: int) -> Actor:
    return Actor(number, f"干部{number}", (Grant("headquarters", EVERYTHING, "610921"),))


def test_through_filing_correction_decision_and_the_turn_of_days(county):
    county.lists(JIADING)
    county.files()
    assert equal()
    county.files(出发地="湖北省武汉市武昌区", 填报时间="2022-05-09 10:00")
    assert equal()
    county.files(出发地="上海市嘉定区", 填报时间="2022-05-09 11:00")
    [declared] = Declaration.objects.all()
    decision = screening.propose_override(
        screening.Ref(arrivals.KIND, declared.pk),
        class_code="none",
        colour="green",
        reason="pregnant_or_ill",
        words="证明",
        until=date(2022, 5, 12),
        by=official(1),
    )
    screening.approve_override(decision, by=official(2))
    outbox.settle()
    assert equal()
    assert Declaration.objects.get().colour == "green"
    for day in ("2022-05-13", "2022-06-20"):
        with clock.at(f"{day}T08:00"):
            segments._Turned.on = None
            segments.turn_segments()
            outbox.settle()
            assert equal()


def test_through_a_merge_and_back_and_none_is_left_of_what_was_undone(county):
    county.lists(JIADING)
    county.files()
    done = arrivals.import_file(
        county.sheet({}, {"姓名": "韦梅", "证件号码": MEI, "手机号": "13900000000"}),
        "二.csv",
        by=SYSTEM,
    )
    outbox.settle()
    assert equal()
    wei, mei = Declaration.objects.order_by("pk").values_list("person_id", flat=True)
    record = people.merge_persons(wei, mei, "本人说明", by=SYSTEM)
    outbox.settle()
    assert equal()
    assert SubjectRecord.objects.count() == 1
    people.undo_merge(record, by=SYSTEM)
    outbox.settle()
    assert equal()
    assert SubjectRecord.objects.count() == 2
    arrivals.undo_import(done.batch_id, "传错了", by=SYSTEM)
    outbox.settle()
    assert equal()
    [left] = SubjectRecord.objects.all()
    assert set(Screening.objects.values_list("subject_id", flat=True)) == {left.pk}
    assert set(Phase.objects.values_list("subject_id", flat=True)) <= {left.pk}
