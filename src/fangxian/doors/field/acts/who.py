"""Who was it? From what a guard's device saw to a person, as far as anybody can say."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from fangxian.doors.field.acts.bodies import Shown
from fangxian.doors.field.acts.event_context import EventContext
from fangxian.doors.field.bundle.people import ids_around, marks_of
from fangxian.doors.field.bundle.salting import BundleId, index_of, read_id
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.codes import pages as codes
from fangxian.lines.screening import pages as screening

FORGOTTEN_AFTER = 60  # seconds after which a day's list is made anew
DAYS_KEPT = 16
SCANNED = frozenset({"code", "card"})
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Seen:
    """`number`: of a document, as it is compared; "" when none was shown. `lost`: the device
    knew somebody whom the county cannot find by that index any more."""

    person_id: int | None
    number: str = ""
    lost: bool = False
    several: bool = False  # more than one record bears the number: this is the gravest
    verdict: str = ""  # of a code or card


def who(told: EventContext) -> Seen:
    """By the number, card or code as it was shown, else by the declaration or the index that
    the device knew."""
    shown: Shown = told.body
    seen = _by_text(shown, told)
    if seen.person_id is not None:
        return seen
    if seen.number:  # nobody has it: whoever the phone took for a candidate was somebody else
        return seen
    found = _by_declaration(told, shown.declaration) or _named(told).get(shown.index)
    lost = found is None and shown.declaration is not None
    return Seen(found, seen.number, lost, verdict=seen.verdict)


def _by_text(shown: Shown, told: EventContext) -> Seen:
    kind = shown.how.removeprefix("reverse_")
    if kind == "number" and shown.text:
        bearer = checkpoints.bearer_of_number(shown.text, told.event.at)
        if not bearer.number and len(by_phone := checkpoints.bearers_of_phone(shown.text)) == 1:
            return Seen(by_phone[0])  # looked up with a network
        return Seen(bearer.person_id, bearer.number, several=bearer.several > 1)
    if kind in SCANNED and not shown.text.strip():
        return Seen(None, verdict=UNREADABLE)
    if kind in SCANNED and told.by.may("codes.scan"):
        found = codes.resolve(shown.text, by=told.by)
        return Seen(found.person_id, verdict=_verdict(found, shown.text, told))
    return Seen(None)


def _verdict(found: codes.HolderFound, text: str, told: EventContext) -> str:
    """What was scanned as a code or a card, by the keys of that moment: one that ended since was one.
    A number that was typed is neither."""
    if found.kind == "code":
        day = told.event.at.astimezone(clock.COUNTY_TIME).date()
        if codes.scheme_or_none(day) is None:  # a clock far off: nobody can say what held then
            return found.verdict
        return codes.open_code(text.strip(), told.event.at).verdict
    return found.verdict if found.kind in SCANNED else UNREADABLE


def _by_declaration(told: EventContext, number: int | None) -> int | None:
    """A declaration that the device's list named, or that its holder may read: ids can be counted
    up, and nobody is met at a barrier by counting."""
    rows = screening.courses(arrivals.KIND, [number]) if number else []
    if not rows:
        return None
    person, place = rows[0].person_id, rows[0].place
    known = told.by.may("arrivals.read", place) or person in _named(told).values()
    return person if known else None


def _named(told: EventContext) -> dict[str, int]:
    """Index → person, by the bundle's salt, which follows from its id and the device's place; a list
    made a minute ago may lack whoever came since. Of one that had ended nothing is understood."""
    bundle = read_id(told.event.seen)
    if bundle is None or bundle.device_id != told.bearer.device.id:
        return {}
    if not bundle.spoken_at(told.event.at, clock.now()):
        return {}
    return _known(bundle, told.bearer.device.place, told.by, int(time.time()) // FORGOTTEN_AFTER)


@lru_cache(DAYS_KEPT)
def _known(bundle: BundleId, place: str, by: Actor, _minute: int) -> dict[str, int]:
    """Index → person, for everybody whom the bundle may have named."""
    try:
        around = date.fromisoformat(f"{bundle.day[:4]}-{bundle.day[4:6]}-{bundle.day[6:]}")
    except ValueError:
        return {}
    salt, first = bundle.salt(place), bundle.first_salt
    known: dict[str, int] = {}
    for person, marks in marks_of(ids_around(place, around, by=by)).items():
        known |= {index_of(salt, token): person for token in marks.tokens}
        known |= {index_of(first, text): person for text in (*marks.numbers, *marks.tokens)}
    return known
