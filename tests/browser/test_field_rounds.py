"""The other tiles: a venue's door, one's own tasks with a photo, from door to door."""

from __future__ import annotations

import io

from PIL import Image

from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from tests.browser.field import code_of, of_this_run, sets_up
from tests.doors.command.stage import BIRTHS, VILLAGE, number_of

THERE = "610921102202"


def test_a_venue_s_guard_scans_for_the_old_and_the_young(sit, served):
    from fangxian.lines.venues.models import Visit
    from tests.doors.command import stage
    from tests.rooms.venues.people import opened

    venue = opened("城东超市", "商场和超市", VILLAGE)
    name = of_this_run("chaoshi")
    stage.open_account(name, "超市门卫", "venue_guard")
    guard = sets_up(sit, "超市机", username=name)
    guard.tap("场所码", exact=False)
    guard.tap("城东超市", exact=False)
    guard.cut()
    for n, shown in enumerate((code_of(served[1].people[7]), number_of(BIRTHS[3])), 1):
        guard.fill("身份证号、纸质卡号", shown)
        guard.tap("查")
        guard.page.locator(".waits", has_text=f"待传 {n}").wait_for()
    guard.tap("加")
    guard.tap("登记 3 人")
    guard.page.locator(".waits", has_text="待传 3").wait_for()
    guard.comes_back()
    visits = Visit.objects.filter(venue_id=venue).order_by("at")
    assert [(one.how, one.person_id, one.group_size) for one in visits] == [
        ("reverse_code", served[1].people[7], 1),
        ("reverse_number", served[1].people[3], 1),
        ("group", None, 3),
    ]


def photo():
    """As a phone takes it: far larger than may be sent."""
    made = io.BytesIO()
    Image.effect_noise((3000, 2000), 90).convert("RGB").save(made, "JPEG", quality=95)
    return {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def village_desk() -> str:
    """A village of its own with its secretary, whose account is returned, two instructions and three
    households."""
    from fangxian.ground.duty import api as duty
    from fangxian.ground.people import api as people
    from fangxian.ground.tasks import reactions as tasks
    from tests.doors.command import stage

    duty.bootstrap_units()
    unit = duty.units_for(THERE)["village"]
    post = duty.posts(unit)[0].id
    name = of_this_run("sanyan")
    account = stage.open_account(name, "三堰村书记", "village", THERE)
    duty.seat(post, duty.Holder("三堰村书记", account.pk), by=SYSTEM)
    tasks.issue_many(
        [
            tasks.Order(
                kind="control",
                subject=f"{name}:{n}",
                reason_key="1",
                place=THERE,
                title=Text("居家健康监测", "Monitoring"),
                body=Text("请入户落实", "Please visit"),
                addressees=(tasks.Addressee("village", unit),),
            )
            for n in range(2)
        ],
        by=SYSTEM,
    )
    for number in range(3):
        people.open_household(THERE, f"老街{number}号", None, by=SYSTEM)
    return name


def test_a_village_s_secretary_does_the_round_with_no_network(sit, served):
    guard = sets_up(sit, "三堰村机", username=village_desk())
    number = does_a_task(guard)
    knocks_at_doors(guard)
    guard.comes_back()
    assert {one.how for one in guard.sent()} == {"decided"}
    was_told(guard, number)


def does_a_task(guard):
    guard.tap("我的任务", exact=False)
    guard.tap("全部收到", exact=False)
    guard.page.locator(".waits", has_text="已传完").wait_for()
    guard.cut()
    guard.page.locator(".list button").first.click()
    guard.tap("接受", exact=False)
    guard.page.get_by_label("结果").select_option("in_place")
    guard.fill("办理情况", "已入户见到本人，体温正常")
    guard.page.locator("input[type=file]").set_input_files(photo())
    guard.page.get_by_alt_text("现场照片").wait_for()
    number = int(guard.page.url.rpartition("/")[2])
    guard.tap("办结")
    guard.sees("已记办理")
    return number


def knocks_at_doors(guard):
    guard.page.goto(f"{guard.seat.address}/field/#/sweep")
    guard.sees("0 / 3")
    for answer, kept_as in (("有人", "home"), ("无人应门", "nobody")):
        guard.page.locator(".list li:not(.home):not(.nobody) button").first.click()
        guard.tap(answer)
        guard.page.locator(f".list li.{kept_as}").wait_for()
    guard.sees("1 / 3")


def was_told(guard, number):
    from fangxian.ground.devices.models import Knock
    from fangxian.ground.tasks.models import Evidence, Instruction

    assert Instruction.objects.get(pk=number).stage == "acted"
    assert Evidence.objects.get(instruction_id=number).photo.pk
    assert len(guard.sent("task.acted")) == 1
    account = guard.device.account_id
    knocks = Knock.objects.filter(account_id=account).order_by("answered")
    assert list(knocks.values_list("answered", flat=True)) == ["home", "nobody"]
