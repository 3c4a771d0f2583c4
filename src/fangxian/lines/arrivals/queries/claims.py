"""What was claimed about whom, and waits beside the record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.arrivals.area import record_place
from fangxian.lines.arrivals.claiming import WAITING
from fangxian.lines.arrivals.models import Claim, ClaimDecision, Declaration
from fangxian.lines.arrivals.queries.comparing import Compared, compared
from fangxian.lines.arrivals.queries.dossier import masked, said_in
from fangxian.lines.arrivals.queries.found import READ
from fangxian.lines.arrivals.subjects import SUBJECTS


@dataclass(frozen=True)
class ClaimRow:
    """A claim as it was handed in, masked; fields by name. `graver`: if it is so, more is asked of
    the person than now. `decided_by`: the account, None while it waits. `seconded_by`: the account that
    said that it is so and waits for another, because it lowers."""

    id: int
    person_id: int
    way_in: str
    provenance: int
    filed_at: datetime
    received_at: datetime
    graver: bool
    handover: bool  # an official elsewhere asks to have the person
    state: str  # claiming.STATES
    decided_at: datetime | None
    decided_by: int | None
    why: str
    said: dict[str, str]
    fields: tuple[Compared, ...]  # beside the record, while it waits; () where it cannot be read so
    seconded_by: int | None = None
    decisions: tuple[DecisionRow, ...] = ()  # the newest first; one at most stands


@dataclass(frozen=True)
class DecisionRow:
    """What was decided about a claim, by which account (`seconded_by`: who said before that it is so),
    and, taken back, by which and why. `changed` and `put_back`: fields of the record. `asked_by`: who
    wants it back and waits for another, because that lowers."""

    state: str  # claiming.ACCEPTED | SET_ASIDE
    at: datetime
    by: int | None
    seconded_by: int | None
    why: str
    changed: tuple[str, ...]
    asked_by: int | None
    asked_why: str
    undone_at: datetime | None
    undone_by: int | None
    undone_why: str
    put_back: tuple[str, ...]


@dataclass(frozen=True)
class ToCheck:
    """Somebody about whom claims wait. `place`: where the record has them, whatever is claimed;
    `first`: the oldest claim; `graver`: one of them asks for more than what stands."""

    person_id: int
    name: str  # masked
    place: str
    first: int
    count: int
    graver: bool
    handover: bool  # one of them asks to have the person
    arrivals: tuple[date, ...]
    disease: str  # for which journeys are decided: what is claimed is weighed by it
    declaration_id: int | None = None  # None: they never declared


@reading(needs=READ, words=Text("查看待核填报", "looked at claims"))
def claims_of(person_id: int, *, by: Actor) -> tuple[ClaimRow, ...]:
    """What was claimed about a person in the actor's area: what waits first, then the newest."""
    place = record_place([person_id]).get(person_id, "")
    if not by.scope(READ).covers(place):
        return ()
    found = Claim.objects.filter(person_id=person_id).order_by("-pk")
    rows = sorted(found, key=lambda one: one.state != WAITING)
    beside, decided = compared([one for one in rows if one.state == WAITING]), _decisions(rows)
    audit.note(subject=f"arrivals.claims:{person_id}", person_ids=[person_id], place=place)
    return tuple(
        ClaimRow(
            one.pk,
            one.person_id,
            one.way_in,
            one.provenance,
            one.filed_at,
            one.received_at,
            one.graver,
            one.handover,
            one.state,
            one.decided_at,
            one.decided_by_id,
            one.why,
            masked(said_in(bytes(one.sealed_cells))),
            beside.get(one.pk, ()),
            one.brought_by_id if one.state == WAITING and one.why else None,
            tuple(decided.get(one.pk, ())),
        )
        for one in rows
    )


def _decisions(claims: Sequence[Claim]) -> dict[int, list[DecisionRow]]:
    found: dict[int, list[DecisionRow]] = {}
    for one in ClaimDecision.objects.filter(claim__in=claims).order_by("-pk"):
        found.setdefault(one.claim_id, []).append(
            DecisionRow(
                one.state,
                one.at,
                one.by_id,
                one.seconded_id,
                one.why,
                tuple(one.changed),
                one.asked_by_id,
                one.asked_why,
                one.undone_at,
                one.undone_by_id,
                one.undone_why,
                tuple(one.put_back),
            )
        )
    return found


def to_check(person_ids: Collection[int]) -> tuple[ToCheck, ...]:
    """For the flows: those of these people about whom claims wait. Four queries."""
    waiting: dict[int, list[Claim]] = {}
    for one in _waiting().filter(person_id__in=person_ids).order_by("pk"):
        waiting.setdefault(one.person_id, []).append(one)
    lives, names = record_place(waiting), people.names_of(list(waiting))
    declared, disease = declarations_of(waiting), SUBJECTS.disease(clock.today())
    return tuple(
        ToCheck(
            person,
            names.get(person, ""),
            lives.get(person, ""),
            some[0].pk,
            len(some),
            any(one.graver for one in some),
            any(one.handover for one in some),
            tuple(one.arrival for one in some),
            disease,
            declared.get(person),
        )
        for person, some in waiting.items()
    )


def declarations_of(person_ids: Collection[int]) -> dict[int, int]:
    """Person → the number of their declaration; absent where they never declared."""
    found = Declaration.objects.filter(person_id__in=person_ids)
    return dict(found.values_list("person_id", "pk"))


def people_of_claims(claim_ids: Collection[int]) -> tuple[int, ...]:
    """Whom these claims are about, each once."""
    found = Claim.objects.filter(pk__in=claim_ids).order_by("person_id")
    return tuple(found.values_list("person_id", flat=True).distinct())


def people_waiting_with(declaration_ids: Collection[int]) -> tuple[int, ...]:
    """Those of these declarations' people about whom claims wait."""
    declared = Declaration.objects.filter(pk__in=declaration_ids).values("person_id")
    found = _waiting().filter(person_id__in=declared).order_by("person_id")
    return tuple(found.values_list("person_id", flat=True).distinct())


def claims_waiting(by: Actor) -> int:
    """How many claims wait in the actor's area."""
    within = by.scope(READ).q(place="person__place", owner="person__created_by_id")
    return _waiting().filter(within).count()


def claims_about(person_id: int) -> int:
    """How many claims wait about a person; the door has proven who asks."""
    return _waiting().filter(person_id=person_id).count()


def claimed_with(mark: bytes) -> datetime | None:
    """When somebody was last claimed to hold the phone of this mark, and it is not found out yet:
    the number may have changed hands."""
    others = _waiting().filter(phone_index=mark).exclude(person__proven_index=mark)
    return others.aggregate(at=Max("received_at"))["at"] if mark else None


def place_of(claim_id: int) -> str | None:
    """Where the person of a claim is by the record: who decides it is responsible there."""
    person = Claim.objects.filter(pk=claim_id).values_list("person_id", flat=True).first()
    return record_place([person]).get(person) if person is not None else None


def _waiting() -> QuerySet[Claim]:
    return Claim.objects.filter(state=WAITING)
