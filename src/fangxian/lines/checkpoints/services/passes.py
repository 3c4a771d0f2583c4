"""通行证: issued for a vehicle, a route, goods and days; revoked with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, ids
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.checkpoints import errors
from fangxian.lines.checkpoints.models import Pass
from fangxian.lines.checkpoints.rules import plain_plate

ISSUE = "checkpoints.issue_pass"
LETTERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPass:
    """`since` and `until`: first and last day, both included."""

    plate: str
    route: str
    since: date
    until: date
    place: str
    driver: str = ""
    company: str = ""
    goods: str = ""


@verb(needs=ISSUE, words=Text("发通行证", "issued a pass"), at=lambda new: new.place)
def issue_pass(new: NewPass, *, by: Actor) -> int:
    """Issue a pass over a place. PlateMissing, PassReversed, RouteMissing."""
    if new.until < new.since:
        raise errors.PassReversed
    if not new.route.strip():
        raise errors.RouteMissing
    made = Pass.objects.create(
        number=f"{clock.today():%y%m%d}-{ids.token(LETTERS)}",
        plate=plain_plate(new.plate),
        driver=people.tidy_name(new.driver),
        company=new.company.strip()[:120],
        route=new.route.strip()[:200],
        goods=new.goods.strip()[:120],
        since=new.since,
        until=new.until,
        place=new.place,
        issued_at=clock.now(),
        issued_by_id=by.account_id,
    )
    audit.note(subject=f"checkpoints.pass:{made.pk}", place=new.place)
    return made.pk


@verb(
    needs=ISSUE,
    words=Text("收回通行证", "revoked a pass"),
    at=lambda pass_id: place_of_pass(pass_id),
)
def revoke_pass(pass_id: int, why: str, *, by: Actor) -> bool:
    """A pass counts no more. Returns whether it did."""
    if not why.strip():
        raise errors.ReasonNeeded
    audit.note(subject=f"checkpoints.pass:{pass_id}", purpose=why)
    found = Pass.objects.filter(pk=pass_id, revoked_at=None)
    return bool(found.update(revoked_at=clock.now(), revoked_why=why.strip()[:200]))


def place_of_pass(pass_id: int) -> str:
    found = Pass.objects.filter(pk=pass_id).values_list("place", flat=True).first()
    if found is None:
        raise NotFound(what=Text("通行证", "The pass"))
    return found
