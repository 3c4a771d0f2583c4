"""Lists are derived before anybody asks: the worker's part, some seconds at a time, so that a guard
who comes on duty does not wait for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

from fangxian.doors.field.bundle import people
from fangxian.doors.field.bundle.admitting import posted
from fangxian.doors.field.bundle.deriving import BeingMade, names_in
from fangxian.doors.field.bundle.salting import bundle_id
from fangxian.ground.devices import api as devices
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotFound
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.codes import pages as codes

EVERY = 300.0  # seconds after which it is looked whether somebody came
AT_A_TIME = 3.0  # seconds of one round of the worker
EVENING = 20  # the hour from which the next day's lists are derived too
USED = timedelta(days=7)  # a phone that was not heard of for longer prepares itself
MOST = 1_000

Wanted = tuple[str, date, str]
_looked: dict[Wanted, float] = {}


def prepare_lists() -> int:
    """How many numbers are still to be derived for a list at which it stopped; 0 when all are."""
    if codes.scheme_or_none(clock.today()) is None:
        return 0  # nobody can fetch a list: what is in it is not known
    for place, day, station in _wanted():
        if _looked.get((place, day, station), 0.0) > time.monotonic():
            continue
        try:
            derive_for(place, day, station)
        except BeingMade as why:
            return int(str(why.values["left"]))
        _looked[place, day, station] = time.monotonic() + EVERY
    return 0


def derive_for(place: str, day: date, station: str) -> None:
    """BeingMade when it takes longer than a round; the next one goes on from there."""
    named = bundle_id(0, day)
    texts = [*people.texts_of(people.carried(place, day, by=SYSTEM)), *_plates(station)]
    names_in(place, named.day, named.salt(place), texts, AT_A_TIME)


def _wanted() -> Iterator[Wanted]:
    now = clock.now()
    days = [clock.today()]
    if now.astimezone(clock.COUNTY_TIME).hour >= EVENING:
        days.append(clock.today() + timedelta(days=1))
    live = devices.devices(by=SYSTEM, size=MOST).rows
    carrying = [one for one in live if "venue" in one.tiles or posted(one.station)]
    heard = [one for one in carrying if (one.last_heard or one.enrolled_at) > now - USED]
    for day in days:
        yield from sorted({(one.place, day, one.station) for one in heard})


def _plates(station: str) -> list[str]:
    """Of the passes that a guard may be shown there."""
    number = checkpoints.named_by(station)
    if number is None:
        return []
    try:
        site = checkpoints.checkpoint(number, by=SYSTEM)
    except NotFound:
        return []
    return [row.plate for row in checkpoints.passes_around(site.place, by=SYSTEM)]
