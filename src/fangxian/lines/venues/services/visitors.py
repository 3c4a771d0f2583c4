"""Who stands at the door with a document number and no code.

Whether a number is on the register is never told: whoever types it gets the same answer. A
known person's data are never changed from here; somebody could type another's number.
"""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb
from fangxian.lines.venues.errors import VisitorIncomplete

NAME = Text("请写姓名", "Give the name")
NAME_LONG = Text(f"姓名最多 {people.NAME_LETTERS} 个字", f"At most {people.NAME_LETTERS} letters")
PHONE = Text("这个电话打不通,请核对", "This phone cannot be dialled; please check")


@dataclass(frozen=True, slots=True)
class Visitor:
    """What was typed at the door."""

    name: str
    document_type: str
    document_number: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """`person_id` None: the number belongs to somebody of another name; the visit is kept
    without a person, and `shown` still finds it again. `masked` is what the page may show."""

    person_id: int | None
    masked: str
    shown: bytes


@verb(needs=PUBLIC, words=Text("扫码时核对本人", "recognised at the door"))
def recognise(visitor: Visitor, *, by: Actor) -> Recognised:
    """The person of a typed document; entered into the register when it was not known."""
    key = _sound(visitor)
    name = people.tidy_name(visitor.name)
    shown = crypto.blind_index(key.number, about="venues.shown")
    people.hold([key])
    bearers = people.bearers_of([key]).get(key, ())  # whatever the document is called
    known = next((one for one in bearers if people.same_name(one.name, name)), None)
    known = known or next(iter(bearers), None)
    if known is None:
        sex, birth = people.sex_and_birth(key)
        phone = people.normalise_phone(visitor.phone).text
        filing = people.PersonFiling(clock.now(), name, sex, birth, phone)
        entered, _ = people.merge(None, filing, people.Provenance.UNPROVEN)
        person_id: int | None = people.store(
            {key: entered}, by=by, provenance=people.Provenance.UNPROVEN
        )[key]
    else:
        person_id = known.id if not known.name or people.same_name(known.name, name) else None
    audit.note(person_ids=[person_id] if person_id else (), purpose="场所登记")
    return Recognised(person_id, people.mask_name(name), shown)


def _sound(visitor: Visitor) -> people.DocumentKey:
    key = people.normalise_document(visitor.document_type, visitor.document_number)
    faults: dict[str, Text] = {}
    name = people.tidy_name(visitor.name)
    if not name or len(name) > people.NAME_LETTERS:
        faults["name"] = NAME_LONG if name else NAME
    if isinstance(key, people.DocumentFault):
        faults["number"] = key.said
    if visitor.phone and not people.normalise_phone(visitor.phone).sound:
        faults["phone"] = PHONE
    if faults or isinstance(key, people.DocumentFault):
        raise VisitorIncomplete(faults)
    return key
