"""Who answers for whom, and in which roles this county does so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db import IntegrityError, transaction

from fangxian.ground.duty import errors, queries, sql
from fangxian.ground.duty.models import Charge, ChargeRole
from fangxian.ground.duty.services.holders import end_after
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound, Stale
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

EDIT = "duty.edit"
SubjectKind = Literal["grid", "household", "person"]


@dataclass(frozen=True)
class Answerer:
    """One holder, or a whole unit: exactly one of the two."""

    holding_id: int | None = None
    unit_id: int | None = None

    @property
    def key(self) -> str:
        if (self.holding_id is None) == (self.unit_id is None):
            raise errors.ChargeUnclear
        return f"holding:{self.holding_id}" if self.holding_id else f"unit:{self.unit_id}"

    @property
    def place(self) -> str:
        if self.key.startswith("holding") and self.holding_id:
            return queries.place_of_holding(self.holding_id)
        return queries.place_of_unit(self.unit_id or 0)


@dataclass(frozen=True)
class ChargeSubject:
    """Whom one answers for: a grid (id of its unit), a household or a person."""

    kind: SubjectKind
    id: int

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True)
class RoleWanted:
    code: str
    name: Text
    required: bool = True
    source: str = ""


@verb(needs=EDIT, words=Text("包联", "charged"), at=lambda answerer: answerer.place)
def charge(
    role: str,
    answerer: Answerer,
    subjects: Sequence[ChargeSubject],
    since: date | None = None,
    *,
    by: Actor,
) -> int:
    """Let somebody answer for these subjects in a role, from `since` (default today).
    What they answer for already stays as it is. Returns how many edges are new."""
    since = since or clock.today()
    kept = ChargeRole.objects.filter(code=role, in_use=True).first()
    if kept is None:
        raise errors.UnknownChargeRole(role=role)
    standing = set(
        Charge.objects.filter(
            queries.not_over(since), role=kept, answerer_key=answerer.key
        ).values_list("subject_key", flat=True)
    )
    place, fresh = answerer.place, {s.key: s for s in subjects if s.key not in standing}
    _refuse_unknown(list(fresh.values()))
    rows = [_edge(kept, answerer, subject, place, since) for subject in fresh.values()]
    try:
        with transaction.atomic():
            Charge.objects.bulk_create(rows)
    except IntegrityError as twice:  # somebody else gave the same at the same moment
        raise Stale(what=Text("包保责任", "Who answers for the household")) from twice
    audit.note(
        subject=answerer.key,
        person_ids=[s.id for s in fresh.values() if s.kind == "person"],
        role=role,
        new=len(rows),
    )
    return len(rows)


@verb(needs=EDIT, words=Text("解除包联", "discharged"), at=lambda answerer: answerer.place)
def discharge(
    role: str, answerer: Answerer, subjects: Sequence[ChargeSubject], *, by: Actor
) -> None:
    """From today somebody answers for these subjects no longer in that role."""
    edges = Charge.objects.filter(
        role__code=role, answerer_key=answerer.key, subject_key__in=[s.key for s in subjects]
    )
    end_after(edges, clock.today() - timedelta(days=1))
    audit.note(
        subject=answerer.key, person_ids=[s.id for s in subjects if s.kind == "person"], role=role
    )


@verb(needs=EDIT, words=Text("定包联岗位", "set roles of care"), at=lambda: places.home())
def set_charge_roles(roles: Sequence[RoleWanted], *, by: Actor) -> None:
    """Make this the county's list, in this order. A role left out is kept for the edges
    that were given in it, and given no more."""
    ChargeRole.objects.exclude(code__in=[role.code for role in roles]).update(in_use=False)
    for position, role in enumerate(roles):
        ChargeRole.objects.update_or_create(
            code=role.code,
            defaults={
                "name_zh": role.name.zh,
                "name_en": role.name.en,
                "required": role.required,
                "source": role.source,
                "position": position,
                "in_use": True,
            },
        )
    audit.note(subject="duty.charge_roles", roles=[role.code for role in roles])


def _refuse_unknown(subjects: Sequence[ChargeSubject]) -> None:
    """Foreign keys are only checked at the commit, too late for a sentence."""
    for kind, statement in sql.STANDING.items():
        wanted = {subject.id for subject in subjects if subject.kind == kind}
        if wanted and wanted != {pk for (pk,) in sql.run(statement, {"ids": list(wanted)})}:
            raise NotFound(what=NAMES[kind])


NAMES = {"grid": "网格", "household": "户", "person": "人员"}


def _edge(
    role: ChargeRole, answerer: Answerer, subject: ChargeSubject, place: str, since: date
) -> Charge:
    ends = {f"{subject.kind}_id": subject.id}
    return Charge(
        role=role,
        holding_id=answerer.holding_id,
        unit_id=answerer.unit_id,
        answerer_key=answerer.key,
        subject_key=subject.key,
        place=place,
        since=since,
        **ends,
    )
