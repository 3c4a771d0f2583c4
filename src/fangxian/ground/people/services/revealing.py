"""Showing in clear what is shown masked: on purpose, and written down."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal, NamedTuple

from fangxian.ground.people.document_words import TYPES
from fangxian.ground.people.errors import PurposeMissing
from fangxian.ground.people.locking import NUMBER
from fangxian.ground.people.models import Document, Person
from fangxian.ground.people.queries import clear_of
from fangxian.ground.people.rules import mask_name, mask_number, mask_phone
from fangxian.ground.people.services.storing import PHONE
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.sent_in_clear import tell_sent
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

REVEAL = "people.reveal"
Field = Literal["name", "phone", "number"]
PURPOSE_LETTERS = 2


class HandedOut(NamedTuple):
    """Somebody in a file that goes out. `type` is in Chinese, as the template has it."""

    name: str
    type: str
    number: str
    phone: str


def in_clear(purpose: str, *, by: Actor) -> Callable[[str], bool]:
    """The one rule of files that go out with people in them: place → whether whoever stands there is in it
    in clear, which is where the actor may show numbers, and they say what for (PurposeMissing); of
    everybody else the file is masked. The caller's verb notes the purpose, the people and the rows."""
    scope = by.scope(REVEAL)
    if not scope.nothing and len(purpose.strip()) < PURPOSE_LETTERS:
        raise PurposeMissing
    return scope.covers


def handed_out(person_ids: Collection[int], purpose: str, *, by: Actor) -> dict[int, HandedOut]:
    """Everybody of a file that goes out who has a document, by `in_clear`."""
    clear, found = in_clear(purpose, by=by), clear_of(person_ids)
    places = dict(Person.objects.filter(pk__in=found).values_list("pk", "place"))
    tell_sent([person for person in found if clear(places[person])], by=by)
    return {
        person: HandedOut(name, TYPES[key.type].zh, key.number, phone)
        if clear(places[person])
        else HandedOut(
            mask_name(name), TYPES[key.type].zh, mask_number(key.number), mask_phone(phone)
        )
        for person, (name, key, phone) in found.items()
    }


@verb(needs=REVEAL, words=Text("显示明文", "showed in clear"))
def reveal(person_id: int, field: Field, purpose: str, *, by: Actor) -> str:
    """A name, a phone, or the numbers of all documents (joined by 、) in clear. Within the
    actor's area, for a stated purpose, one audit line each time."""
    if len(purpose.strip()) < PURPOSE_LETTERS:
        raise PurposeMissing
    within = by.scope(REVEAL).q(place="place", owner="created_by_id")
    person = Person.objects.filter(within, pk=person_id).first()
    if person is None:
        raise NotFound(what=Text(f"人员 {person_id}", f"Person {person_id}"))
    audit.note(
        subject=f"people.person:{person_id}",
        person_ids=[person_id],
        place=person.place,
        purpose=purpose.strip(),
        field=field,
    )
    tell_sent([person_id], place=person.place, by=by)
    if field == "name":
        return person.name
    if field == "phone":
        sealed = bytes(person.phone_sealed)
        return crypto.unseal(sealed, about=PHONE) if sealed else ""
    documents = Document.objects.filter(person_id=person_id).order_by("id")
    return "、".join(crypto.unseal(row.number_sealed, about=NUMBER) for row in documents)
