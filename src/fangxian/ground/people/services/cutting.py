"""不是我: whoever holds a phone says that it is not this person's."""

from __future__ import annotations

from fangxian.ground.people.events import PhoneCut
from fangxian.ground.people.locking import hold_persons
from fangxian.ground.people.models import Person
from fangxian.ground.people.records import kept_of
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb


@verb(needs=PUBLIC, words=Text("不是我(断开手机号)", "said: not me (phone cut off)"))
def cut_phone(person_id: int, mark: bytes, *, by: Actor) -> bool:
    """From now on the phone (by its mark) signs in for the person no more, and opens nothing,
    whoever writes it down again, until an official checks it with the person's document. Returns
    whether it was theirs. The caller has seen that the asker signed in with this phone."""
    root = kept_of([person_id]).get(person_id, person_id)
    hold_persons([root])
    person = Person.objects.filter(pk=root).first()
    phones = (
        {bytes(one or b"") for one in (person.proven_index, person.phone_index)}
        if person
        else set()
    )
    if person is None or not mark or mark not in phones or mark in map(bytes, person.cuts):
        return False
    person.cuts = [*person.cuts, mark]
    person.save(update_fields=["cuts"])
    audit.note(
        subject=f"people.person:{person.pk}",
        person_ids=[person.pk],
        place=person.place,
        purpose="不是我",
    )
    outbox.emit(
        PhoneCut(person_id=person.pk, mark=f"{mark.hex()} {clock.now().isoformat()}"), actor=by.name
    )
    return True
