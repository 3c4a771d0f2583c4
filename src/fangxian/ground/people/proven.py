"""Which phone may sign in for whom: the one that somebody vouched for, never one that a stranger
wrote down. Called inside deeds of the rooms above, which write the audit line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from fangxian.ground.people.documents import DocumentKey
from fangxian.ground.people.models import Person
from fangxian.ground.people.phones import normalise_phone
from fangxian.ground.people.records import kept_of
from fangxian.ground.people.rules import PersonFiling, merge
from fangxian.ground.people.services.storing import PHONE, rewrite, states_by_id, states_of
from fangxian.kernel import clock, crypto


@dataclass(frozen=True, slots=True)
class SigningIn:
    """What of a person decides who may sign in. `proven`, `reached`: marks of the phone that was
    vouched for and of the one they are reached at, b"" for none. `official`: an official knew
    them before or beside what the public filed."""

    person_id: int
    proven: bytes
    reached: bytes
    official: bool


def phone_mark(phone: str) -> bytes:
    """16 bytes that stand for a phone; b"" for none."""
    text = normalise_phone(phone).text
    return crypto.blind_index(text, about=PHONE) if text else b""


def signing_in(person_ids: Iterable[int]) -> dict[int, SigningIn]:
    """Person → how they sign in. Who was merged away answers as the record that was kept."""
    kept = kept_of(person_ids)
    found = {row.pk: _of(row) for row in Person.objects.filter(pk__in=set(kept.values()))}
    return {one: found[root] for one, root in kept.items() if root in found}


def proven_by(phone: str) -> tuple[int, ...]:
    """Whose proven phone this is: most of all a family."""
    mark = phone_mark(phone)
    rows = (
        Person.objects.filter(proven_index=mark, merged_into=None)
        if mark
        else Person.objects.none()
    )
    return tuple(rows.order_by("name_key", "id").values_list("pk", flat=True)[:50])


def reached_at(phone: str) -> tuple[int, ...]:
    """Who gave this phone, or for whom it was given, and for whom nobody vouched for any."""
    mark = phone_mark(phone)
    rows = Person.objects.filter(phone_index=mark, proven_index=None, merged_into=None)
    return tuple(rows.values_list("pk", flat=True)[:50]) if mark else ()


def bearer_of(key: DocumentKey) -> int | None:
    """Whose document this is."""
    found = states_of([key]).get(key)
    return found.id if found else None


def prove(person_ids: Collection[int], phone: str) -> None:
    """From now on this phone signs in for these persons and reaches them."""
    text, states = normalise_phone(phone).text, states_by_id(person_ids)
    said = PersonFiling(clock.now(), phone=text, proven=text)
    rewrite({one: merge(state, said)[0] for one, state in states.items()})


def _of(row: Person) -> SigningIn:
    official = row.created_by_id is not None or row.household_id is not None
    proven, reached = bytes(row.proven_index or b""), bytes(row.phone_index or b"")
    return SigningIn(row.pk, proven, reached, official)
