"""Premises without a code (无码单位): found by grid, copied to the department, settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.venues.errors import DepartmentMissing, NothingFound
from fangxian.lines.venues.models import Copy, Premises

FIND, COPY = "venues.find", "venues.copy"


@dataclass(frozen=True, slots=True)
class NewPremises:
    name: str
    place: str
    address: str = ""
    category: str = ""


@verb(needs=FIND, words=Text("登记无码单位", "listed premises"))
def add_premises(found: Sequence[NewPremises], *, by: Actor) -> int:
    """Enter premises without a code; those that are on the list already stay. How many are new."""
    rows = [one for one in found if one.name.strip()]
    if not rows:
        raise NothingFound
    scope = by.scope(FIND)
    if not all(scope.covers(one.place) for one in rows):
        raise NotAllowed(permission=FIND)
    before = Premises.objects.count()
    Premises.objects.bulk_create(
        (
            Premises(
                name=one.name.strip()[:80],
                place=one.place,
                address=one.address.strip()[:160],
                category=one.category,
                found_at=clock.now(),
                found_by_id=by.account_id,
            )
            for one in rows
        ),
        ignore_conflicts=True,
    )
    new = Premises.objects.count() - before
    audit.note(subject="venues.premises", entered=new, of=len(rows))
    return new


@verb(needs=COPY, words=Text("抄送主管部门", "copied to the department"))
def copy_to_department(
    premises_ids: Sequence[int], department: str, note: str = "", *, by: Actor
) -> int:
    """Copy (抄送) these premises to the department that answers for them. The copy's id."""
    found = list(_in_reach(premises_ids, COPY, by))
    if not department.strip() or not found:
        raise DepartmentMissing
    place = min((one.place for one in found), key=len)
    made = Copy.objects.create(
        department=department.strip()[:80],
        note=note.strip()[:200],
        sent_at=clock.now(),
        sent_by_id=by.account_id,
        place=place[:9],
    )
    made.premises.set(found)
    audit.note(subject=f"venues.copy:{made.pk}", department=made.department, count=len(found))
    return made.pk


@verb(needs=FIND, words=Text("销号无码单位", "settled premises"))
def settle_premises(premises_id: int, why: str, *, by: Actor) -> None:
    """Strike one off the list: it has a code now, it closed, it needs none."""
    found = list(_in_reach([premises_id], FIND, by))
    if not found:
        raise NotFound(what=Text("无码单位", "The premises"))
    Premises.objects.filter(pk=premises_id).update(
        settled_at=clock.now(), settled_why=masked(why.strip())[:120]
    )
    audit.note(
        subject=f"venues.premises:{premises_id}", place=found[0].place, why=masked(why)[:120]
    )


def _in_reach(premises_ids: Sequence[int], needs: str, by: Actor) -> Sequence[Premises]:
    scope = by.scope(needs)
    found = Premises.objects.filter(pk__in=premises_ids, settled_at=None)
    return [one for one in found if scope.covers(one.place)]
