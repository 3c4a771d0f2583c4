"""Many at once: all that a filter holds, one reason for a refusal, a place found out for each, and the
whole of it taken back."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fangxian.doors.command.tasks import narrowing
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages
from fangxian.ground.tasks import reactions as tasks
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from tests.doors.command.stage import NOW, VILLAGE, _order
from tests.doors.command.test_work import _asked
from tests.flat import flat


def many(stage, count: int) -> list[int]:
    """So many more for the village."""
    units = duty.units_for(VILLAGE)
    orders = [
        replace(_order(n, stage.people[0], units), subject=f"arrivals.declaration:{9000 + n}")
        for n in range(count)
    ]
    with clock.at(NOW):
        return [*tasks.issue_many(orders, by=SYSTEM)]


def test_a_long_list_begins_as_a_table_and_a_short_one_as_cards(at_desk, stage):
    village = at_desk("village")
    assert "<article" in village.get("/tasks").content.decode()
    many(stage, narrowing.MANY)
    for page in ("/tasks", "/tasks/list"):
        assert 'class="ledger as-cards dense"' in village.get(page).content.decode()


def test_the_look_is_chosen_by_each_person_at_one_desk(at_desk, stage):
    at_desk("village").get("/tasks?view=table")
    assert 'class="ledger as-cards dense"' in at_desk("village").get("/tasks").content.decode()
    assert "<article" in at_desk("town").get("/tasks").content.decode()


@pytest.mark.parametrize(
    ("of", "page"), [("work", "/tasks?kind=control"), ("list", "/tasks/list?late=1")]
)
def test_all_is_all_that_the_filter_holds_with_its_number(at_desk, stage, of, page):
    many(stage, 60)
    Instruction.objects.all().update(due_at="2022-05-10T09:00+08:00")
    village = at_desk("village")
    shown = flat(village.get(page).content)
    assert re.search(r'data-whole="68"[^>]*> ?全选 68 条', shown)
    told = {"act": "receive", "whole": "1", "of": of, "meant": page.partition("?")[2]}
    preview = flat(village.post("/tasks/batch", told, follow=True).content)
    assert "会办理 68 条" in preview
    ids = re.findall(r'name="ids" value="(\d+)" checked', preview)
    village.post("/tasks/batch/do", {"act": "receive", "ids": ids})
    assert Instruction.objects.filter(stage="accepted").count() == 68


def test_what_is_not_listed_by_name_is_done_too_where_its_line_is_ticked(at_desk, stage):
    many(stage, 210)
    village = at_desk("village")
    told = {"act": "receive", "whole": "1", "of": "work", "meant": ""}
    preview = flat(village.post("/tasks/batch", told, follow=True).content)
    assert "另有 18 条没有逐一列出" in preview
    assert "收到 218 条" in preview
    ids = re.findall(r'name="ids" value="(\d+)" checked', preview)
    village.post("/tasks/batch/do", {"act": "receive", "ids": ids, "rest": "1"})
    assert Instruction.objects.filter(stage="accepted").count() == 218


def test_the_bar_is_hidden_until_something_is_ticked(at_desk, stage):
    page = flat(at_desk("village").get("/tasks").content)
    assert re.search(r'<div class="batch"[^>]* hidden>', page)


@pytest.mark.parametrize("section", ["refused", "overdue", "due_today", "new", "rest"])
@pytest.mark.parametrize("whose", ["mine", "others"])
def test_a_view_keeps_the_section_and_whose_turn_it_is(at_desk, stage, section, whose):
    village = at_desk("village")
    back = village.post("/tasks/views", {"name": "夜里看", "section": section, "whose": whose})
    page = village.get(back["Location"])
    assert (page.context["section"], page.context["whose"]) == (section, whose)
    assert (
        page.context["page"].total
        == village.get(f"/tasks?section={section}&whose={whose}").context["page"].total
    )


def test_found_out_is_reported_in_a_batch_with_the_place_of_each(at_desk, stage):
    order = _asked(stage)
    village = at_desk("village")
    form = flat(village.post("/tasks/batch", {"act": "act", "ids": [order]}, follow=True).content)
    assert f'name="outcome-{order}" value="clear" data-asks' in form
    assert f'name="found_place-{order}"' in form
    assert f'name="found_choice-{order}" value="220104"' in form
    told = {
        "ids": [order],
        "at": "2022-05-10T20:10",
        "who": "书记",
        "words": "电话里说从长春来",
        f"outcome-{order}": "clear",
    }
    said = flat(village.post("/tasks/batch/report", told, follow=True).content)
    assert "没有办 1 条" in said  # without its place it is not taken
    told[f"found_choice-{order}"] = "220104"
    assert "已报 1 条" in flat(village.post("/tasks/batch/report", told, follow=True).content)
    assert "吉林省长春市朝阳区" in at_desk("town").get(f"/tasks/{order}").content.decode()


def test_many_are_refused_with_one_reason_kept_with_each(at_desk, stage):
    village, ids = at_desk("village"), stage.orders[:2]
    form = flat(village.post("/tasks/batch", {"act": "refuse", "ids": ids}, follow=True).content)
    assert 'name="reason"' in form
    bare = {"act": "refuse", "ids": ids, "reason": " "}
    assert "没有办 2 条" in flat(village.post("/tasks/batch/do", bare, follow=True).content)
    village.post("/tasks/batch/do", bare | {"reason": "都已迁出,现住涧池镇"})
    refused = Instruction.objects.filter(pk__in=ids)
    assert set(refused.values_list("stage", flat=True)) == {"refused"}
    for pk in ids:
        assert "都已迁出" in village.get(f"/tasks/{pk}").content.decode()


def test_a_batch_is_taken_back_together_until_somebody_goes_on(at_desk, stage):
    village, ids = at_desk("village"), stage.orders[:3]
    told = {"ids": ids, "at": "2022-05-10T20:10", "who": "书记", "words": "逐户入户"}
    told |= {f"outcome-{pk}": "in_place" for pk in ids}
    page = flat(village.post("/tasks/batch/report", told, follow=True).content)
    assert "刚才一起办了 3 条" in page
    _moves_on(ids[0])
    form = flat(village.post("/tasks/batch", {"act": "undo"}, follow=True).content)
    assert "会办理 2 条" in form
    assert 'name="reason"' in form
    can = re.findall(r'name="ids" value="(\d+)" checked', form)
    assert str(ids[0]) not in can
    village.post("/tasks/batch/do", {"act": "undo", "ids": can, "reason": "点错了一批"})
    stages = dict(Instruction.objects.filter(pk__in=ids).values_list("pk", "stage"))
    assert stages == {ids[0]: "checked", ids[1]: "issued", ids[2]: "issued"}
    assert "刚才一起办了 1 条" in flat(village.get("/tasks").content)


def _moves_on(order: int) -> None:
    """The township confirms it at its own desk."""
    pages.check(order, by=SYSTEM)
