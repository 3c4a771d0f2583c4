"""Report what was done. A thing that happened cannot be refused, only settled."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F

from fangxian.ground.places import api as places
from fangxian.ground.tasks.errors import (
    EvidenceIncomplete,
    EvidenceInFuture,
    FoundPlaceMissing,
    FoundPlaceUnknown,
    NotBegun,
    OutcomeUnknown,
)
from fangxian.ground.tasks.models import Evidence, EvidencePhoto, Instruction
from fangxian.ground.tasks.outcomes import Outcome, outcomes_for, proofs_for
from fangxian.ground.tasks.rules import meet, not_begun
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
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

MOST_NAMED = 4  # of the places that a name may mean
CLOCKS_DIFFER = timedelta(minutes=10)  # a phone in the field may run ahead of the server


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceGiven:
    """What the field reports. `at` aware; coordinates WGS 84 / CGCS2000 in degrees; `outcome` one of
    `outcomes_for` the instruction's kind, `words` a sentence on it; `found_place` the place that
    an outcome asks for, by name or code; or `found_choice`, one of the choices that the question
    offered, in the keys of whoever asked; `companion`: who went along."""

    at: datetime
    place_text: str
    who: str
    words: str
    outcome: str
    latitude: float | None = None
    longitude: float | None = None
    companion: str = ""
    photo: bytes | None = None
    found_place: str = ""
    found_choice: str = ""


@dataclass(frozen=True, slots=True)
class Acted:
    """`stage` after the report; `settled` is as_decided, attempted when it was tried in vain and
    stays open, or late when the instruction had moved on already and the report was only added."""

    evidence_id: int
    stage: str
    settled: str


Report = tuple[int, EvidenceGiven]


@verb(needs="tasks.act", words=Text("办结上报", "reported done"))
def act(instruction_id: int, evidence: EvidenceGiven, *, by: Actor) -> Acted:
    """Report the operation with its evidence. From any open stage it becomes acted, the jump is
    in its history; a closed or withdrawn instruction keeps its stage and gets the evidence.
    The same report again adds nothing. What was tried in vain (联系不上) is kept and counted, and
    the instruction stays as open as it was.

    NotFound outside the area; CannotMove when others were instructed; EvidenceIncomplete,
    OutcomeUnknown, NotBegun, FoundPlaceMissing, FoundPlaceUnknown, EvidenceInFuture,
    PhotoUnreadable."""
    return _settle([(instruction_id, evidence)], by)[0]


@verb(needs="tasks.act", words=Text("补充凭据", "added evidence"))
def keep_evidence(instruction_id: int, evidence: EvidenceGiven, *, by: Actor) -> Acted:
    """Keep a report that does not say what came of it (an older app's, sent from the field): it is
    added to the instruction, which stays where it is until somebody says the outcome."""
    _check_time(evidence)
    rows = {row.pk: row for row in locked([instruction_id], by, "tasks.act")}
    if not rows:
        raise NotFound(what=INSTRUCTION.zh)
    refuse_strangers("act", list(rows.values()), by)
    kept, fresh = _keep([(instruction_id, evidence)], by)
    _added(fresh, rows, by)
    touched(list(rows.values()), act="evidence")
    return Acted(kept[0], rows[instruction_id].stage, "late")


@verb(needs="tasks.act", words=Text("办结上报", "reported done"))
def act_many(reports: Sequence[Report], *, by: Actor) -> list[Acted]:
    """Report many operations at once: a bus of people handed over, a day in the field brought
    home. Each as `act` would settle it; one that cannot be taken refuses all."""
    return _settle(reports, by)


def _settle(reports: Sequence[Report], by: Actor) -> list[Acted]:
    for _, evidence in reports:
        _check(evidence)
    rows = {row.pk: row for row in locked(sorted({pk for pk, _ in reports}), by, "tasks.act")}
    if any(pk not in rows for pk, _ in reports):
        raise NotFound(what=INSTRUCTION.zh)
    refuse_strangers("act", list(rows.values()), by)
    chosen = _chosen(reports, rows)
    _hold_to_evidence(reports, chosen, rows)
    kept, fresh = _keep(_placed(reports, chosen), by)
    open_ = {pk for pk, row in rows.items() if meet("act", row.stage, row.round).to}
    done = {pk for (pk, _), one in zip(reports, chosen, strict=True) if not one.attempt} & open_
    _note_attempts(_tried(reports, chosen, fresh, open_), rows, by)
    if done:
        moves = [rows[pk] for pk in rows if pk in done]
        record(moves, by, addressed(by, "tasks.act"))
        move("act", moves, by)
        _note_outcomes(reports, chosen, done)
    _added(fresh - open_, rows, by)
    touched(list(rows.values()), act="act")
    return [
        Acted(pk_kept, *_outcome_of(pk, one, rows[pk].stage, done, open_))
        for (pk, _), pk_kept, one in zip(reports, kept, chosen, strict=True)
    ]


def _outcome_of(
    pk: int, one: Outcome, stage: str, done: set[int], open_: set[int]
) -> tuple[str, str]:
    if pk not in open_:
        return stage, "late"
    settled = "attempted" if one.attempt else "as_decided"
    return ("acted" if pk in done else stage), settled


def _chosen(reports: Sequence[Report], rows: Mapping[int, Instruction]) -> list[Outcome]:
    """The outcome of each report, among those of its instruction's kind and place."""
    lists: dict[tuple[str, str], tuple[Outcome, ...]] = {}
    found = []
    for pk, evidence in reports:
        key = rows[pk].kind, rows[pk].place[:9]
        if key not in lists:
            lists[key] = outcomes_for(*key)
        one = next((one for one in lists[key] if one.code == evidence.outcome), None)
        if one is None:
            raise OutcomeUnknown(
                outcome=evidence.outcome[:40],
                choices="、".join(one.label.zh for one in lists[key]),
                choices_en=", ".join(f"{one.label.en} ({one.code})" for one in lists[key]),
            )
        found.append(one)
    return found


def _hold_to_evidence(
    reports: Sequence[Report], chosen: Sequence[Outcome], rows: Mapping[int, Instruction]
) -> None:
    """What is said to be in place has begun, and is proven as the pack asks; of what is over already
    whatever was reported is taken."""
    for (pk, evidence), outcome in zip(reports, chosen, strict=True):
        row = rows[pk]
        if not outcome.in_place or not meet("act", row.stage, row.round).to:
            continue
        _refuse_too_early(row, evidence, outcome)
        missing = [one for one in proofs_for(row.because, row.place) if one.required]
        _refuse_missing([one.label for one in missing if not _is_given(one.code, evidence)])


def _refuse_too_early(row: Instruction, evidence: EvidenceGiven, outcome: Outcome) -> None:
    on = evidence.at.astimezone(clock.COUNTY_TIME).date()
    if row.begins_on and not_begun(row.begins_on, on, claims=outcome.in_place):
        raise NotBegun(
            title=row.title_zh,
            begins=clock.said(row.begins_on),
            at=clock.said(on),
            outcome=outcome.label.zh,
            outcome_en=outcome.label.en.lower(),
        )


def _is_given(proof: str, evidence: EvidenceGiven) -> bool:
    if proof == "photo":
        return bool(evidence.photo)
    if proof == "spot":
        return evidence.latitude is not None and evidence.longitude is not None
    return bool(evidence.companion.strip())


def _placed(reports: Sequence[Report], chosen: Sequence[Outcome]) -> list[Report]:
    """The reports with the place that each found out as its code; of no other outcome has one. What
    was written goes before what was chosen."""
    placed = []
    for (pk, evidence), one in zip(reports, chosen, strict=True):
        place = _found(evidence, one) if one.asks_place else ""
        choice = evidence.found_choice if one.asks_place and not place else ""
        placed.append((pk, replace(evidence, found_place=place, found_choice=choice)))
    return placed


def _found(evidence: EvidenceGiven, outcome: Outcome) -> str:
    text = evidence.found_place.strip()
    if not text and evidence.found_choice:
        return ""
    if not text:
        raise FoundPlaceMissing(outcome=outcome.label.zh)
    if places.division(text):
        return text
    maybe = places.doubtful(text) or places.candidates(text)
    found = places.resolve_name(text.replace(" ", ""))
    if found is None or len(maybe) > 1:
        names = "、".join(places.full_name(one) for one in maybe[:MOST_NAMED])
        raise FoundPlaceUnknown(place=text[:40], choices=f"({names})" if names else "")
    return found.code


def _tried(
    reports: Sequence[Report], chosen: Sequence[Outcome], fresh: set[int], open_: set[int]
) -> dict[int, str]:
    """Instruction → what was tried in vain, where this is news."""
    return {
        pk: f"{one.label.zh}:{evidence.words.strip()}"
        for (pk, evidence), one in zip(reports, chosen, strict=True)
        if one.attempt and pk in fresh and pk in open_
    }


def _note_attempts(tried: Mapping[int, str], rows: Mapping[int, Instruction], by: Actor) -> None:
    if not tried:
        return
    record([rows[pk] for pk in tried], by, addressed(by, "tasks.act"))
    Instruction.objects.filter(pk__in=tried).update(attempts=F("attempts") + 1)
    for pk, words in tried.items():
        write_steps(
            [(pk, rows[pk].stage, rows[pk].stage)], "attempt", by, clock.now(), reason=words
        )


def _note_outcomes(reports: Sequence[Report], chosen: Sequence[Outcome], done: set[int]) -> None:
    """What came of each, kept on the instruction: lists and counts are one read."""
    by_code: dict[str, set[int]] = defaultdict(set)
    for (pk, _), one in zip(reports, chosen, strict=True):
        if pk in done and not one.attempt:
            by_code[one.code].add(pk)
    for code, ids in by_code.items():
        Instruction.objects.filter(pk__in=ids).update(outcome=code)


def _added(ids: set[int], rows: Mapping[int, Instruction], by: Actor) -> None:
    """A report that came when there was nothing left to do, or that said no outcome."""
    steps = [(pk, row.stage, row.stage) for pk, row in rows.items() if pk in ids]
    write_steps(steps, "evidence", by, clock.now())


def _check(evidence: EvidenceGiven) -> None:
    missing = [
        name
        for name, value in (
            (Text("结果", "the outcome"), evidence.outcome),
            (Text("经过(一句话)", "a sentence on what was done"), evidence.words),
            (Text("地点", "the place"), evidence.place_text),
            (Text("办理人", "who did it"), evidence.who),
        )
        if not value.strip()
    ]
    _refuse_missing(missing)
    _check_time(evidence)


def _refuse_missing(missing: Sequence[Text]) -> None:
    if missing:
        raise EvidenceIncomplete(
            missing="、".join(one.zh for one in missing),
            missing_en=", ".join(one.en for one in missing),
        )


def _check_time(evidence: EvidenceGiven) -> None:
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
        evidence.at,
        evidence.place_text,
        evidence.who,
        evidence.words,
        evidence.latitude,
        evidence.longitude,
        hashlib.sha256(evidence.photo or b"").hexdigest(),
        *([evidence.companion] if evidence.companion else []),
        *([evidence.outcome] if evidence.outcome else []),
        *([evidence.found_place] if evidence.found_place else []),
        *([evidence.found_choice] if evidence.found_choice else []),
    )
    return hashlib.sha256(repr(content).encode()).digest()[:16]


def _row(key: tuple[int, bytes], evidence: EvidenceGiven, by: Actor) -> Evidence:
    return Evidence(
        instruction_id=key[0],
        digest=key[1],
        at=evidence.at,
        place_text=evidence.place_text.strip()[:200],
        who=evidence.who.strip()[:120],
        companion=evidence.companion.strip()[:120],
        words=evidence.words.strip(),
        outcome=evidence.outcome[:40],
        found_place=evidence.found_place,
        found_choice=evidence.found_choice,
        latitude=evidence.latitude,
        longitude=evidence.longitude,
        reported_at=clock.now(),
        reported_by_id=by.account_id,
    )
