"""What anybody may have written about somebody who is known: how much of it may be taken. Pure but
for one look at whom an official knew."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.filing import PHONE, Filed, State

UNPROVEN = int(people.Provenance.UNPROVEN)


def allowed(
    row: Filed, known: people.PersonState, before: State | None, own: Filed | None
) -> Filed | None:
    """How much of an unproven row about a known person is laid over the record: all of it (`row`
    itself), what its author filed before (`own`), or nothing. What is less than all is a claim."""
    if spoken_of(known, before):
        return own if before else None
    if before is None or own or _same_author(row, known):
        return row
    return None if _contradicts(row, known, before) else row


def spoken_of(known: people.PersonState, before: State | None) -> bool:
    """A better word than a stranger's stands: of an official, a list, or a proven phone."""
    stamps = [*known.times, *(before.times if before else ())]
    if any(at is not None and at[0] > UNPROVEN for at in stamps):
        return True
    person = known.id
    return person is not None and people.signing_in([person])[person].official


def _same_author(row: Filed, known: people.PersonState) -> bool:
    return bool(known.phone) and known.phone == row.person[PHONE]


def _contradicts(row: Filed, known: people.PersonState, before: State) -> bool:
    said = zip(
        (*row.person, *row.journey), (*known.values[: len(row.person)], *before.values), strict=True
    )
    return any(new and old and new != old for new, old in said)
