"""The paper cards of a person, to take back what was lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fangxian.ground.people import api as people
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.codes.models import Card


@dataclass(frozen=True)
class HeldCard:
    """`revoked_at` None: it is good. The token is not told."""

    id: int
    issued_at: datetime
    issued_by: str
    revoked_at: datetime | None
    revoked_by: str
    why: str


def _place(person_id: int) -> str | None:
    return people.places_of([person_id]).get(person_id)


@reading(needs="codes.issue_cards", words=Text("查看纸质卡", "looked at cards"), at=_place)
def cards_of(person_id: int, *, by: Actor) -> tuple[HeldCard, ...]:
    """Every card that was ever made for somebody, the newest first."""
    rows = Card.objects.filter(person_id=person_id).order_by("-id")
    audit.note(subject=f"people.person:{person_id}", person_ids=[person_id])
    return tuple(
        HeldCard(
            one.pk, one.issued_at, one.issued_by, one.revoked_at, one.revoked_by, one.revoked_why
        )
        for one in rows
    )
