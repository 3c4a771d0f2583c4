"""A village's phone without a network: evidence with somebody beside, a step taken back before and after
it was sent, and an instruction that headquarters wrote."""

from __future__ import annotations

import pytest

from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from tests.browser.field import of_this_run, sets_up

HOME = "610921102203"
SPOT = {"latitude": 32.8923, "longitude": 108.5031}


@pytest.fixture(scope="module")
def village(served, django_db_blocker):
    """A village's secretary and instructions that ask for a companion and the spot: (account, ids)."""
    from fangxian.ground.duty import api as duty
    from fangxian.ground.tasks import reactions as tasks
    from fangxian.ground.tasks.models import Instruction
    from tests.doors.command import stage

    with django_db_blocker.unblock():
        duty.bootstrap_units()
        unit = duty.units_for(HOME)["village"]
        name = of_this_run("chehui")
        account = stage.open_account(name, "撤回村书记", "village", HOME)
        duty.seat(duty.posts(unit)[0].id, duty.Holder("撤回村书记", account.pk), by=SYSTEM)
        orders = [
            tasks.Order(
                kind="written",
                subject=f"{name}:{n}",
                reason_key="1",
                place=HOME,
                title=Text("入户核对门牌", "Check the numbers on the doors"),
                body=Text("请入户落实", "Please visit"),
                addressees=(tasks.Addressee("village", unit),),
            )
            for n in range(3)
        ]
        issued = tasks.issue_many(orders, by=SYSTEM)
        asked = {"proofs": {"companion": "required", "spot": "required"}}
        Instruction.objects.filter(pk__in=issued).update(because=asked)
        yield name, issued


@pytest.fixture
def holder(sit, village, request):
    guard = sets_up(sit, f"撤回机{len(request.node.name)}", username=village[0])
    guard.tap("我的任务", exact=False)
    return guard


def stage_of(number: int) -> str:
    from fangxian.ground.tasks.models import Instruction

    return Instruction.objects.get(pk=number).stage


def open_task(guard, number: int) -> None:
    guard.page.goto(f"{guard.seat.address}/field/#/tasks/{number}")
    received = guard.page.get_by_role("button", name="收到", exact=True)
    received.or_(guard.page.get_by_text("办理情况")).first.wait_for()
    if received.count():
        received.click()


def fill_in(guard) -> None:
    outcome = guard.page.get_by_label("结果")
    outcome.select_option(index=1)
    guard.fill("办理情况", "门牌已核对")


def test_evidence_offline_a_refused_position_is_said_and_typed_by_hand(holder, village):
    from fangxian.ground.tasks.models import Evidence

    number = village[1][0]
    holder.cut()
    open_task(holder, number)
    fill_in(holder)
    holder.sees("办结还要：")
    assert holder.page.get_by_role("button", name="办结", exact=True).is_disabled()
    holder.tap("用我的位置")
    holder.sees("手机没有给出位置")
    holder.fill("位置（纬度，经度）", "32.8923,108.5031")
    holder.fill("同去的人", "村医老周")
    holder.tap("办结")
    holder.sees("已记办理")
    holder.comes_back()
    [told] = holder.sent("task.acted")
    assert told.how == "decided"
    kept = Evidence.objects.get(instruction_id=number)
    assert (kept.companion, round(float(kept.latitude), 4)) == ("村医老周", 32.8923)
    # what was sent is taken back, also with no network
    holder.page.goto(f"{holder.seat.address}/field/#/sent")
    holder.cut()
    holder.tap("撤回这一步")
    holder.fill("为什么撤回", "走错了户")
    holder.tap("撤回")
    holder.sees("已撤回")
    assert stage_of(number) == "acted"
    holder.comes_back()
    [back] = holder.sent("task.undone")
    assert (back.how, stage_of(number)) == ("decided", "issued")
    holder.page.goto(f"{holder.seat.address}/field/#/tasks/{number}")
    holder.page.get_by_label("办理情况").wait_for()


def test_what_was_not_sent_is_withdrawn_and_never_arrives(holder, village):
    number = village[1][1]
    holder.page.context.grant_permissions(["geolocation"])
    holder.page.context.set_geolocation(SPOT)
    holder.cut()
    open_task(holder, number)
    fill_in(holder)
    holder.tap("用我的位置")
    holder.page.wait_for_function(
        "document.body.innerHTML && [...document.querySelectorAll('input')].some(one => one.value.startsWith('32.8923'))"
    )
    holder.fill("同去的人", "村医老周")
    holder.tap("办结")
    holder.sees("已记办理")
    holder.page.goto(f"{holder.seat.address}/field/#/sent")
    holder.tap("撤回这一步")
    holder.fill("为什么撤回", "还没去")
    holder.tap("撤回")
    holder.page.get_by_text("办理任务").wait_for(state="detached")
    holder.comes_back()
    assert holder.sent("task.acted") == []
    assert stage_of(number) == "issued"


def test_what_headquarters_said_is_read_and_answered_offline(holder, village):
    from fangxian.ground.access import api as access
    from fangxian.ground.tasks import pages as tasks
    from fangxian.ground.tasks.models import Comment

    number = village[1][2]
    writer = access.account_named("zhihuibu")
    Comment.objects.create(
        instruction_id=number,
        at=holder.device.enrolled_at,
        account_id=writer.pk,
        actor="指挥部",
        words="今晚八点前报",
    )
    assert tasks.written_with([number], by=SYSTEM)[number].comments
    holder.page.goto(f"{holder.seat.address}/field/#/sent")
    holder.page.get_by_role("button", name="全部已上传").click()
    holder.page.goto(f"{holder.seat.address}/field/#/tasks/{number}")
    holder.sees("今晚八点前报")
    holder.cut()
    holder.fill("回复", "收到，正在办")
    holder.tap("发送")
    holder.page.locator("li", has_text="收到，正在办").get_by_text("待传").wait_for()
    holder.comes_back()
    [told] = holder.sent("task.commented")
    assert told.how == "decided"
    said = Comment.objects.filter(instruction_id=number).latest("id")
    assert said.words == "收到，正在办"
