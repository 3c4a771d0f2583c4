"""Somebody unexpected is declared on the spot, by the verbs of everybody else: registered by who
may, and where nobody vouches for the guard's account told as a stranger tells it."""

from __future__ import annotations

from fangxian.doors.field.acts.bodies import Declared
from fangxian.doors.field.acts.event_context import EventContext, beside, both
from fangxian.ground.devices.api import DONE, How, Settled
from fangxian.ground.people import pages as people
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints

LESS = Text(
    "已转达。登记内容没有放松,由有此人档案的单位核实。",
    "Passed on. The record asks no less than before; the unit that has the person finds out.",
)


def declared(told: EventContext) -> Settled:
    """The declaration, then whom the crossing was about. DeclarationFaulty."""
    body: Declared = told.body
    if told.by.may("arrivals.declare"):
        made = arrivals.register(_form(told), by=told.by, way_in="checkpoint")
    else:
        made = arrivals.declare(_form(told), by=told.by, way_in="checkpoint")
    key = people.normalise_document(body.doc_type, body.number)
    passed = checkpoints.say_who(
        checkpoints.Who(
            event=told.event.id,
            at=told.event.at,
            person_id=made.person_id,
            place=made.place,
            number=key.number if isinstance(key, people.DocumentKey) else body.number,
            crossing=body.crossing,
        ),
        by=told.by,
    )
    ref = arrivals.declaration_key(made.declaration_id) if made.declaration_id else ""
    judged = checkpoints.judge_named(passed, by=told.by) if passed else checkpoints.Judged()
    less = LESS if made.verdict == arrivals.ASKS_LESS else None
    differs = both(judged.differs, less)
    if judged.alarm:
        return Settled("alarm", beside(judged.alarm, differs), ref, made.person_id, made.place)
    how: How = "differs" if judged.differs else "decided"
    return Settled(how, differs or DONE, ref, made.person_id, made.place)


def _form(told: EventContext) -> dict[str, str]:
    """The fields of the template; filed when the guard did it, by the guard's clock."""
    body: Declared = told.body
    at = min(told.event.at, clock.now()).astimezone(clock.COUNTY_TIME)
    arrived = (body.arrived_at or told.event.at).astimezone(clock.COUNTY_TIME)
    return {
        "name": body.name,
        "document_type": body.doc_type,
        "document_number": body.number,
        "phone": body.phone or "",
        "origin": body.from_,
        "arrival": arrived.date().isoformat(),
        "vehicle": body.plate or "",
        "town": body.to_town,
        "village": body.to_village,
        "filed_at": at.isoformat(),
    }
