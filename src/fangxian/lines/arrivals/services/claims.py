"""A human decides about a claim: it is so, and then it is an official's word; or it is set aside."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals import claiming
from fangxian.lines.arrivals.errors import ClaimDecidedAlready, ClaimLowers, ClaimWithoutReason
from fangxian.lines.arrivals.filing import CLAIM
from fangxian.lines.arrivals.models import Claim
from fangxian.lines.arrivals.queries.claims import place_of
from fangxian.lines.arrivals.queries.dossier import said_in
from fangxian.lines.arrivals.services.filing_one import Taken, take

DECLARE = "arrivals.declare"


@verb(needs=DECLARE, at=place_of)
def accept_claim(claim_id: int, why: str, *, lowers: bool = False, by: Actor) -> Taken:
    """It is so: what was claimed is filed as this official's word, now, and screened anew. Its phone
    reaches the person; it does not sign in until it is checked. ClaimLowers, and nothing changes,
    when less would be asked of the person than now and that was not said (`lowers`)."""
    claim = _waiting(claim_id, why)
    said = said_in(bytes(claim.sealed_cells))
    if not lowers and claiming.would_lower(claim):
        raise ClaimLowers
    form = {**said, "filed_at": clock.now().isoformat()}
    taken = take(form, by=by, way_in=CLAIM)
    _settle(claim, claiming.ACCEPTED, why, by)
    return taken


@verb(needs=DECLARE, at=place_of)
def set_claim_aside(claim_id: int, why: str, *, by: Actor) -> None:
    """It is not so, or it says nothing: the record stays as it is, and what the claim raised is
    lowered again."""
    _settle(_waiting(claim_id, why), claiming.SET_ASIDE, why, by)


def _waiting(claim_id: int, why: str) -> Claim:
    if not why.strip():
        raise ClaimWithoutReason
    claim = Claim.objects.select_for_update().filter(pk=claim_id).first()
    if claim is None:
        raise NotFound(what=f"待核填报 {claim_id}")
    if claim.state != claiming.WAITING:
        raise ClaimDecidedAlready
    return claim


def _settle(claim: Claim, state: str, why: str, by: Actor) -> None:
    claiming.end(claim, state, why.strip()[:200], by=by)
    audit.note(
        subject=f"arrivals.claim:{claim.pk}", person_ids=[claim.person_id], purpose=claim.why,
        place=people.places_of([claim.person_id]).get(claim.person_id, ""),
    )  # fmt: skip
