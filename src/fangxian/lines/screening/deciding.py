"""Subjects decided by the edition in force for their disease at their place, and written out.
Nothing is kept here."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.db import DatabaseError

from fangxian.ground.policy import api as policy
from fangxian.lines.screening import population, possibilities
from fangxian.lines.screening.editions import by_edition
from fangxian.lines.screening.subjects import Ref, Subject
from fangxian.lines.screening.verdicts import Found, Writer, Written
from fangxian.lines.zones import api as zones

FEW = 10  # people of whom nothing can be made, at most: else it is no matter of persons

log = logging.getLogger(__name__)


class Decided(NamedTuple):
    """Subjects of one edition, with the table that was read, their verdicts, and the lists that these
    were decided by."""

    edition: policy.Edition
    people: Sequence[Subject]
    written: Sequence[Written]
    lists: zones.Snapshot


def decided(people: Sequence[Subject], on: date) -> Iterator[Decided]:
    """As of a day: the policy of that day, the lists as known now. Where nothing is in force,
    nobody is decided."""
    return _by_each(people, on, sure=False)


def surely(people: Sequence[Subject], on: date) -> Iterator[Decided]:
    """The same, of what surely holds alone: as if every doubt came out in somebody's favour."""
    return _by_each(people, on, sure=True)


def _by_each(people: Sequence[Subject], on: date, *, sure: bool) -> Iterator[Decided]:
    lists = zones.snapshot()
    for found, group in by_edition(people, on):
        edition = replace(found, table=replace(found.table, sure=sure))
        yield Decided(edition, group, _each(group, edition, lists, []), lists)


def _each(
    group: Sequence[Subject], edition: policy.Edition, lists: zones.Snapshot, failed: list[Ref]
) -> list[Written]:
    """The verdicts of a group, in order. Somebody whom the rules cannot decide is 待核 as one of whom
    no place is known, is logged, and keeps nobody else from being decided. `failed` collects their
    numbers: of many, or where the table has no 待核, it is no matter of persons and raises."""
    try:
        return _decided(group, edition, lists)
    except DatabaseError:
        raise
    except Exception:
        if edition.table.unverified is None or len(failed) >= FEW:
            raise
        if len(group) > 1:
            half = len(group) // 2
            first = _each(group[:half], edition, lists, failed)
            return first + _each(group[half:], edition, lists, failed)
        one = group[0]
        log.exception("%s cannot be decided: to be verified", one.ref)
        failed.append(one.ref)
        return _decided([one._replace(facts=unread(one.facts))], edition, lists)


def unread(facts: policy.Facts) -> policy.Facts:
    """Nothing is known of where they were."""
    return policy.Facts(facts.arrival)


def _decided(
    group: Sequence[Subject], edition: policy.Edition, lists: zones.Snapshot
) -> list[Written]:
    found = population.decide(group, edition, lists.frame)
    readings = possibilities.gravest(found, edition, lists.frame)
    return _written(found, readings, edition, lists)


def _written(
    found: Sequence[Found],
    readings: Mapping[Ref, Reading],
    edition: policy.Edition,
    lists: zones.Snapshot,
) -> list[Written]:
    """Write verdicts out, naming for each the listing that spoke, in its published words."""
    speaker = _Speaker(lists)
    writer, spoke = Writer(edition), [speaker.of(one, one.stay) for one in found]
    named = zones.describe(list({listing.id for listing in spoke if listing}))
    worded = {
        listing: replace(listing, text=named[listing.id].text)
        for listing in {one for one in spoke if one and one.id in named}
    }
    return [
        writer.write(
            one,
            worded.get(listing, listing) if listing else None,
            speaker.possible(readings.get(one.subject.ref)),
        )
        for one, listing in zip(found, spoke, strict=True)
    ]


Reading = tuple[policy.Stay, Found]


class _Speaker:
    """Which listing spoke. The lists are laid out once, and only when one did."""

    def __init__(self, lists: zones.Snapshot) -> None:
        self._lists = lists
        self._reasons: dict[str, policy.Reasons] = {}

    def of(self, one: Found, stay: policy.Stay | None) -> policy.Listing | None:
        row = one.row
        if row is None or stay is None or row.origin != "listed":
            return None
        if row.id not in self._reasons:
            known = self._lists.listings(date.min, date.max)
            self._reasons[row.id] = policy.Reasons(row, known)
        return self._reasons[row.id].listing_for(stay, certain=one.certain)

    def possible(self, reading: Reading | None) -> policy.Possible | None:
        if reading is None:
            return None
        stay, said = reading
        assert said.row is not None
        assert said.clock is not None
        return policy.Possible(
            stay,
            said.row.class_code,
            said.row.colour,
            said.row.id,
            said.clock,
            said.certain,
            self.of(said, said.stay),
        )
