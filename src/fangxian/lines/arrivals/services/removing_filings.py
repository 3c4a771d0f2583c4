"""Filings are taken out of a record: it stands as if they had never been.

What people and declarations were before is not remembered: it follows from the filings that remain,
laid down again in the order in which they came.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError
from django.db.models import QuerySet

from fangxian.ground.people import api as people
from fangxian.ground.tasks import api as tasks
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.lines.arrivals import subject_keys
from fangxian.lines.arrivals.models import Declaration, Filing, PushedItem
from fangxian.lines.arrivals.services.replaying_filings import lay_again
from fangxian.lines.codes import api as codes
from fangxian.lines.screening import api as screening


class TakenOut(NamedTuple):
    """The declarations of which nothing is left, and how many of the filings that remain do not read
    by today's rules."""

    gone: tuple[int, ...]
    unread: int


def take_out(
    filings: QuerySet[Filing],
    known: Mapping[int, people.PersonState],
    by: Actor,
    *,
    since: datetime | None = None,
    was: Mapping[int, people.PersonState] | None = None,
) -> TakenOut:
    """Take filings out of the records of these persons, who are held. Whom nothing else names is
    forgotten where they were entered after `since`; None: nobody is. `was`: what stood of a person
    before, by whatever word; without it they keep what nothing else now says."""
    filed = _filing_times(known)
    filings.delete()
    kept = set(Filing.objects.filter(person_id__in=known).values_list("person_id", flat=True))
    bare = {one: _bare(state, filed.get(one, set())) for one, state in known.items()}
    stood = {one: _bare(state, filed.get(one, set())) for one, state in (was or {}).items()}
    bare = {one: stood[one].under(state) if one in stood else state for one, state in bare.items()}
    left = {one: bare[one] if one in stood else state for one, state in known.items()}
    gone = _withdraw({n: bare[n] for n in bare if n not in kept}, left, since)
    return TakenOut(tuple(gone), lay_again({n: bare[n] for n in kept}, by))


def _filing_times(person_ids: Collection[int]) -> dict[int, set[datetime]]:
    """Person → the times of all their filings."""
    times: dict[int, set[datetime]] = {}
    rows = Filing.objects.filter(person_id__in=person_ids).values_list("person_id", "filed_at")
    for person, at in rows:
        times.setdefault(person, set()).add(at)
    return times


def _bare(state: people.PersonState, filed: set[datetime]) -> people.PersonState:
    """A person without what filings said: what was entered by hand stays."""
    blank = people.PersonState.blank(state.id)
    stays = [at is not None and at.at not in filed for at in state.times]
    return people.PersonState(
        state.id,
        tuple(v if s else b for v, b, s in zip(state.values, blank.values, stays, strict=True)),
        tuple(at if s else None for at, s in zip(state.times, stays, strict=True)),
    )


def _withdraw(
    bare: Mapping[int, people.PersonState],
    before: Mapping[int, people.PersonState],
    since: datetime | None,
) -> list[int]:
    """Remove the declarations that nothing is left of, and the persons whom only they had
    entered. Who was known before keeps what nothing else now says. Returns declarations' ids."""
    rows = Declaration.objects.filter(person_id__in=bare)
    gone = list(rows.values_list("pk", flat=True))
    keys = [subject_keys.declaration_key(number) for number in gone]
    codes.forget_standings(list(bare), subject_keys.SCREENING, keys, by=SYSTEM)
    rows.delete()
    screening.forget_subjects(subject_keys.KIND, gone)
    asked = set(PushedItem.objects.filter(person_id__in=bare).values_list("person_id", flat=True))
    lasting = asked | tasks.ever_instructed(bare) | codes.ever_coloured(bare)
    forgotten = _forget(sorted(set(bare) - lasting), since) if since else set()
    people.rewrite({n: before[n].under(bare[n]) for n in bare if n not in forgotten})
    return gone


def _forget(person_ids: list[int], since: datetime) -> set[int]:
    """Remove from the register whom nothing refers to; the history of an instruction, a
    charge or a list from above keeps its person."""
    if not person_ids:
        return set()
    try:
        return people.forget(person_ids, since=since)
    except IntegrityError:
        half = len(person_ids) // 2
        if not half:
            return set()
        return _forget(person_ids[:half], since) | _forget(person_ids[half:], since)
