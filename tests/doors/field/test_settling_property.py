"""Whatever devices did without a network, in whatever order, split and repeated as the network
likes: the county ends in the state in which it would be, had it heard each act as it happened."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.flows import barrier_alarms, wiring
from fangxian.ground.devices.models import Sent
from fangxian.ground.people.models import Person
from fangxian.ground.tasks.models import Evidence, Instruction
from fangxian.kernel import clock, outbox
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.checkpoints import reactions as checkpoints
from fangxian.lines.checkpoints.models import (
    AntigenTest,
    Crossing,
    Disinfection,
    HandOver,
    TruckWait,
)
from tests.doors.field import barrier

pytestmark = pytest.mark.django_db

OUTCOMES = sorted(checkpoints.OUTCOMES)
VILLAGES = (("蒲溪镇", "东升村"), ("涧池镇", "洞河村"), ("蒲溪镇", "三堰村"))

ACTS = st.tuples(
    st.sampled_from(
        [
            "crossing",
            "crossing",
            "declared",
            "antigen",
            "antigen_read",
            "truck",
            "truck_gone",
            "disinfected",
            "handover",
            "received",
            "acted",
            "unknown",
        ]
    ),
    st.integers(0, 2),  # which device
    st.integers(0, 3),  # which person, truck or crossing
    st.integers(0, 5),  # how: outcome, village, note
)


class Undone(Exception):
    """Leaves the database as it was."""


def history(
    acts: list[tuple[str, int, int, int]], site: int, task: int
) -> list[tuple[int, dict[str, Any]]]:
    """(device, event) for each act, in the order in which they happened, a minute apart."""
    phones = [barrier.Phone(None, "", n, site, seed=f"p{n}") for n in range(3)]
    made: list[tuple[int, dict[str, Any]]] = []
    crossings = ["00000000-0000-4000-8000-00000000000" + str(n) for n in range(4)]
    for minute, (kind, device, which, how) in enumerate(acts):
        at = f"2022-05-09T{8 + minute // 60:02d}:{minute % 60:02d}"
        event = _event(phones[device], kind, at, which, how, crossings, site, task)
        if kind == "crossing":
            crossings[which] = event["id"]
        made.append((device, event))
    return made


def _event(
    phone: barrier.Phone,
    kind: str,
    at: str,
    which: int,
    how: int,
    crossings: list[str],
    site: int,
    task: int,
) -> dict[str, Any]:
    now, plate = f"{at}:00+08:00", f"陕G1000{which}"
    truck = {"checkpoint": site, "plate": plate, "queued_at": f"2022-05-09T0{which}:00:00+08:00"}
    if kind == "crossing":
        return phone.crossing(which, OUTCOMES[how % len(OUTCOMES)], at)
    if kind == "declared":
        town, village = VILLAGES[how % 3]
        body = {
            "doc_type": "resident_id",
            "number": barrier.number_of(which),
            "name": f"人{which}",
            "from": "西安市",
            "to_town": town,
            "to_village": village,
        }
        return phone.event("checkpoint.declared", at, **body)
    bodies: dict[str, tuple[str, dict[str, Any]]] = {
        "antigen": ("checkpoint.antigen", {"crossing": crossings[which], "started_at": now}),
        "antigen_read": (
            "checkpoint.antigen",
            {
                "crossing": crossings[which],
                "read_at": now,
                "result": ("negative", "positive", "invalid")[how % 3],
            },
        ),
        "truck": (
            "checkpoint.truck",
            truck | {"company": f"公司{how}", "fetched_by": "" if how % 2 else "老陈"},
        ),
        "truck_gone": ("checkpoint.truck", truck | {"fetched_at": now}),
        "disinfected": ("checkpoint.disinfected", {"checkpoint": site, "plate": plate}),
        "handover": ("checkpoint.handover", {"checkpoint": site, "note": f"第{how}条", "to": ""}),
        "received": ("task.received", {"instruction": task}),
        "acted": (
            "task.acted",
            {
                "instruction": task,
                "evidence": {"at": now, "place": "村口", "note": f"{how}", "outcome": "in_place"},
            },
        ),
        "unknown": ("checkpoint.teleported", {"how": how}),
    }
    name, body = bodies[kind]
    return phone.event(name, at, **body)


def state() -> dict[str, Any]:
    """What the county knows, without the numbers that depend on who came first."""
    names = dict(Person.objects.values_list("pk", "name"))
    clients = dict(Crossing.objects.values_list("pk", "client_id"))
    said = lambda row: {field: value[2] for field, value in row.said.items()}  # noqa: E731
    return {
        "sent": sorted(str(pk) for pk in Sent.objects.values_list("pk", flat=True)),
        "crossings": sorted(
            (str(row.client_id), names.get(row.person_id), row.outcome, row.decided_at.isoformat())
            for row in Crossing.objects.all()
        ),
        "tests": sorted(
            (str(row.crossing), row.result, str(row.read_at), str(row.started_at))
            for row in AntigenTest.objects.all()
        ),
        "trucks": sorted(
            (row.plate, row.company, row.fetched_by, str(row.fetched_at), sorted(said(row)))
            for row in TruckWait.objects.all()
        ),
        "disinfected": sorted(str(row.event) for row in Disinfection.objects.all()),
        "notes": sorted((str(row.event), row.note) for row in HandOver.objects.all()),
        "declared": sorted(
            (row.person.name, row.place, row.arrival)
            for row in Declaration.objects.select_related("person")
        ),
        "fetch": sorted(
            (str(clients[int(row.subject.rpartition(":")[2])]), names.get(row.person_id), row.place)
            for row in Instruction.objects.filter(kind=barrier_alarms.FETCH, stage="issued")
        ),
        "task": sorted(
            Instruction.objects.exclude(kind=barrier_alarms.FETCH).values_list("kind", "stage")
        ),
        "evidence": sorted(Evidence.objects.values_list("words", "at")),
    }


def play(
    phones: list[barrier.Phone], batches: list[tuple[int, list[dict[str, Any]]]]
) -> dict[str, Any]:
    """The state after these batches; nothing of it stays."""
    found: dict[str, Any] = {}
    try:
        with transaction.atomic():
            for device, events in batches:
                settled = phones[device].send(*events)
                assert len(settled) == len(events)
            found = state()
            raise Undone
    except Undone:
        return found


@pytest.fixture
def phones(enrolled):
    return [enrolled(f"p{n}") for n in range(3)]


@pytest.fixture
def task(site, guard):
    from tests.doors.field.errand import issue

    return issue(guard.pk)


@pytest.fixture(autouse=True)
def _wired():
    outbox.wire(
        soon={},
        at_once=wiring.AT_ONCE | {checkpoints.PersonHeld: (barrier_alarms.instruct_about_held,)},
    )
    with clock.at("2022-05-10T08:00"):
        yield
    outbox.wire(soon=wiring.SOON, at_once=wiring.AT_ONCE)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=st.lists(ACTS, min_size=4, max_size=14), seed=st.integers(0, 2**32))
def test_any_order_any_split_any_repeat_is_the_same_state(phones, site, task, acts, seed):
    made = history(acts, site, task)
    fresh = play(phones, [(device, [event]) for device, event in made])
    _nothing_is_missing(acts, fresh)
    dice = random.Random(seed)
    shuffled = [*made, *dice.sample(made, dice.randrange(len(made)))]
    dice.shuffle(shuffled)
    batches = []
    while shuffled:
        size = dice.randrange(1, 6)
        some, shuffled = shuffled[:size], shuffled[size:]
        batches.append((some[0][0], [event for _, event in some]))
    assert play(phones, batches) == fresh


def _nothing_is_missing(acts: list[tuple[str, int, int, int]], found: dict[str, Any]) -> None:
    """Every act left its trace: the comparison is not one of nothing with nothing."""
    kinds = [kind for kind, *_ in acts]
    assert len(found["sent"]) == len(acts)
    assert len(found["crossings"]) == kinds.count("crossing")
    assert len(found["notes"]) == kinds.count("handover")
    assert len(found["disinfected"]) == kinds.count("disinfected")
    assert bool(found["declared"]) == ("declared" in kinds)
    assert found["task"] == [("control", "acted" if "acted" in kinds else "issued")]


def test_the_test_sees_a_fold_that_minds_the_order(phones, site, task, monkeypatch):
    """Were the last to arrive the one that counts, the comparison would show it."""
    from fangxian.lines.checkpoints.services import lane

    def last_heard(known, fresh, at, event):
        return known | {key: [str(at), event, value] for key, value in fresh.items() if value}

    monkeypatch.setattr(lane, "latest_word", last_heard)
    made = [event for _, event in history([("truck", 0, 1, 2), ("truck", 0, 1, 4)], site, task)]
    assert play(phones, [(0, [made[0]]), (0, [made[1]])]) != play(
        phones, [(0, [made[1]]), (0, [made[0]])]
    )
