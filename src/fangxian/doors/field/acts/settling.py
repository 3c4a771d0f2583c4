"""Each event is settled by itself: as decided, differs now, or kept for a human."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

import msgspec

from fangxian.doors.field.acts import barrier, bodies, declaring, errands, rounds
from fangxian.doors.field.acts.clocks import PhoneClock, marked, on_our_clock, read
from fangxian.doors.field.acts.event_context import EventContext, NoPost
from fangxian.doors.field.acts.shifts import beside_shift
from fangxian.doors.field.bearers import Bearer
from fangxian.ground.devices import api as devices
from fangxian.ground.devices.api import Event, Settled
from fangxian.kernel import outages
from fangxian.kernel.errors import DoesNotFit, NotFound, Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.work import unit_of_work
from fangxian.lines.arrivals import pages as arrivals

log = logging.getLogger(__name__)

Handler = Callable[[EventContext], Settled]

KINDS: dict[tuple[str, int], tuple[type[msgspec.Struct], Handler]] = {
    ("checkpoint.crossing", 1): (bodies.Crossed, barrier.crossed),
    ("checkpoint.declared", 1): (bodies.Declared, declaring.declared),
    ("checkpoint.antigen", 1): (bodies.Tested, barrier.tested),
    ("checkpoint.disinfected", 1): (bodies.Disinfected, barrier.disinfected),
    ("checkpoint.truck", 1): (bodies.Truck, barrier.truck),
    ("checkpoint.handover", 1): (bodies.HandedOver, barrier.handed_over),
    ("venue.visit", 1): (bodies.Visited, rounds.visited),
    ("task.received", 1): (bodies.Errand, errands.received),
    ("task.accepted", 1): (bodies.Errand, errands.accepted),
    ("task.refused", 1): (bodies.Errand, errands.refused),
    ("task.acted", 1): (bodies.Acted, errands.acted),
    ("task.undone", 1): (bodies.Undone, errands.undone),
    ("task.commented", 1): (bodies.Commented, errands.commented),
    ("sweep.household", 1): (bodies.Swept, rounds.swept),
}

UNKNOWN_KIND = Text(
    "这一版系统不认识这类记录({kind} v{version}),已留存",
    "A kind that is not known here ({kind} v{version}); kept",
)
MALFORMED = Text("内容读不出来,已留存:{why}", "The content cannot be read; kept: {why}")
REVOKED = Text(
    "设备已停用,这一条没有生效,由值班员核对",
    "The device was revoked: no effect, for a human to check",
)
BROKEN = Text("系统没能办理,已留存待人工处理", "It could not be settled; kept for a human")
TO_HUMAN = (arrivals.DeclarationFaulty, NotFound, NoPost)  # about the event, not the moment


def settle_all(
    events: Iterable[Event], bearer: Bearer, phone: PhoneClock
) -> list[tuple[Event, Settled]]:
    """Settle events in the order in which they happened, each in a transaction of its own."""
    timed = [on_our_clock(event, phone) for event in events]
    ordered = sorted(timed, key=lambda event: (event.at, event.told_at, event.id))
    return [(event, settle_one(event, bearer, phone)) for event in ordered]


def settle_one(event: Event, bearer: Bearer, phone: PhoneClock) -> Settled:
    by = bearer.actor
    if bearer.device.revoked_at is not None:
        return devices.keep(event, "unreadable", REVOKED, by=by)
    known = KINDS.get((event.kind, event.version))
    if known is None:
        said = UNKNOWN_KIND.fill(kind=event.kind[:40], version=event.version)
        return devices.keep(event, "unreadable", said, by=by)
    shape, handler = known
    try:
        body = read(msgspec.convert(event.body, shape), phone)
        told = EventContext(event, body, bearer)
        with unit_of_work():
            return devices.settle(
                event, lambda: marked(beside_shift(handler(told), told), event), by=by
            )
    except msgspec.ValidationError as why:
        return devices.keep(event, "unreadable", MALFORMED.fill(why=str(why)[:200]), by=by)
    except TO_HUMAN as why:
        return devices.keep(event, "unreadable", why.said, by=by)
    except Refusal as why:
        return devices.keep(event, "differs", why.said, by=by)
    except Exception as fault:  # whatever is wrong with us, the field's record is kept
        away = outages.refusal_of(fault)
        if away and not isinstance(away, DoesNotFit):
            raise  # the phone keeps it and sends it again: nothing was judged
        log.exception("field: event %s of kind %s", event.id, event.kind)
        return devices.keep(event, "unreadable", BROKEN, by=by)
