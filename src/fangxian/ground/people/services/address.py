"""Where a person lives, with whom, and what they do: as the grid worker finds it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fangxian.ground.people.events import JoinedHousehold, PersonMoved
from fangxian.ground.people.locking import hold_persons
from fangxian.ground.people.models import Household, Person
from fangxian.ground.people.occupations import OCCUPATIONS
from fangxian.ground.people.rules import PersonFiling, act
from fangxian.ground.people.services.storing import rewrite, states_by_id
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

EDIT = "people.edit"


@verb(needs=EDIT, words=Text("更正住址", "corrected an address"))
def set_address(person_id: int, place: str, address: str, *, by: Actor) -> None:
    """Say where a person lives now. Both the old and the new place must be the actor's."""
    person = _mine(person_id, by)
    if not by.may(EDIT, place):
        raise NotAllowed(permission=EDIT)
    _file(person, PersonFiling(clock.now(), place=place, address=address))
    if place != person.place:
        moved = PersonMoved(person_id=person.pk, place_from=person.place, place_to=place)
        outbox.emit(moved, actor=by.name)


@verb(needs=EDIT, words=Text("更正职业", "corrected callings"))
def set_occupations(person_id: int, codes: Sequence[str], *, by: Actor) -> None:
    """Say what a person does, by the codes of OCCUPATIONS."""
    person = _mine(person_id, by)
    unknown = [code for code in codes if code not in OCCUPATIONS]
    if unknown:
        raise NotFound(what=Text(f"职业代码 {unknown[0]}", f"Calling {unknown[0]}"))
    _file(person, PersonFiling(clock.now(), occupations=tuple(codes)))


@verb(needs=EDIT, words=Text("立户", "opened a household"), at=lambda place: place)
def open_household(place: str, address: str, head_id: int | None, *, by: Actor) -> int:
    """Open a household; its head, when given, belongs to it."""
    head = _mine(head_id, by) if head_id else None
    household = Household.objects.create(
        place=place, address=address, head=head, created_by_id=by.account_id, created_at=clock.now()
    )
    if head:
        Person.objects.filter(pk=head.pk).update(household=household)
        if head.household_id is None:
            joined([head.pk], "people.open_household", by)
    audit.note(subject=f"people.household:{household.pk}", place=place)
    return household.pk


@verb(needs=EDIT, words=Text("登记同户", "changed a household"))
def put_in_household(person_id: int, household_id: int | None, *, by: Actor) -> None:
    """Count a person to a household; None takes them out of theirs."""
    person = _mine(person_id, by)
    if household_id is not None:
        within = by.scope(EDIT).q(place="place", owner="created_by_id")
        if not Household.objects.filter(within, pk=household_id).exists():
            raise NotFound(what=Text(f"家庭 {household_id}", f"Household {household_id}"))
    Person.objects.filter(pk=person.pk).update(household=household_id)
    if household_id is not None and person.household_id is None:
        joined([person.pk], "people.put_in_household", by)
    audit.note(
        subject=f"people.household:{household_id}", person_ids=[person.pk], place=person.place
    )


def joined(person_ids: Collection[int], operation: str, by: Actor) -> None:
    """Tell that people on record who were in no household are in one now."""
    if person_ids:
        outbox.emit(
            JoinedHousehold(
                person_ids=tuple(sorted(person_ids)),
                operation=operation,
                account_id=by.account_id,
                one_hand=tuple(sorted(by.one_hand)),
                name=by.name,
            ),
            actor=by.name,
        )


def _mine(person_id: int, by: Actor) -> Person:
    within = by.scope(EDIT).q(place="place", owner="created_by_id")
    hold_persons([person_id])
    person = Person.objects.filter(within, pk=person_id).first()
    if person is None:
        raise NotFound(what=Text(f"人员 {person_id}", f"Person {person_id}"))
    audit.note(subject=f"people.person:{person_id}", person_ids=[person_id], place=person.place)
    return person


def _file(person: Person, filing: PersonFiling) -> None:
    rewrite({person.pk: act(states_by_id([person.pk])[person.pk], filing)})
