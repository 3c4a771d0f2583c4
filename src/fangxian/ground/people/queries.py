"""Reads: masked rows, and the search box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from fangxian.ground.people import rules, stamps
from fangxian.ground.people.documents import DocumentKey, numbers_sought, remark_on
from fangxian.ground.people.locking import NUMBER
from fangxian.ground.people.models import Document, Household, MergeRecord, Person
from fangxian.ground.people.names import INITIAL_LETTERS, name_key, tidy_name
from fangxian.ground.people.phones import normalise_phone
from fangxian.ground.people.records import kept_of, records_of
from fangxian.ground.people.services.storing import PHONE
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.bulk import as_array
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading

READ = "people.read"
FOUND_AT_MOST = 50
SHOWN_OF_PHONE = 4
NAMES = "SELECT id, name FROM people_person WHERE id = ANY(%s::bigint[])"


@dataclass(frozen=True)
class DocumentRow:
    id: int
    type: str
    number: str  # masked
    remark: Text | None = None  # what to look at on the card


@dataclass(frozen=True)
class PersonRow:
    """A person as a list or a dossier shows them: masked."""

    id: int
    name: str
    sex: str
    birth_date: date | None
    documents: tuple[DocumentRow, ...]
    phone: str
    phone_sound: bool
    proven: str  # the phone that may sign in, masked; "" where nobody vouched for one
    proven_same: bool  # it is the phone at which the person is reached
    proven_word: int  # by whose word it stands (rules.Provenance); 0 for none
    phone_cut: bool  # somebody who holds it said 不是我, and nobody has checked it since
    place: str
    address: str
    household_id: int | None
    occupations: tuple[str, ...]
    filed_at: datetime
    merge_ids: tuple[int, ...] = ()  # merges into this person that can be undone


@reading(needs=READ, words=Text("查看档案", "opened the file"))
def person(person_id: int, *, by: Actor) -> PersonRow:
    """One person, masked. A record that was merged away answers with the one kept."""
    found = in_scope(by).filter(pk=kept_of([person_id])[person_id]).first()
    if found is None:
        raise NotFound(what=Text(f"人员 {person_id}", f"Person {person_id}"))
    audit.note(subject=f"people.person:{found.pk}", person_ids=[found.pk], place=found.place)
    merges = MergeRecord.objects.filter(kept_id=found.pk, undone_at=None).values_list(
        "id", flat=True
    )
    return _rows([found], {found.pk: tuple(merges)})[0]


@reading(needs=READ, words=Text("搜索", "searched"))
def search(text: str, *, by: Actor, limit: int = 20) -> tuple[PersonRow, ...]:
    """People by name, by pinyin or its initials, or by an exact number or phone."""
    wanted = text.strip()
    if not wanted or "\0" in wanted:
        return ()
    found = list(
        in_scope(by)
        .filter(merged_into=None)
        .filter(_matching(wanted))
        .order_by("name_key", "id")[: min(limit, FOUND_AT_MOST)]
    )
    audit.note(person_ids=[row.pk for row in found], purpose="搜索", count=len(found))
    return _rows(found, {})


def _matching(wanted: str) -> Q:
    name, keys = tidy_name(wanted), name_key(wanted)
    met = Q(name_plain__startswith=keys.plain) if keys.plain else Q(pk=None)
    if keys.plain.isascii() and keys.plain.isalpha():
        met |= Q(initials=keys.plain[:INITIAL_LETTERS]) | Q(name_key__startswith=keys.plain)
        return met if len(keys.plain) > 1 else Q(name_key__startswith=keys.plain)
    if name and not any(sign.isdecimal() for sign in name):
        return met
    indexes = [crypto.blind_index(number, about=NUMBER) for number in numbers_sought(wanted)]
    met |= Q(pk__in=Document.objects.filter(number_index__in=indexes).values("person_id"))
    phone = normalise_phone(wanted).text
    index = crypto.blind_index(phone, about=PHONE)
    return met | Q(phone_index=index) | Q(proven_index=index)


def in_scope(by: Actor) -> QuerySet[Person]:
    """Those whose place lies in the actor's scope, or whom the actor entered."""
    return Person.objects.filter(by.scope(READ).q(place="place", owner="created_by_id"))


def rows_of(person_ids: Iterable[int]) -> dict[int, PersonRow]:
    """These persons, masked; the caller's reading writes the audit line."""
    found = list(Person.objects.filter(pk__in=list(person_ids)))
    return {row.id: row for row in _rows(found, {})}


def _word_of_proven(row: Person) -> int:
    if row.proven_index is None:
        return 0
    return stamps.stamp_of("proven", row.filed_at, row.provenance, row.as_of).word


