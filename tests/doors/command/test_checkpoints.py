"""Checkpoints at the desk: the board, the console in a browser, passes, devices, what to clear."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from fangxian.ground.access.models import Role
from fangxian.ground.devices import api as devices
from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.checkpoints.models import AntigenTest, Crossing
from fangxian.lines.codes import api as codes
from tests.doors.command.stage import BIRTHS, COUNTY, TOWN, number_of, open_account
from tests.flat import flat

pytestmark = pytest.mark.django_db

MORE = [
    "checkpoints.read",
    "checkpoints.manage",
    "checkpoints.record",
    "checkpoints.issue_pass",
    "devices.read",
    "devices.manage",
    "devices.clear",
    "devices.enrol",
    "codes.scan",
]


@pytest.fixture
def desk(at_desk):
    role = Role.objects.get(code="headquarters")
    Role.objects.filter(pk=role.pk).update(permissions=[*role.permissions, *MORE])
    return at_desk("hq")


@pytest.fixture
def site():
    return checkpoints.open_checkpoint("汉阴火车站", "railway", TOWN, by=SYSTEM)


def test_a_checkpoint_is_opened_and_its_board_read(desk):
    typed = {
        "name": "高速出口",
        "kind": "motorway",
        "place": "蒲溪镇",
        "lanes": "3",
        "services": ["antigen"],
    }
    answer = desk.post("/checkpoints/open", typed)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert "高速出口" in desk.get("/checkpoints/").content.decode()
    page = desk.get(answer["Location"]).content.decode()
    assert "抗原检测" in page
    refused = desk.post("/checkpoints/open", typed | {"place": "不存在镇"})
    assert refused.status_code == 422
    assert "不认识地点" in refused.content.decode()


def test_the_console_looks_decides_and_reads_the_test(desk, site, stage):
    number = number_of(BIRTHS[7])
    page = desk.post(f"/checkpoints/{site}/console", {"q": number}).content.decode()
    assert "吴**" in page
    assert number not in page.replace(f'value="{number}"', "")
    assert "健康码" in page
    event = re.search(r'name="event" value="([^"]+)"', page)[1]
    typed = {
        "event": event,
        "q": number,
        "arrived": clock.now().isoformat(),
        "plate": "陕G12345",
        "ticks": ["健康码"],
        "outcome": "pass_with_test",
    }
    for _ in range(2):
        assert desk.post(f"/checkpoints/{site}/decide", typed).status_code == 302
    row = Crossing.objects.get()
    assert (row.outcome, row.plate, row.person_id) == (
        "pass_with_test",
        "陕G12345",
        stage.people[7],
    )
    test = AntigenTest.objects.get()
    assert test.result == ""
    desk.post(f"/checkpoints/{site}/test", {"crossing": str(test.crossing), "result": "negative"})
    assert AntigenTest.objects.get().result == "negative"
    assert "检测后放行" in desk.get(f"/checkpoints/{site}").content.decode()


def test_the_console_knows_who_passed_elsewhere(desk, site, stage):
    other = checkpoints.open_checkpoint("汉阴高速出口", "motorway", TOWN, by=SYSTEM)
    page = desk.get(f"/checkpoints/{site}/console").content.decode()
    assert "今日预计" in page
    assert "汉阴高速出口" not in page
    event = {"event": str(uuid4()), "q": number_of(BIRTHS[7]), "outcome": "pass"}
    desk.post(f"/checkpoints/{other}/decide", event)
    page = desk.post(f"/checkpoints/{site}/console", {"q": number_of(BIRTHS[7])}).content.decode()
    assert "已在“汉阴高速出口”查验过" in page
    assert "汉阴高速出口 <span" in page  # in the list of those expected


def test_a_plate_at_the_console_names_the_car_and_its_pass(desk, site):
    from tests.rooms.checkpoints.crowd import form

    for n, name, vehicle in (
        (901, "冯一路", "自驾 陕A·70707"),
        (902, "陈二途", "陕B1"),
        (903, "褚三程", "陕a70707"),
    ):
        arrivals.declare(form(n, name=name, vehicle=vehicle), by=SYSTEM)
    checkpoints.issue_pass(
        checkpoints.NewPass(
            plate="陕A70707",
            route="安康—汉阴",
            since=clock.today(),
            until=clock.today(),
            place=COUNTY,
        ),
        by=SYSTEM,
    )
    page = desk.post(f"/checkpoints/{site}/console", {"q": "陕a 70707"}).content.decode()
    page = flat(page)
    assert "陕A70707 申报了 2 人" in page
    assert "冯**" in page
    assert "褚**" in page
    assert "陈**" not in page
    assert "通行证有效" in page
    event = {"event": str(uuid4()), "q": "陕a 70707", "plate": "陕a 70707", "outcome": "refer"}
    desk.post(f"/checkpoints/{site}/decide", event)
    assert (Crossing.objects.get().plate, Crossing.objects.get().how) == ("陕A70707", "none")


def test_without_an_outcome_nothing_is_recorded(desk, site):
    assert desk.post(f"/checkpoints/{site}/decide", {"q": ""}).status_code == 422
    assert not Crossing.objects.exists()


def test_a_truck_waits_and_is_fetched(desk, site):
    desk.post(
        f"/checkpoints/{site}/truck",
        {"plate": "陕A88888", "company": "粮油", "phone": "13800001111"},
    )
    page = desk.get(f"/checkpoints/{site}").content.decode()
    assert "陕A88888" in page
    assert "138****1111" in page
    queued = re.search(r'name="queued" value="([^"]+)"', page)[1]
    desk.post(f"/checkpoints/{site}/truck", {"plate": "陕A88888", "queued": queued})
    assert checkpoints.trucks(site, by=SYSTEM) == ()


def test_shift_and_note(desk, site):
    desk.post(
        f"/checkpoints/{site}/shift",
        {
            "lead": "王副局长",
            "members": "李警官 公安\n赵护士 卫健",
            "begins": "2022-05-10T20:00",
            "ends": "2022-05-11T04:00",
        },
    )
    desk.post(f"/checkpoints/{site}/note", {"note": "抗原试剂只剩一盒", "to": "二班"})
    page = desk.get(f"/checkpoints/{site}").content.decode()
    assert "王副局长" in page
    assert "抗原试剂只剩一盒" in page


def test_a_pass_is_issued_printed_and_revoked(desk):
    answer = desk.post(
        "/checkpoints/passes/new",
        {
            "plate": "陕g 55555",
            "route": "安康—汉阴",
            "goods": "蔬菜",
            "since": "2022-05-10",
            "until": "2022-05-16",
        },
    )
    page = desk.get(answer["Location"]).content.decode()
    assert "陕G55555" in page
    desk.post(f"{answer['Location']}/revoke", {"why": "路线作废"})
    assert "已收回" in desk.get("/checkpoints/passes").content.decode()
    wrong = desk.post(
        "/checkpoints/passes/new",
        {"plate": "陕G1", "route": "x", "since": "2022-05-10", "until": "2022-05-01"},
    )
    assert wrong.status_code == 422


def test_devices_and_what_they_left_to_clear(desk, stage):
    may = frozenset(MORE)
    guard = Actor(stage.accounts["hq"].pk, "卡口", (Grant("checkpoint", may, COUNTY),))
    made = devices.enrol("火车站一号机", ["checkpoint"], COUNTY, by=guard)
    event = devices.Event(
        uuid4(), made.device_id, clock.now(), "checkpoint.crossing", 9, "", {"text": "610921"}
    )
    devices.keep(event, "unreadable", Text("读不出来", "unreadable"), by=guard)
    assert "手机时钟" not in desk.get("/devices/").content.decode()
    devices.hear(made.device_id, 1, -3600, by=guard)
    page = desk.get("/devices/").content.decode()
    assert "火车站一号机" in page
    assert "手机时钟慢 60 分钟" in page
    assert "读不出来" in desk.get("/devices/events").content.decode()
    page = desk.get(f"/devices/events/{event.id}").content.decode()
    assert "610921" in page
    assert "1 条终端上报" in desk.get("/checkpoints/").content.decode()
    desk.post(f"/devices/events/{event.id}/clear", {"words": "已电话核对"})
    assert "没有要核的" in desk.get("/devices/events").content.decode()
    assert "已电话核对" in desk.get("/devices/events?cleared=1").content.decode()
    desk.post(f"/devices/{made.device_id}/revoke", {"why": "丢了"})
    assert desk.get("/devices/").status_code == 302  # it was their own phone: they are out as well
    stage.accounts["hq"].refresh_from_db()
    desk.force_login(
        stage.accounts["hq"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    listed = desk.get("/devices/")
    assert listed.status_code == 200
    assert "火车站一号机" not in listed.content.decode()
    assert "丢了" in desk.get("/devices/?revoked=1").content.decode()


@pytest.mark.parametrize(
    "path", ["/checkpoints/", "/devices/", "/devices/events", "/checkpoints/passes/new"]
)
def test_not_for_everybody(at_desk, path):
    assert at_desk("nobody").get(path).status_code == 403


def test_the_sheet_says_what_each_colour_asks_for(desk):
    page = desk.get("/checkpoints/sheet").content.decode()
    for words in ("健康码", "留置待转运", "转交处置", "纸质卡", "15 分钟", "无通行证车辆"):
        assert words in page


GUARD = ["checkpoints.read", "checkpoints.record", "codes.scan", "arrivals.read", "people.read"]


def make_guard(stage, username: str, name: str) -> int:
    Role.objects.filter(code="checkpoint").update(permissions=GUARD)
    stage.accounts[username] = open_account(username, name, "checkpoint")
    return stage.accounts[username].pk


@pytest.fixture
def shift(site, stage, at_desk):
    """A guard who is not in the shift that runs, and whose shift it is."""
    off, on = make_guard(stage, "kakou", "卡口二班"), make_guard(stage, "yiban", "卡口一班")
    begins = clock.now() - timedelta(hours=2)
    checkpoints.plan_shift(
        site, "周副局长", begins, begins + timedelta(hours=8), accounts=[on], by=SYSTEM
    )
    return off, on


def test_outside_the_shift_the_console_shows_nobody_and_still_records(at_desk, site, shift):
    desk, number = at_desk("kakou"), number_of(BIRTHS[7])
    refused = desk.post(f"/checkpoints/{site}/console", {"q": number})
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "周副局长一班" in page
    assert "吴**" not in page
    typed = {"event": str(uuid4()), "q": number, "outcome": "pass", "ticks": ["健康码"]}
    assert desk.post(f"/checkpoints/{site}/decide", typed).status_code == 302
    assert Crossing.objects.get().off_shift
    hq = at_desk("hq")
    assert "班次外" in hq.get("/checkpoints/").content.decode()
    assert "班次外" in hq.get(f"/checkpoints/{site}?off=1").content.decode()


def test_in_the_shift_the_console_answers(at_desk, site, shift):
    page = at_desk("yiban").post(f"/checkpoints/{site}/console", {"q": number_of(BIRTHS[7])})
    assert "吴**" in page.content.decode()


def test_a_shift_is_planned_with_the_accounts_that_act_for_it(desk, site, shift):
    off, on = shift
    page = desk.get(f"/checkpoints/{site}").content.decode()
    assert "卡口一班" in page
    typed = {"lead": "吴主任", "begins": "2022-05-10T20:00", "ends": "2022-05-11T04:00"}
    desk.post(f"/checkpoints/{site}/shift", typed | {"accounts": [str(off), str(on)]})
    [_, planned] = checkpoints.shifts(site, clock.now(), by=SYSTEM)
    assert set(planned.accounts) == {off, on}
    desk.post(f"/checkpoints/{site}/shift/{planned.id}", {"accounts": [str(on)]})
    [_, planned] = checkpoints.shifts(site, clock.now(), by=SYSTEM)
    assert planned.accounts == (on,)


def test_a_console_without_a_shift_says_so_and_answers(at_desk, stage, site):
    make_guard(stage, "kakou", "卡口二班")
    page = at_desk("kakou").post(f"/checkpoints/{site}/console", {"q": number_of(BIRTHS[7])})
    assert "没有排到账号的班次" in page.content.decode()
    assert "吴**" in page.content.decode()


@pytest.mark.parametrize(("outcome", "word"), [("pass", "放行"), ("pass_with_test", "检测后放行")])
def test_before_a_red_person_passes_the_whole_screen_says_what_they_are(
    desk, site, stage, outcome, word
):
    """As on a guard's phone; what was ticked is kept, and nothing is recorded meanwhile."""
    typed = {
        "q": number_of(BIRTHS[1]),
        "event": str(uuid4()),
        "outcome": outcome,
        "reason": "急救",
        "ticks": ["健康码", "行程码"],
    }
    warned = desk.post(f"/checkpoints/{site}/decide", typed).content.decode()
    for words in (
        'role="alertdialog"',
        "码色是 红",
        "留置待转运",
        f"不能{word}",
        f"为什么仍要{word}",
        'value="急救"',
        "回去按规则办",
    ):
        assert words in warned, words
    assert warned.count('name="ticks"') == 2
    assert not Crossing.objects.exists()
    stopped = desk.post(f"/checkpoints/{site}/decide", typed | {"outcome": "hold"})
    assert stopped.status_code == 302
    assert Crossing.objects.get().outcome == "hold"


