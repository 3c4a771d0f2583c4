"""The register in bulk: what is known of these documents, and what is to be kept.

These are called inside a verb of a room above (an import, a declaration), which asks for
the permission and writes the audit line; they are no verbs themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from fangxian.ground.people import stamps
from fangxian.ground.people.document_words import OTHER
from fangxian.ground.people.documents import DocumentKey, Guessed, forms_of
from fangxian.ground.people.locking import NUMBER, hold_persons, index_of, must_be_held
from fangxian.ground.people.names import name_key
from fangxian.ground.people.phones import normalise_phone
from fangxian.ground.people.rules import FIELDS, PersonState
from fangxian.ground.people.stamps import Provenance
from fangxian.ground.places import api as places
from fangxian.kernel import clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.bulk import as_array, copy_columns, next_ids, update_columns

PHONE = "people.phone"
ID_LENGTH = 18  # a number of so many characters says itself what it is

KNOWN = """
SELECT d.type, d.number_index, d.guessed, p.id, p.name, p.sex, p.birth_date, p.phone_sealed, p.place,
       p.address, p.occupations, p.proven_sealed, p.filed_at, p.provenance,
       p.as_of
  FROM people_document d JOIN people_person p ON p.id = d.person_id
 WHERE d.number_index = ANY(ARRAY(SELECT decode(x, 'hex') FROM unnest(%s::text[]) x))
 ORDER BY d.twin, d.id
"""
STATED = """
UPDATE people_document d SET type = v.type, guessed = false
  FROM unnest(%s::text[], %s::text[]) AS v(type, number)
 WHERE d.guessed AND d.number_index = decode(v.number, 'hex')
   AND NOT EXISTS (SELECT FROM people_document o
                    WHERE o.number_index = d.number_index AND o.type = v.type)
"""


def states_of(keys: Iterable[DocumentKey]) -> dict[DocumentKey, PersonState]:
    """What is known of the bearers of these documents. Two documents of one person give
    states of the same id. A document is found under another type where nobody stated one of the
    two, or where one of them says no more than "other"."""
    asked: dict[bytes, list[DocumentKey]] = {}
    for key in keys:
        asked.setdefault(index_of(key), []).append(key)
    found: dict[DocumentKey, PersonState] = {}
    near: dict[DocumentKey, PersonState] = {}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [as_array(index.hex() for index in asked)])
        for type_, index, guessed, *row in cursor.fetchall():
            for key in asked[bytes(index)]:
                if key.type == type_:
                    found.setdefault(key, _state(row))
                elif _loose(key.type) or guessed or type_ == OTHER:
                    near.setdefault(key, _state(row))
    return near | found


def bearers_of(keys: Iterable[DocumentKey]) -> dict[DocumentKey, tuple[PersonState, ...]]:
    """Who bears the document that is named, where its type was stated on both sides; else everybody
    who bears its number, whatever the document is called and in whichever form the number is kept.
    For words that nobody vouches for: calling a number otherwise makes nobody new. Numbers that
    nobody bears are absent."""
    asked: dict[bytes, list[DocumentKey]] = {}
    for key in keys:
        for number in forms_of(key.number):
            asked.setdefault(crypto.blind_index(number, about=NUMBER), []).append(key)
    found: dict[DocumentKey, dict[int, PersonState]] = {}
    exact: dict[DocumentKey, dict[int, PersonState]] = {}
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [as_array(index.hex() for index in asked)])
        for type_, index, guessed, *row in cursor.fetchall():
            for key in asked[bytes(index)]:
                sure = key.type == type_ and not (guessed or _loose(key.type))
                into = exact if sure and index_of(key) == bytes(index) else found
                into.setdefault(key, {}).setdefault(row[0], _state(row))
    return {key: tuple(some.values()) for key, some in (found | exact).items()}


def _loose(kind: str) -> bool:
    return kind.__class__ is Guessed or kind == OTHER


def held(person_ids: Collection[int]) -> dict[int, PersonState]:
    """Keep others from writing about these persons until the transaction ends, and what is then
    known of them: what `rewrite` and `store` may write. Those who are gone are absent. Called
    before anything of theirs is read or locked in the rooms above (`locking` says the order)."""
    hold_persons(person_ids)
    return states_by_id(person_ids)


def states_by_id(person_ids: Collection[int]) -> dict[int, PersonState]:
    """What is known of these persons, to look at; to write it, `held`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, name, sex, birth_date, phone_sealed, place, address, occupations,"
            " proven_sealed, filed_at, provenance, as_of FROM people_person WHERE id = ANY(%s::bigint[])",
            [as_array(map(str, person_ids))],
        )
        return {row[0]: _state(row) for row in cursor.fetchall()}


def _state(row: Any) -> PersonState:
    (
        number,
        name,
        sex,
        birth,
        sealed,
        place,
        address,
        occupations,
        proven_sealed,
        filed_at,
        provenance,
        as_of,
    ) = row
    phone = opened_phone(sealed)
    proven = phone if proven_sealed == sealed else opened_phone(proven_sealed)
    values = (name, sex, birth, phone, place, address, tuple(occupations), proven)
    times = stamps.times_from(FIELDS, values, filed_at, provenance, as_of)
    return PersonState(number, values, times)


