"""Pictures of a deed: the picture alone, sealed, and shown again by an audited reading."""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageOps, UnidentifiedImageError

from fangxian.ground.tasks.errors import PhotoUnreadable
from fangxian.ground.tasks.models import EvidencePhoto
from fangxian.ground.tasks.services.stages import find
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import reading

PHOTO_BYTES = 20 * 1024 * 1024
PHOTO_SIDE = 1600
ABOUT = "tasks.photo"


def sealed(photo: bytes) -> bytes:
    return crypto.seal(base64.b64encode(_redraw(photo)).decode(), about=ABOUT)


def _redraw(photo: bytes) -> bytes:
    """The picture alone, at most 1600 pixels a side: no position, no phone model, no time."""
    if len(photo) > PHOTO_BYTES:
        raise PhotoUnreadable
    try:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(photo)))
        picture.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
        drawn = io.BytesIO()
        picture.convert("RGB").save(drawn, "JPEG", quality=80)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise PhotoUnreadable from error
    return drawn.getvalue()


@reading(needs="tasks.read")
def photo_of(evidence_id: int, *, by: Actor) -> bytes:
    """The picture of a deed, as JPEG."""
    kept = EvidencePhoto.objects.select_related("evidence").filter(evidence_id=evidence_id).first()
    if kept is None:
        raise NotFound(what="照片")
    row = find(kept.evidence.instruction_id, by, "tasks.read")
    audit.note(
        subject=f"tasks.evidence:{evidence_id}",
        person_ids=[row.person_id] if row.person_id else [],
        purpose="查看办理照片",
    )
    return base64.b64decode(crypto.unseal(bytes(kept.sealed), about=ABOUT))
