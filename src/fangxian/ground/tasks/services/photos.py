"""Pictures of an operation: the picture alone, sealed, and shown again by an audited reading."""

from __future__ import annotations

import base64

from fangxian.ground.tasks.errors import PhotoTooLarge, PhotoUnreadable
from fangxian.ground.tasks.models import EvidencePhoto
from fangxian.ground.tasks.services.stages import find
from fangxian.kernel import audit, crypto, pictures
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

ABOUT = "tasks.photo"


def sealed(photo: bytes) -> bytes:
    return crypto.seal(base64.b64encode(_redraw(photo)).decode(), about=ABOUT)


def _redraw(photo: bytes) -> bytes:
    """The picture alone, at most 1600 pixels a side: no position, no phone model, no time."""
    try:
        return pictures.redrawn(photo)
    except pictures.TooLarge as error:
        raise PhotoTooLarge(most=pictures.MOST_PIXELS // 1_000_000) from error
    except pictures.Unreadable as error:
        raise PhotoUnreadable from error


@reading(needs="tasks.read", words=Text("查看凭据照片", "looked at a photo"))
def photo_of(evidence_id: int, *, by: Actor) -> bytes:
    """The picture of an operation, as JPEG."""
    kept = EvidencePhoto.objects.select_related("evidence").filter(evidence_id=evidence_id).first()
    if kept is None:
        raise NotFound(what=Text("照片", "The photo"))
    row = find(kept.evidence.instruction_id, by, "tasks.read")
    audit.note(
        subject=f"tasks.evidence:{evidence_id}",
        person_ids=[row.person_id] if row.person_id else [],
        purpose="查看办理照片",
    )
    return base64.b64decode(crypto.unseal(bytes(kept.sealed), about=ABOUT))
