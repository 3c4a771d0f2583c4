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
FEW = 20

# Who enters what another entered waits until that one's transaction ends; deleted at once, it is
# there for nobody else. In one order, so that two tables do not wait for each other.
ENTER = """
INSERT INTO people_heldnumber (number_index)
SELECT decode(x, 'hex') FROM unnest(%s::text[]) x ORDER BY 1
"""
STRIKE = """
DELETE FROM people_heldnumber
 WHERE number_index = ANY(ARRAY(SELECT decode(x, 'hex') FROM unnest(%s::text[]) x))
"""
BEARERS = """
SELECT id FROM people_person
 WHERE id = ANY(%s::bigint[] || ARRAY(SELECT person_id FROM people_document WHERE number_index = ANY(
       ARRAY(SELECT decode(x, 'hex') FROM unnest(%s::text[]) x))))
 ORDER BY id FOR NO KEY UPDATE
"""
NUMBERS_OF = "SELECT number_index FROM people_document WHERE person_id = ANY(%s::bigint[])"


class NotHeld(RuntimeError):
    """An operation writes persons whom it did not hold: a fault of the code, nothing was written."""


def hold(keys: Collection[DocumentKey], *, also: Iterable[int] = ()) -> None:
    """Keep others from filing for these documents, borne by somebody or by nobody yet, and from
    writing about whoever bears them or is named besides (`also`, ids). Whoever files for other
    documents waits for nobody, however many these are. Few are held in any form of their numbers,
    as words are that nobody vouches for; a table in the form that it is read by."""
    forms = {key.number for key in keys}
    if len(keys) <= FEW:
        forms = {form for key in keys for form in forms_of(key.number)}
    _hold({crypto.blind_index(form, about=NUMBER) for form in forms}, also)


def hold_with_numbers(person_ids: Collection[int]) -> None:
    """Keep others from writing about these persons and from filing for any document of theirs: it
    changes its bearer."""
    held: set[bytes] = set()
    while more := _numbers_of(person_ids) - held:  # another merge may have ended meanwhile
        _hold(more, person_ids)
        held |= more
    hold_persons(person_ids)


def hold_persons(person_ids: Iterable[int]) -> None:
    """Keep others from writing about these persons. Read them after it, not before."""
    _lock(set(), person_ids)


def must_be_held(person_ids: Iterable[int]) -> None:
    """NotHeld, where one of these persons is not held in this transaction."""
    if loose := set(person_ids) - _held():
        msg = f"{len(loose)} persons, {min(loose)} among them"
        raise NotHeld(msg)


def index_of(key: DocumentKey) -> bytes:
    """What a number is found by."""
    return crypto.blind_index(key.number, about=NUMBER)


def _hold(numbers: Collection[bytes], person_ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        for statement in (ENTER, STRIKE):
            cursor.execute(statement, [as_array(one.hex() for one in numbers)])
    _lock(numbers, person_ids)


def _numbers_of(person_ids: Iterable[int]) -> set[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS_OF, [as_array(map(str, person_ids))])
        return {bytes(row[0]) for row in cursor.fetchall()}


def _lock(numbers: Iterable[bytes], person_ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        given = [as_array(map(str, person_ids)), as_array(one.hex() for one in numbers)]
        cursor.execute(BEARERS, given)
        _held().update(row[0] for row in cursor.fetchall())


def _held() -> set[int]:
    """Whom this transaction holds; outside of one nobody is held."""
    outermost = connection.atomic_blocks[0] if connection.in_atomic_block else None
    kept: tuple[Any, set[int]] = getattr(connection, "persons_held", (None, set()))
    if outermost is None or kept[0] is not outermost:
        kept = (outermost, set())
        setattr(connection, "persons_held", kept)  # noqa: B010 of the transaction, not of Django
    return kept[1]
