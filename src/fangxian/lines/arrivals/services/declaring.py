"""Declaring ahead: for oneself, for family, for a neighbour; and changing it by a private link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock, crypto, ids
from fangxian.kernel.actor import Actor
from fangxian.kernel.verb import PUBLIC, question, verb
from fangxian.lines.arrivals.errors import ReceiptOther, ReceiptUnknown
from fangxian.lines.arrivals.models import Receipt
from fangxian.lines.arrivals.queries.dossier import said_in
from fangxian.lines.arrivals.services.filing_one import Taken, take

TOKEN = "arrivals.receipt"  # noqa: S105 what the token's index is about


@dataclass(frozen=True)
class ReceiptRow:
    """What a declarant is handed. `token` is told this once and kept nowhere in clear."""

    token: str
    number: str
    declaration_id: int
    person_id: int
    place: str
    verdict: str  # new | updated | unchanged


@dataclass(frozen=True)
class ReceiptView:
    """What a private link shows: the filing made with it, and what was decided. `said` is the
    filing in clear, to be changed; nothing else that is known of the person."""

    number: str
    issued_at: datetime
    said: dict[str, str]
    place: str
    place_name: str
    arrival: date
    class_code: str
    colour: str
    uncertain: bool
    declaration_id: int
    person_id: int


@verb(needs=PUBLIC)
def declare(form: Mapping[str, str], *, by: Actor, way_in: str = "public") -> ReceiptRow:
    """Take a declaration: the fields of the template as typed. Where no filing time is given
    it is now. Handed in twice to the letter it is one filing; each time a receipt is given."""
    taken = take(_timed(form), by=by, way_in=way_in)
    return _handed(taken)


@verb(needs=PUBLIC)
def amend(token: str, form: Mapping[str, str], *, by: Actor) -> ReceiptRow:
    """File anew with a private link: the same person, now. The link then shows the new filing."""
    receipt = _found(token)
    key = _key(said_in(bytes(receipt.filing.sealed_cells)))
    fresh = {field: text for field, text in form.items() if field != "filed_at"}
    taken = take(_timed(fresh), by=by, way_in="public", same_as=key, other=ReceiptOther)
    receipt.filing_id = taken.filing_id
    receipt.save(update_fields=["filing"])
    _noted(taken)
    return _row(token, receipt, taken)


@question(needs=PUBLIC)
def receipt(token: str, *, by: Actor) -> ReceiptView:
    """What a private link shows."""
    found = _found(token)
    declared = found.declaration
    return ReceiptView(
        number=found.number, issued_at=found.issued_at,
        said=said_in(bytes(found.filing.sealed_cells)), place=declared.place,
        place_name=places.full_name(declared.place), arrival=declared.arrival,
        class_code=declared.class_code, colour=declared.colour, uncertain=declared.uncertain,
        declaration_id=declared.pk, person_id=declared.person_id,
    )  # fmt: skip


def _timed(form: Mapping[str, str]) -> dict[str, str]:
    return {"filed_at": clock.now().isoformat(), **{k: v for k, v in form.items() if v}}


def _handed(taken: Taken) -> ReceiptRow:
    token = ids.token()
    made = Receipt.objects.create(
        declaration_id=taken.declaration_id, filing_id=taken.filing_id,
        token_index=crypto.blind_index(token, about=TOKEN),
        number=f"{clock.today():%y%m%d}-{taken.filing_id:06d}", issued_at=clock.now(),
    )  # fmt: skip
    _noted(taken)
    return _row(token, made, taken)


def _noted(taken: Taken) -> None:
    audit.note(
        subject=f"arrivals.declaration:{taken.declaration_id}", person_ids=[taken.person_id],
        place=taken.place, verdict=taken.verdict,
    )  # fmt: skip


def _row(token: str, made: Receipt, taken: Taken) -> ReceiptRow:
    return ReceiptRow(
        token, made.number, taken.declaration_id, taken.person_id, taken.place, taken.verdict
    )


def _found(token: str) -> Receipt:
    index = crypto.blind_index(token.strip().upper(), about=TOKEN)
    found = Receipt.objects.select_related("filing", "declaration").filter(token_index=index)
    receipt = found.first()
    if receipt is None:
        raise ReceiptUnknown
    return receipt


def _key(said: dict[str, str]) -> people.DocumentKey:
    return people.DocumentKey(said["document_type"], said["document_number"])