def _rows(found: list[Person], merges: dict[int, tuple[int, ...]]) -> tuple[PersonRow, ...]:
    documents = masked_documents([row.pk for row in found])
    return tuple(
        PersonRow(
            id=row.pk,
            name=rules.mask_name(row.name),
            sex=row.sex,
            birth_date=row.birth_date,
            documents=documents.get(row.pk, ()),
            phone=masked_phone(row.phone_sealed),
            phone_sound=row.phone_sound,
            proven=masked_phone(row.proven_sealed),
            proven_word=_word_of_proven(row),
            proven_same=row.proven_index is not None and row.proven_index == row.phone_index,
            phone_cut=row.phone_cut,
            place=row.place,
            address=row.address,
            household_id=row.household_id,
            occupations=tuple(row.occupations),
            filed_at=row.filed_at,
            merge_ids=merges.get(row.pk, ()),
        )
        for row in found
    )


def masked_documents(person_ids: Iterable[int]) -> dict[int, tuple[DocumentRow, ...]]:
    """The documents of these persons, masked; the oldest entry first."""
    rows: dict[int, tuple[DocumentRow, ...]] = {}
    for document in Document.objects.filter(person_id__in=list(person_ids)).order_by("id"):
        key = DocumentKey(document.type, crypto.unseal(document.number_sealed, about=NUMBER))
        shown = DocumentRow(document.pk, key.type, rules.mask_number(key.number), remark_on(key))
        rows[document.person_id] = (*rows.get(document.person_id, ()), shown)
    return rows


def masked_phone(sealed: bytes | memoryview) -> str:
    return rules.mask_phone(crypto.unseal(bytes(sealed), about=PHONE)) if sealed else ""


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Masked names, for lists of other rooms."""
    with connection.cursor() as cursor:  # every code that is shown asks it
        cursor.execute(NAMES, [as_array(map(str, person_ids))])
        return {number: rules.mask_name(name) for number, name in cursor.fetchall()}


def phones_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Masked phones at which these persons are reached, for lists of other rooms; absent who has
    none."""
    rows = Person.objects.filter(pk__in=list(person_ids)).values_list("id", "phone_sealed")
    return {number: masked_phone(sealed) for number, sealed in rows if sealed}


def told_apart(person_ids: Iterable[int]) -> dict[int, str]:
    """What stands beside the masked names of one list where two of its people have the same (李**): the
    end of the phone, as its mask shows it; else, or where both have that too, the record's number.
    Nobody else is in it."""
    alike = _alike(names_of(set(person_ids)))
    if not alike:
        return {}
    phones = phones_of(alike)
    tails = {one: phones.get(one, "")[-SHOWN_OF_PHONE:].lstrip("*") for one in alike}
    same = _alike({one: f"{name} {tails[one]}" for one, name in alike.items()})
    return {
        one: f"#{one}" if one in same or not tails[one] else tails[one] for one in sorted(alike)
    }


def _alike(said: Mapping[int, str]) -> dict[int, str]:
    """Those of whom the same is said as of another."""
    often = Counter(said.values())
    return {one: words for one, words in said.items() if often[words] > 1}


def places_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Where these persons live (division prefixes), for rooms that hand out work."""
    return dict(Person.objects.filter(pk__in=list(person_ids)).values_list("id", "place"))


def living_in(household_ids: Iterable[int]) -> frozenset[int]:
    """Who lives in these households. One query."""
    rows = Person.objects.filter(household_id__in=list(household_ids), merged_into=None)
    return frozenset(rows.values_list("id", flat=True))


def addresses_of(person_ids: Iterable[int]) -> dict[int, str]:
    """What was written as their address, for a printed order."""
    return dict(Person.objects.filter(pk__in=list(person_ids)).values_list("id", "address"))


def numbers_of(person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Every document number of each, in clear, under whichever of their records; the first entered
    first. Absent who has none. The caller's verb writes the audit line."""
    records = records_of(person_ids)
    every = {one for some in records.values() for one in some}
    found: dict[int, list[str]] = {}
    for document in Document.objects.filter(person_id__in=every).order_by("id"):
        number = crypto.unseal(document.number_sealed, about=NUMBER)
        found.setdefault(document.person_id, []).append(number)
    of = {
        person: tuple(
            dict.fromkeys(number for one in (person, *some) for number in found.get(one, ()))
        )
        for person, some in records.items()
    }
    return {person: numbers for person, numbers in of.items() if numbers}


def clear_of(person_ids: Iterable[int]) -> dict[int, tuple[str, DocumentKey, str]]:
    """Name, first document and phone in clear, for an export or a printed order. The caller's
    verb writes the audit line."""
    wanted = list(person_ids)
    keys: dict[int, DocumentKey] = {}
    for document in Document.objects.filter(person_id__in=wanted).order_by("-id"):
        number = crypto.unseal(document.number_sealed, about=NUMBER)
        keys[document.person_id] = DocumentKey(document.type, number)
    return {
        row.pk: (
            row.name,
            keys[row.pk],
            crypto.unseal(row.phone_sealed, about=PHONE) if row.phone_sealed else "",
        )
        for row in Person.objects.filter(pk__in=wanted)
        if row.pk in keys
    }


def count_households() -> int:
    """How many households are on the register."""
    return Household.objects.count()
