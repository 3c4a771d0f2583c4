"""What the field sends: recorded once, settled by what is known now, never refused."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from fangxian.flows import barrier_alarms, wiring
from fangxian.ground.devices import api as devices
from fangxian.ground.devices.models import Sent
from fangxian.ground.people.models import Person
from fangxian.ground.tasks.models import Evidence, Instruction
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints_pages
from fangxian.lines.checkpoints import reactions as checkpoints
from fangxian.lines.checkpoints.models import AntigenTest, Crossing, Disinfection, TruckWait
from fangxian.lines.codes import pages as codes_pages
from fangxian.lines.codes import reactions as codes
from tests.doors.field import barrier, errand

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _wired():
    """The reactions of this room, whatever the page of the choreography says yet."""
    more = {
        checkpoints.PersonHeld: (barrier_alarms.instruct_about_held,),
        checkpoints.CrossingDiffers: (barrier_alarms.instruct_about_slipped,),
    }
    outbox.wire(soon=wiring.SOON, at_once=wiring.AT_ONCE | more)
    yield
    outbox.wire(soon=wiring.SOON, at_once=wiring.AT_ONCE)


def make_red(person: int, place: str = barrier.VILLAGE, since: str = "") -> None:
    begun = datetime.fromisoformat(since).replace(tzinfo=clock.COUNTY_TIME) if since else None
    codes.raise_standings(
        [
            codes.NewStanding(
                person_id=person,
                colour="red",
                reason="test",
                words=Text("核酸阳性", "Positive"),
                clause={"document": "d", "clause": "c"},
                source="test:1",
                origin="positive",
                since=begun or clock.now() - timedelta(minutes=1),
                until=None,
                place=place,
            )
        ],
        by=SYSTEM,
    )


def test_a_crossing_is_recorded_as_decided(phone):
    made = barrier.declare(1)
    [settled] = phone.send(phone.crossing(1, ticks=["健康码", "行程码", "48小时核酸阴性证明"]))
    assert settled["how"] == "decided", settled
    row = Crossing.objects.get()
    assert (row.person_id, row.outcome, row.advised) == (made.person_id, "pass", "pass")
    assert settled["ref"] == f"checkpoints.crossing:{row.pk}"


def test_sent_twice_it_happened_once(phone):
    barrier.declare(1)
    event = phone.crossing(1)
    first, second = phone.send(event), phone.send(event, event)
    assert first[0] == second[0] == second[1]
    assert Crossing.objects.count() == Sent.objects.count() == 1


def test_the_index_of_the_bundle_finds_the_person(phone):
    made = barrier.declare(1)
    bundle = phone.bundle().json()
    event = phone.crossing(how="list", index=barrier.row_of(bundle, 1), seen=bundle["id"])
    with clock.at("2022-05-13T08:00"):  # three days without a network
        assert phone.send(event)[0]["how"] == "decided"
    assert Crossing.objects.get().person_id == made.person_id


def test_a_code_shown_finds_the_person(phone):
    made = barrier.declare(1)
    codes_pages.rotate_keys(by=SYSTEM)
    shown = codes_pages.show(made.person_id, by=SYSTEM)
    phone.send(phone.crossing(how="code", text=shown.text))
    assert Crossing.objects.get().person_id == made.person_id


def test_a_code_that_is_none_is_told_though_the_phone_says_that_it_was_good(phone):
    made = barrier.declare(1)
    codes_pages.rotate_keys(by=SYSTEM)
    good = codes_pages.show(made.person_id, by=SYSTEM).text
    forged = good[:-4] + ("AAAA" if good[-4:] != "AAAA" else "BBBB")
    said = {"verdict_seen": "good", "colour_seen": "green", "declaration": made.declaration_id}
    texts = ("something else", "", forged, barrier.number_of(1))
    events = [
        phone.crossing(how=how, text=text, **said) for how in ("code", "card") for text in texts
    ]
    for event, settled in zip(events, phone.send(*events), strict=True):
        assert settled["how"] in {"differs", "alarm"}, event
        assert "不是有效的码或卡" in settled["zh"], event
    shown = {row.verdict_seen for row in Crossing.objects.all()}
    assert "good" not in shown
    assert not Crossing.objects.filter(verdict_seen__in=["", "none"]).exists()


def test_a_code_that_was_good_when_it_was_shown_is_no_work_for_anybody(phone):
    made = barrier.declare(1)
    codes_pages.rotate_keys(by=SYSTEM)
    with clock.at("2022-05-10T08:00"):
        good = codes_pages.show(made.person_id, by=SYSTEM).text
    with clock.at("2022-05-13T08:00"):  # three days without a network: it has ended since
        [settled] = phone.send(
            phone.crossing(
                how="code",
                text=good,
                verdict_seen="good",
                ticks=["健康码", "行程码", "48小时核酸阴性证明"],
            )
        )
    assert settled["how"] == "decided", settled
    assert Crossing.objects.get().verdict_seen == "good"


def test_a_result_of_a_crossing_that_nobody_knows_is_kept_for_a_human(phone):
    barrier.declare(1)
    crossed = phone.crossing(1, ticks=["健康码", "行程码", "48小时核酸阴性证明"])
    result = {"started_at": "2022-05-10T08:01:00+08:00", "result": "positive"}
    lost = phone.event(
        "checkpoint.antigen", "2022-05-10T08:20", "", crossing=str(uuid4()), **result
    )
    own = phone.event(
        "checkpoint.antigen", "2022-05-10T08:20", "", crossing=crossed["id"], **result
    )
    with clock.at("2022-05-10T08:30"):
        settled = {one["id"]: one for one in phone.send(crossed, lost, own)}
    assert settled[lost["id"]]["how"] == "differs"
    assert "还没有上报" in settled[lost["id"]]["zh"]
    assert settled[own["id"]]["how"] == "decided", settled[own["id"]]
    assert AntigenTest.objects.count() == 2


def test_a_colour_that_changed_since_is_said(phone):
    made = barrier.declare(1)
    make_red(made.person_id)
    [settled] = phone.send(phone.crossing(1, colour_seen="green"))
    assert settled["how"] == "alarm"
    assert "留置待转运" in settled["zh"]
    assert "所见码色 green,县里当时已是 red" in settled["zh"]
    row = Crossing.objects.get()
    assert (row.outcome, row.advised, row.colour_found) == ("pass", "hold", "red")
    order = Instruction.objects.get(kind=barrier_alarms.FIND)
    assert order.person_id == made.person_id
    assert {one.level for one in order.receipts.all()} >= {"township", "village"}


def test_a_held_person_is_to_be_fetched_at_once(phone):
    made = barrier.declare(1)
    phone.send(phone.crossing(1, outcome="hold", colour_seen="red"))
    order = Instruction.objects.get(kind=barrier_alarms.FETCH)
    assert (order.person_id, order.place) == (made.person_id, barrier.VILLAGE)
    assert {one.level for one in order.receipts.all()} >= {"township", "village"}
    assert "张**" in order.title_zh


def test_declared_on_the_spot_after_being_held(phone):
    held = phone.crossing(2, outcome="hold")
    phone.send(held)
    first = Instruction.objects.get(kind=barrier_alarms.FETCH, stage="issued")
    assert first.person_id is None
    body = {
        "doc_type": "resident_id",
        "number": barrier.number_of(2),
        "name": "李四",
        "from": "西安市",
        "to_town": "蒲溪镇",
        "to_village": "东升村",
        "plate": "",
        "phone": "",
    }
    declared = phone.event("checkpoint.declared", "2022-05-10T08:01", **body)
    [settled] = phone.send(declared)
    assert settled["how"] == "decided", settled
    person = Person.objects.get(name="李四")
    assert Crossing.objects.get().person_id == person.pk
    [order] = Instruction.objects.filter(kind=barrier_alarms.FETCH, stage="issued")
    assert (order.person_id, order.place[:9]) == (person.pk, barrier.TOWN)


def test_a_declaration_is_answered_alike_whether_somebody_was_known(phone):
    """The number of a declaration of before would tell a guard that there was one."""
    barrier.declare(3, "李四")
    body = {
        "doc_type": "resident_id",
        "name": "李四",
        "from": "四川省成都市武侯区",
        "to_town": "蒲溪镇",
        "to_village": "东升村",
        "plate": "",
        "phone": "",
    }
    both = (body | {"number": barrier.number_of(n)} for n in (3, 4))
    events = [phone.event("checkpoint.declared", **one) for one in both]
    known, new = ({**one, "id": ""} for one in phone.send(*events))
    assert known == new
    assert known["ref"] == ""


def test_held_at_another_checkpoint_is_said(phone, enrolled):
    barrier.declare(1)
    other = barrier.make_site("汉阴火车站", "610921101")
    phone.send(phone.crossing(1, outcome="hold", at="2022-05-10T07:00"))
    [settled] = phone.send(phone.crossing(1, at="2022-05-10T07:30", checkpoint=other))
    assert settled["how"] == "differs"
    assert "汉阴高速出口" in settled["zh"]
    assert Crossing.objects.count() == 2


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "checkpoint.teleported", "v": 1, "body": {}},
        {"kind": "checkpoint.crossing", "v": 9, "body": {}},
        {"kind": "checkpoint.crossing", "v": 1, "body": {"outcome": "dance"}},
        {"kind": "checkpoint.handover", "v": 1, "body": {"checkpoint": 99_999, "note": "x"}},
    ],
)
def test_what_cannot_be_read_is_kept(phone, event):
    plain = phone.event("x")
    [settled] = phone.send(plain | event)
    assert settled["how"] == "unreadable", settled
    assert Sent.objects.get().how == "unreadable"


def test_one_torn_event_holds_up_nobody(phone):
    barrier.declare(1)
    settled = phone.send("nonsense", {"id": 5}, phone.crossing(1))
    assert sorted(one["how"] for one in settled) == ["decided", "unreadable", "unreadable"]
    assert [one["how"] for one in phone.send("nonsense")] == ["unreadable"]
    assert Sent.objects.count() == 3


def test_a_false_number_is_kept_for_a_human(phone):
    body = {
        "doc_type": "resident_id",
        "number": "110101199001010000",
        "name": "王五",
        "from": "西安",
    }
    [settled] = phone.send(phone.event("checkpoint.declared", **body))
    assert settled["how"] == "unreadable"
    assert not Person.objects.filter(name="王五").exists()


def test_what_a_guard_without_power_there_did_is_kept_and_marked(enrolled, site):
    """It happened, so it is no more refused than anything else."""
    stranger = enrolled("石泉", account=barrier.make_guard("else", "610922"))
    [settled] = stranger.send(stranger.crossing())
    assert settled["how"] == "differs"
    assert "不管这个卡口" in settled["zh"]
    assert Crossing.objects.get().off_shift
    assert Sent.objects.get().how == "differs"


def test_a_revoked_device_changes_nothing(phone):
    devices.revoke(phone.number, "丢了", by=SYSTEM)
    [settled] = phone.send(phone.crossing())
    assert settled["how"] == "unreadable"
    assert not Crossing.objects.exists()


def test_antigen_truck_disinfection_and_handover(phone):
    barrier.declare(1)
    crossing = phone.crossing(1, outcome="pass_with_test")
    begun = phone.event(
        "checkpoint.antigen", crossing=crossing["id"], started_at="2022-05-10T08:01:00+08:00"
    )
    read = phone.event(
        "checkpoint.antigen",
        "2022-05-10T08:17",
        crossing=crossing["id"],
        result="negative",
        read_at="2022-05-10T08:17:00+08:00",
    )
    phone.send(read, crossing)
    phone.send(begun)
    test = AntigenTest.objects.get()
    assert (test.result, test.started_at is None) == ("negative", False)
    truck = {
        "checkpoint": phone.site,
        "plate": "陕g 12345",
        "queued_at": "2022-05-10T08:00:00+08:00",
    }
    came = phone.event(
        "checkpoint.truck", company="粮油", fetched_by="老陈", phone="13800001111", **truck
    )
    gone = phone.event(
        "checkpoint.truck", "2022-05-10T08:30", fetched_at="2022-05-10T08:30:00+08:00", **truck
    )
    phone.send(gone)
    phone.send(came)
    row = TruckWait.objects.get()
    assert (row.plate, row.company, row.fetched_at is None) == ("陕G12345", "粮油", False)
    assert "13800001111" not in json.dumps(row.said)
    phone.send(phone.event("checkpoint.disinfected", checkpoint=phone.site, plate="陕G12345"))
    assert Disinfection.objects.get().plate == "陕G12345"
    [settled] = phone.send(phone.event("checkpoint.handover", note="口罩缺", to="二班"))
    assert settled["how"] == "decided"
    assert checkpoints_pages.notes(phone.site, by=SYSTEM)[0].note == "口罩缺"


def test_the_clock_of_a_device_that_runs_ahead_is_told(phone):
    [settled] = phone.send(phone.crossing(at="2022-05-10T09:00"))
    assert settled["how"] == "differs"
    assert "快 60 分钟" in settled["zh"]
    assert Crossing.objects.count() == 1


def test_the_body_is_sealed(phone):
    phone.send(phone.crossing(3))
    assert barrier.number_of(3).encode() not in bytes(Sent.objects.get().sealed)
    _, body = devices.sent(Sent.objects.get().pk, by=SYSTEM)
    assert body["text"] == barrier.number_of(3)


def test_gzip_is_read_and_a_bomb_is_not(phone):
    headers = {"Authorization": f"Bearer {phone.token}", "Content-Encoding": "gzip"}
    content = gzip.compress(json.dumps({"app": 1, "events": [phone.crossing()]}).encode())
    path, kind = "/field/api/events", "application/json"
    answer = phone.client.post(path, content, content_type=kind, headers=headers)
    assert answer.status_code == 200
    bomb = gzip.compress(b" " * (40 * 1024 * 1024))
    assert phone.client.post(path, bomb, content_type=kind, headers=headers).status_code == 413
    assert (
        phone.client.post(path, b"\x00\xff", content_type=kind, headers=headers).status_code == 400
    )


def test_the_device_is_heard(phone):
    phone.send(now="2022-05-10T08:05:00+08:00", app=3)
    row = devices.device(phone.number, by=SYSTEM)
    assert (row.app_version, row.clock_off) == (3, 300)
    assert row.last_heard == clock.now()


def test_a_phone_that_does_not_say_its_time_is_no_better_than_it_was(phone):
    phone.send(now="2022-05-10T09:00:00+08:00")
    phone.send()
    assert devices.device(phone.number, by=SYSTEM).clock_off == 3600


def test_the_clock_is_told_with_a_bundle_too(phone):
    def fetch(said):
        headers = {
            "Authorization": f"Bearer {phone.token}",
            "Fangxian-Clock": said,
            "Fangxian-App": "2",
        }
        assert phone.client.get("/field/api/bundle", headers=headers).status_code == 200
        return devices.device(phone.number, by=SYSTEM).clock_off

    assert fetch("2022-05-09T23:50:00.000Z") == -600
    assert fetch("half past eight") == -600
    assert fetch("1970-01-01T00:00:00Z") == -1_652_140_800


def test_without_a_policy_in_force_what_happened_is_recorded(phone):
    barrier.declare(1)
    with clock.at("2023-06-01T08:00"):
        [settled] = phone.send(phone.crossing(1, "hold", at="2023-06-01T07:59"))
    assert settled["how"] == "decided", settled
    assert Crossing.objects.get().advised == ""


def test_a_report_of_an_app_from_before_outcomes_is_kept_and_asks_for_one(phone, guard):
    task = errand.issue(guard.pk)
    told = {"at": "2022-05-10T08:00:00+08:00", "place": "村口", "note": "已入户"}
    [settled] = phone.send(phone.event("task.acted", instruction=task, evidence=told))
    assert settled["how"] == "differs"
    assert "没有说结果" in settled["zh"]
    assert Instruction.objects.get(pk=task).stage != "acted"
    assert Evidence.objects.get(instruction_id=task).words == "已入户"


def test_who_was_not_reached_from_the_field_stays_open(phone, guard):
    task = errand.issue(guard.pk)
    told = {"at": "2022-05-10T08:00:00+08:00", "place": "村口", "note": "敲门无人"}
    tried = phone.event("task.acted", instruction=task, evidence=told | {"outcome": "unreached"})
    [settled] = phone.send(tried)
    assert (settled["how"], "联系不上" in settled["zh"]) == ("decided", True)
    assert phone.send(tried) == [settled]
    row = Instruction.objects.get(pk=task)
    assert (row.stage, row.attempts) == ("issued", 1)
    done = told | {"note": "已在家", "outcome": "in_place"}
    phone.send(phone.event("task.acted", instruction=task, evidence=done))
    row.refresh_from_db()
    assert (row.stage, row.outcome) == ("acted", "in_place")


def test_found_out_from_the_field_without_a_place_that_is_known_is_kept_and_asked_for(phone, guard):
    task = errand.issue(guard.pk)
    Instruction.objects.filter(pk=task).update(kind="verify")
    told = {"at": "2022-05-10T08:00:00+08:00", "note": "电话里说了", "outcome": "clear"}
    for found in ("", "他二舅家"):
        told |= {"found_place": found, "place": f"村口 {found}"}
        [settled] = phone.send(phone.event("task.acted", instruction=task, evidence=told))
        assert (settled["how"], "没有认出问到的地点" in settled["zh"]) == ("differs", True)
    kept = Evidence.objects.filter(instruction_id=task).order_by("id")
    assert [one.words for one in kept] == ["电话里说了", "电话里说了 · 他二舅家"]
    assert Instruction.objects.get(pk=task).stage == "issued"
    told |= {"found_place": "四川省成都市武侯区"}
    [settled] = phone.send(phone.event("task.acted", instruction=task, evidence=told))
    assert settled["how"] == "decided"
    assert Evidence.objects.filter(instruction_id=task).latest("id").found_place == "510107"
