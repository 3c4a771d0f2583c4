"""Which phone may sign in for whom: the one that somebody vouched for, never one that a stranger
wrote down. Called inside operations of the rooms above, which write the audit line."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from fangxian.ground.people.documents import DocumentKey
from fangxian.ground.people.locking import hold_persons
from fangxian.ground.people.models import Person
from fangxian.ground.people.phones import normalise_phone
from fangxian.ground.people.records import kept_of
from fangxian.ground.people.rules import PersonFiling, act
from fangxian.ground.people.services.storing import PHONE, held, rewrite, states_of
from fangxian.ground.people.stamps import Provenance, Stamp, stamp_of
from fangxian.kernel import clock, crypto

MOST = 50  # people of one phone


@dataclass(frozen=True, slots=True)
class SigningIn:
    """What of a person decides who may sign in; a phone that was said to be somebody else's (不是我)
    is no phone of theirs until an official checks it. `proven_phones`, `reached`: marks of the phone that
    was vouched for and of the one they are reached at, b"" for none. `official`: an official knew
    them before or beside what the public filed, or is to find out."""

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
        Person.objects.filter(proven_index=mark, merged_into=None).exclude(cuts__contains=[mark])
        if mark
        else Person.objects.none()
    )
    return tuple(rows.order_by("name_key", "id").values_list("pk", flat=True)[:MOST])


def reached_at(phone: str) -> tuple[int, ...]:
    """Who gave this phone, or for whom it was given, and for whom nobody vouched for any."""
    mark = phone_mark(phone)
    rows = Person.objects.filter(phone_index=mark, proven_index=None, merged_into=None)
    rows = rows.exclude(cuts__contains=[mark])
    return tuple(rows.values_list("pk", flat=True)[:MOST]) if mark else ()


def bearer_of(key: DocumentKey) -> int | None:
    """Whose document this is."""
    found = states_of([key]).get(key)
    return found.id if found else None


def proof_ended(
    person_ids: Collection[int], mark: bytes, *, days: int, claimed: datetime | None = None
) -> frozenset[int]:
    """Those of these people whom this phone alone proves no more: it was vouched for, and last
    signed in, longer ago than so many days, or somebody else, not of their family, was filed with it since (`claimed`:
    when a claim last named it). A list that comes in again vouches but checks nothing, so against
    its word others count whenever they were filed. Two queries."""
    oldest, rows = clock.now() - timedelta(days=days), _with(mark) if person_ids else []
    mine = [row for row in rows if row.pk in person_ids and row.proven_index is not None]
    return frozenset(one.pk for one in mine if _ended(one, rows, oldest, claimed))


def _ended(one: Person, rows: list[Person], oldest: datetime, claimed: datetime | None) -> bool:
    stamp = _stamp(one, "proven")
    if stamp is None or max(stamp.at, _seen(one) or stamp.at) < oldest:
        return True
    others = [row for row in rows if row.pk != one.pk and not _family(one, row)]
    filed = [at.at for row in others if (at := _stamp(row, "phone") or _stamp(row, "proven"))]
    filed += [claimed] if claimed else []
    return any(stamp.word < Provenance.OFFICIAL or at > stamp.at for at in filed)


def _seen(one: Person) -> datetime | None:
    """When the phone that is proven now last signed in."""
    same = bytes(one.seen_index or b"") == bytes(one.proven_index or b"")
    return one.seen_at if same else None


def seen_with(person_ids: Collection[int], mark: bytes) -> None:
    """A one-time password to this phone opened these people just now: as a number is not given out
    anew for months after its owner left it, the proof has its days from here. That somebody else
    was filed with the number stands against it as before."""
    if mark:
        hold_persons(person_ids)
        mine = Person.objects.filter(pk__in=person_ids, proven_index=mark)
        mine.update(seen_index=mark, seen_at=clock.now())


def family_of(person_id: int, mark: bytes) -> tuple[int, ...]:
    """The person, and whom this phone proves together with them: of one household, or vouched for
    by the same word in the same moment."""
    rows = [row for row in _with(mark) if bytes(row.proven_index or b"") == mark]
    root = next((row for row in rows if row.pk == person_id), None)
    return (
        tuple(row.pk for row in rows if row is root or _family(root, row)) if root else (person_id,)
    )


def _with(mark: bytes) -> list[Person]:
    """Who is on record with a phone, proven or not: all of them, an agency's may be hundreds."""
    either = Q(phone_index=mark) | Q(proven_index=mark)
    rows = Person.objects.filter(either, merged_into=None).exclude(cuts__contains=[mark])
    return list(rows.order_by("name_key", "id")) if mark else []


def _family(one: Person, other: Person) -> bool:
    if one.household_id is not None and one.household_id == other.household_id:
        return True
    if one.proven_index is None or other.proven_index is None:
        return False
    same = bytes(one.proven_index) == bytes(other.proven_index)
    return same and _stamp(one, "proven") == _stamp(other, "proven")


def cut_among(person_ids: Collection[int]) -> set[int]:
    """Those of these people whose phone of now was said to be somebody else's, not checked since."""
    kept = kept_of(person_ids)
    rows = Person.objects.filter(pk__in=set(kept.values())).exclude(cuts=[])
    found = rows.only("proven_index", "phone_index", "cuts")
    cut = {row.pk for row in found if row.phone_cut}
    return {one for one, root in kept.items() if root in cut}


def phones_standing(person_ids: Collection[int]) -> dict[int, bytes]:
    """Person → the mark of the phone that may sign in for them now: the one that was vouched for, or
    where nobody of an office knows them the one they gave. Without those who have none, whose phone was
    said to be somebody else's, or whose record was merged away. One query, for the hot door."""
    columns = ("pk", "proven_index", "phone_index", "cuts", "created_by_id", "household_id")
    rows = Person.objects.filter(pk__in=person_ids, merged_into=None).values_list(*columns)
    found = {}
    for pk, proven, reached, cuts, created_by, household in rows:
        official = created_by is not None or household is not None
        mark = bytes(proven or b"") or (b"" if official else bytes(reached or b""))
        if mark and mark not in map(bytes, cuts):
            found[pk] = mark
    return found


def _stamp(row: Person, field: str) -> Stamp | None:
    """By whose word, and when, a field of a person stands."""
    if not getattr(row, f"{field}_index"):
        return None
    return stamp_of(field, row.filed_at, row.provenance, row.as_of)


def prove(person_ids: Collection[int], phone: str) -> None:
    """From now on this phone signs in for these persons and reaches them."""
    text, states = normalise_phone(phone).text, held(person_ids)
    said = PersonFiling(clock.now(), phone=text, proven=text)
    rewrite({one: act(state, said) for one, state in states.items()})
    Person.objects.filter(pk__in=person_ids).update(cuts=[])


def _of(row: Person) -> SigningIn:
    official = row.created_by_id is not None or row.household_id is not None
    proven, reached = bytes(row.proven_index or b""), bytes(row.phone_index or b"")
    cuts = set(map(bytes, row.cuts))
    left = b"" if reached in cuts else reached
    if (proven or reached) in cuts:  # an official is to find out: nothing opens until then
        return SigningIn(row.pk, b"", left, official=True)
    return SigningIn(row.pk, proven, left, official)
