"""A notice is written row by row. Nothing here decides anything: only what two people enacted does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from fangxian.ground.policy import contents, drafting, shelf
from fangxian.ground.policy.contents import Content
from fangxian.ground.policy.errors import DraftLocked, DraftUnreadable, IdTaken, NotInForce
from fangxian.ground.policy.library import Folder
from fangxian.ground.policy.models import Draft, Enactment
from fangxian.ground.policy.queries import folder_of, in_force, library
from fangxian.kernel import audit, clock, home
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

MOST_LETTERS = 60_000  # of a notice pasted beside the draft


def _here(place: str) -> str:
    return place or home.county()


def _place(draft_id: int) -> str:
    found = Draft.objects.filter(pk=draft_id).values_list("place", flat=True).first()
    return _here(found or "")


@verb(needs="policy.draft", words=Text("开始起草通告", "began a draft"), at=_here)
def begin_draft(place: str, *, disease: str = "", by: Actor) -> int:
    """A blank notice of a place, over what is in force there today."""
    day = clock.today()
    below = in_force(day, place, disease)
    layers = [library().folders[ref.id] for ref in below.packs]
    national = [one for one in layers if not one.pack.place]
    own = [one for one in layers if one.pack.place == place]
    content = drafting.blank(place, day, below, national[0].pack.id, own[-1].pack.id if own else "")
    return _begun(content, by)


@verb(needs="policy.draft", words=Text("由别的方案起草", "began a draft from a pack"), at=_here)
def copy_draft(place: str, pack_id: str, *, by: Actor) -> int:
    """A draft with the words of another pack (a neighbour's, or the one in force here)."""
    source = folder_of(pack_id)
    pack_ = source.pack
    first = pack_.in_force.from_
    own = pack_.place == place
    begun = drafting.copied(
        contents.dumped(source),
        drafting.id_of(place if pack_.place else "", first),
        place,
        pack_id if own else _rival(place, pack_.over, source),
    )
    return _begun(begun, by)


def _rival(place: str, over: str | None, source: Folder) -> str:
    """The place's own pack that is in force on the first day of another's."""
    try:
        below = in_force(source.pack.in_force.from_, place, source.pack.disease)
    except NotInForce:
        return ""
    own = [ref.id for ref in below.packs if library().folders[ref.id].pack.place == place]
    return own[-1] if own else ""


@verb(needs="policy.draft", words=Text("收进方案文件起草", "took a pack in as a draft"), at=_here)
def take_in(place: str, content: Mapping[str, Any], *, by: Actor) -> int:
    """A pack of files as a draft, word by word. `place`: whose law it becomes."""
    found = dict(content)
    head = {**found.get("head", {}), "status": "draft"}
    if head.get("place") and head["place"] != place:
        head["place"] = place
    return _begun({**found, "head": drafting.in_order(head)}, by)


def _begun(content: Content, by: Actor) -> int:
    """Under an id that nothing else has."""
    wanted = str(content["head"].get("id") or "draft")
    taken = {*library().folders, *_open_ids()}
    pack_id, number = wanted, 1
    while pack_id in taken:
        number += 1
        pack_id = f"{wanted}-{number}"
    content = {**content, "head": {**content["head"], "id": pack_id}}
    row = Draft.objects.create(
        pack=pack_id,
        place=str(content["head"].get("place") or ""),
        content=contents.as_text(content),
        begun_by=by.name,
        begun_at=clock.now(),
        changed_by=by.name,
        changed_at=clock.now(),
    )
    audit.note(subject=f"policy.draft:{row.pk}", pack=pack_id)
    return row.pk


def _open_ids() -> set[str]:
    return set(Draft.objects.filter(discarded_at__isnull=True).values_list("pack", flat=True))


@verb(needs="policy.draft", words=Text("改写通告草稿", "wrote in a draft"), at=_place)
def write_draft(draft_id: int, path: tuple[str | int, ...], value: Any, *, by: Actor) -> None:
    """Write one part of a draft: the head, a row, a value. None takes it away. What is wrong in it
    is told (`draft_faults`), not refused: only what holds together can be proposed."""
    row = _locked(draft_id)
    content = drafting.put(contents.from_text(row.content), path, value)
    _save(row, content, by, ".".join(map(str, path)))


@verb(needs="policy.draft", words=Text("移动草稿里的一行", "moved a row of a draft"), at=_place)
def move_row(draft_id: int, table: str, section: str, index: int, to: int, *, by: Actor) -> None:
    """Move a row up or down: the first that holds decides, so the order is law."""
    row = _locked(draft_id)
    content = drafting.moved(contents.from_text(row.content), table, section, index, to)
    _save(row, content, by, f"{table}.{section}.{index}")


@verb(needs="policy.draft", words=Text("贴上通告原文", "pasted a notice"), at=_place)
def paste_notice(draft_id: int, text: str, *, by: Actor) -> None:
    """Keep the words of the notice beside the draft."""
    row = _locked(draft_id)
    row.notice = text[:MOST_LETTERS]
    row.save(update_fields=["notice"])
    audit.note(subject=f"policy.draft:{row.pk}", pack=row.pack)


@verb(needs="policy.draft", words=Text("放弃通告草稿", "discarded a draft"), at=_place)
def discard_draft(draft_id: int, *, by: Actor) -> None:
    """Put a draft away; what was enacted of it stays in force."""
    row = _locked(draft_id)
    row.discarded_at = clock.now()
    row.changed_by = by.name
    row.save(update_fields=["discarded_at", "changed_by"])
    audit.note(subject=f"policy.draft:{row.pk}", pack=row.pack)


def _locked(draft_id: int) -> Draft:
    """An open draft that nobody has proposed: what is proposed is read by another as it is."""
    row = Draft.objects.select_for_update().filter(pk=draft_id, discarded_at__isnull=True).first()
    if row is None:
        raise NotFound(what=Text("这份草稿", "This draft"))
    if Enactment.objects.filter(pack=row.pack, withdrawn_at__isnull=True).exists():
        raise DraftLocked(pack=row.pack)
    return row


def _save(row: Draft, content: Content, by: Actor, part: str) -> None:
    if "head" not in content:
        raise DraftUnreadable
    pack_id = str(content["head"].get("id") or "")
    if pack_id != row.pack and (not pack_id or pack_id in library().folders):
        raise IdTaken(pack=pack_id)
    row.pack = pack_id
    row.place = str(content["head"].get("place") or "")[:12]
    row.content = contents.as_text(content)
    row.changed_by, row.changed_at = by.name, clock.now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise IdTaken(pack=pack_id) from None
    audit.note(subject=f"policy.draft:{row.pk}", pack=row.pack, part=part)


def kept_of(pack_id: str) -> str:
    """Keep an open draft as it stands; answers with its digest, "" where the pack is a file."""
    text = Draft.objects.filter(pack=pack_id, discarded_at__isnull=True)
    found = text.values_list("content", flat=True).first()
    return shelf.keep(contents.from_text(found)) if found else ""