def store(
    states: Mapping[DocumentKey, PersonState], *, by: Actor, provenance: int = Provenance.OFFICIAL
) -> dict[DocumentKey, int]:
    """Keep these states: new persons (id None) with their document, known ones as they now
    stand, made of what was read after `hold` or `held` (else NotHeld). `provenance`: by whose word the documents are called what they are; what anybody may
    have said is no more than a guess. Returns whom each document belongs to."""
    vouched = provenance > Provenance.PROVEN
    new = {key: state for key, state in states.items() if state.id is None}
    ids = dict(zip(new, next_ids("people_person", len(new)), strict=True)) if new else {}
    if new:
        born: dict[str, Sequence[Any]] = {
            "created_by_id": [by.account_id] * len(new),
            "created_at": [clock.now().isoformat()] * len(new),
        }
        copy_columns("people_person", _columns(list(ids.values()), list(new.values())) | born)
        copy_columns(
            "people_document",
            {
                "person_id": list(ids.values()),
                "type": [str(key.type) for key in new],
                "number_sealed": [crypto.seal(key.number, about=NUMBER) for key in new],
                "number_index": [index_of(key) for key in new],
                "guessed": [key.type.__class__ is Guessed or not vouched for key in new],
            },
        )
    if vouched:
        _state_types(key for key, state in states.items() if state.id is not None)
    known = {key: state.id for key, state in states.items() if state.id is not None}
    rewrite({known[key]: states[key] for key in known})
    return ids | known


def _state_types(keys: Iterable[DocumentKey]) -> None:
    """A type that somebody states takes the place of one that was guessed."""
    said = [key for key in keys if not _loose(key.type) and len(key.number) != ID_LENGTH]
    if said:
        indexes = as_array(index_of(key).hex() for key in said)
        with connection.cursor() as cursor:
            cursor.execute(STATED, [as_array(str(key.type) for key in said), indexes])


def rewrite(states: Mapping[int, PersonState]) -> None:
    """Set known persons to these states, made of what was read after `hold` or `held`: the one way
    in which what is known of somebody changes. NotHeld, and nothing is written, else."""
    must_be_held(states)
    if states:
        update_columns("people_person", _columns(list(states), list(states.values())))


def forget(person_ids: Collection[int], *, since: datetime) -> set[int]:
    """Remove persons who were entered since a moment and on whom nothing hangs. Raises
    IntegrityError, and removes nobody, when a room above still refers to one."""
    with transaction.atomic(), connection.cursor() as cursor:
        young = (
            "SELECT id FROM people_person WHERE id = ANY(%s::bigint[]) AND created_at >= %s"
            " AND household_id IS NULL AND merged_into_id IS NULL"
        )
        cursor.execute(young, [as_array(map(str, person_ids)), since])
        gone = [row[0] for row in cursor.fetchall()]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DELETE FROM people_document WHERE person_id = ANY(%s)", [gone])
        cursor.execute("DELETE FROM people_person WHERE id = ANY(%s)", [gone])
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return set(gone)


def _columns(ids: Sequence[int], states: Sequence[PersonState]) -> dict[str, Sequence[Any]]:
    """States as columns of the table; arrays, JSON and moments as PostgreSQL writes them."""
    home = places.home()
    values = zip(*[state.values for state in states], strict=True)
    name, sex, birth_date, phone, place, address, occupations, proven = values
    keys, initials, plain = zip(*map(name_key, name), strict=True)
    reached = list(map(sealed_phone, phone))
    phone_sealed, phone_index, phone_sound = zip(*reached, strict=True)
    proven_sealed, proven_index, _ = zip(
        *[
            row if said == other else sealed_phone(said)  # most often they are one phone
            for said, other, row in zip(proven, phone, reached, strict=True)
        ],
        strict=True,
    )
    filed_at, provenance, as_of = stamps.written_times(FIELDS, states)
    return {
        "id": ids,
        "name": name,
        "name_key": keys,
        "initials": initials,
        "sex": sex,
        "name_plain": plain,
        "birth_date": birth_date,
        "phone_sealed": phone_sealed,
        "phone_index": phone_index,
        "phone_sound": phone_sound,
        "proven_sealed": proven_sealed,
        "proven_index": proven_index,
        "place": [one or home for one in place],
        "address": address,
        "occupations": [f"{{{','.join(said)}}}" for said in occupations],
        "filed_at": filed_at,
        "provenance": provenance,
        "as_of": as_of,
    }


def sealed_phone(phone: str) -> tuple[bytes, bytes | None, bool]:
    """A phone as three columns: sealed, its index, whether it can be dialled."""
    if not phone:
        return b"", None, True
    index = crypto.blind_index(phone, about=PHONE)
    return crypto.seal(phone, about=PHONE), index, normalise_phone(phone).sound


def opened_phone(sealed: bytes | memoryview) -> str:
    return crypto.unseal(bytes(sealed), about=PHONE) if sealed else ""
