"""A checkpoint as the field's tests speak of it: a guard, a device, and what it sends."""

from __future__ import annotations

import itertools
import json
import time
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from stdnum.cn import ric

from fangxian.doors.field.bundle.deriving import derived
from fangxian.ground.access import api as access
from fangxian.ground.access.models import Role
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.places import catalogue as places_catalogue
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.services import declaring as arrivals_declaring
from fangxian.lines.checkpoints import api as checkpoints

COUNTY, TOWN, VILLAGE = "610921", "610921102", "610921102201"
NOW = "2022-05-10T08:00"
SPACE = UUID("6f6b1c9e-0000-4000-8000-000000000000")
MAY = [
    "devices.enrol",
    "devices.knock",
    "devices.read",
    "checkpoints.read",
    "checkpoints.record",
    "codes.scan",
    "venues.read",
    "venues.record",
    "tasks.read",
    "tasks.receive",
    "tasks.act",
    "arrivals.read",
    "arrivals.declare",
    "people.read",
]


def number_of(n: int) -> str:
    """A resident id that passes its check."""
    body = f"110101{1960 + n % 40}0101{100 + n % 900}"
    return f"{body}{ric.calc_check_digit(body + '0')}"


def declare(n: int, name: str = "张三丰", **said: str) -> arrivals_declaring.DeclarationReceipt:
    form = {
        "name": name,
        "document_type": "居民身份证",
        "document_number": number_of(n),
        "phone": "13891501234",
        "origin": "四川省成都市武侯区",
        "arrival": "2022-05-10",
        "town": places.name_of(TOWN),
        "village": places.name_of(VILLAGE),
        "overseas": "否",
    } | said
    made = arrivals.declare(form, by=SYSTEM)
    outbox.settle()
    return made


def make_guard(username: str = "kakou", place: str = COUNTY) -> access.Account:
    Role.objects.filter(code="checkpoint").update(permissions=MAY)
    account = access.Account.objects.create_user(
        username, password="x", name="卡口一班", place=place
    )
    day = clock.today() - timedelta(days=9)
    access.grant(account.pk, "checkpoint", place, since=day, by=SYSTEM)
    return account


@dataclass
class Phone:
    """A device with its token; `send` hands events in, `bundle` fetches."""

    client: Any
    token: str
    number: int
    site: int
    seed: str = "phone"
    _count: Any = field(default_factory=itertools.count)

    def event(
        self, kind: str, at: str | datetime = "2022-05-10T08:00", seen: str = "", **body: Any
    ) -> dict[str, Any]:
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        moment = moment if moment.tzinfo else moment.replace(tzinfo=clock.COUNTY_TIME)
        number = uuid5(SPACE, f"{self.seed}{next(self._count)}")
        return {
            "id": str(number),
            "at": moment.isoformat(),
            "kind": kind,
            "v": 1,
            "seen": seen,
            "body": body,
        }

    def crossing(
        self,
        n: int | None = None,
        outcome: str = "pass",
        at: str = "2022-05-10T08:00",
        seen: str = "",
        **said: Any,
    ) -> dict[str, Any]:
        body = {
            "checkpoint": self.site,
            "how": "number" if n is not None else "none",
            "text": number_of(n) if n is not None else "",
            "ticks": [],
            "outcome": outcome,
            "arrived_at": f"{at}:00+08:00",
            "decided_at": f"{at}:30+08:00",
            "colour_seen": "green",
            "verdict_seen": "none",
            "reason": "",
            "note": "",
        } | said
        return self.event("checkpoint.crossing", at, seen, **body)

    def send(self, *events: Any, **extra: Any) -> list[dict[str, Any]]:
        answer = self.post({"app": "1", "events": list(events)} | extra)
        assert answer.status_code == 200, answer.content
        return answer.json()["settled"]

    def post(self, content: Any) -> Any:
        return self.client.post(
            "/field/api/events",
            json.dumps(content),
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.token}"},
        )

    def bundle(self, etag: str = "") -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Fangxian-App": "2"}
        return self.client.get(
            "/field/api/bundle", headers=headers | ({"If-None-Match": etag} if etag else {})
        )


def name_in(bundle: dict[str, Any], n: int) -> str:
    """What somebody's number derives to in a bundle."""
    return derived(bytes.fromhex(bundle["salt"]), number_of(n))


def row_of(bundle: dict[str, Any], n: int) -> str:
    """By what an act tells of somebody whom the bundle named."""
    [row] = [one for one in bundle["people"] if one["i"] == name_in(bundle, n)]
    return row["r"]


def make_site(name: str = "汉阴高速出口", place: str = TOWN) -> int:
    return checkpoints.open_checkpoint(
        name, "motorway", place, lanes=2, services=["antigen"], by=SYSTEM
    )


def lay_out() -> int:
    """The county's units and a checkpoint."""
    places_catalogue.look_again()
    duty.bootstrap_units()
    return make_site()


def just_now(client: Any) -> None:
    """The password of whoever is signed in was given this minute."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()


def at_most(monkeypatch, most: int) -> None:
    """The phone's list has room for so many."""
    said = devices.listed(clock.today(), places.home())
    monkeypatch.setattr(devices, "listed", lambda day, place: replace(said, most=most))
