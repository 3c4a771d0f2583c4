"""Declaring ahead: for oneself, for family, for a neighbour; and changing it by a private link."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fangxian.ground.people import api as people
from fangxian.kernel import audit, bulk, clock, crypto, ids
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC as ANYBODY
from fangxian.kernel.verb import question, verb
from fangxian.lines.arrivals import claiming
from fangxian.lines.arrivals.errors import ReceiptOther, ReceiptUnknown
from fangxian.lines.arrivals.filing import PUBLIC
from fangxian.lines.arrivals.models import Claim, Filing, Receipt
from fangxian.lines.arrivals.queries.claims import claimed_with
from fangxian.lines.arrivals.queries.dossier import said_in
from fangxian.lines.arrivals.queries.taken_up import taken_up
from fangxian.lines.arrivals.services.filing_one import Author, Taken, take
from fangxian.lines.arrivals.vouching import DECLARE
from fangxian.lines.codes import api as codes

OfficialWay = Literal["township", "rest", "checkpoint", "file"]
TOKEN = "arrivals.receipt"  # noqa: S105 what the token's index is about


@dataclass(frozen=True)
class DeclarationReceipt:
    """What a declarant is handed. `token` is told this once and kept nowhere in clear."""

    token: str
    number: str
    declaration_id: int | None  # None: a claim about somebody who never declared
    person_id: int
    place: str
    verdict: str  # as of Taken; handed_over: nothing of the record may be told


@dataclass(frozen=True)
class ReceiptView:
    """What a private link shows: the filing made with it, in clear, to be changed; nothing else
    that is known of the person, nor whether anything is. `first`: what it filed made the record; `claim`: the
    state of what was filed with it last and stands beside the record, "" where nothing does; `beside`:
    somebody else filed first and nothing proves this author. What these three say, and `about`, whom it
    was filed about, is for a door that has proven who asks: it is told to nobody else, for it tells
    whether a number is on record."""

    number: str
    issued_at: datetime
    said: dict[str, str]
    first: bool
    claim: str
    beside: bool
    about: int


@verb(needs=ANYBODY, words=Text("申报", "declared"))
def declare(
    form: Mapping[str, str], *, by: Actor, way_in: str = PUBLIC, proven: Collection[int] = ()
) -> DeclarationReceipt:
    """Take a declaration that vouches for nothing, whoever hands it in by whichever door (`way_in`):
    the fields of the template as typed. Where no filing time is given it is now. Handed in twice to
    the letter it is one filing; each time a receipt is given. `proven`: the people for whom the
    asker's phone is checked; what is said about anybody else who is known is a claim (ADR 22).
    DeclarationFaulty."""
    return _handed(take(_timed(form), by=by, way_in=way_in, author=Author(proven)))


@verb(needs=DECLARE, words=Text("登记来返", "registered an arrival"))
def register(form: Mapping[str, str], *, by: Actor, way_in: OfficialWay) -> DeclarationReceipt:
    """Take what an official files about somebody of their own area, as `declare` takes its form;
    who may not vouch at the place relays the person's word (`vouching`). Whoever stands outside it
    stays there: the unit that has them is asked (`handed_over`). What would ask less of somebody
    waits until it is confirmed (`asks_less`). DeclarationFaulty; NotAllowed where it would place somebody outside the area."""
    return _handed(take(_timed(form), by=by, way_in=way_in))


@verb(needs=ANYBODY, words=Text("修改申报", "amended a declaration"))
def amend(
    token: str, form: Mapping[str, str], *, by: Actor, proven: Collection[int] = ()
) -> DeclarationReceipt:
    """File anew with a private link: the same person, now. The link then shows the new filing. Of
    who filed first it proves just that, so it may change what that filing said until an official
    has acted on it; afterwards, and from any later link, it is a claim."""
    receipt = _found(token)
    said, word = _said(receipt), people.Provenance.UNPROVEN
    filed: Mapping[str, str] = {}
    if receipt.filing and receipt.first:  # what the link only claimed later is nobody's yet
        filed = said_in(bytes(receipt.filing.sealed_cells))
    if receipt.filing and _proves(receipt.filing, said["phone"]):
        word = people.Provenance(min(receipt.filing.provenance, people.Provenance.PROVEN))
    fresh = _timed({field: text for field, text in form.items() if field != "filed_at"})
    own = {field: text for field, text in fresh.items() if filed.get(field)}
    author = Author(proven, own if filed else None, filed or None, word)
    taken = take(fresh, by=by, way_in=PUBLIC, same_as=_key(said), other=ReceiptOther, author=author)
    _replace(receipt, taken, by)
    _noted(taken)
    return _row(token, receipt, taken)


def _proves(filing: Filing, phone: str) -> bool:
    """Whether the phone with which a link was made proves the person still: after an official
    checked another, after 不是我, or when the proof is too old, the link is anybody's."""
    mark, person = people.phone_mark(phone), filing.person_id
    found = people.signing_in([person]).get(person)
    if found is None or not mark or found.proven != mark:
        return False
    return not codes.phone_proof_ended([found.person_id], mark, claimed_with(mark))


