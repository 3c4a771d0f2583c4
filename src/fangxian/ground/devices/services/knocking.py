"""敲门: a grid worker was at a door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fangxian.ground.devices.models import Knock
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Knocked:
    """`answered`: home | nobody | refused. A household by its id, or an address in words."""

    event: UUID
    at: datetime
    place: str
    answered: str
    household_id: int | None = None
    address: str = ""
    people: int = 0
    note: str = ""


@verb(
    needs="devices.knock",
    words=Text("入户登记", "recorded a door visit"),
    at=lambda knocked: knocked.place,
)
def knock(knocked: Knocked, *, by: Actor) -> None:
    """Keep a visit to a household; the same event again is the same visit."""
    Knock.objects.get_or_create(
        event=knocked.event,
        defaults={
            "household_id": knocked.household_id,
            "address": knocked.address[:200],
            "place": knocked.place,
            "at": knocked.at,
            "answered": knocked.answered,
            "people": knocked.people,
            "note": knocked.note[:300],
            "account_id": by.account_id,
        },
    )
    audit.note(subject=f"devices.knock:{knocked.event}", place=knocked.place)