def test_a_green_person_passes_without_a_warning(desk, site, stage):
    shown = ["健康码", "行程码", "48小时核酸阴性证明"]
    typed = {"q": number_of(BIRTHS[7]), "event": str(uuid4()), "outcome": "pass", "ticks": shown}
    assert desk.post(f"/checkpoints/{site}/decide", typed).status_code == 302


def test_letting_a_red_person_pass_needs_a_reason_and_rings(desk, site, stage):
    """At the console; the alarm stands first on the situation page until it is answered."""
    person = stage.people[1]
    assert codes.colours_of([person])[person].code == "red"
    typed = {"q": number_of(BIRTHS[1]), "event": str(uuid4()), "outcome": "pass", "warned": "1"}
    refused = desk.post(f"/checkpoints/{site}/decide", typed)
    assert refused.status_code == 422
    assert "谁同意的" in refused.content.decode()
    assert not Crossing.objects.exists()
    told = desk.post(f"/checkpoints/{site}/decide", typed | {"reason": "局长电话同意"}, follow=True)
    assert "应留置待转运" in told.content.decode()
    assert desk.get("/checkpoints/count").content == b"1"
    for page in ("/", "/checkpoints/"):
        text = desk.get(page).content.decode()
        assert text.index("应拦未拦") < text.index("局长电话同意")
        assert people.names_of([person])[person] in text
    crossing = Crossing.objects.get().pk
    assert desk.post(f"/checkpoints/slipped/{crossing}", {"finding": ""}).status_code == 422
    assert desk.post(f"/checkpoints/slipped/{crossing}", {"finding": "已找回"}).status_code == 302
    assert desk.get("/checkpoints/count").content == b""
    assert "应拦未拦" not in desk.get("/").content.decode()


