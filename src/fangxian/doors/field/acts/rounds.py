"""Events of venues and of door-to-door rounds."""

from __future__ import annotations

from fangxian.doors.field.acts.bodies import Swept, Visited
from fangxian.doors.field.acts.event_context import EventContext
from fangxian.doors.field.acts.who import who
from fangxian.ground.devices import api as devices
from fangxian.ground.devices.api import DONE, Settled
from fangxian.kernel import clock, crypto
from fangxian.kernel.text import Text
from fangxian.lines.codes import pages as codes
from fangxian.lines.venues import pages as venues

HELD_OUT = frozenset({"reverse_code", "reverse_card"})  # as the phone tells it
SHOWN = "venues.shown"


def visited(told: EventContext) -> Settled:
    """A visit is stored whatever can be doubted about it; its doubts are said."""
    body: Visited = told.body
    seen = who(told)
    done = venues.record_visits(
        [
            venues.NewVisit(
                client_id=told.event.id,
                venue_id=body.venue,
                person_id=seen.person_id,
                at=body.at,
                how=_how(body, seen.verdict),
                device=f"devices.device:{told.event.device_id}",
                group_size=max(1, body.group_size),
                area=told.bearer.device.place,
                shown=crypto.blind_index(body.text, about=SHOWN) if _held_out(body) else None,
            )
        ],
        by=told.by,
    )
    doubts = _doubts(done.flagged.get(told.event.id, 0))
    return Settled(
        "differs" if doubts else "decided",
        doubts or DONE,
        f"venues.visit:{told.event.id}",
        seen.person_id,
    )


def _how(body: Visited, verdict: str) -> str:
    """A code is judged by when it was held out, not by when the phone found a network."""
    if body.how == "reverse_code" and body.text:
        # A clock far off: nobody can say what held then.
        held = codes.scheme_or_none(body.at.astimezone(clock.COUNTY_TIME).date())
        return venues.how_shown(codes.open_code(body.text, body.at).verdict if held else verdict)
    if body.how == "reverse_card":
        return venues.how_shown(verdict, "reverse_card")
    return body.how if body.how in venues.HOWS else "reverse_number"


def _held_out(body: Visited) -> bool:
    return body.how in HELD_OUT and bool(body.text)


def _doubts(mask: int) -> Text | None:
    found = [said for flag, said in venues.FLAGS.items() if mask & flag]
    if not found:
        return None
    return Text("、".join(one.zh for one in found), ", ".join(one.en for one in found))


def swept(told: EventContext) -> Settled:
    body: Swept = told.body
    known = devices.place_of_household(body.household) if body.household else None
    place = known or told.bearer.device.place
    devices.knock(
        devices.Knocked(
            event=told.event.id,
            at=told.event.at,
            place=place,
            answered=body.answered,
            household_id=body.household if known else None,
            address=body.address,
            people=body.people,
            note=body.note,
        ),
        by=told.by,
    )
    return Settled("decided", DONE, f"devices.knock:{told.event.id}", place=place)
