"""How filings become one state, and how a person is shown without being shown. Pure.

Field by field the better word wins, and of one provenance the newest filing; an empty field never
erases; of two filings of one time and provenance neither is newer, and what stands stays
(`undecided` tells it); a value that a filing repeats is confirmed by it (its stamp moves on)
without having changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from fangxian.ground.people.names import partial_name
from fangxian.ground.people.stamps import Provenance, Stamp, Timed, Times, Values


def merge_fields(
    values: Values, times: Times, filed: Sequence[Any], at: Stamp
) -> tuple[Values, Times, tuple[int, ...]]:
    """Lay a filing over a state. Both are rows of the same fields; anything falsy is empty,
    and an empty field has no stamp that counts. Returns the row, the stamps of its values,
    and the positions whose value changed."""
    out, when, changed = list(values), list(times), []
    for place, new in enumerate(filed):
        if not new:
            continue
        old = out[place]
        if old:
            then = when[place]
            if then is not None and at <= then:
                continue
            when[place] = at
            if new is old or new == old:
                continue
        else:
            when[place] = at
        out[place] = new
        changed.append(place)
    return tuple(out), tuple(when), tuple(changed)


def outweighed(state: Timed, filed: Sequence[Any], provenance: int) -> tuple[int, ...]:
    """Where a filing says otherwise than what stands by a better word, however new it is."""
    return tuple(
        [
            place
            for place, (new, old, at) in enumerate(
                zip(filed, state.values, state.times, strict=True)
            )
            if new and old and at is not None and at.word > provenance and new != old
        ]
    )


def undecided(state: Timed, filed: Sequence[Any], at: Stamp) -> tuple[int, ...]:
    """Where a filing says otherwise than what stands by the very same stamp."""
    return tuple(
        [
            place
            for place, (new, old, then) in enumerate(
                zip(filed, state.values, state.times, strict=True)
            )
            if then == at and new and old and new != old
        ]
    )


FIELDS = ("name", "sex", "birth_date", "phone", "place", "address", "occupations", "proven")
NOTHING: Values = ("", "", None, "", "", "", (), "")
NEVER: Times = (None,) * len(FIELDS)


class PersonFiling(NamedTuple):
    """What one filing says of a person; empty where it says nothing."""

    at: datetime
    name: str = ""
    sex: str = ""  # M | F
    birth_date: date | None = None
    phone: str = ""
    place: str = ""
    address: str = ""
    occupations: tuple[str, ...] = ()
    proven: str = ""  # the phone again, where an official or a one-time password vouches for it


class PersonState(NamedTuple):
    """What now holds of a person, with the stamp of each value (order: FIELDS)."""

    id: int | None
    values: Values
    times: Times

    @property
    def name(self) -> str:
        return str(self.values[0])

    @property
    def phone(self) -> str:
        return str(self.values[3])

    @property
    def place(self) -> str:
        return str(self.values[4])

    @property
    def proven(self) -> str:
        """The phone that may sign in; who reaches the person is `phone`."""
        return str(self.values[7])

    @property
    def filed_at(self) -> datetime:
        """The newest time of any value."""
        return max(at.at for at in self.times if at is not None)

    @property
    def provenance(self) -> int:
        """The best word by which anything of them is known; 0 of somebody unknown."""
        return max((at.word for at in self.times if at is not None), default=0)

    @classmethod
    def blank(cls, person_id: int | None) -> PersonState:
        """Somebody of whom nothing is known yet."""
        return cls(person_id, NOTHING, NEVER)

    def under(self, upper: PersonState) -> PersonState:
        """`upper`, with this state's values where it says nothing."""
        pairs = [
            (new, at) if new else (old, then)
            for new, at, old, then in zip(
                upper.values, upper.times, self.values, self.times, strict=True
            )
        ]
        return PersonState(
            upper.id, tuple(value for value, _ in pairs), tuple(at for _, at in pairs)
        )

    def field(self, name: str) -> Any:
        return self.values[FIELDS.index(name)]


UNKNOWN = PersonState(None, NOTHING, NEVER)


def merge(
    state: PersonState | None, filing: PersonFiling, provenance: int = Provenance.OFFICIAL
) -> tuple[PersonState, frozenset[str]]:
    """The state after a filing, and the names of the fields whose value it changed."""
    if state is None:
        said = [field for field, value in zip(FIELDS, filing[1:], strict=True) if value]
        return first(filing[1:], filing.at, provenance), frozenset(said)
    if state.name and partial_name(filing.name) and not partial_name(state.name):
        filing = filing._replace(name="")  # 王* and 李四之妻 say less than the name that is known
    stamp = Stamp(int(provenance), filing.at)
    values, times, changed = merge_fields(state.values, state.times, filing[1:], stamp)
    names = frozenset([FIELDS[place] for place in changed]) if changed else frozenset()
    return PersonState(state.id, values, times), names


def act(state: PersonState, filing: PersonFiling) -> PersonState:
    """The state after what an official did with the record before them: it comes after all that
    stood at that moment."""
    at = filing.at
    if any(stamp is not None and stamp.at == at for stamp in state.times):
        at += timedelta(microseconds=1)
    return merge(state, filing._replace(at=at))[0]


def gaps_of(filing: PersonFiling, known: PersonState) -> PersonFiling:
    """What a filing says of a person where nothing is known."""
    said = zip(filing[1:], known.values, NOTHING, strict=True)
    left: list[Any] = [nothing if old else new for new, old, nothing in said]
    return PersonFiling(filing.at, *left)


def first(filed: Values, at: datetime, provenance: int = Provenance.OFFICIAL) -> PersonState:
    """The state that a first filing makes."""
    return PersonState(None, filed, times_of_first(filed, Stamp(int(provenance), at)))


def times_of_first(filed: Values, at: Stamp) -> Times:
    """The stamps of a state that is one filing and no more."""
    return tuple([at if value else None for value in filed])


FIRST_LETTER = re.compile(r".[\u0300-\u036f\ufe00-\ufe0f\U000e0100-\U000e01ef]{0,2}", re.DOTALL)


def mask_name(name: str) -> str:
    """张三丰 is 张**, whatever its length; a letter goes with the marks upon it."""
    return f"{FIRST_LETTER.match(name)[0]}**" if name else ""  # type: ignore[index]


def mask_number(number: str) -> str:
    """610921198803152318 is 6109**************, in every answer, whoever asks and whatever stands
    beside it; of a short number both ends are shown.

    One form, because two answers are read together: birth date, sex or age stand in one, and any
    digit of the end in another. Who lives here was mostly registered here, so with district, birth
    and sex known a digit of the end would leave fifty numbers, sex and check digit together nine;
    this leaves five hundred."""
    if _is_long(number):
        return number[:SHOWN_OF_LONG] + "*" * (len(number) - SHOWN_OF_LONG)
    shown = 2 if len(number) >= 8 else 1
    hidden = "*" * (len(number) - 2 * shown)
    return f"{number[:shown]}{hidden}{number[-shown:]}" if number else ""


SHOWN_OF_LONG = 4


def _is_long(number: str) -> bool:
    return len(number) >= 15  # resident numbers, of which the most is known beforehand


def mask_phone(phone: str) -> str:
    """13812341234 is 138****1234."""
    if len(phone) < 7:
        return "*" * len(phone)
    return f"{phone[:3]}{'*' * (len(phone) - 7)}{phone[-4:]}"
