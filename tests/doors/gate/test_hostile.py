"""Whatever is sent, somebody is answered, nothing breaks, and what is kept is kept once."""

from __future__ import annotations

import json
import random

from fangxian.kernel.models import AuditLine
from fangxian.lines.venues.models import Visit
from tests.doors.gate.people import an_id, scan


def test_ten_thousand_random_bodies_are_refused_one_by_one(gate, entrance):
    noise = random.Random(45)
    bodies = [noise.randbytes(noise.randrange(0, 120)) for _ in range(10_000)]
    for start in range(0, len(bodies), 2_500):
        asked = [("POST", "/scan", body, entrance.token) for body in bodies[start : start + 2_500]]
        assert {said.status for said in gate.together(asked)} == {400}
    assert not Visit.objects.exists()


def test_hostile_codes_are_kept_as_visits_of_nobody(gate, entrance):
    good = entrance.code
    hostile = [
        good[:-1],
        good[1:],
        good.lower(),
        good[:40] + "0" + good[41:],
        good * 8,
        "FX1:",
        "",
        "\0",
        "HC1:" + good[4:],
        "FX1:" + "%" * 300,
        "FX1:码",
        "' OR 1=1 --",
        '"',
        "\\",
        "𐍈" * 60,
    ]
    asked = [
        ("POST", "/scan", scan(entrance, n, code=code), entrance.token)
        for n, code in enumerate(hostile)
    ]
    told = gate.together(asked)
    assert {said.status for said in told} <= {200, 400}
    kept = [said.json for said in told if said.status == 200]
    assert {said["colour"] for said in kept} == {None}
    assert Visit.objects.filter(person_id=None).count() == len(kept) >= 14


def test_a_rush_is_few_deeds_and_every_visit_is_answered_by_its_own_id(gate, entrance):
    code = entrance.code
    before = AuditLine.objects.count()
    asked = [("POST", "/scan", scan(entrance, n, code=code), entrance.token) for n in range(300)]
    told = gate.together(asked + asked[:50])
    assert [said.json["id"] for said in told[:300]] == [str(an_id(n)) for n in range(300)]
    assert Visit.objects.count() == 300
    assert AuditLine.objects.count() - before <= 4
    assert (
        sum(
            line.detail["codes"]
            for line in AuditLine.objects.order_by("-number")[:4]
            if line.deed == "venues.take_codes"
        )
        == 350
    )


def test_above_its_room_it_answers_429_with_a_time_and_goes_on(gate, entrance):
    scans = gate.door.hot["POST", "/gate/scan"]
    scans.batcher._room = 20
    asked = [("POST", "/scan", scan(entrance, n), entrance.token) for n in range(60)]
    gate.ask(*("POST", "/scan", scan(entrance, 99), entrance.token))  # the device is known now
    told = gate.together(asked)
    refused = [said for said in told if said.status == 429]
    assert refused
    assert {said.status for said in told} == {200, 429}
    assert all(int(said.headers["retry-after"]) >= 1 for said in refused)
    assert refused[0].json["code"] == "entrance.full"
    again = gate.together(
        [one for one, said in zip(asked, told, strict=True) if said.status == 429][:20]
    )
    assert {said.status for said in again} == {200}
    answered = len([said for said in told if said.status == 200]) + len(again)
    assert Visit.objects.count() == answered + 1


def test_a_fault_in_the_middle_keeps_nothing_and_says_so(gate, entrance, monkeypatch):
    from fangxian.kernel import audit

    def broken(lines):
        raise OSError(28, "disk full")

    body = scan(entrance, 1)
    with monkeypatch.context() as while_broken:
        while_broken.setattr(audit, "write", broken)
        said = gate.ask("POST", "/scan", body, entrance.token)
    assert (said.status, said.json["code"]) == (503, "entrance.not_kept")
    assert json.loads(said.body)["way_out"]["en"].startswith("Send the same again")
    assert not Visit.objects.exists()
    assert gate.ask("POST", "/scan", body, entrance.token).status == 200
