"""A human decides about a claim: it is so, and then it is an official's word; or it is set aside."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, verb
from fangxian.lines.arrivals import claiming
from fangxian.lines.arrivals.errors import (
    ClaimDecidedAlready,
    ClaimLowers,
    ClaimNothingChosen,
    ClaimWithoutReason,
)
from fangxian.lines.arrivals.filing import CLAIM
from fangxian.lines.arrivals.in_force import claim_days
from fangxian.lines.arrivals.models import Claim, Declaration
from fangxian.lines.arrivals.queries.claims import place_of
from fangxian.lines.arrivals.queries.dossier import said_in
from fangxian.lines.arrivals.remarks import ASKS_LESS
from fangxian.lines.arrivals.services.deciding import keep_decision, record_of
from fangxian.lines.arrivals.services.filing_one import Taken, take
from fangxian.lines.arrivals.unproven import spoken_of
from fangxian.lines.arrivals.vouching import VOUCH
from fangxian.lines.codes import api as codes

WHO = ("document_type", "document_number")
NEEDED = ("name", "arrival")
WHY_LAPSED = kept(
    "{days} 天内没有人核实,已失效", "nobody verified it within {days} days; it counts no more"
)


def _brought_by(claim_id: int) -> int | None:
    return Claim.objects.filter(pk=claim_id).values_list("brought_by_id", flat=True).first()


def _part(claim_id: int, lowers: bool, by: Actor) -> Part:  # noqa: FBT001 as the verb names it
    """What lowers takes two officials: whoever brought it, or first said that it is so, and another."""
    if not lowers:
        return ""
    if _brought_by(claim_id) is not None:
        return "second"
    return "first" if codes.room_alone(by) == 0 or _vouched_for(claim_id) else ""


def _vouched_for(claim_id: int) -> bool:
    """Whether more is known of the person than strangers said."""
    of = Claim.objects.filter(pk=claim_id).values_list("person_id", flat=True)
    return any(spoken_of(one, None) for one in people.states_by_id(list(of)).values())


@verb(
    needs=VOUCH,
    words=Text("采信待核填报", "took a claim as true"),
    at=place_of,
    part=_part,
    first=_brought_by,
)
def accept_claim(
    claim_id: int,
    why: str,
    *,
    lowers: bool = False,
    fields: Collection[str] | None = None,
    by: Actor,
) -> Taken:
    """It is so: what was claimed is filed as this official's word, now, and screened anew. Its phone
    reaches the person; it does not sign in until it is checked. ClaimLowers, and nothing changes,
    when less would be asked of the person than now and that was not said (`lowers`). Nobody lowers
    by what they brought themselves (NeedsAnother); what the public brought, whoever that was, waits
    for a second official once the first has said so (verdict ASKS_LESS), if more is known of the
    person than strangers said, or the first freed as many as one may within the day. `fields`: the ones that are so, the rest is set aside
    with it and the record stands there; None: all. ClaimNothingChosen."""
    if lowers:
        codes.wait_for_others()
    claim = _waiting(claim_id, why)
    said = said_in(bytes(claim.sealed_cells))
    if fields is not None:
        said = _cut(claim, said, fields)
    elif not lowers and claiming.would_lower(claim):
        raise ClaimLowers
    form = {**said, "filed_at": clock.now().isoformat()}
    first = by.account_id is not None and claim.brought_by_id is None
    vouched = first and _vouched_for(claim.pk)
    was, seconded = record_of(claim.person_id), claim.brought_by_id if claim.why else None
    taken = _taken(form, claim, lowers=lowers and not vouched, of_two=not first, by=by)
    if taken.verdict != ASKS_LESS:
        _settle(claim, claiming.ACCEPTED, why, by)
        keep_decision(claim, by=by, seconded=seconded, filing_id=taken.filing_id, was=was)
    elif lowers:
        _await_second(claim, why, by)
        if not vouched:
            codes.ring_beyond(1, by)
    else:
        raise ClaimLowers
    return taken


def _taken(
    form: Mapping[str, str], claim: Claim, *, lowers: bool, of_two: bool, by: Actor
) -> Taken:
    """Take what is so of a claim; where it asks less and that may not be yet, nothing is written."""
    savepoint = transaction.savepoint()
    taken = take(form, by=by, way_in=CLAIM, person=claim.person_id, lowers=lowers, of_two=of_two)
    if taken.verdict == ASKS_LESS:
        transaction.savepoint_rollback(savepoint)
    else:
        transaction.savepoint_commit(savepoint)
    return taken


def _await_second(claim: Claim, why: str, by: Actor) -> None:
    """The first official says that it is so; it waits for another."""
    claim.brought_by_id, claim.why = by.account_id, why.strip()[:200]
    claim.save(update_fields=["brought_by_id", "why"])
    audit.note(
        subject=claiming.subject_of(claim.pk),
        person_ids=[claim.person_id],
        purpose=claim.why,
        place=people.places_of([claim.person_id]).get(claim.person_id, ""),
    )


def _cut(claim: Claim, said: dict[str, str], fields: Collection[str]) -> dict[str, str]:
    """What is so of a claim. Whom it is about is no field; a row needs a name and a day of arrival: those
    of the record, where they are not accepted."""
    kept = {field: text for field, text in said.items() if field in fields and field not in WHO}
    if not kept:
        raise ClaimNothingChosen
    stands = {"name": people.states_by_id([claim.person_id])[claim.person_id].name}
    arrival = Declaration.objects.filter(person_id=claim.person_id).values_list("arrival").first()
    if arrival:
        stands["arrival"] = arrival[0].isoformat()
    who = {field: said[field] for field in (*WHO, *NEEDED) if field in said}
    return who | stands | kept


@verb(needs=VOUCH, words=Text("不采信待核填报", "set a claim aside"), at=place_of)
def set_claim_aside(claim_id: int, why: str, *, by: Actor) -> None:
    """It is not so, or it says nothing: the record stays as it is, and what the claim raised is
    lowered again."""
    claim = _waiting(claim_id, why)
    _settle(claim, claiming.SET_ASIDE, why, by)
    keep_decision(claim, by=by)


@verb(needs="arrivals.screen", words=Text("重新掂量待核填报", "weighed claims again"))
def weigh_claims(declaration_ids: Collection[int] | None = None, *, by: Actor) -> tuple[int, ...]:
    """Weigh again what waits about the people of these declarations (None: about everybody), by the
    lists, the law and the records of today. Returns about whom something waits."""
    found = Claim.objects.filter(state=claiming.WAITING).order_by("pk")
    if declaration_ids is not None:
        asked = set(declaration_ids)
        declared = Declaration.objects.filter(person_id__in=found.values("person_id"))
        of = declared.values_list("pk", "person_id")
        found = found.filter(person_id__in={person for pk, person in of if pk in asked})
    rows = list(found.select_for_update())
    for start in range(0, len(rows), claiming.AT_A_TIME):
        claiming.weigh(rows[start : start + claiming.AT_A_TIME])
    audit.note(subject="arrivals.claims", count=len(rows))
    return tuple(sorted({one.person_id for one in rows}))


@verb(needs="arrivals.screen", words=Text("待核填报逾期失效", "let claims lapse"))
def lapse_claims(*, by: Actor) -> int:
    """End what nobody found out within the pack's days, counted from its receipt, from the day of
    arrival that it claims or from when a decision was taken back, whichever is last. Returns how many."""
    days = claim_days(clock.today(), places.home())
    last = clock.now() - days
    found = Claim.objects.filter(
        state=claiming.WAITING, received_at__lt=last, arrival__lt=last.date()
    ).exclude(decisions__undone_at__gte=last)
    rows = list(found.select_for_update().order_by("pk"))
    for one in rows:
        claiming.end(one, claiming.LAPSED, WHY_LAPSED.format(days=days.days), by=by)
    audit.note(
        subject="arrivals.claims",
        person_ids=sorted({one.person_id for one in rows}),
        purpose="逾期未核实",
        count=len(rows),
    )
    return len(rows)


def _waiting(claim_id: int, why: str) -> Claim:
    if not why.strip():
        raise ClaimWithoutReason
    seen = Claim.objects.filter(pk=claim_id).first()
    if seen is None:
        raise NotFound(what=Text(f"待核填报 {claim_id}", f"Claim {claim_id}"))
    claiming.hold(seen)
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    if claim.state != claiming.WAITING:
        raise ClaimDecidedAlready
    return claim


def _settle(claim: Claim, state: str, why: str, by: Actor) -> None:
    claiming.end(claim, state, why.strip()[:200], by=by)
    audit.note(
        subject=claiming.subject_of(claim.pk),
        person_ids=[claim.person_id],
        purpose=claim.why,
        place=people.places_of([claim.person_id]).get(claim.person_id, ""),
    )