def test_the_alarm_says_what_was_decided_in_the_words_of_the_outcomes(desk, site, stage):
    """A test was asked for and nobody waited for it: that is not 放行."""
    typed = {
        "q": number_of(BIRTHS[1]),
        "event": str(uuid4()),
        "outcome": "pass_with_test",
        "warned": "1",
    }
    refused = desk.post(f"/checkpoints/{site}/decide", typed)
    assert "要“检测后放行”" in refused.content.decode()
    told = desk.post(f"/checkpoints/{site}/decide", typed | {"reason": "带班同意"}, follow=True)
    assert "判“检测后放行”的" in told.content.decode()
    for page in ("/", "/checkpoints/"):
        text = desk.get(page).content.decode()
        assert "卡口判“检测后放行”" in text
        assert "已放行" not in text


def test_a_guards_first_page_is_their_shift_and_not_the_countys_work(at_desk, site, shift, stage):
    Role.objects.filter(code="checkpoint").update(permissions=[*GUARD, "tasks.read", "tasks.act"])
    page = at_desk("yiban").get("/tasks").content.decode()
    for words in ("我的班", "周副局长", "正在当班", f"/checkpoints/{site}/console"):
        assert words in page
    assert "张**" not in page
    assert "没有排您的班" in at_desk("kakou").get("/tasks").content.decode()
    assert "张**" in at_desk("town").get("/tasks").content.decode()
    assert ">0<" not in at_desk("yiban").get("/tasks/count").content.decode()


