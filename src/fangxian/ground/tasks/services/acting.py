"""Report what was done. A thing that happened cannot be refused, only settled."""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from PIL import Image, ImageOps, UnidentifiedImageError

from fangxian.ground.tasks.errors import EvidenceIncomplete, EvidenceInFuture, PhotoUnreadable
from fangxian.ground.tasks.models import Evidence, EvidencePhoto, Instruction
from fangxian.ground.tasks.rules import meet
from fangxian.ground.tasks.services.moving import move, touched, write_steps
from fangxian.ground.tasks.services.receiving import addressed, record
from fangxian.ground.tasks.services.stages import find
from fangxian.kernel import audit, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import reading, verb

CLOCKS_DIFFER = timedelta(minutes=10)  # a phone in the field may run ahead of the server
PHOTO_BYTES = 20 * 1024 * 1024
PHOTO_SIDE = 1600
ABOUT = "tasks.photo"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGiven:
    """What the field reports. `at` aware; coordinates WGS 84 / CGCS2000 in degrees."""

    at: datetime
    place_text: str
    who: str
    words: str = ""
    latitude: float | None = None
    longitude: float | None = None
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Acted:
    """`stage` after the report; `settled` is as_decided, or late when the instruction had
    moved on already and the report was only added to it."""

    evidence_id: int
    stage: str
    settled: str


@verb(needs="tasks.act")
def act(instruction_id: int, evidence: EvidenceGiven, *, by: Actor) -> Acted:
    """Report the deed with its evidence. From any open stage it becomes acted, the jump is
    in its history; a closed or withdrawn instruction keeps its stage and gets the evidence.
    The same report again adds nothing.

    EvidenceIncomplete, EvidenceInFuture, PhotoUnreadable."""
    _check(evidence)
    row = find(instruction_id, by, "tasks.act")
    kept, fresh = _keep(row, evidence, by)
    if meet("act", row.stage, row.round).to:
        record([row], by, addressed(by, "tasks.act"))
        move("act", [row], by, evidence.words)
        return Acted(kept.pk, "acted", "as_decided")
    if fresh:
        write_steps([(row.pk, row.stage, row.stage)], "evidence", by, clock.now())
    touched([row], act="evidence")
    return Acted(kept.pk, row.stage, "late")


def _check(evidence: EvidenceGiven) -> None:
    missing = [
        name
        for name, value in (("地点", evidence.place_text), ("办理人", evidence.who))
        if not value.strip()
    ]
    if missing:
        raise EvidenceIncomplete(missing="、".join(missing))
    if evidence.at > clock.now() + CLOCKS_DIFFER:
        raise EvidenceInFuture(at=f"{evidence.at:%Y-%m-%d %H:%M}")


def _keep(row: Instruction, evidence: EvidenceGiven, by: Actor) -> tuple[Evidence, bool]:
    photo = _redraw(evidence.photo) if evidence.photo else None
    content = (
        evidence.at, evidence.place_text, evidence.who, evidence.words,
        evidence.latitude, evidence.longitude, hashlib.sha256(evidence.photo or b"").hexdigest(),
    )  # fmt: skip
    kept, fresh = Evidence.objects.get_or_create(
        instruction=row,
        digest=hashlib.sha256(repr(content).encode()).digest()[:16],
        defaults={
            "at": evidence.at,
            "place_text": evidence.place_text.strip()[:200],
            "who": evidence.who.strip()[:120],
            "words": evidence.words.strip(),
            "latitude": evidence.latitude,
            "longitude": evidence.longitude,
            "reported_at": clock.now(),
            "reported_by_id": by.account_id,
        },
    )
    if fresh and photo:
        text = base64.b64encode(photo).decode()
        EvidencePhoto.objects.create(evidence=kept, sealed=crypto.seal(text, about=ABOUT))
    return kept, fresh


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
