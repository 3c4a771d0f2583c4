"""Who comes to the entrance: a market, a device, a person on whom nothing lies and one who is
held, and what they hold out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from fangxian.doors.entrance import passes
from fangxian.ground.access import api as access
from fangxian.ground.devices import api as devices
from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import code_reader
from fangxian.lines.codes import pages as codes
from fangxian.lines.venues import rules as venues_rules
from tests.rooms.venues.people import opened

PHONE, SESSION = "13891501234", b"sign-in1"


@dataclass
class Entrance:
    market: int
    token: str
    device: int
    person: int

    @property
    def code(self) -> str:
        return codes.show(self.person, by=SYSTEM).text

    @property
    def own_pass(self) -> str:
        return passes.issue(self.person, 0, mark=people.phone_mark(PHONE), session=SESSION)


def lay_out() -> Entrance:
    codes.rotate_when_due()
    code_reader.forget()
    market = opened("月河农贸市场", "农集贸市场", "610921102201")
    key = people.normalise_document("护照", "E12345678")
    at = clock.now()
    blank = people.PersonFiling(at, "魏小红")[1:]
    (person,) = people.store({key: people.first(blank, at)}, by=SYSTEM).values()
    people.open_household("610921102201", "", person, by=SYSTEM)  # who lives here is known here
    people_pages.confirm_phone(person, PHONE, by=SYSTEM)
    account = access.Account.objects.create_user("menkou", password="x", name="门口")
    access.grant(account.pk, "headquarters", "610921", since=clock.today(), by=SYSTEM)
    made = devices.enrol("入口一号", ["venue"], "610921", by=access.actor_for(account, "test"))
    return Entrance(market, made.token, made.device_id, person)


def an_id(n: int) -> UUID:
    return venues_rules.id_at(clock.now(), str(n).encode())


def scan(entrance: Entrance, n: int, **other: object) -> bytes:
    code = other.pop("code", None)
    code = entrance.code if code is None else code
    said = {"id": str(an_id(n)), "venue": entrance.market, "code": code} | other
    return json.dumps(said).encode()
