"""Report what was done. A thing that happened cannot be refused, only settled."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.ground.tasks.errors import EvidenceIncomplete, EvidenceInFuture
from fangxian.ground.tasks.models import Evidence, EvidencePhoto
from fangxian.ground.tasks.rules import meet
from fangxian.ground.tasks.services import photos
from fangxian.ground.tasks.services.moving import locked, move
from fangxian.ground.tasks.services.receiving import (
    INSTRUCTION,
    addressed,
    record,
    refuse_strangers,
)
from fangxian.ground.tasks.services.steps import touched, write_steps
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import verb

CLOCKS_DIFFER = timedelta(minutes=10)  # a phone in the field may run ahead of the server


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


Report = tuple[int, EvidenceGiven]


@verb(needs="tasks.act")
def act(instruction_id: int, evidence: EvidenceGiven, *, by: Actor) -> Acted:
    """Report the deed with its evidence. From any open stage it becomes acted, the jump is
    in its history; a closed or withdrawn instruction keeps its stage and gets the evidence.
    The same report again adds nothing.

    NotFound outside the area; CannotMove when others were instructed; EvidenceIncomplete, EvidenceInFuture, PhotoUnreadable."""
    return _settle([(instruction_id, evidence)], by)[0]


@verb(needs="tasks.act")
def act_many(reports: Sequence[Report], *, by: Actor) -> list[Acted]:
    """Report many deeds at once: a bus of people handed over, a day in the field brought
    home. Each as `act` would settle it; one that cannot be taken refuses all."""
    return _settle(reports, by)


def _settle(reports: Sequence[Report], by: Actor) -> list[Acted]:
    for _, evidence in reports:
        _check(evidence)
    rows = {row.pk: row for row in locked(sorted({pk for pk, _ in reports}), by, "tasks.act")}
    if any(pk not in rows for pk, _ in reports):
        raise NotFound(what=INSTRUCTION.zh)
    refuse_strangers("act", list(rows.values()), by)
    kept, fresh = _keep(reports, by)
    moves = [row for row in rows.values() if meet("act", row.stage, row.round).to]
    if moves:
        record(moves, by, addressed(by, "tasks.act"))
        move("act", moves, by)
    moved = {row.pk for row in moves}
    late = [rows[pk] for pk in rows if pk in fresh and pk not in moved]
    write_steps([(row.pk, row.stage, row.stage) for row in late], "evidence", by, clock.now())
    touched(list(rows.values()), act="act")
    return [
        Acted(pk_kept, "acted" if pk in moved else rows[pk].stage,
              "as_decided" if pk in moved else "late")
        for (pk, _), pk_kept in zip(reports, kept, strict=True)
    ]  # fmt: skip


def _check(evidence: EvidenceGiven) -> None:
    missing = [
        name
        for name, value in (("地点", evidence.place_text), ("办理人", evidence.who))
        if not value.strip()
    ]
    if missing:
        raise EvidenceIncomplete(missing="、".join(missing))
    if evidence.at > clock.now() + CLOCKS_DIFFER:
        raise EvidenceInFuture(at=clock.said(evidence.at))


def _keep(reports: Sequence[Report], by: Actor) -> tuple[list[int], set[int]]:
    """Keep what is not there yet. Returns the evidence's id for each report, and the
    instructions that got a new one."""
    keys = [(pk, _digest(evidence)) for pk, evidence in reports]
    known = _known(keys)
    wanted = {
        key: _row(key, evidence, by)
        for key, (_, evidence) in zip(keys, reports, strict=True)
        if key not in known
    }
    pictures = {key: evidence.photo for key, (_, evidence) in zip(keys, reports, strict=True)}
    made = Evidence.objects.bulk_create(wanted.values())
    EvidencePhoto.objects.bulk_create(
        EvidencePhoto(evidence=row, sealed=photos.sealed(photo))
        for key, row in zip(wanted, made, strict=True)
        if (photo := pictures[key])
    )
    known |= {key: row.pk for key, row in zip(wanted, made, strict=True)}
    return [known[key] for key in keys], {pk for pk, _ in wanted}


def _known(keys: Sequence[tuple[int, bytes]]) -> dict[tuple[int, bytes], int]:
    rows = Evidence.objects.filter(instruction_id__in=[pk for pk, _ in keys])
    return {
        (pk, bytes(digest)): evidence
        for pk, digest, evidence in rows.values_list("instruction_id", "digest", "pk")
    }


def _digest(evidence: EvidenceGiven) -> bytes:
    content = (
        evidence.at, evidence.place_text, evidence.who, evidence.words,
        evidence.latitude, evidence.longitude, hashlib.sha256(evidence.photo or b"").hexdigest(),
    )  # fmt: skip
    return hashlib.sha256(repr(content).encode()).digest()[:16]


def _row(key: tuple[int, bytes], evidence: EvidenceGiven, by: Actor) -> Evidence:
    return Evidence(
        instruction_id=key[0],
        digest=key[1],
        at=evidence.at,
        place_text=evidence.place_text.strip()[:200],
        who=evidence.who.strip()[:120],
        words=evidence.words.strip(),
        latitude=evidence.latitude,
        longitude=evidence.longitude,
        reported_at=clock.now(),
        reported_by_id=by.account_id,
    )
