"""Lists name buildings and people name towns: who is called first, what an answer settles, for
whom, and how it is taken back."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.lines.arrivals import errors
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, StayAnswer
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.models import Screening
from fangxian.lines.zones import pages as zones
from tests.doors.command.ledgers import number_of
from tests.rooms.arrivals.ledgers import as_csv, wang

pytestmark = pytest.mark.django_db
TODAY = date(2022, 7, 20)
CHIEF = Actor(1, "祖主任", (Grant("headquarters", EVERYTHING, "610921"),))
LOOKS = Actor(3, "蒲溪镇", (Grant("township", frozenset({"arrivals.read"}), "610921"),))
TOWN = "河南省郑州市中原区西流湖街道"
BUILDING = f"{TOWN}阳光小区3号楼"


@pytest.fixture(autouse=True)
def _under_the_ninth_edition():
    with clock.at("2022-07-20T09:00"):
        yield


@pytest.fixture
def listed():
    zones.add_by_hand("high", BUILDING, date(2022, 7, 10), date(2022, 7, 19), "名单", by=SYSTEM)


def comes(n: int = 1, origin: str = TOWN, **facts) -> Declaration:
    """Somebody who was there until the 18th."""
    given = {
        "leaving": "2022-07-18",
        "arrival": "2022-07-19",
        "filed_at": "2022-07-18 10:00",
        "document_number": number_of(n),
        "name": f"王{'一二三四五六七八九'[(n - 1) % 9]}梅",
        "origin": origin,
        "via": "",
    } | facts
    done = arrivals.register(wang(**given), by=CHIEF, way_in="township")
    return Declaration.objects.get(pk=done.declaration_id)


def queue():
    return arrivals.calls(by=CHIEF)


def answer(row: arrivals.CallRow, **said) -> arrivals.CallAnswer:
    return arrivals.CallAnswer(row.text, row.start, row.end, **said)


def test_who_may_have_been_in_a_listed_building_is_asked_in_one_line(listed):
    one = comes()
    assert (one.uncertain, one.colour) == (True, "red")
    [row] = queue().rows
    assert row.declaration_id == one.pk
    assert row.question.zh == f"您7月18日离开以前在{TOWN}住在哪个小区、街道?"
    [candidate] = row.candidates
    assert "阳光小区3号楼" in candidate.text
    assert (row.colour, candidate.level) == ("red", "high")
    assert "王" in row.name
    assert "梅" not in row.name


def test_a_day_of_another_year_says_its_year(listed):
    with clock.at("2023-01-02T09:00"):
        zones.add_by_hand("high", BUILDING, date(2022, 12, 20), date(2023, 1, 1), "名单", by=SYSTEM)
        comes(leaving="2022-12-30", arrival="2023-01-01", filed_at="2022-12-30 10:00")
        rows = queue().rows
    assert not rows or "2022年12月30日" in rows[0].question.zh


def test_in_the_building_it_is_certain_and_stands_with_its_measures(listed):
    one = comes()
    [row] = queue().rows
    arrivals.answer_stay(one.pk, answer(row, inside=row.candidates[0].keys, said="3号楼"), by=CHIEF)
    one.refresh_from_db()
    assert (one.uncertain, one.class_code, one.colour) == (False, "high_risk_zone_history", "red")
    assert queue().rows == ()
    assert screening.replay(one.screening_id, by=CHIEF).same


def test_none_of_them_and_nothing_is_left_to_ask(listed):
    one = comes()
    [row] = queue().rows
    number = arrivals.answer_stay(
        one.pk, answer(row, outside=row.candidates[0].keys, said="碧桂园"), by=CHIEF
    )
    one.refresh_from_db()
    assert (one.uncertain, one.colour) == (False, "green")
    assert queue().total == 0
    [told] = arrivals.answers_of(one.person_id, by=CHIEF)
    assert (told.id, told.said, told.whose, told.stands) == (number, "碧桂园", "", True)
    assert screening.replay(one.screening_id, by=CHIEF).same


def test_it_is_taken_back_and_the_question_is_open_again(listed):
    one = comes()
    [row] = queue().rows
    number = arrivals.answer_stay(one.pk, answer(row, outside=row.candidates[0].keys), by=CHIEF)
    assert arrivals.take_back_answer(number, by=CHIEF) == one.pk
    one.refresh_from_db()
    assert one.uncertain
    assert [again.declaration_id for again in queue().rows] == [one.pk]
    with pytest.raises(errors.AnswerUndone):
        arrivals.take_back_answer(number, by=CHIEF)


def test_another_village_of_the_town_is_a_place_of_its_own(listed):
    one = comes(origin="河南省郑州市中原区")
    [row] = queue().rows
    arrivals.answer_stay(one.pk, answer(row, place="河南省郑州市中原区须水街道"), by=CHIEF)
    one.refresh_from_db()
    assert not one.uncertain
    facts = Screening.objects.get(pk=one.screening_id).facts
    assert len(facts["stays"][0][0]) == len("410102001")


def test_a_place_no_finer_than_before_is_no_answer(listed):
    one = comes()
    [row] = queue().rows
    for place in ("河南省郑州市", "火星县", TOWN):
        with pytest.raises(errors.AnswerElsewhere):
            arrivals.answer_stay(one.pk, answer(row, place=place), by=CHIEF)
    with pytest.raises(errors.AnswerEmpty):
        arrivals.answer_stay(one.pk, answer(row, said="不记得"), by=CHIEF)
    with pytest.raises(errors.StayChanged):
        arrivals.answer_stay(
            one.pk, arrivals.CallAnswer("上海市", None, row.end, outside=("aa",)), by=CHIEF
        )


def test_a_building_listed_later_is_another_question_with_the_first_answer_beside_it(listed):
    one = comes()
    [row] = queue().rows
    arrivals.answer_stay(
        one.pk, answer(row, outside=row.candidates[0].keys, said="碧桂园"), by=CHIEF
    )
    zones.add_by_hand(
        "high", f"{TOWN}碧桂园", date(2022, 7, 12), date(2022, 7, 19), "名单", by=SYSTEM
    )
    arrivals.screen_all(by=SYSTEM)
    [again] = queue().rows
    assert again.said == "碧桂园"
    assert ["碧桂园" in one.text for one in again.candidates] == [True]


def test_an_address_made_precise_is_asked_of_nobody_twice(listed):
    here, there = comes(1, f"{TOWN}碧桂园"), comes(2, f"{TOWN} 碧桂园小区")
    same = comes(3, f"{TOWN}碧桂园小区")
    row = next(row for row in queue().rows if row.declaration_id == there.pk)
    number = arrivals.answer_stay(there.pk, answer(row, outside=row.candidates[0].keys), by=CHIEF)
    for one in (there, same):
        one.refresh_from_db()
        assert (one.uncertain, one.colour) == (False, "green"), one.origin_text
    here.refresh_from_db()
    assert here.uncertain  # other words
    [told] = arrivals.answers_of(same.person_id, by=CHIEF)
    assert (told.id, told.whose[:1]) == (number, "王")
    later = comes(4, f"{TOWN}碧桂园小区")
    assert not later.uncertain
    arrivals.take_back_answer(number, by=CHIEF)
    for one in (there, same, later):
        one.refresh_from_db()
        assert one.uncertain


@pytest.mark.parametrize("text", ["河南省郑州市", "河南省郑州市高新区", TOWN, f"{TOWN}科学大道"])
def test_one_persons_answer_for_a_town_or_a_street_is_nobody_elses(listed, text):
    zones.add_by_hand(
        "high", f"{TOWN}科学大道3号", date(2022, 7, 10), date(2022, 7, 19), "名单", by=SYSTEM
    )
    one, other = comes(1, text), comes(2, text)
    row = next(row for row in queue().rows if row.declaration_id == one.pk)
    keys = tuple(key for found in row.candidates for key in found.keys)
    arrivals.answer_stay(one.pk, answer(row, outside=keys), by=CHIEF)
    other.refresh_from_db()
    assert other.uncertain
    assert not StayAnswer.objects.get().finer


def test_the_likelier_and_graver_come_first(listed):
    wide = comes(1, "河南省郑州市")
    near = comes(2, TOWN)
    assert [row.declaration_id for row in queue().rows] == [near.pk, wide.pk]
    zones.add_by_hand(
        "medium", f"{TOWN}某村", date(2022, 7, 1), date(2022, 7, 19), "名单", by=SYSTEM
    )


def test_nobody_picks_up_and_they_come_again_later(listed):
    one, other = comes(1), comes(2)
    first = queue().rows[0]
    assert arrivals.note_call(first.declaration_id, "no_answer", by=CHIEF) == 1
    after = queue()
    assert after.rows[0].declaration_id != first.declaration_id
    assert after.waiting == 1
    last = after.rows[-1]
    assert (last.declaration_id, last.tries) == (first.declaration_id, 1)
    assert last.again_at
    with clock.at("2022-07-20T09:40"):
        assert queue().waiting == 0
    assert {one.pk, other.pk} == {row.declaration_id for row in after.rows}


def test_a_name_that_several_places_have_is_chosen_among_them():
    zones.add_by_hand(
        "high", "北京市朝阳区", date(2022, 7, 10), date(2022, 7, 19), "名单", by=SYSTEM
    )
    one = comes(origin="朝阳区")
    [row] = queue().rows
    assert row.kind == "ambiguous"
    assert {"北京市朝阳区", "吉林省长春市朝阳区"} <= {found.text for found in row.candidates}
    changchun = next(found for found in row.candidates if "长春" in found.text)
    arrivals.answer_stay(one.pk, answer(row, place=changchun.place), by=CHIEF)
    one.refresh_from_db()
    assert (one.uncertain, one.colour) == (False, "green")


def test_who_may_only_read_answers_nothing(listed):
    one = comes()
    [row] = arrivals.calls(by=LOOKS).rows
    with pytest.raises(NotAllowed):
        arrivals.answer_stay(one.pk, answer(row, outside=row.candidates[0].keys), by=LOOKS)
    with pytest.raises(NotAllowed):
        arrivals.note_call(one.pk, "no_answer", by=LOOKS)


def test_a_ledger_taken_in_later_knows_the_address_at_once(listed):
    one = comes(1, f"{TOWN}碧桂园小区")
    [row] = queue().rows
    arrivals.answer_stay(one.pk, answer(row, outside=row.candidates[0].keys), by=CHIEF)
    row = wang(
        name="赵四",
        document_number=number_of(5),
        origin=f"{TOWN}碧桂园小区",
        via="",
        leaving="2022-07-18",
        arrival="2022-07-19",
        filed_at="2022-07-18 11:00",
    )
    arrivals.import_file(as_csv(row), "台账.csv", by=SYSTEM)
    late = Declaration.objects.exclude(pk=one.pk).get()
    assert (late.uncertain, late.colour) == (False, "green")


@pytest.mark.parametrize("place", ["110105", "北京市朝阳区"])
def test_an_answer_moves_no_stay_elsewhere(listed, place):
    one = comes()
    [row] = queue().rows
    with pytest.raises(errors.AnswerElsewhere):
        arrivals.answer_stay(one.pk, answer(row, place=place), by=CHIEF)
    one.refresh_from_db()
    assert one.colour == "red"


def test_of_two_alike_the_longer_overdue_is_called_first_and_it_is_said_why(listed):
    """The instruction to verify has a clock: it decides between people of whom the same is likely."""
    from fangxian.ground.tasks.models import Instruction

    one, other = comes(1), comes(2)
    for who, due in ((one, "2022-07-21T12:00+08:00"), (other, "2022-07-20T08:00+08:00")):
        Instruction.objects.create(
            kind="verify",
            subject=f"arrivals.declaration:{who.pk}",
            person_id=who.person_id,
            stage="issued",
            reason_key=f"t{who.pk}",
            title_zh="核实",
            title_en="verify",
            body_zh="",
            body_en="",
            issued_at=clock.now(),
            clock_at=clock.now(),
            due_at=datetime.fromisoformat(due),
        )
    first, second = queue().rows
    assert (first.declaration_id, second.declaration_id) == (other.pk, one.pk)
    assert first.due_at < second.due_at
    assert first.why.zh.startswith("名单地点占当地")
    assert "天在列" in first.why.zh
    assert "若属实管到" in first.why.zh
    assert "days left" in first.why.en


def test_what_would_soon_be_over_is_asked_later(listed):
    """Equal in all else, of whom more of the measure is still ahead is called first."""
    early = comes(1, leaving="2022-07-12", arrival="2022-07-13", filed_at="2022-07-12 10:00")
    late = comes(2, leaving="2022-07-18")
    rows = queue().rows
    assert [row.declaration_id for row in rows] == [late.pk, early.pk]
    assert rows[0].urgency > rows[1].urgency
