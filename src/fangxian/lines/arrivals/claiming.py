"""Claims are kept beside the record, each with what it would mean if it were so. Called inside the
verbs that file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fangxian.ground.access import api as access
from fangxian.ground.intake.api import Table
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import clock, crypto, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals.columns import FIELDS as COLUMNS
from fangxian.lines.arrivals.columns import TITLES
from fangxian.lines.arrivals.date_checks import Taking
from fangxian.lines.arrivals.events import ClaimDecided, ClaimMade, ClaimReopened
from fangxian.lines.arrivals.filing import PHONE, SEALED, SEPARATOR, Filed, State
from fangxian.lines.arrivals.models import Claim, Declaration
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.planning import Claimed, Plan
from fangxian.lines.arrivals.rules import ARRIVAL
from fangxian.lines.arrivals.severity import ASKED_NOTHING, Asked, beneath, severities, standing
from fangxian.lines.arrivals.travelling import Reading

WAITING, ACCEPTED, SET_ASIDE, REPLACED = "waiting", "accepted", "set_aside", "replaced"
LAPSED = "lapsed"  # nobody found out in the pack's days
WITHDRAWN = "withdrawn"  # the import that brought it was taken back
STATES = (WAITING, ACCEPTED, SET_ASIDE, REPLACED, LAPSED, WITHDRAWN)


AT_A_TIME = 2_000


def keep(plan: Plan, way_in: str, by: Actor, batch_id: int | None = None) -> None:
    """Keep the claims of a plan, each once, and tell of them."""
    if not plan.claims:
        return
    fresh = _new(plan.claims)
    stand = _standing(list(fresh.values()))
    now = clock.now()
    rows = [
        Claim(
            digest=mark,
            person_id=person,
            batch_id=batch_id,
            way_in=way_in,
            provenance=plan.provenance,
            filed_at=one.filed.at,
            received_at=now,
            state=WAITING,
            brought_by_id=by.account_id,
            arrival=one.filed.journey[ARRIVAL],
            phone_index=people.phone_mark(one.filed.person[PHONE]) or None,
            sealed_cells=crypto.seal(one.filed.text, about=SEALED),
            graver=_graver(asked, stand.get(person)),
            handover=one.handover,
        )
        for ((mark, person), one), asked in zip(
            fresh.items(), _weights(list(fresh.values())), strict=True
        )
    ]
    if rows:
        made = Claim.objects.bulk_create(rows, batch_size=AT_A_TIME)
        access.keep_first_parts([subject_of(one.pk) for one in made], by=by)
        outbox.emit(ClaimMade(claim_ids=tuple(one.pk for one in made)), actor=by.name)


def subject_of(claim_id: int) -> str:
    """How the audit names a claim, whoever brings it or decides about it."""
    return f"arrivals.claim:{claim_id}"


def _new(claimed: list[Claimed]) -> dict[tuple[bytes, int], Claimed]:
    """By mark and person, each once: a repeat is the same claim, whatever became of it."""
    found: dict[tuple[bytes, int], Claimed] = {}
    for one in claimed:
        assert one.person.id is not None  # a better word stood before this table came
        found.setdefault((one.filed.mark, one.person.id), one)
    people_ids = {person for _, person in found}
    before = Claim.objects.filter(person_id__in=people_ids).exclude(state=WITHDRAWN)
    for mark, person in before.values_list("digest", "person_id"):
        found.pop((bytes(mark), person), None)
    return found


def hold(claim: Claim) -> None:
    """Keep others from filing for the document that a claim names, and from writing about whom it
    is about: before the claim is locked, as whoever files locks them (`people.holding`)."""
    said = crypto.unseal(bytes(claim.sealed_cells), about=SEALED).split(SEPARATOR)
    kind, number = (said[COLUMNS.index(one)] for one in ("document_type", "document_number"))
    people.hold([people.DocumentKey(kind, number)], also=[claim.person_id])


def end(claim: Claim, state: str, why: str = "", *, by: Actor) -> None:
    """It waits no more, and that is told."""
    claim.state, claim.decided_at, claim.why = state, clock.now(), why
    claim.decided_by_id = by.account_id
    claim.save(update_fields=["state", "decided_at", "decided_by_id", "why"])
    told = ClaimDecided(claim_id=claim.pk, person_id=claim.person_id, state=state)
    outbox.emit(told, actor=by.name)


def reopen(claim: Claim, withdrawn: tuple[int, ...] = (), *, by: Actor) -> None:
    """It waits again, weighed by the record of now, and that is told."""
    claim.state, claim.decided_at, claim.decided_by_id, claim.why = WAITING, None, None, ""
    claim.save(update_fields=["state", "decided_at", "decided_by_id", "why", "brought_by_id"])
    weigh([claim])
    told = ClaimReopened(claim_id=claim.pk, person_id=claim.person_id, withdrawn=withdrawn)
    outbox.emit(told, actor=by.name)


def would_lower(claim: Claim) -> bool:
    """Whether less would be asked of the person than now, if the claim were so; or than the table asks
    beneath what people decided."""
    one = opened([claim]).get(claim.pk)
    if one is None:
        return True  # read otherwise today than when it was filed: somebody looks twice
    would, stands = _weights([one])[0], _standing([one]).get(claim.person_id, ASKED_NOTHING)
    declared = Declaration.objects.filter(person_id=claim.person_id).values_list("pk", flat=True)
    by_table = [found.asked for found in beneath(list(declared)).values()]
    return any(asked.lowered_by(would) for asked in (stands, *by_table))


def weigh(claims: Sequence[Claim]) -> None:
    """Whether each asks for more than what stands, as of today. What cannot be read any more stays
    as it was weighed."""
    found = opened(claims)
    stand = _standing(list(found.values()))
    weights = dict(zip(found, _weights(list(found.values())), strict=True))
    changed = []
    for one in claims:
        graver = one.pk in weights and _graver(weights[one.pk], stand.get(one.person_id))
        if one.pk in weights and graver != one.graver:
            one.graver = graver
            changed.append(one)
    Claim.objects.bulk_update(changed, ["graver"], batch_size=AT_A_TIME)


def _graver(asked: Asked, stands: Asked | None) -> bool:
    """Whether more may be asked of somebody than now, be it less sure."""
    return asked.ceiling.rank > (stands or ASKED_NOTHING).ceiling.rank


def opened(claims: Sequence[Claim]) -> dict[int, Claimed]:
    """Claim → what it says, and of whom; absent where it is not read as a filing any more."""
    if not claims:
        return {}
    rows = [crypto.unseal(bytes(one.sealed_cells), about=SEALED).split(SEPARATOR) for one in claims]
    table = Table(TITLES, dict(enumerate(COLUMNS)), (), rows, [0] * len(rows), 0)
    said = parse(table, Known(places.home(), Taking(settled=True))).rows
    states = people.states_by_id({one.person_id for one in claims})
    return {
        one.pk: Claimed(filed, states[one.person_id])
        for one, filed in zip(claims, said, strict=True)
        if isinstance(filed, Filed)
    }


def _standing(claimed: list[Claimed]) -> Mapping[int, Asked]:
    return standing({one.person.id for one in claimed if one.person.id is not None})


def _weights(claimed: list[Claimed]) -> list[Asked]:
    """What each would mean if it were so, where the person is now and not where it says."""
    lives = people.places_of([one.person.id for one in claimed if one.person.id is not None])
    asked, reading = [], Reading(clock.today())
    for n, one in enumerate(claimed):
        person = one.person.id or 0
        place = lives.get(person) or places.home()
        asked.append(reading.subject_of(n, person, place, State(None, one.filed.journey)))
    return severities(asked)
