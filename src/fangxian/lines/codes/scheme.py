"""The colour scheme and the numbers of codes, as the edition in force says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.codes import terms


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour with its place in the scheme: rank 0 is the best, of whom nothing is asked.
    `number` is what a signed code carries for it."""

    code: str
    label: Text
    shape: str
    hex: str
    rank: int
    number: int


@dataclass(frozen=True)
class Scheme:
    """The scheme of a day. A colour of an older scheme keeps its old look and rank."""

    edition: policy.Edition

    @cached_property
    def shades(self) -> tuple[Shade, ...]:
        """The worst first, as the pack writes them. 待核 has the number after all others in signed
        codes: what the others say does not change by its coming in among them."""
        colours = self.edition.colours
        unclear = self.unverified
        numbered = [code for code in list(colours)[::-1] if code != unclear]
        numbered += [unclear] if unclear in colours else []
        return tuple(
            Shade(code, colour.label, colour.shape, colour.hex, rank, numbered.index(code))
            for rank, (code, colour) in zip(range(len(colours))[::-1], colours.items(), strict=True)
        )

    @property
    def unverified(self) -> str:
        """The colour of 待核 where it has one of its own; "" where it shares another's."""
        table = self.edition.table
        shared = {table.otherwise_colour, *(row.colour for row in table.rows)}
        own = table.unverified.colour if table.unverified else ""
        return "" if own in shared else own

    @cached_property
    def _by_code(self) -> dict[str, Shade]:
        return {shade.code: shade for shade in self.shades}

    @property
    def best(self) -> Shade:
        return self.shades[-1]

    @property
    def undecided(self) -> Shade:
        """What somebody shows of whom nothing was ever decided: the pack's 待核. Where a pack has
        none, nothing is ever asked of anybody unknown."""
        said = self.edition.table.unverified
        return self._by_code.get(said.colour, self.best) if said else self.best

    @property
    def restricting(self) -> tuple[Shade, ...]:
        """What somebody may be given by hand: 待核 follows from what is known, never from a hand."""
        return tuple(one for one in self.shades[:-1] if one.code != self.unverified)

    def _of_another(self, code: str, made_at: datetime, place: str, disease: str) -> Shade:
        """As its own disease's scheme has it. In a signed code it has the number of this scheme's
        shade of that rank: who reads it knows this scheme alone, and reads nothing milder."""
        own = scheme_or_none(self.edition.on, place, disease) or _then(made_at, place, disease)
        if own is None:
            return self._unheard_of(code)
        found = own.shade(code, made_at, place, disease)
        rank = min(found.rank, self.shades[0].rank)
        alike = next(one for one in self.shades if one.rank == rank)
        return replace(found, number=alike.number)

    def unverified_of(self, place: str, disease: str) -> str:
        """`unverified` of the scheme by which colours of a disease are read; "" where none is in force."""
        if disease in ("", self.edition.disease):
            return self.unverified
        own = policy.in_force_or_none(self.edition.on, place or places.home(), disease)
        return Scheme(own).unverified if own else ""

    def shade(self, code: str, made_at: datetime, place: str, disease: str = "") -> Shade:
        """The look of a standing's colour: by the scheme now in force for its disease, else by the one
        under which it was made (a county's orange, when its notice has ended)."""
        if disease not in ("", self.edition.disease):
            return self._of_another(code, made_at, place, disease)
        if found := self._by_code.get(code):
            return found
        then = _then(made_at, place, disease)
        known = then.shades if then else ()
        return next((shade for shade in known if shade.code == code), self._unheard_of(code))

    def _unheard_of(self, code: str) -> Shade:
        """A colour of which no pack says anything any more: read as the worst, never as nothing."""
        worst = self.shades[0]
        return Shade(code, Text(code, code), worst.shape, worst.hex, worst.rank, worst.number)


def scheme_on(day: date, place: str = "", disease: str = "") -> Scheme:
    """The scheme at a place (default: the home county) for a disease (default: that which the house
    works against). NotInForce when no pack is."""
    return Scheme(policy.in_force(day, place or places.home(), disease))


def scheme_or_none(day: date, place: str = "", disease: str = "") -> Scheme | None:
    """As `scheme_on`; None where no pack is in force: whoever asks goes on without."""
    edition = policy.in_force_or_none(day, place or places.home(), disease)
    return Scheme(edition) if edition else None


def schemes_on(day: date, place: str = "") -> tuple[Scheme, ...]:
    """The schemes of all diseases in force at a place (default: the home county), that which the house
    works against first."""
    house = policy.disease_on(day)
    diseases = sorted(
        {pack.disease for pack in policy.packs()}, key=lambda one: (one != house, one)
    )
    found = (policy.in_force_or_none(day, place or places.home(), one) for one in diseases)
    return tuple(Scheme(edition) for edition in found if edition)


def _then(made_at: datetime, place: str, disease: str) -> Scheme | None:
    return scheme_or_none(made_at.astimezone(clock.COUNTY_TIME).date(), place, disease)


def last_day(day: date, place: str = "") -> date | None:
    """The latest day, up to this one, on which a scheme held: this one, mostly; None before the
    first pack."""
    ends = {pack.ref.to for pack in policy.packs()}
    days = (day, *sorted((end for end in ends if end and end < day), reverse=True))
    return next((last for last in days if scheme_or_none(last, place)), None)


def scheme_back(day: date) -> Scheme:
    """The scheme of a day, or of the last one that had any: to read what was decided then.
    NotInForce before the first pack."""
    return scheme_on(last_day(day) or day)


def accepted_past_end(edition: policy.Edition) -> timedelta:
    """How long a code is still accepted past its end where there is no network."""
    return edition.must(terms.GRACE)


def reason_words(edition: policy.Edition, code: str) -> Text | None:
    """What a reason of a decision by hand is called; None: the edition has no such reason."""
    return edition.value(terms.REASON_WORDS, code)


@dataclass(frozen=True, slots=True)
class ManualReason:
    """A reason of the closed list: what it is, how long it may hold, where that is written."""

    code: str
    label: Text
    longest: timedelta
    citation: policy.Citation


def manual_reasons(edition: policy.Edition) -> dict[str, ManualReason]:
    """The closed list of the pack: codes.manual_reasons, and of each its words and days."""
    found: dict[str, ManualReason] = {}
    for code in edition.value(terms.MANUAL_REASONS) or ():
        label = edition.must(terms.REASON_WORDS, code)
        longest = edition.must(terms.REASON_DAYS, code)
        cited = edition.read(terms.REASON_WORDS.full(code)).citation
        found[code] = ManualReason(code, label, longest, cited)
    return found
