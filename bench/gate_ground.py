"""What the hot door is measured on: a county of its own with people, codes and venues, the door
as it runs at an entrance, and the processor time of that county's PostgreSQL alone."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PHONE = "13800138000"  # of everybody who holds a pass
PEOPLE = 60_000  # so that, as in life, few come twice within the minutes that are compared
VENUES = 40
AT = "2022-05-10T08:00"


@dataclass(frozen=True)
class Ground:
    """codes: signed, one a person; passes: what a person's page shows to get a code."""

    codes: list[str]
    passes: list[str]
    venues: list[int]
    token: str
    moved: float

    def scanning(self) -> dict[str, Any]:
        return {
            "codes": self.codes,
            "venues": self.venues,
            "token": self.token,
            "moved": self.moved,
        }


@contextlib.contextmanager
def county() -> Iterator[None]:
    """A county in its own data folder, with an empty ledger of visits. Its clock runs on from
    the day on which it was made: keys of an earlier run must not begin to sign in the future."""
    folder = Path(tempfile.gettempdir()) / f"fangxian-bench-gate-{os.geteuid()}"
    folder.mkdir(exist_ok=True)
    made = folder / "bench-clock"
    if not made.exists():
        made.write_text(f"{time.time()}")
    os.environ["FANGXIAN_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("FANGXIAN_COUNTY", "610921")
    os.environ["FANGXIAN_CLOCK"] = f"{AT}@{made.read_text()}"
    from fangxian.doors.cli.session import database

    with database():
        from django.db import connection

        from fangxian.kernel.database import as_owner

        with as_owner(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE venues_visit")
        yield


def fill() -> Ground:
    from django.db import transaction

    from fangxian.doors.entrance import passes
    from fangxian.ground.people import api as people
    from fangxian.ground.people import proven_phones
    from fangxian.kernel import clock
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.codes import pages as codes
    from fangxian.lines.venues import pages as venues

    persons = _persons()
    codes.rotate_when_due()
    venues.ensure_partitions(by=SYSTEM)
    asked = [codes.CodeWanted(codes.veil(one)) for one in persons]
    shown = [one.text for one in codes.show_many(asked, by=SYSTEM) if one]
    with transaction.atomic():
        proven_phones.prove(persons, PHONE)
    mark, session = people.phone_mark(PHONE), secrets.token_bytes(codes.SESSION_LENGTH)
    own = [passes.issue(one, 0, mark=mark, session=session) for one in persons]
    moved = clock.now().timestamp() - time.time()
    return Ground(shown, own, _venues(), _token(), moved)


def _persons() -> list[int]:
    """Made with the county, and used again by the next run."""
    from django.db import connection

    from fangxian.ground.people import api as people
    from fangxian.kernel import clock
    from fangxian.kernel.actor import SYSTEM

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_person ORDER BY id LIMIT %s", [PEOPLE])
        held = [row[0] for row in cursor.fetchall()]
    if len(held) == PEOPLE:
        return held
    at = clock.now()
    blank = people.PersonFiling(at, "测试人")[1:]
    keys = [people.normalise_document("护照", f"F{n:08}") for n in range(PEOPLE - len(held))]
    wanted = {key: people.first(blank, at) for key in keys if isinstance(key, people.DocumentKey)}
    return held + list(people.store(wanted, by=SYSTEM).values())


def _venues() -> list[int]:
    from fangxian.kernel.actor import SYSTEM
    from fangxian.lines.venues import pages as venues

    held = [row.id for row in venues.venues(by=SYSTEM).rows]
    category = venues.categories()[0].key
    for number in range(len(held), VENUES):
        wanted = venues.NewApplication(
            f"场所{number}", category, "610921102201", "街上", "张三", "13800000000"
        )
        venues.apply(wanted, by=SYSTEM)
    waiting = [row.id for row in venues.applications(by=SYSTEM, size=VENUES).rows]
    if waiting:
        venues.approve(waiting, by=SYSTEM)
    return [row.id for row in venues.venues(by=SYSTEM).rows]


def _token() -> str:
    from django.contrib.auth import get_user_model

    from fangxian.ground.access import api as access
    from fangxian.ground.devices import api as devices
    from fangxian.kernel import clock, ids
    from fangxian.kernel.actor import SYSTEM

    account = get_user_model().objects.create_user(username=ids.token(8), password="-", name="入口")
    access.grant(account.pk, "headquarters", "610921", since=clock.today(), by=SYSTEM)
    actor = access.actor_for(account, "bench")
    return devices.enrol("入口", ["venue"], "610921", by=actor).token


@contextlib.contextmanager
def door(port: int, *command: str) -> Iterator[int]:
    """`fangxian gate` as it runs at an entrance, or another command that serves there; its
    process number."""
    gate = command or ("-m", "fangxian.doors.cli", "gate", "--port", str(port), "--workers", "2")
    serving = subprocess.Popen([sys.executable, *gate])
    try:
        until = time.monotonic() + 60
        while not _open(port):
            if time.monotonic() > until or serving.poll() is not None:
                raise SystemExit(1)  # it has said why
            time.sleep(0.1)
        yield serving.pid
    finally:
        serving.terminate()
        serving.wait(20)


def _open(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/gate/healthz", timeout=1)
    except OSError:
        return False
    return True


def knock(ports: list[int], **asked: Any) -> dict[str, Any]:
    """What the clients were told; see `bench.load`."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps({"ports": ports} | asked),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(said.stdout))


def database_seconds() -> float:
    """Processor time that this county's PostgreSQL has used so far: the server's process, its
    children, and those of its children that have ended."""
    from django.conf import settings

    from fangxian.kernel.database import Cluster

    files = Cluster.at(Path(settings.FANGXIAN_DATA)).files
    server = int((files / "postmaster.pid").read_text().split()[0])
    ticks = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = entry.read_text().rpartition(") ")[2].split()
            if entry.parent.name == str(server):
                ticks += sum(int(one) for one in fields[11:15])
            elif int(fields[1]) == server:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def door_seconds(pid: int) -> float:
    """Processor time of the door's processes so far."""
    ticks = 0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = entry.read_text().rpartition(") ")[2].split()
            if pid in (int(fields[1]), int(entry.parent.name)):
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def stored() -> int:
    return _count("SELECT count(*) FROM venues_visit")


def unnamed() -> int:
    """Visits of nobody: codes that did not prove a person, so that less was done for them."""
    return _count("SELECT count(*) FROM venues_visit WHERE person_id IS NULL")


def _count(query: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