def test_a_number_with_a_slip_is_told_at_the_console_and_nobody_is_looked_up(desk, site, stage):
    number = number_of(BIRTHS[0])
    page = desk.post(f"/checkpoints/{site}/console", {"q": number[:17]}).content.decode()
    assert "身份证号是 18 位，这里是 17 位，少了 1 位" in page
    assert "没有登记" not in page
    asked = {"q": number[:17], "as_is": "1"}
    assert "没有登记" in desk.post(f"/checkpoints/{site}/console", asked).content.decode()


@pytest.mark.parametrize("number", ["E12345678", "H87654321", "543210987", "12345678"])
def test_a_passport_or_a_permit_is_looked_up_at_the_console(desk, site, stage, number):
    page = desk.post(f"/checkpoints/{site}/console", {"q": number}).content.decode()
    assert "没有登记" in page


def test_the_search_box_says_which_digit_is_wrong_where_nobody_is_found(desk, stage):
    number = number_of(BIRTHS[0])
    assert desk.post("/find", {"q": number}).json()["said"] == ""
    said = desk.post("/find", {"q": f"{number[:-1]}{'12'[number[-1] == '1']}"}).json()
    assert "第 18 位（校验位）" in said["said"]
    assert desk.post("/find", {"q": "13800000000"}).json()["said"] == "", "a phone is searched too"
