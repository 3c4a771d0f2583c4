"""A checkpoint is opened and closed; shifts are planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fangxian.ground.access import api as access
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.checkpoints import errors
from fangxian.lines.checkpoints.models import Checkpoint, Shift
from fangxian.lines.checkpoints.queries.sites import place_of
from fangxian.lines.checkpoints.rules import KINDS, SERVICES

MANAGE = "checkpoints.manage"


@verb(needs=MANAGE, words=Text("设卡口", "opened a checkpoint"), at=lambda place: place)
def open_checkpoint(
    name: str, kind: str, place: str, *, by: Actor, lanes: int = 1, services: Sequence[str] = ()
) -> int:
    """Open a checkpoint at a place (division prefix). NameMissing, NoSuchKind, PlaceUnknown."""
    if not name.strip():
        raise errors.NameMissing
    if kind not in KINDS:
        raise errors.NoSuchKind(given=kind, known="、".join(KINDS))
    if places.division(place) is None:
        raise errors.PlaceUnknown(given=place)
    made = Checkpoint.objects.create(
        name=name.strip()[:60],
        kind=kind,
        place=place,
        lanes=max(1, lanes),
        services=[one for one in services if one in SERVICES],
        opened_at=clock.now(),
    )
    audit.note(subject=f"checkpoints.checkpoint:{made.pk}", place=place)
    return made.pk


@verb(
    needs=MANAGE,
    words=Text("撤卡口", "closed a checkpoint"),
    at=lambda checkpoint_id: place_of(checkpoint_id),
)
def close_checkpoint(checkpoint_id: int, *, by: Actor) -> bool:
    """A checkpoint is taken down; what happened there stays. Returns whether it was open."""
    audit.note(subject=f"checkpoints.checkpoint:{checkpoint_id}")
    found = Checkpoint.objects.filter(pk=checkpoint_id, closed_at=None)
    return bool(found.update(closed_at=clock.now()))


@verb(
    needs=MANAGE,
    words=Text("排卡口班次", "planned a shift"),
    at=lambda checkpoint_id: place_of(checkpoint_id),
)
def plan_shift(
    checkpoint_id: int,
    lead: str,
    begins: datetime,
    ends: datetime,
    *,
    by: Actor,
    members: Sequence[str] = (),
    accounts: Sequence[int] = (),
) -> int:
    """Put a team on duty; `accounts` act for it, and while there are any, no others may ask
    about people there. LeadMissing, ShiftReversed."""
    if not lead.strip():
        raise errors.LeadMissing
    if ends <= begins:
        raise errors.ShiftReversed
    made = Shift.objects.create(
        checkpoint_id=checkpoint_id,
        lead=lead.strip()[:60],
        begins=begins,
        ends=ends,
        members=[one.strip()[:80] for one in members if one.strip()],
        accounts=_known(accounts),
    )
    audit.note(
        subject=f"checkpoints.checkpoint:{checkpoint_id}", shift=made.pk, accounts=made.accounts
    )
    return made.pk


@verb(
    needs=MANAGE,
    words=Text("改当班账号", "changed a shift's accounts"),
    at=lambda shift_id: place_of_shift(shift_id),
)
def staff_shift(shift_id: int, accounts: Sequence[int], *, by: Actor) -> None:
    """Say anew whose accounts act for a shift: somebody fell ill, or was forgotten."""
    known = _known(accounts)
    Shift.objects.filter(pk=shift_id).update(accounts=known)
    audit.note(subject=f"checkpoints.shift:{shift_id}", accounts=known)


def _known(accounts: Sequence[int]) -> list[int]:
    return sorted(access.names_of(accounts))


def place_of_shift(shift_id: int) -> str:
    found = Shift.objects.filter(pk=shift_id).values_list("checkpoint__place", flat=True).first()
    if found is None:
        raise NotFound(what=Text("班次", "The shift"))
    return found
