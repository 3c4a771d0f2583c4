"""Bringing a draft pack into force takes two people, and the pack as both of them saw it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from fangxian.ground.policy import shelf
from fangxian.ground.policy.errors import (
    AlreadyDecided,
    AlreadyProposed,
    NeedsAccount,
    NotADraft,
    PackChanged,
    PackHasFaults,
)
from fangxian.ground.policy.events import PackEnacted
from fangxian.ground.policy.library import Folder
from fangxian.ground.policy.linting import lint_one
from fangxian.ground.policy.models import Enactment
from fangxian.ground.policy.queries import folder_of, library, lint
from fangxian.ground.policy.services.drafting import kept_of
from fangxian.kernel import audit, clock, home, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import Part, verb


def _place_of_pack(pack_id: str) -> str:
    """A national pack is brought into force for the home county."""
    return folder_of(pack_id).pack.place or home.county()


def _place(enactment_id: int) -> str:
    return _place_of_pack(_open(enactment_id, lock=False).pack)


@verb(
    needs="policy.propose",
    words=Text("提请施行方案", "proposed a pack"),
    at=_place_of_pack,
    part="first",
)
def propose(pack_id: str, *, from_day: date | None = None, note: str = "", by: Actor) -> int:
    """Lay a draft before a second person; from its own first day or a later one."""
    folder = _draft(pack_id)
    account = _account(by)
    _holds_together(folder)
    live = Enactment.objects.filter(pack=pack_id, withdrawn_at__isnull=True)
    written = kept_of(pack_id)
    if live.exists() if written else live.filter(pack_hash=folder.hash).exists():
        raise AlreadyProposed(pack=pack_id)
    row = Enactment.objects.create(
        pack=pack_id,
        pack_hash=folder.hash,
        written=written,
        from_day=max(from_day or folder.pack.in_force.from_, folder.pack.in_force.from_),
        note=note,
        proposer_id=account,
        proposer=by.name,
        proposed_at=clock.now(),
    )
    audit.note(subject=f"policy.enactment:{row.pk}", pack=pack_id, hash=folder.hash)
    return row.pk


def _proposer(enactment_id: int) -> int | None:
    found = Enactment.objects.filter(pk=enactment_id).values_list("proposer_id", flat=True)
    return found.first()


def _part(enactment_id: int) -> Part:
    """Who takes a proposal back changes nothing yet."""
    held = Enactment.objects.filter(pk=enactment_id, approved_at__isnull=False)
    return "both" if held.exists() else ""


@verb(
    needs="policy.enact",
    words=Text("批准施行方案", "enacted a pack"),
    at=_place,
    part="second",
    first=_proposer,
)
def enact(enactment_id: int, *, by: Actor) -> None:
    """Approve another's proposal. It holds from its day on, for the pack as it was proposed."""
    row = _open(enactment_id)
    if row.approved_at is not None:
        raise AlreadyDecided
    _account(by)
    draft = _proposed(row)
    if draft.hash != row.pack_hash:
        raise PackChanged(pack=row.pack)
    _holds_together(draft)
    row.approver_id, row.approver, row.approved_at = by.account_id, by.name, clock.now()
    row.save(update_fields=["approver_id", "approver", "approved_at"])
    _tell(row)


@verb(
    needs="policy.enact",
    words=Text("撤回提请或停止施行方案", "withdrew a proposal or a pack in force"),
    at=_place,
    part=_part,
)
def withdraw(enactment_id: int, because: str, *, by: Actor) -> None:
    """Take a proposal back, or, by two people, an approved pack out of force. What was decided
    stays decided."""
    row = _open(enactment_id)
    row.withdrawn_by, row.withdrawn_at, row.withdrawn_because = by.name, clock.now(), because
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    if row.approved_at is not None:
        _tell(row)


def _tell(row: Enactment) -> None:
    shelf.look_again()
    transaction.on_commit(shelf.look_again)
    audit.note(subject=f"policy.enactment:{row.pk}", pack=row.pack, hash=row.pack_hash)
    outbox.emit(PackEnacted(enactment_id=row.pk, pack=row.pack, from_day=row.from_day))


def _open(enactment_id: int, *, lock: bool = True) -> Enactment:
    rows = Enactment.objects.select_for_update() if lock else Enactment.objects.all()
    row = rows.filter(pk=enactment_id).first()
    if row is None:
        raise NotFound(what=Text("这次提请", "This request"))
    if row.withdrawn_at is not None:
        raise AlreadyDecided
    return row


def _draft(pack_id: str) -> Folder:
    folder = folder_of(pack_id)
    if folder.pack.status != "draft":
        raise NotADraft(pack=pack_id)
    return folder


def _proposed(row: Enactment) -> Folder:
    """What is to be approved: as it was kept when it was proposed, else the file as it is."""
    found = shelf.written(row.written) if row.written else _draft(row.pack)
    if found is None:
        raise PackChanged(pack=row.pack)
    return found


def _holds_together(folder: Folder) -> None:
    in_a_file = folder.path.exists()
    faults = lint(folder.path) if in_a_file else lint_one(folder, library())
    if faults:
        first = faults[0]
        where = first.short
        raise PackHasFaults(
            pack=folder.pack.id,
            count=len(faults),
            first=f"{where} {first.sentence.zh}",
            first_en=f"{where} {first.sentence.en}",
        )


def _account(by: Actor) -> int:
    if by.account_id is None:
        raise NeedsAccount
    return by.account_id
