"""催办: who checks reminds who is late; once in half an hour, and it stays with the instruction."""

from __future__ import annotations

import pytest

from fangxian.ground.tasks import errors
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.ground.tasks.models import StageEntry
from fangxian.kernel import clock
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(county) -> int:
    [pk] = tasks_reactions.issue_many([county.order()], by=county.hq)
    return pk


def test_what_is_late_is_urged_and_the_reminder_stays(county, order):
    with pytest.raises(errors.NotLate):
        tasks.urge(order, by=county.town)
    with clock.at("2022-05-10T09:00"):
        tasks.receive(order, by=county.town)
        assert tasks.urge(order, by=county.town) == (county.village_unit,)
        assert tasks.urged([order])[order].by == county.town.name
    with clock.at("2022-05-10T09:29"), pytest.raises(errors.UrgedAlready):
        tasks.urge(order, by=county.hq)
    with clock.at("2022-05-10T09:31"):
        tasks.urge(order, by=county.hq)
    assert StageEntry.objects.filter(instruction_id=order, act="urge").count() == 2


def test_who_is_late_urges_nobody_and_who_is_elsewhere_finds_nothing(county, order):
    with clock.at("2022-05-10T09:00"):
        with pytest.raises(NotAllowed):
            tasks.urge(order, by=county.village)
        with pytest.raises(NotFound):
            tasks.urge(order + 999, by=county.town)


def test_a_debt_is_what_is_ones_own_turn(county, order):
    assert tasks.debts(by=county.village) == tasks.Debts(late=0, open=1)
    with clock.at("2022-05-10T09:00"):
        assert tasks.debts(by=county.village).late == 1
        tasks.accept(order, by=county.village)
        tasks.receive(order, by=county.town)
        assert tasks.debts(by=county.town) == tasks.Debts(late=0, open=0)
        assert tasks.debts(by=county.village).open == 1
    assert tasks.debts(by=county.hq) == tasks.Debts(late=0, open=0)


def test_a_view_is_kept_and_dropped_by_its_owner(county, order):
    found = tasks.InstructionFilter(mine=True, kinds=("control",))
    kept = tasks.save_filter("今晚", found, "610921102201", by=county.village)
    assert [one.name for one in tasks.saved_views(by=county.village)] == ["今晚"]
    assert tasks.saved_views(by=county.town) == ()
    with pytest.raises(NotFound):
        tasks.drop_view(kept, by=county.town)
    tasks.drop_view(kept, by=county.village)
    assert tasks.saved_views(by=county.village) == ()


def test_work_is_narrowed_by_words(county, order):
    only = tasks.CardFilter(text="集中隔离")
    assert tasks.my_work(by=county.village, only=only).page.total == 1
    nothing = tasks.CardFilter(text="不在其中")
    assert tasks.my_work(by=county.village, only=nothing).page.total == 0
    assert tasks.facets(by=county.village).kinds == {"control": 1}


def test_the_words_of_a_reminder_are_in_both_languages():
    said = errors.UrgedAlready(at="09:00", by="镇").said
    assert isinstance(said, Text)
    assert "09:00" in said.zh
    assert "09:00" in said.en
