"""A headquarters, a township and two villages, and who speaks for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from fangxian.ground.duty.models import Unit
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel.actor import Actor, Grant
from fangxian.kernel.text import Text

COUNTY, TOWN, VILLAGE, OTHER = "610921", "610921102", "610921102201", "610921102202"

HQ_MAY = frozenset(
    f"tasks.{act}"
    for act in ["read", "issue", "receive", "act", "assign", "check", "close", "withdraw"]
)
TOWN_MAY = frozenset(
    f"tasks.{act}" for act in ["read", "receive", "act", "assign", "check", "close"]
)
VILLAGE_MAY = frozenset(f"tasks.{act}" for act in ["read", "receive", "act", "assign"])

TERMS = {
    "received": timedelta(minutes=30),
    "accepted": timedelta(hours=1),
    "acted": timedelta(hours=4),
    "checked": timedelta(hours=8),
    "closed": timedelta(hours=24),
}


@dataclass(frozen=True)
class County:
    hq_unit: int
    town_unit: int
    village_unit: int
    other_unit: int
    hq: Actor
    town: Actor
    village: Actor
    other: Actor

    def order(self, n: int = 1, **changes) -> tasks.Order:
        values = {
            "kind": "control",
            "subject": f"arrivals.declaration:{n}",
            "reason_key": "central-quarantine",
            "place": VILLAGE,
            "title": Text("张** 集中隔离 14 天", "Zhang**: central quarantine for 14 days"),
            "body": Text("今日转运至集中隔离点", "Transfer to the site today"),
            "addressees": (
                tasks.Addressee("township", self.town_unit),
                tasks.Addressee("village", self.village_unit),
            ),
            "because": {"document": "汉阴县通告", "clause": "第2条"},
            "terms": TERMS,
            "ladder": (
                tasks.Rung("received", "township", self.town_unit),
                tasks.Rung("received", "headquarters", self.hq_unit, timedelta(hours=1)),
                tasks.Rung("acted", "headquarters", self.hq_unit),
            ),
            "origin_unit": self.hq_unit,
        }
        return tasks.Order(**(values | changes))


def make_county() -> County:
    def unit(kind: str, place: str, name: str) -> int:
        return Unit.objects.create(kind=kind, place=place, name=name).pk

    hq = unit("headquarters", COUNTY, "汉阴县指挥部")
    town = unit("township", TOWN, "蒲溪镇")
    village = unit("village", VILLAGE, "公路村")
    other = unit("village", OTHER, "盘龙村")

    def actor(pk: int, name: str, may: frozenset[str], place: str, unit_id: int) -> Actor:
        return Actor(pk, name, (Grant("role", may, place),), (unit_id,), "test")

    return County(
        hq,
        town,
        village,
        other,
        actor(1, "指挥部", HQ_MAY, COUNTY, hq),
        actor(2, "蒲溪镇", TOWN_MAY, TOWN, town),
        actor(3, "公路村", VILLAGE_MAY, VILLAGE, village),
        actor(4, "盘龙村", VILLAGE_MAY, OTHER, other),
    )
