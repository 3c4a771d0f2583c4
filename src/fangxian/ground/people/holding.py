"""Who writes a person holds them: read before, a state may be another's past by the time it is
written. Whatever is held stays so until the transaction ends.

One order for everybody, so that no two wait for each other: documents' numbers, then persons by
ascending id, then what rooms above keep of them (claims, declarations), then the ledger of codes.
Rows are held with NO KEY: who only refers to a person waits for nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from fangxian.ground.people.documents import DocumentKey, forms_of
from fangxian.kernel import crypto
from fangxian.kernel.bulk import as_array

NUMBER = "people.number"
REGISTER_LOCK = 0x70656F70  # "peop"
FEW = 20

BY_ID = """
SELECT id FROM people_person WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE
"""
BY_NUMBER = """
SELECT id FROM people_person
 WHERE id = ANY(ARRAY(SELECT person_id FROM people_document WHERE number_index = ANY(
       ARRAY(SELECT decode(x, 'hex') FROM unnest(%s::text[]) x))))
 ORDER BY id FOR NO KEY UPDATE
"""


class NotHeld(RuntimeError):
    """A deed writes persons whom it did not hold: a fault of the code, nothing was written."""


def hold(keys: Collection[DocumentKey]) -> None:
    """Keep others from filing for these documents and from writing about whoever bears them, in
    any form of a number where they are few. Few numbers are held one by one, so that a busy evening
    of declarations does not queue; a ledger takes the whole register for the seconds it needs."""
    if len(keys) > FEW:
        hold_register()
        _lock(BY_NUMBER, [index_of(key).hex() for key in keys])
        return
    forms = {form for key in keys for form in forms_of(key.number)}
    marks = sorted(crypto.blind_index(form, about=NUMBER) for form in forms)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [REGISTER_LOCK])
        for mark in marks:
            number = int.from_bytes(mark[:8], "big", signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
    _lock(BY_NUMBER, [mark.hex() for mark in marks])


def hold_persons(person_ids: Iterable[int]) -> None:
    """Keep others from writing about these persons. Read them after it, not before."""
    _lock(BY_ID, map(str, person_ids))


def hold_register() -> None:
    """Keep everybody from filing: while a document changes its bearer nobody looks one up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REGISTER_LOCK])


def must_be_held(person_ids: Iterable[int]) -> None:
    """NotHeld, where one of these persons is not held in this transaction."""
    if loose := set(person_ids) - _held():
        msg = f"{len(loose)} persons, {min(loose)} among them"
        raise NotHeld(msg)


def index_of(key: DocumentKey) -> bytes:
    """What a number is found by."""
    return crypto.blind_index(key.number, about=NUMBER)


def _lock(statement: str, wanted: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [as_array(wanted)])
        _held().update(row[0] for row in cursor.fetchall())


def _held() -> set[int]:
    """Whom this transaction holds; outside of one nobody is held."""
    outermost = connection.atomic_blocks[0] if connection.in_atomic_block else None
    kept: tuple[Any, set[int]] = getattr(connection, "persons_held", (None, set()))
    if outermost is None or kept[0] is not outermost:
        kept = (outermost, set())
        setattr(connection, "persons_held", kept)  # noqa: B010 of the transaction, not of Django
    return kept[1]
