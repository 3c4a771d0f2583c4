"""What else stands at the barriers in the morning: trucks in their lane, a vehicle disinfected,
the notes of the shift that leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.lines.checkpoints import api as checkpoints

# plate, company, minutes since it came, whether it was fetched
TRUCKS = (
    ("陕G31562", "汉阴县农贸公司", 12, True),
    ("豫P77120", "周口粮油物流", 41, False),
    ("川A9D233", "成都冷链", 26, False),
)
NOTE = "抗原试剂已领两盒;请留意西安方向客车。"


def play(
    sites: Mapping[str, checkpoints.CheckpointRow],
    now: datetime,
    event: Callable[[str], UUID],
    *,
    by: Actor,
) -> None:
    """As things stand at `now`; the lane is where the services of a site have one."""
    with clock.at(now):
        for site in sites.values():
            checkpoints.hand_over(event(f"note{site.id}"), site.id, NOTE, "白班", now, by=by)
            if "truck_lane" in site.services:
                _queue(site.id, now, event, by)


def _queue(site: int, now: datetime, event: Callable[[str], UUID], by: Actor) -> None:
    for number, (plate, company, minutes, fetched) in enumerate(TRUCKS):
        checkpoints.tell_truck(
            checkpoints.TruckTold(
                event=event(f"truck{number}"),
                at=now,
                checkpoint_id=site,
                plate=plate,
                company=company,
                fetched_by="" if fetched else "老陈",
                phone="13800001111",
                queued_at=now - timedelta(minutes=minutes),
                fetched_at=now if fetched else None,
            ),
            by=by,
        )
    checkpoints.disinfect(event("spray"), site, TRUCKS[0][0], now, by=by)
