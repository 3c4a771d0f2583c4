"""A verdict in full: class, colour, course with dates, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from fangxian.ground.policy.edition import Edition
from fangxian.ground.policy.rules import (
    Behind,
    Facts,
    Listing,
    Phase,
    Possible,
    Row,
    Segment,
    Unknown,
    Verdict,
)


@dataclass(frozen=True)
class VerdictExplained:
    """A verdict beside the edition and the day it was read for."""

    edition: Edition
    verdict: Verdict
    on: date

    @property
    def measure(self) -> str:
        return self.verdict.measure_on(self.on)

    @property
    def day(self) -> tuple[int, int] | None:
        """Which day of how many: (4, 14) on the fourth of fourteen; None without a term."""
        for phase, segment in self._phases():
            if phase.end and segment.days and phase.start <= self.on <= phase.end:
                return segment.days - (phase.end - self.on).days, segment.days
        return None

    @property
    def tests(self) -> tuple[date, ...]:
        return tuple(day for phase in self.verdict.phases for day in phase.tests)

    @property
    def row(self) -> Row | None:
        """The row that held; None when none did."""
        rows = (*self.edition.table.rows, *self.edition.contacts.rows)
        return next((row for row in rows if row.id == self.verdict.row), None)

    def as_dict(self) -> dict[str, Any]:
        """Plain values: ISO dates, codes beside Chinese labels."""
        edition, verdict = self.edition, self.verdict
        label = edition.classes[verdict.class_code].label
        colour = edition.colours[verdict.colour].label
        return {
            "on": self.on.isoformat(),
            "pack": {
                "id": edition.id,
                "hash": edition.hash,
                "title": edition.title.zh,
                "layers": [{"id": ref.id, "document": ref.document} for ref in edition.packs],
            },
            "class": verdict.class_code,
            "class_label": label.zh,
            "colour": verdict.colour,
            "colour_label": colour.zh,
            "row": verdict.row or None,
            "uncertain": verdict.uncertain,
            "unverified": verdict.unverified,
            "unknown": [_unknown(one) for one in verdict.unknown],
            "possible": _possible(verdict.possible),
            "behind": _behind(verdict.behind),
            "clock": _day(verdict.clock),
            "segments": self._course(),
            "measure_on": self.measure,
            "test_dates": [day.isoformat() for day in self.tests],
            "on_arrival": list(self.row.on_arrival) if self.row else [],
            "citation": asdict(verdict.citation) if verdict.citation else None,
            "matched": {"stay": _stay(verdict), "listing": _listing(verdict)},
        }

    def _course(self) -> list[dict[str, Any]]:
        return [
            {
                "measure": phase.measure,
                "label": self.edition.measures[phase.measure].zh,
                "start": phase.start.isoformat(),
                "end": _day(phase.end),
                "days": segment.days,
                "test_dates": [day.isoformat() for day in phase.tests],
                "note": phase.note,
            }
            for phase, segment in self._phases()
        ]

    def _phases(self) -> Iterator[tuple[Phase, Segment]]:
        return zip(self.verdict.phases, self.row.segments if self.row else (), strict=False)


def listing_days(edition: Edition, facts: Facts) -> tuple[date, date]:
    """The first and last day such that only listings that touch them can matter to a person
    under an edition: whoever loads the lists for one person loads these days, and so decides as
    the whole population is decided, by all lists."""
    rows = [row for row in edition.table.rows if row.origin == "listed"]
    if facts.category or not rows or not facts.stays:
        return facts.arrival, facts.arrival
    lead = max(row.before_listing_days for row in rows)
    last = _moved(max(stay.end for stay in facts.stays), lead)
    backs = [row.look_back_days for row in rows]
    first = date.min
    if None not in backs:
        first = _moved(
            replace(facts, on=edition.on).back_from,
            -max(back for back in backs if back is not None),
        )
    elif all(stay.start for stay in facts.stays):
        first = min(stay.start for stay in facts.stays if stay.start)
    return min(first, last), last


def _moved(day: date, days: int) -> date:
    """Some days on or back, within the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def explain_verdict(
    edition: Edition, facts: Facts, listings: Iterable[Listing], on: date | None = None
) -> VerdictExplained:
    """One person under an edition, on a day (default: the edition's). A person with a contact
    category is read in the contact table."""
    day = replace(edition, on=on) if on else edition
    verdict = day.decide_contact(facts) if facts.category else day.decide(facts, listings)
    return VerdictExplained(edition, verdict, day.on)


def _unknown(one: Unknown) -> dict[str, Any]:
    stay = one.stay
    return {
        "kind": one.kind,
        "text": stay.text if stay else "",
        "candidates": list(stay.candidates) if stay else [],
    }


def _possible(found: Possible | None) -> dict[str, Any] | None:
    if found is None:
        return None
    listing = found.listing
    return {
        "place": found.stay.place,
        "text": found.stay.text,
        "class": found.class_code,
        "colour": found.colour,
        "row": found.row,
        "level": listing.level if listing else None,
    }


def _behind(found: Behind | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "row": found.row,
        "class": found.class_code,
        "clock": _day(found.clock),
        "end": _day(found.end),
    }


def _stay(verdict: Verdict) -> dict[str, Any] | None:
    stay = verdict.stay
    if stay is None:
        return None
    return {"place": stay.place, "text": stay.text, "from": _day(stay.start), "to": _day(stay.end)}


def _listing(verdict: Verdict) -> dict[str, Any] | None:
    listing = verdict.listing
    if listing is None:
        return None
    return {
        "level": listing.level,
        "place": listing.place,
        "text": listing.text,
        "from": _day(listing.listed_from),
        "to": _day(listing.listed_to),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
