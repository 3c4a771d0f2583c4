"""Showing in clear what is shown masked: on purpose, and written down."""

from __future__ import annotations

from typing import Literal

from fangxian.ground.people.errors import PurposeMissing
from fangxian.ground.people.holding import NUMBER
from fangxian.ground.people.models import Document, Person
from fangxian.ground.people.services.storing import PHONE
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.verb import verb

Field = Literal["name", "phone", "number"]
PURPOSE_LETTERS = 2


@verb(needs="people.reveal")
def reveal(person_id: int, field: Field, purpose: str, *, by: Actor) -> str:
    """A name, a phone, or the numbers of all documents (joined by 、) in clear. Within the
    actor's area, for a stated purpose, one audit line each time."""
    if len(purpose.strip()) < PURPOSE_LETTERS:
        raise PurposeMissing
    within = by.scope("people.reveal").q(place="place", owner="created_by_id")
    person = Person.objects.filter(within, pk=person_id).first()
    if person is None:
        raise NotFound(what=f"人员 {person_id}")
    audit.note(
        subject=f"people.person:{person_id}", person_ids=[person_id], place=person.place,
        purpose=purpose.strip(), field=field,
    )  # fmt: skip
    if field == "name":
        return person.name
    if field == "phone":
        sealed = bytes(person.phone_sealed)
        return crypto.unseal(sealed, about=PHONE) if sealed else ""
    documents = Document.objects.filter(person_id=person_id).order_by("id")
    return "、".join(crypto.unseal(row.number_sealed, about=NUMBER) for row in documents)
