"""What a county would look at first after an upgrade, read by the rooms' own doors. Run as a
program in a data folder: one line of JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

OPEN_A_DOCUMENT = "升级后核对"


def read(token: str) -> dict[str, Any]:
    """Everything by verbs and readings: what is sealed is opened with the folder's key."""
    from fangxian.ground.devices import api as devices
    from fangxian.ground.people import pages as people
    from fangxian.ground.tasks import api as tasks
    from fangxian.kernel import audit
    from fangxian.kernel.actor import SYSTEM, Actor
    from fangxian.lines.arrivals import pages as arrivals
    from fangxian.lines.codes import pages as codes
    from fangxian.lines.screening import pages as screening

    resident = Actor(None, "群众", door="public")
    receipt = arrivals.receipt(token, by=resident)
    stages = {
        stage: tasks.count(tasks.InstructionFilter(stages=(stage,)), by=SYSTEM)
        for stage in ("issued", "received", "accepted", "acted", "checked", "closed")
    }
    return {
        "receipt": [receipt.number, receipt.said["name"], receipt.said["arrival"]],
        "number": people.reveal(receipt.about, "number", OPEN_A_DOCUMENT, by=SYSTEM),
        "phone": people.reveal(receipt.about, "phone", OPEN_A_DOCUMENT, by=SYSTEM),
        "appeals": sorted(row.words for row in codes.appeals(by=SYSTEM).rows),
        "answered": [
            [row.words, row.answer] for row in codes.appeals(by=SYSTEM, waiting_only=False).rows
        ],
        "stages": stages,
        "devices": sorted(
            [row.name, row.revoked_why] for row in devices.devices(1, by=SYSTEM).rows
        ),
        "overrides": [[row.class_code, row.words] for row in screening.overrides(by=SYSTEM).rows],
        "sound": audit.verify().sound,
    }


if __name__ == "__main__":
    from fangxian.doors.cli.session import database
    from fangxian.kernel import clock

    with database(), clock.at("2022-05-10T08:00"):
        print(json.dumps(read(sys.argv[1]), ensure_ascii=False))  # noqa: T201
