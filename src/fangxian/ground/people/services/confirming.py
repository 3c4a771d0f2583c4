"""An official has the person and a document in front of them, and writes down their phone."""

from __future__ import annotations

from fangxian.ground.people.errors import PhoneUnusable
from fangxian.ground.people.events import PhoneConfirmed
from fangxian.ground.people.locking import hold_persons
from fangxian.ground.people.models import Person
from fangxian.ground.people.phones import normalise_phone
from fangxian.ground.people.proven_phones import prove
from fangxian.ground.people.services.address import EDIT
from fangxian.kernel import audit, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb


@verb(needs=EDIT, words=Text("核对手机号", "checked a phone"))
def confirm_phone(person_id: int, phone: str, *, by: Actor) -> None:
    """This phone signs in for the person from now on, and no other; sessions of an earlier one end.
    It is typed as the person says it: what is on record may be a stranger's."""
    within = by.scope(EDIT).q(place="place", owner="created_by_id")
    hold_persons([person_id])
    person = Person.objects.filter(within, pk=person_id).first()
    if person is None:
        raise NotFound(what=Text(f"人员 {person_id}", f"Person {person_id}"))
    said = normalise_phone(phone)
    if not said.text or not said.sound:
        raise PhoneUnusable
    prove([person.pk], said.text)
    audit.note(
        subject=f"people.person:{person.pk}",
        person_ids=[person.pk],
        place=person.place,
        purpose="当面核对证件",
    )
    outbox.emit(PhoneConfirmed(person_id=person.pk), actor=by.name)
