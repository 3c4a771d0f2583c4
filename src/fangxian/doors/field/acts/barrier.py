"""Events of a checkpoint."""

from __future__ import annotations

from fangxian.doors.field.acts.bodies import Crossed, Disinfected, HandedOver, Tested, Truck
from fangxian.doors.field.acts.event_context import EventContext, beside, both
from fangxian.doors.field.acts.who import who
from fangxian.ground.devices.api import DONE, Settled
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints

LOST = Text(
    "记录照收,但名册里这个人现在对不上号,请核对是谁",
    "Recorded, but whom the list meant cannot be told any more: please find out",
)
SEVERAL = Text(
    "这个号码登记着不止一份档案,按码色最重的一份记;请核对是谁,并请村镇合并或更正",
    "More than one record bears this number; the gravest was taken: please find out who it was",
)
NO_CODE = Text(
    "手机记的是有效,但扫的内容县里核对不是有效的码或卡:请核对过的是谁",
    "The phone said that it was good; by the county's keys what was scanned is no code or card: please "
    "find out who passed",
)
NOBODYS = Text(
    "结果已存,但它所属的查验记录还没有上报:请核对是谁的结果",
    "Kept, but the crossing that it belongs to has not come in: please find out whose result it is",
)


def crossed(told: EventContext) -> Settled:
    """Recorded as it was decided; what the county knows otherwise is said."""
    body: Crossed = told.body
    seen = who(told)
    proves = body.verdict_seen not in checkpoints.PROVES_NOTHING
    no_code = seen.verdict in checkpoints.IS_NO_CODE and proves
    done = checkpoints.report_crossing(
        checkpoints.NewCrossing(
            client_id=told.event.id,
            checkpoint_id=told.site(),
            person_id=seen.person_id,
            number=seen.number,
            how=body.how if body.how in checkpoints.HOWS else "none",
            arrived_at=body.arrived_at,
            decided_at=body.decided_at,
            outcome=body.outcome,
            plate=_plate(body),
            ticks=tuple(body.ticks),
            colour_seen=body.colour_seen,
            verdict_seen=seen.verdict if no_code else body.verdict_seen,
            reason=body.reason,
            note=body.note,
            device_id=told.event.device_id,
        ),
        told.bearer.device.place,
        by=told.by,
    )
    ref = f"checkpoints.crossing:{done.crossing_id}"
    differs = both(done.differs, NO_CODE if no_code else None)
    differs = both(differs, LOST if seen.lost else SEVERAL if seen.several else None)
    if done.alarm:
        return Settled("alarm", beside(done.alarm, differs), ref, done.person_id, done.place)
    return Settled(
        "differs" if differs else "decided", differs or DONE, ref, done.person_id, done.place
    )


def _plate(body: Crossed) -> str:
    """What was typed as a number and is a plate counts as one: older apps knew fewer forms."""
    typed = body.how == "plate" or (body.how == "number" and checkpoints.vehicle_of(body.text))
    text = body.plate or (body.text if typed else "")
    return checkpoints.plain_plate(text) if text.strip() else ""


def tested(told: EventContext) -> Settled:
    body: Tested = told.body
    known = checkpoints.tell_test(
        checkpoints.TestTold(
            event=told.event.id,
            at=told.event.at,
            crossing=body.crossing,
            started_at=body.started_at,
            result=body.result or "",
            read_at=body.read_at,
        ),
        by=told.by,
    )
    ref = f"checkpoints.test:{body.crossing}"
    return Settled("decided", DONE, ref) if known else Settled("differs", NOBODYS, ref)


def disinfected(told: EventContext) -> Settled:
    body: Disinfected = told.body
    site = told.site()
    checkpoints.disinfect(told.event.id, site, body.plate, told.event.at, by=told.by)
    return Settled("decided", DONE, f"checkpoints.checkpoint:{site}")


def truck(told: EventContext) -> Settled:
    body: Truck = told.body
    site = told.site()
    checkpoints.tell_truck(
        checkpoints.TruckTold(
            event=told.event.id,
            at=told.event.at,
            checkpoint_id=site,
            plate=body.plate,
            queued_at=body.queued_at,
            company=body.company or "",
            phone=body.phone or "",
            fetched_by=body.fetched_by or "",
            fetched_at=body.fetched_at,
        ),
        by=told.by,
    )
    return Settled("decided", DONE, f"checkpoints.checkpoint:{site}")


def handed_over(told: EventContext) -> Settled:
    body: HandedOver = told.body
    site = told.site()
    checkpoints.hand_over(told.event.id, site, body.note, body.to, told.event.at, by=told.by)
    return Settled("decided", DONE, f"checkpoints.checkpoint:{site}")
