"""一人一档: what was declared, filed, screened and laid down for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.arrivals.columns import FIELDS
from fangxian.lines.arrivals.filing import SEALED, SEPARATOR
from fangxian.lines.arrivals.models import Declaration, Filing, Stay
from fangxian.lines.arrivals.queries.found import READ
from fangxian.lines.arrivals.queries.ledger import origin_shown
from fangxian.lines.arrivals.subject_keys import KIND, declaration_key
from fangxian.lines.screening import api as screening

MASKS = {
    "name": people.mask_name,
    "document_number": people.mask_number,
    "phone": people.mask_phone,
}


@dataclass(frozen=True)
class StayRow:
    text: str
    place: str
    start: date | None
    end: date


@dataclass(frozen=True)
class EarlierRow:
    """A journey that counts beside the one that stands; of the same arrival: what was said
    otherwise of it."""

    arrival: date
    stays: tuple[StayRow, ...]


@dataclass(frozen=True)
class FilingRow:
    """A filing as it was handed in, masked; fields by name, empty ones left out."""

    id: int
    filed_at: datetime
    received_at: datetime
    way_in: str
    batch_id: int | None
    row_number: int | None
    said: dict[str, str]


@dataclass(frozen=True)
class PhaseRow:
    measure: str
    start: date
    end: date | None
    tests: tuple[date, ...]


PRECISE = ("place", "start", "end", "text")  # of a stay of which all is known


@dataclass(frozen=True)
class ScreeningRow:
    """One decision, newest first; `verdict`, `facts` and `listing` as stored."""

    id: int
    at: datetime
    on: date
    edition: str
    pack_hash: str
    class_code: str
    colour: str
    uncertain: bool
    verdict: dict[str, Any]
    facts: dict[str, Any]
    listing: dict[str, Any] | None
    standing: bool

    @property
    def by_city(self) -> tuple[str, ...]:
        """The addresses that were decided by the city in which they lie."""
        if self.verdict.get("doubt"):
            return ()
        stays = [stay for stay in self.facts["stays"] if len(stay) > len(PRECISE)]
        return tuple(dict.fromkeys(stay[3] for stay in stays if stay[4].get("in_city")))


@dataclass(frozen=True)
class Dossier:
    """Everything that arrivals knows of one person."""

    declaration_id: int
    person_id: int
    origin: str
    origin_place: str
    leaving: date | None
    arrival: date
    transport: str
    vehicle: str
    town: str
    village: str
    place: str
    address: str
    overseas: bool | None
    entry: date | None
    remark: str
    method: str
    filed_at: datetime
    unproven: bool  # strangers' words are all that is known
    missing: tuple[str, ...]
    unresolved: tuple[str, ...]
    class_code: str
    colour: str
    uncertain: bool
    free_from: date | None
    stays: tuple[StayRow, ...]
    earlier: tuple[EarlierRow, ...]  # newest first
    phases: tuple[PhaseRow, ...]
    screenings: tuple[ScreeningRow, ...]
    filings: tuple[FilingRow, ...]


@reading(needs=READ, words=Text("查看申报", "looked at the declaration"))
def dossier(person_id: int, *, by: Actor) -> Dossier:
    """The arrivals part of a person's page. Six queries."""
    within = by.scope(READ).q(place="place", owner="created_by_id")
    row = Declaration.objects.filter(within, person_id=person_id).first()
    if row is None:
        raise NotFound(
            what=Text(f"人员 {person_id} 的申报", f"The declaration of person {person_id}")
        )
    audit.note(subject=declaration_key(row.pk), person_ids=[person_id], place=row.place)
    return Dossier(
        declaration_id=row.pk,
        person_id=person_id,
        origin=origin_shown(row),
        origin_place=row.origin,
        leaving=row.leaving,
        arrival=row.arrival,
        transport=row.transport,
        vehicle=row.vehicle,
        town=row.town_text,
        village=row.village_text,
        place=row.place,
        address=row.address_text,
        overseas=row.overseas,
        entry=row.entry,
        remark=row.remark,
        method=row.method,
        filed_at=row.filed_at,
        unproven=row.unproven,
        missing=tuple(row.missing),
        unresolved=tuple(row.unresolved),
        class_code=row.class_code,
        colour=row.colour,
        uncertain=row.uncertain,
        free_from=row.free_from,
        stays=_stays(row),
        earlier=_earlier(row),
        phases=_phases(row),
        screenings=_screenings(row),
        filings=_filings(person_id),
    )


