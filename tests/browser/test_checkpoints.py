from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE


@pytest.fixture(scope="module")
def barrier(served, django_db_blocker):
    """A checkpoint at which one was held and one passed, and a truck waits."""
    from uuid import uuid4

    from fangxian.kernel import clock
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.checkpoints import api as checkpoints

    _, stage = served
    with django_db_blocker.unblock():
        place, now = "610921102", clock.now()
        site = checkpoints.open_checkpoint(
            "汉阴高速出口卡口",
            "motorway",
            place,
            lanes=3,
            services=["antigen", "truck_lane"],
            by=SYSTEM,
        )
        for person, outcome, seen in ((0, "hold", "red"), (6, "pass_with_test", "green")):
            new = checkpoints.NewCrossing(
                client_id=uuid4(),
                checkpoint_id=site,
                person_id=stage.people[person],
                how="code",
                arrived_at=now,
                decided_at=now,
                outcome=outcome,
                plate="陕G12345",
                ticks=("健康码", "行程码"),
                colour_seen=seen,
            )
            checkpoints.record_crossing(new, by=SYSTEM)
            told = checkpoints.TestTold(
                event=uuid4(), at=now, crossing=new.client_id, started_at=now
            )
            checkpoints.tell_test(told, by=SYSTEM)
        truck = checkpoints.TruckTold(
            event=uuid4(),
            at=now,
            checkpoint_id=site,
            plate="豫P77120",
            company="周口粮油物流",
            fetched_by="老陈",
            phone="13800001111",
            queued_at=now,
        )
        checkpoints.tell_truck(truck, by=SYSTEM)
        note = "抗原试剂只剩一盒,请补。"
        checkpoints.hand_over(uuid4(), site, note, "二班", now, by=SYSTEM)
    return site


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_of_a_checkpoint_fit(sit, barrier, screen, request):
    name = request.node.callspec.id
    seat = sit(screen, "zhihuibu")
    for path, shot in (
        ("/checkpoints/", "board"),
        (f"/checkpoints/{barrier}", "site"),
        ("/checkpoints/sheet", "sheet"),
        ("/checkpoints/open", "open"),
        ("/devices/", "devices"),
    ):
        seat.go(path)
        seat.shot(f"checkpoints-{shot}-{name}")
        assert seat.fits(), path


def test_a_guard_in_a_browser_looks_and_decides(sit, barrier):
    from tests.doors.command.stage import BIRTHS, number_of

    seat = sit(PHONE, "zhihuibu")
    seat.go(f"/checkpoints/{barrier}/console")
    seat.page.get_by_label("扫码").fill(number_of(BIRTHS[7]))
    seat.page.get_by_role("button", name="查", exact=True).click()
    seat.page.get_by_text("吴**").first.wait_for()
    seat.page.get_by_label("健康码").check()
    seat.shot("checkpoints-console-phone")
    assert seat.fits()
    assert number_of(BIRTHS[7]) not in seat.page.url
    seat.page.get_by_role("button", name="检测后放行").click()
    seat.page.get_by_text("抗原在等").wait_for()
