"""A photo as evidence: what fits is taken, what is larger is made small, what is none is refused
in words before anything is kept."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from tests.browser.field import of_this_run, sets_up

HOME, KB = "610921102203", 1024


@pytest.fixture(scope="module")
def village(served, django_db_blocker):
    """A village's secretary and three instructions that want evidence: (account, their ids)."""
    from fangxian.ground.duty import api as duty
    from fangxian.ground.tasks import reactions as tasks
    from tests.doors.command import stage

    with django_db_blocker.unblock():
        duty.bootstrap_units()
        unit = duty.units_for(HOME)["village"]
        name = of_this_run("zhaopian")
        account = stage.open_account(name, "照片村书记", "village", HOME)
        duty.seat(duty.posts(unit)[0].id, duty.Holder("照片村书记", account.pk), by=SYSTEM)
        issued = tasks.issue_many(
            [
                tasks.Order(
                    kind="control",
                    subject=f"{name}:{n}",
                    reason_key="1",
                    place=HOME,
                    title=Text("居家健康监测", "Monitoring"),
                    body=Text("请入户落实", "Please visit"),
                    addressees=(tasks.Addressee("village", unit),),
                )
                for n in range(3)
            ],
            by=SYSTEM,
        )
        return name, issued


@pytest.fixture
def holder(sit, village, request):
    guard = sets_up(sit, f"照片机{len(request.node.name)}", username=village[0])
    guard.tap("我的任务", exact=False)
    return guard


def picture(size: tuple[int, int], kilobytes: int) -> bytes:
    """A noisy JPEG of about so many kB, as large as a camera makes them, with a place in it."""
    noise = Image.effect_noise(size, 80).convert("RGB")
    exif = Image.Exif()
    exif[0x0110] = "SECRETPHONE"
    for quality in range(95, 5, -3):
        made = io.BytesIO()
        noise.save(made, "JPEG", quality=quality, exif=exif)
        if made.tell() <= kilobytes * KB:
            return made.getvalue()
    raise AssertionError(kilobytes)


def take(guard, content: bytes, kind: str = "image/jpeg") -> None:
    file = {"name": "door.jpg", "mimeType": kind, "buffer": content}
    guard.page.locator("input[type=file]").set_input_files(file)


def open_task(guard, number: int) -> None:
    guard.page.goto(f"{guard.seat.address}/field/#/tasks/{number}")
    received = guard.page.get_by_role("button", name="收到", exact=True)
    received.or_(guard.page.get_by_text("办理情况")).first.wait_for()
    if received.count():
        received.click()
    guard.page.get_by_label("结果").select_option("in_place")
    guard.fill("办理情况", "已入户见到本人")


@pytest.mark.parametrize(
    ("which", "size", "kilobytes"),
    [(0, (1200, 800), 200), (1, (3000, 2000), 5000)],
    ids=["200kB", "5MB"],
)
def test_a_photo_arrives_small_enough_and_without_what_the_camera_added(
    holder, village, which, size, kilobytes
):
    from fangxian.ground.tasks import pages as tasks_pages
    from fangxian.ground.tasks.models import Evidence

    content = picture(size, kilobytes)
    assert len(content) > kilobytes * KB * 0.7
    open_task(holder, village[1][which])
    take(holder, content)
    holder.page.get_by_alt_text("现场照片").wait_for()
    holder.cut()
    holder.tap("办结")
    holder.sees("已记办理")
    holder.comes_back()
    [told] = holder.sent("task.acted")
    assert told.how == "decided"
    evidence = Evidence.objects.get(instruction_id=village[1][which])
    kept = tasks_pages.photo_of(evidence.pk, by=SYSTEM)
    assert Image.open(io.BytesIO(kept)).size[0] >= 400
    sent = sent_photo(told)
    assert len(sent) <= 200 * KB
    assert b"SECRETPHONE" not in sent


def sent_photo(told) -> bytes:
    from fangxian.ground.devices import api as devices

    _, body = devices.sent(told.pk, by=SYSTEM)
    return base64.b64decode(body["evidence"]["photo"].partition(",")[2])


def test_what_is_no_picture_is_refused_in_words_and_nothing_is_kept(holder, village):
    open_task(holder, village[1][2])
    take(holder, b"not a picture at all")
    holder.sees("这张照片打不开")
    assert holder.page.get_by_alt_text("现场照片").count() == 0
    take(holder, picture((800, 600), 100))
    holder.page.get_by_alt_text("现场照片").wait_for()
    assert holder.page.get_by_text("这张照片打不开").count() == 0
    assert holder.sent("task.acted") == []
