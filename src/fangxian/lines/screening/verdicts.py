"""A verdict written out in full: what is kept of it and what it replays from. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw

from fangxian.ground.policy import api as policy
from fangxian.lines.screening.doubts import Asked, Doubt, MayBe
from fangxian.lines.screening.subjects import Ref, Subject


class Found(NamedTuple):
    """What the table said of one subject."""

    subject: Subject
    row: policy.Row | None
    clock: date | None
    uncertain: bool
    stay: policy.Stay | None
    graver: bool = False  # what is not known could make it graver
    certain: bool = True  # the row holds whatever that is
    unverified: bool = False  # 待核
    behind: policy.Behind | None = None  # what held before, its course over on the day


class Written(NamedTuple):
    """One verdict, ready to be kept. `digest` is eight bytes of what was read and eight of
    what was said."""

    ref: Ref
    place: str
    class_code: str
    colour: str
    uncertain: bool
    facts: str
    listing: str | None
    verdict: str
    phases: tuple[policy.Phase, ...]
    free_from: date | None
    digest: bytes


def facts_from_plain(plain: Mapping[str, Any]) -> policy.Facts:
    return policy.Facts(
        arrival=date.fromisoformat(plain["arrival"]),
        stays=tuple(stay_from_plain(stay) for stay in plain["stays"]),
        overseas=plain["overseas"],
        entry=_day(plain["entry"]),
        category=plain.get("category", ""),
        last_exposure=_day(plain.get("last_exposure")),
    )


def stay_from_plain(plain: Sequence[Any]) -> policy.Stay:
    """The fifth says what is not known of it, and what was found out; often there is none."""
    place, start, end, text, *more = plain
    open_: Mapping[str, Any] = more[0] if more else {}
    return policy.Stay(
        place,
        date.fromisoformat(end),
        _day(start),
        text,
        tuple(open_.get("candidates", ())),
        open_.get("found", True),
        tuple(map(_mark, open_.get("inside", ()))),
        tuple(map(_mark, open_.get("outside", ()))),
        open_.get("in_city", False),
    )


def _mark(plain: Sequence[str]) -> policy.Mark:
    level, place, first, last = plain
    return level, place, date.fromisoformat(first), date.fromisoformat(last)


def _open(stay: policy.Stay) -> dict[str, Any]:
    """What is not known of a stay, and what was found out by asking."""
    said: dict[str, Any] = {}
    if stay.candidates:
        said["candidates"] = list(stay.candidates)
    elif not stay.found:
        said["found"] = False
        if stay.in_city:
            said["in_city"] = True
    for name in ("inside", "outside") if stay.asked else ():
        if marks := getattr(stay, name):
            said[name] = [[*mark[:2], *(day.isoformat() for day in mark[2:])] for mark in marks]
    return said


def listing_as_plain(listing: policy.Listing) -> dict[str, Any]:
    return {
        "id": listing.id,
        "level": listing.level,
        "place": listing.place,
        "listed_from": listing.listed_from.isoformat(),
        "listed_to": listing.listed_to.isoformat(),
        "exact": listing.exact,
        "city_kind": listing.city_kind,
        "text": listing.text,
    }


def listing_from_plain(plain: Mapping[str, Any]) -> policy.Listing:
    days = {name: date.fromisoformat(plain[name]) for name in ("listed_from", "listed_to")}
    return policy.Listing(**{**plain, **days})


def phases_as_plain(phases: tuple[policy.Phase, ...]) -> list[dict[str, Any]]:
    return [
        {
            "measure": phase.measure,
            "start": phase.start.isoformat(),
            "end": phase.end.isoformat() if phase.end else None,
            "tests": [day.isoformat() for day in phase.tests],
            "note": phase.note,
        }
        for phase in phases
    ]


def free_from(phases: tuple[policy.Phase, ...]) -> date | None:
    """The first day on which no measure runs any more; None when there is none, or no end."""
    last = phases[-1].end if phases else None
    return last + timedelta(days=1) if last else None


class Writer:
    """Writes the verdicts of one edition, remembering what many people share."""

    def __init__(self, edition: policy.Edition) -> None:
        self._edition = edition
        self._courses: dict[tuple[str, date | None], tuple[tuple[policy.Phase, ...], Raw]] = {}
        self._heads: dict[tuple[str, bool], dict[str, Any]] = {}
        self._stays: dict[policy.Stay, Raw] = {}
        self._listings: dict[policy.Listing, str] = {}

    def write(
        self,
        found: Found,
        listing: policy.Listing | None,
        possible: policy.Possible | None = None,
    ) -> Written:
        one, row, clock, uncertain, stay, *_, behind = found
        class_code, colour, _ = self._outcome(found)
        phases, course = self._course(row, clock)
        verdict = {
            **self._head(found),
            "clock": clock,
            "uncertain": uncertain,
            "phases": course,
            "stay": self._stay(stay) if stay else None,
        }
        if found.graver:
            verdict["doubt"] = self._doubt(found, possible)
        if behind:
            verdict["behind"] = _behind_said(behind)
        read = _json(self._facts(one.facts))
        named = self._listing(listing) if listing else None
        digest = _eight(f"{read}{self._edition.hash}{named}") + _eight(_json(verdict))
        verdict["by"] = AHEAD
        return Written(
            one.ref,
            one.place,
            class_code,
            colour,
            uncertain,
            read,
            named,
            _json(verdict),
            phases,
            free_from(phases),
            digest,
        )

    def _facts(self, facts: policy.Facts) -> dict[str, Any]:
        read = {
            "arrival": facts.arrival,
            "overseas": facts.overseas,
            "entry": facts.entry,
            "stays": [self._stay(stay) for stay in facts.stays],
        }
        if facts.category:
            read |= {"category": facts.category, "last_exposure": facts.last_exposure}
        return read

    def _stay(self, stay: policy.Stay) -> Raw:
        """A stay as JSON, as `stay_from_plain` reads it again."""
        text = self._stays.get(stay)
        if text is None:
            plain: list[Any] = [stay.place, stay.start and stay.start.isoformat()]
            plain += [stay.end.isoformat(), stay.text]
            if said := _open(stay):
                plain.append(said)
            text = self._stays[stay] = _ready(plain)
        return text

    def _listing(self, listing: policy.Listing) -> str:
        if listing not in self._listings:
            self._listings[listing] = _json(listing_as_plain(listing))
        return self._listings[listing]

    def _course(
        self, row: policy.Row | None, clock: date | None
    ) -> tuple[tuple[policy.Phase, ...], Raw]:
        key = (row.id if row else "", clock)
        if key not in self._courses:
            phases = policy.lay_out(row.segments, clock) if row and clock else ()
            self._courses[key] = phases, _ready(phases_as_plain(phases))
        return self._courses[key]

    def _outcome(self, found: Found) -> tuple[str, str, policy.Citation | None]:
        """Class, colour and by what."""
        table, row = self._edition.table, found.row
        if found.unverified and table.unverified:
            said = table.unverified
            return said.class_code, said.colour, said.citation
        if row is None:
            return table.otherwise_class, table.otherwise_colour, None
        return row.class_code, row.colour, row.citation

    def _head(self, found: Found) -> dict[str, Any]:
        key = (found.row.id if found.row else "", found.unverified)
        if key not in self._heads:
            class_code, colour, cited = self._outcome(found)
            by = cited and {
                "pack": cited.pack,
                "document": cited.document,
                "clause": cited.clause,
                "source": cited.source,
                "mark": cited.mark,
            }
            self._heads[key] = {
                "class": class_code,
                "colour": colour,
                "row": key[0],
                "citation": _ready(by),
            }
        return self._heads[key]

    def _doubt(self, found: Found, possible: policy.Possible | None) -> dict[str, Any]:
        facts = found.subject.facts
        doubt = Doubt(
            found.unverified,
            found.certain,
            self._edition.table.open_until(facts.latest),
            tuple(
                Asked(one.kind, one.stay.text if one.stay else "")
                for one in policy.unknowns(facts, inland=True)
            ),
            MayBe.of(possible) if possible else None,
        )
        return doubt.as_plain()


_encode = msgspec.json.Encoder().encode


def _json(plain: Any) -> str:
    """Days as ISO dates, no blanks, Chinese as it is."""
    return _encode(plain).decode()


def _ready(plain: Any) -> Raw:
    """What many verdicts share, written out once."""
    return Raw(_encode(plain))


# How verdicts are found, kept with each and not part of its digest: from 2 on with the day, so
# that a course that is over hides nothing; from 3 on a look-back counts from the day as well, where
# the arrival lies ahead. Those of a lower number are decided again without.
BY_DAY, AHEAD = 2, 3


def _behind_said(behind: policy.Behind) -> dict[str, Any]:
    return {
        "row": behind.row,
        "class": behind.class_code,
        "clock": behind.clock,
        "end": behind.end,
    }


def _eight(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
