"""What was decided about a claim is taken back: the claim waits again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, verb
from fangxian.kernel.work import unit_of_work
from fangxian.lines.arrivals import claiming, errors
from fangxian.lines.arrivals.models import Claim, ClaimDecision, Declaration, Filing
from fangxian.lines.arrivals.queries.claims import place_of
from fangxian.lines.arrivals.services.deciding import record_of, was_of
from fangxian.lines.arrivals.services.removing_filings import take_out
from fangxian.lines.arrivals.severity import ASKED_NOTHING, Asked, beneath, stand
from fangxian.lines.arrivals.vouching import VOUCH

WHY_LETTERS = 200


@dataclass(frozen=True)
class Reopened:
    """What came of it. `put_back`: the fields that read as before; `waits`: it lowers, and waits for
    another official."""

    person_id: int
    put_back: tuple[str, ...] = ()
    waits: bool = False


class _Lowers(Exception):
    """Less would be asked of the person: nothing of it stays."""


def _asked_by(claim_id: int) -> int | None:
    found = ClaimDecision.objects.filter(claim_id=claim_id, undone_at=None)
    return found.values_list("asked_by_id", flat=True).first()


def _part(claim_id: int, lowers: bool) -> Part:  # noqa: FBT001 as the verb names it
    """What lowers takes two officials: who first wants it back, and another."""
    if not lowers:
        return ""
    return "second" if _asked_by(claim_id) is not None else "first"


@verb(
    needs=VOUCH,
    words=Text("撤回对待核填报的处理", "took back a decision on a claim"),
    part=_part,
    first=_asked_by,
)
def reopen_claim(claim_id: int, why: str = "", *, lowers: bool = False, by: Actor) -> Reopened:
    """Take back that a claim was accepted or set aside: it waits again, and whoever has the person is
    asked. What an acceptance changed reads as before, field by field, wherever nobody better or newer
    spoke since, and the person is screened anew. One's own of the same day needs no reason, and may
    be of somebody who went elsewhere by it.

    What asks more again is done at once. ReopeningLowers, and nothing changes, when less would be
    asked than now and that was not said (`lowers`); said, it waits for a second official (`waits`).
    NotFound, ClaimNotDecided, ReopeningWithoutReason, ReopeningNotKept."""
    claim, decision = _decided(claim_id)
    _allow(decision, by)
    if not _own(decision, by) and not why.strip():
        raise errors.ReopeningWithoutReason
    why = why.strip()[:WHY_LETTERS]
    alone = by.account_id is not None and decision.asked_by_id is None
    try:
        with unit_of_work():
            put_back = _take_back(claim, decision, why, by, may_lower=lowers and not alone)
    except _Lowers:
        if not lowers:
            raise errors.ReopeningLowers from None
        _await_second(claim, decision, why, by)
        return Reopened(claim.person_id, waits=True)
    _note(claim, why)
    return Reopened(claim.person_id, tuple(put_back))


def _decided(claim_id: int) -> tuple[Claim, ClaimDecision]:
    seen = Claim.objects.filter(pk=claim_id).first()
    if seen is None:
        raise NotFound(what=Text(f"待核填报 {claim_id}", f"Claim {claim_id}"))
    claiming.hold(seen)
    claim = Claim.objects.select_for_update().get(pk=claim_id)
    decision = ClaimDecision.objects.filter(claim=claim, undone_at=None).first()
    if decision is None or claim.state != decision.state:
        raise errors.ClaimNotDecided
    return claim, decision


def _allow(decision: ClaimDecision, by: Actor) -> None:
    """Who is responsible where the record has the person now; or who decided it today."""
    if not _own(decision, by) and not by.may(VOUCH, place_of(decision.claim_id)):
        raise NotAllowed(permission=VOUCH)


def _own(decision: ClaimDecision, by: Actor) -> bool:
    mine = by.account_id is not None and by.account_id == decision.by_id
    return mine and clock.today() == clock.county(decision.at).date()


def _take_back(
    claim: Claim, decision: ClaimDecision, why: str, by: Actor, *, may_lower: bool
) -> Sequence[str]:
    put_back, gone = _lay_back(claim, decision, by, may_lower=may_lower)
    decision.undone_at, decision.undone_by_id, decision.undone_why = clock.now(), by.account_id, why
    decision.put_back = list(put_back)
    decision.save(update_fields=["undone_at", "undone_by_id", "undone_why", "put_back"])
    if decision.seconded_id is not None:
        claim.brought_by_id = None  # who said first that it is so did not bring it
    claiming.reopen(claim, gone, by=by)
    return put_back


def _lay_back(
    claim: Claim, decision: ClaimDecision, by: Actor, *, may_lower: bool
) -> tuple[Sequence[str], tuple[int, ...]]:
    """The fields that read as before, and the declaration that nothing else had made. _Lowers."""
    if decision.state != claiming.ACCEPTED:
        return (), ()
    if decision.filing_id is None:
        raise errors.ReopeningNotKept
    person, was = claim.person_id, was_of(decision)
    before, asked = record_of(person), _asked(person)
    out = take_out(
        Filing.objects.filter(pk=decision.filing_id),
        {person: before.person},
        by,
        was={person: was} if was else None,
    )
    if asked.lowered_by(_asked(person)) and not may_lower:
        raise _Lowers
    return before.differs(record_of(person)), out.gone


def _asked(person_id: int) -> Asked:
    """What is asked of somebody today, by the table where people decided otherwise; screened as it is laid,
    so it is what then stands."""
    number = Declaration.objects.filter(person_id=person_id).values_list("pk", flat=True).first()
    if number is None:
        return ASKED_NOTHING
    found = beneath([number]).get(number) or stand([number]).get(number)
    return found.asked if found else ASKED_NOTHING


def _await_second(claim: Claim, decision: ClaimDecision, why: str, by: Actor) -> None:
    decision.asked_by_id, decision.asked_why = by.account_id, why
    decision.save(update_fields=["asked_by_id", "asked_why"])
    _note(claim, why)


def _note(claim: Claim, why: str) -> None:
    audit.note(
        subject=claiming.subject_of(claim.pk),
        person_ids=[claim.person_id],
        purpose=why,
        place=people.places_of([claim.person_id]).get(claim.person_id, ""),
    )
