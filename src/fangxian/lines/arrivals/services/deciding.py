"""What was decided about a claim is kept with what it changed, so that it can be taken back."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

from fangxian.ground.people import api as people
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals.models import Claim, ClaimDecision, Filing
from fangxian.lines.arrivals.queries.comparing import stands

SEALED = "arrivals.was"
FIELDS = people.PERSON_FIELDS


class Record(NamedTuple):
    """A record as it stands: the person, and field by field in clear."""

    person: people.PersonState
    said: dict[str, str]

    def differs(self, other: Record) -> list[str]:
        return [field for field, text in self.said.items() if text != other.said[field]]


def record_of(person_id: int) -> Record:
    return Record(people.states_by_id([person_id])[person_id], stands(person_id))


def keep_decision(
    claim: Claim,
    *,
    by: Actor,
    seconded: int | None = None,
    filing_id: int | None = None,
    was: Record | None = None,
) -> None:
    """Of a claim that was decided just now. `was`: how the record stood before it was accepted."""
    now = record_of(claim.person_id) if was else None
    ClaimDecision.objects.create(
        claim=claim,
        state=claim.state,
        at=clock.now(),
        by_id=by.account_id,
        why=claim.why,
        seconded_id=seconded,
        filing_id=filing_id,
        changed=was.differs(now) if was and now else [],
        sealed_was=_sealed(claim.person_id, was.person) if was else None,
    )


def was_of(decision: ClaimDecision) -> people.PersonState | None:
    """What stood of the person before by no filing; None where that was not kept."""
    if decision.sealed_was is None:
        return None
    kept = json.loads(crypto.unseal(bytes(decision.sealed_was), about=SEALED))
    person = decision.claim.person_id
    values, times = dict(zip(FIELDS, people.PersonState.blank(person).values, strict=True)), {}
    for field, (value, stamp) in kept.items():
        values[field] = _read(field, value)
        times[field] = people.Stamp.load(stamp, base=0)
    return people.PersonState(
        person, tuple(values.values()), tuple(times.get(field) for field in FIELDS)
    )


def _sealed(person_id: int, state: people.PersonState) -> bytes:
    """What filings said is laid again from those that remain by then: it is not kept here."""
    filings = Filing.objects.filter(person_id=person_id)
    filed = set(filings.values_list("filed_at", flat=True))
    kept = {
        field: (value.isoformat() if isinstance(value, date) else value, stamp.dump())
        for field, value, stamp in zip(FIELDS, state.values, state.times, strict=True)
        if value and stamp is not None and stamp.at not in filed
    }
    return crypto.seal(json.dumps(kept, ensure_ascii=False), about=SEALED)


def _read(field: str, value: Any) -> Any:
    if field == "birth_date":
        return date.fromisoformat(value)
    return tuple(value) if field == "occupations" else value
