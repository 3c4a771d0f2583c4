"""The field app through a shift: set up, cut off, and back, with every act once."""

from __future__ import annotations

from datetime import datetime

from tests.browser.field import GUARD, SITE, code_of, forged, sets_up
from tests.doors.command.stage import BIRTHS, PASSWORD, number_of

STRANGER = "11010519491231002X"


def test_a_shift_without_a_network_arrives_once(sit, served):
    guard = sets_up(sit, "离线机")
    guard.at_the_barrier()
    guard.looks_up(number_of(BIRTHS[7]))
    guard.sees("吴**")
    guard.tap("以上都查验了")
    guard.tap("放行")
    guard.sees("刚才")
    guard.comes_back()
    guard.cut()
    guard.page.reload()
    guard.types_pin()
    guard.sees("照常工作")
    held_and_declared(guard, served[1])
    guard.page.locator(".waits", has_text="待传 5").wait_for()
    guard.comes_back()
    kinds = [(one.kind.split(".")[1], one.how) for one in guard.sent()]
    assert kinds == [
        (kind, "decided")
        for kind in ("crossing", "crossing", "declared", "crossing", "truck", "disinfected")
    ]
    told_everywhere(guard, sit, served[1])


def held_and_declared(guard, stage):
    guard.looks_up(code_of(stage.people[1]))
    guard.sees("码有效")
    guard.page.on("dialog", lambda asked: asked.accept())
    guard.tap("留置待转运")
    guard.sees("待传 1")
    guard.looks_up(STRANGER)
    guard.sees("名单上没有")
    guard.tap("现场申报", exact=False)
    guard.fill("姓名", "钱多多")
    guard.fill("从哪里来", "四川省成都市武侯区")
    guard.page.get_by_label("去哪个镇").select_option(label="蒲溪镇")
    guard.tap("申报并继续查验")
    guard.sees("刚在本机申报")
    guard.tap("转交处置")  # who was never decided about is referred
    guard.tap("货车")
    guard.fill("车牌", "豫P77120")
    guard.page.get_by_label("接车人", exact=True).fill("老陈")
    guard.tap("排入通道")
    guard.sees("在等 1 辆")
    guard.page.get_by_label("返回").click()
    guard.tap("消毒")
    guard.fill("车牌", "豫P77120")
    guard.tap("已消毒")


def told_everywhere(guard, sit, stage):
    from fangxian.ground.people import pages as people
    from fangxian.ground.tasks.models import Instruction
    from fangxian.kernel.actor import SYSTEM

    [order] = Instruction.objects.filter(kind="checkpoint_hold", person_id=stage.people[1])
    assert {one.level for one in order.receipts.all()} == {"township", "village"}
    assert people.search("钱多多", by=SYSTEM)
    desk = sit((1280, 800), "zhihuibu")
    desk.go("/checkpoints/")
    desk.page.get_by_text(SITE).first.wait_for()


def test_codes_are_read_with_no_network(sit, served):
    from fangxian.kernel import clock

    person = served[1].people[7]
    shown = {"good": code_of(person)}
    for name, then in (("grace", "2022-05-10T19:00"), ("expired", "2022-05-09T10:00")):
        with clock.at(then):
            shown[name] = code_of(person)
    shown["forged"] = forged(shown["good"])
    guard = sets_up(sit, "验码机")
    guard.at_the_barrier()
    guard.cut()
    for text, words, name in (
        (shown["good"], "码有效", "吴**"),
        (shown["grace"], "断网宽限期内仍可用", "吴**"),
        (shown["expired"], "码已过期", "吴**"),
        (shown["forged"], "不是本系统的码", "未登记的码"),
        ("FX1:NONSENSE", "读不出来", "未登记的码"),
    ):
        guard.looks_up(text)
        guard.sees(words)
        guard.page.get_by_role("heading", name=name).wait_for()
        guard.page.get_by_label("返回").click()
    guard.cut(False)


def test_a_wrong_pin_waits_and_a_forgotten_one_costs_nothing(sit):
    guard = sets_up(sit, "忘记口令机")
    guard.at_the_barrier()
    guard.cut()
    guard.tap("消毒")
    guard.fill("车牌", "陕G12345")
    guard.tap("已消毒")
    guard.sees("待传 1")
    guard.page.reload()
    for _ in range(4):
        guard.types_pin("111111")
        guard.sees("口令不对")
        guard.page.reload()
    guard.types_pin("111111")
    guard.sees("口令不对")
    guard.page.reload()
    guard.types_pin()
    guard.sees("错得太多")
    guard.cut(False)
    guard.tap("忘了口令")
    guard.fill("新的六位口令", "947052")
    guard.tap("设新口令并打开")
    guard.page.get_by_role("link", name="先登录").click()
    guard.page.get_by_label("账号").fill(GUARD)
    guard.page.get_by_label("密码").fill(PASSWORD)
    guard.page.get_by_role("button", name="登录", exact=True).click()
    guard.page.wait_for_url("**/field/**")
    guard.tap("忘了口令")
    guard.fill("新的六位口令", "947052")
    guard.tap("设新口令并打开")
    guard.comes_back()
    [told] = guard.sent("checkpoint.disinfected")
    assert told.how == "decided"
    guard.page.reload()
    guard.types_pin("947052")
    guard.sees("已连接")


def test_the_times_are_right_on_a_phone_that_is_an_hour_wrong(sit, served):
    from fangxian.kernel import clock

    ahead = datetime.fromisoformat("2022-05-10T21:14:00+08:00")
    guard = sets_up(sit, "快一小时机", first=lambda seat: seat.page.clock.set_system_time(ahead))
    guard.at_the_barrier()
    guard.cut()
    guard.page.reload()
    guard.types_pin()
    guard.sees("照常工作")
    guard.looks_up(number_of(BIRTHS[5]))
    guard.page.get_by_text("按别的办").click()
    guard.page.locator(".others").get_by_role("button", name="劝返", exact=True).click()
    guard.page.locator(".others").get_by_role("checkbox").first.click()
    guard.page.on("dialog", lambda asked: asked.accept())
    guard.page.locator(".others .big").click()
    guard.sees("刚才")
    guard.comes_back()
    [told] = guard.sent("checkpoint.crossing")
    assert abs((told.at - clock.now()).total_seconds()) < 60
