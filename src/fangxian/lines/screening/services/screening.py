"""Screen subjects by the edition in force for their disease at their place, and keep what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.screening import store
from fangxian.lines.screening.by_hand import running
from fangxian.lines.screening.deciding import decided
from fangxian.lines.screening.events import VerdictsChanged
from fangxian.lines.screening.store import Recorded
from fangxian.lines.screening.subjects import ByHand, kinds, source_of
from fangxian.lines.screening.verdicts import Written
from fangxian.lines.zones import api as zones


@dataclass(frozen=True)
class Screened:
    """How many people were looked at, decided, uncertain, and for how many it is new."""

    on: date
    people: int
    decided: int
    uncertain: int
    changed: int
    lists: zones.DaysCovered  # of which days the risk lists tell


@verb(needs="arrivals.screen", words=Text("研判", "screened"))
def screen_subjects(
    kind: str, numbers: Sequence[int] | None = None, *, by: Actor, again: bool = False
) -> Screened:
    """Screen subjects of a kind as of today: these, or all. `again`: keep that it was done also
    where nothing is new, so that who was looked at on a day is not looked at twice."""
    return screened(kind, numbers, clock.today(), by, again=again)


def rescreen_everybody(fact: object) -> None:
    """Reaction: the lists or the law changed."""
    for kind in kinds():
        screen_subjects(kind, by=SYSTEM)


def screened(
    kind: str,
    numbers: Sequence[int] | None,
    on: date,
    by: Actor,
    *,
    again: bool = False,
    anew: bool = False,
) -> Screened:
    """Decide, keep and tell; inside a verb or a reaction. `anew`: as if nothing stood, so that what
    stands instead of a human decision is told whatever it is."""
    source = source_of(kind)
    people = list(source.subjects(on, numbers))
    known = store.recorded(kind, numbers)
    ids = store.register(people, known)
    by_hand = running(kind, [one.ref.number for one in people], on)
    stands = _Before({} if anew else known, by_hand)
    written: list[Written] = []
    changed: list[int] = []
    for some in decided(people, on):
        new = [one for one in some.written if stands.differs(one)]
        kept = some.written if again else new
        source.stands(store.keep(kept, ids, by_hand, some.edition, some.lists, on))
        written.extend(some.written)
        changed.extend(one.ref.number for one in new if stands.says_otherwise(one))
    tell(kind, changed, on, by)
    result = Screened(
        on,
        len(people),
        len(written),
        sum(one.uncertain for one in written),
        len(changed),
        zones.days_covered(on),
    )
    audit.note(subject=f"on:{on}", count=result.people, changed=result.changed)
    return result


def tell(kind: str, numbers: Sequence[int], on: date, by: Actor) -> None:
    """For whom the verdict is another."""
    if numbers:
        fact = VerdictsChanged(kind=kind, numbers=tuple(numbers), on=on.isoformat())
        outbox.emit(fact, actor=by.name)


class _Before:
    """What stood of subjects when they were looked at."""

    def __init__(self, known: Mapping[int, Recorded], by_hand: Mapping[int, ByHand]) -> None:
        self._known, self._by_hand = known, by_hand

    def differs(self, new: Written) -> bool:
        """Facts, law or verdict differ from what stands, or a human decision has ended."""
        old = self._known.get(new.ref.number)
        if old is None or new.digest != old.digest:
            return True
        return new.class_code != old.class_code and new.ref.number not in self._by_hand

    def says_otherwise(self, new: Written) -> bool:
        """The verdict itself is another, or stands again after a human decision."""
        old = self._known.get(new.ref.number)
        return old is None or (new.digest[8:], new.class_code) != (old.digest[8:], old.class_code)