def _stays(row: Declaration) -> tuple[StayRow, ...]:
    stays = Stay.objects.filter(declaration=row, journey=None).order_by("end", "id")
    return tuple(map(_stay, stays))


def _stay(stay: Stay) -> StayRow:
    return StayRow(_named(stay), stay.place, stay.start, stay.end)


def _earlier(row: Declaration) -> tuple[EarlierRow, ...]:
    kept = Stay.objects.filter(declaration=row, journey__isnull=False)
    by_day: dict[date, list[StayRow]] = {}
    for stay in kept.order_by("-journey", "end", "id"):
        assert stay.journey is not None
        by_day.setdefault(stay.journey, []).append(_stay(stay))
    return tuple(EarlierRow(day, tuple(stays)) for day, stays in by_day.items())


def _named(stay: Stay) -> str:
    """As it was named; a place that was filed as a bare code by its name."""
    bare = stay.text.isascii() and stay.place
    return places.full_name(stay.place) if bare else stay.text


def _phases(row: Declaration) -> tuple[PhaseRow, ...]:
    phases = screening.phases_of(KIND).filter(number=row.pk).order_by("start", "id")
    return tuple(PhaseRow(one.measure, one.start, one.end, tuple(one.tests)) for one in phases)


def _screenings(row: Declaration) -> tuple[ScreeningRow, ...]:
    return tuple(
        ScreeningRow(
            one.pk,
            one.at,
            one.on,
            one.edition,
            one.pack_hash,
            one.class_code,
            one.colour,
            one.uncertain,
            one.verdict,
            one.facts,
            one.listing,
            one.pk == row.screening_id,
        )
        for one in screening.screenings_of(KIND, row.pk)
    )


def _filings(person_id: int) -> tuple[FilingRow, ...]:
    filings = Filing.objects.filter(person_id=person_id).order_by("-filed_at", "-id")
    return tuple(
        FilingRow(
            one.pk,
            one.filed_at,
            one.received_at,
            one.way_in,
            one.batch_id,
            one.row_number,
            masked(said_in(bytes(one.sealed_cells))),
        )
        for one in filings
    )


def said_in(sealed: bytes) -> dict[str, str]:
    """The fields of a filing that say something, in clear."""
    cells = crypto.unseal(sealed, about=SEALED).split(SEPARATOR)
    return {field: text for field, text in zip(FIELDS, cells, strict=True) if text}


def masked(said: dict[str, str]) -> dict[str, str]:
    return {field: MASKS[field](text) if field in MASKS else text for field, text in said.items()}


@dataclass(frozen=True)
class FamilyRow:
    """Somebody of the same household, masked. `open`: their file lies in the actor's area;
    class and colour are "" for who never declared."""

    person_id: int
    name: str
    place: str
    class_code: str
    colour: str
    arrival: date | None
    open: bool


@reading(needs=READ, words=Text("查看家庭", "looked at the household"))
def family(person_id: int, *, by: Actor) -> tuple[FamilyRow, ...]:
    """The others of a person's household; nobody where no household is known."""
    within = by.scope(READ).q(place="place", owner="created_by_id")
    row = Declaration.objects.filter(within, person_id=person_id).first()
    home = row.person.household if row else None
    if row is None or home is None:
        return ()
    lives = dict(home.members.exclude(pk=person_id).values_list("pk", "place"))
    names = people.names_of(lives)
    said = {one.person_id: one for one in Declaration.objects.filter(within, person_id__in=lives)}
    audit.note(subject=f"arrivals.family:{person_id}", person_ids=list(lives), place=row.place)
    return tuple(_relative(n, names.get(n, ""), lives[n], said.get(n)) for n in sorted(lives))


def _relative(person_id: int, name: str, place: str, said: Declaration | None) -> FamilyRow:
    if said is None:
        return FamilyRow(person_id, name, place, "", "", None, open=False)
    return FamilyRow(
        person_id, name, said.place, said.class_code, said.colour, said.arrival, open=True
    )
