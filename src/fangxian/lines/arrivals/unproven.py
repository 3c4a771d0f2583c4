"""What anybody may have written about somebody who is known: how much of it may be taken. Pure but
for one look at whom an official knew."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.filing import Filed, State
from fangxian.lines.arrivals.rules import METHOD, REMARK, TRANSPORT

UNPROVEN = int(people.Provenance.UNPROVEN)
BESIDE = frozenset({TRANSPORT, REMARK, METHOD})  # decide nothing, place nobody, find nobody
NAME = 0  # of `Filed.person`


def allowed(
    row: Filed,
    known: people.PersonState,
    before: State | None,
    own: Filed | None,
    *,
    taken_up: bool,
) -> Filed | None:
    """How much of an unproven row about a known person is laid over the record: all of it (`row`
    itself), what its author filed before (`own`), or nothing. What is less than all is a claim.
    `taken_up`: an official has acted on what stands. To type a phone, or to repeat what stands,
    proves nobody: it may add what decides nothing, and no more."""
    if spoken_of(known, before):
        return own if before and not taken_up else None
    if not taken_up and (own or before is None):
        return row
    return None if before is None or _says_more(row, known, before) else row


def spoken_of(known: people.PersonState, before: State | None) -> bool:
    """A better word than a stranger's stands: of an official, a list, or a proven phone."""
    stamps = [*known.times, *(before.times if before else ())]
    if any(at is not None and at.word > UNPROVEN for at in stamps):
        return True
    person = known.id
    return person is not None and people.signing_in([person])[person].official


def _says_more(row: Filed, known: people.PersonState, before: State) -> bool:
    """Whether it says otherwise than what stands, or anything where nothing stood."""
    person = zip(row.person[NAME + 1 :], known.values[NAME + 1 :], strict=False)
    journey = zip(row.journey, before.values, strict=True)
    return (
        not people.same_name(row.person[NAME], known.name)
        or any(new and new != old for new, old in person)
        or any(new and new != old and n not in BESIDE for n, (new, old) in enumerate(journey))
    )
