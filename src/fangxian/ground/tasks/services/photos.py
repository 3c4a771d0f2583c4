"""Pictures of an operation: the picture alone, sealed, and shown again by an audited reading."""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageOps, UnidentifiedImageError

from fangxian.ground.tasks.errors import PhotoTooLarge, PhotoUnreadable
from fangxian.ground.tasks.models import EvidencePhoto
from fangxian.ground.tasks.services.stages import find
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

PHOTO_BYTES = 20 * 1024 * 1024
PHOTO_PIXELS = 64_000_000  # the largest phones; decoded, a pixel takes three bytes
PHOTO_SIDE = 1600
ABOUT = "tasks.photo"


def sealed(photo: bytes) -> bytes:
    return crypto.seal(base64.b64encode(_redraw(photo)).decode(), about=ABOUT)


def _redraw(photo: bytes) -> bytes:
    """The picture alone, at most 1600 pixels a side: no position, no phone model, no time."""
    if len(photo) > PHOTO_BYTES:
        raise PhotoUnreadable
    try:
        opened = Image.open(io.BytesIO(photo))  # its head only: nothing is decoded yet
        if opened.width * opened.height > PHOTO_PIXELS:
            raise PhotoTooLarge(most=PHOTO_PIXELS // 1_000_000)
        opened.draft("RGB", (PHOTO_SIDE, PHOTO_SIDE))  # a JPEG is decoded small
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((PHOTO_SIDE, PHOTO_SIDE))
        drawn = io.BytesIO()
        picture.convert("RGB").save(drawn, "JPEG", quality=80)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise PhotoUnreadable from error
    return drawn.getvalue()


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