def _replace(receipt: Receipt, taken: Taken, by: Actor) -> None:
    """The link shows what was filed with it last. A claim that it made before waits no more, unless
    an official has begun to find it out: then it waits for them, and what it raised stays."""
    receipt.refresh_from_db(from_queryset=Receipt.objects.select_for_update())
    before = receipt.claim
    receipt.claim_id = taken.claim_id
    if taken.filing_id:
        receipt.filing_id, receipt.declaration_id = taken.filing_id, taken.declaration_id
    receipt.save(update_fields=["filing", "claim", "declaration"])
    if before and before.pk != taken.claim_id and not taken_up([before.person_id]):
        rows = Claim.objects.filter(digest=before.digest, state=claiming.WAITING).order_by("pk")
        for one in rows.select_for_update():  # it may have been about several
            claiming.end(one, claiming.REPLACED, by=by)


@question(needs=ANYBODY)
def receipt(token: str, *, by: Actor) -> ReceiptView:
    """What a private link shows."""
    found = _found(token)
    state = found.claim.state if found.claim else ""
    first = found.first and found.filing is not None
    known = found.filing is not None and found.filing.provenance > people.Provenance.UNPROVEN
    beside = not first and (found.claim is not None or not known)
    about = _newest(found).person_id
    return ReceiptView(found.number, found.issued_at, _said(found), first, state, beside, about)


def _newest(receipt: Receipt) -> Claim | Filing:
    """What was filed last with a link."""
    newest = receipt.claim or receipt.filing
    assert newest is not None  # a receipt is of a filing or of a claim
    return newest


def _said(receipt: Receipt) -> dict[str, str]:
    return said_in(bytes(_newest(receipt).sealed_cells))


def _timed(form: Mapping[str, str]) -> dict[str, str]:
    return {"filed_at": clock.now().isoformat(), **{k: v for k, v in form.items() if v}}


def _handed(taken: Taken) -> DeclarationReceipt:
    token = ids.token()
    number = f"{clock.today():%y%m%d}-{_serial():06d}"
    made = Receipt.objects.create(
        declaration_id=taken.declaration_id if taken.filing_id else None,
        filing_id=taken.filing_id,
        claim_id=taken.claim_id,
        number=number,
        token_index=crypto.blind_index(token, about=TOKEN),
        issued_at=clock.now(),
        first=_is_first(taken),
    )
    _noted(taken)
    return _row(token, made, taken)


def _is_first(taken: Taken) -> bool:
    """Whether this filing made the declaration; the same form sent twice is the same filing."""
    oldest = Filing.objects.filter(person_id=taken.person_id).order_by("pk").first()
    return oldest is not None and oldest.pk == taken.filing_id


def _serial() -> int:
    """One count for filings and claims: a receipt's number must not tell which it is."""
    return bulk.next_ids("arrivals_receipt", 1)[0]


def _noted(taken: Taken) -> None:
    subject = f"claim:{taken.claim_id}" if taken.claim_id else f"declaration:{taken.declaration_id}"
    audit.note(
        subject=f"arrivals.{subject}",
        person_ids=[taken.person_id],
        place=taken.place,
        verdict=taken.verdict,
    )


def _row(token: str, made: Receipt, taken: Taken) -> DeclarationReceipt:
    return DeclarationReceipt(
        token, made.number, taken.declaration_id, taken.person_id, taken.place, taken.verdict
    )


def _found(token: str) -> Receipt:
    index = crypto.blind_index(token.strip().upper(), about=TOKEN)
    found = Receipt.objects.select_related("filing", "declaration", "claim").filter(
        token_index=index
    )
    receipt = found.first()
    if receipt is None:
        raise ReceiptUnknown
    return receipt


def _key(said: dict[str, str]) -> people.DocumentKey:
    return people.DocumentKey(said["document_type"], said["document_number"])
