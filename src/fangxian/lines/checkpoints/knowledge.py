"""What the county knew of somebody when they stood at the barrier, and what it knows by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fangxian.kernel import clock
from fangxian.lines.codes import api as codes


@dataclass(frozen=True, slots=True)
class Known:
    """Colours, "" for somebody who is not known or while no pack says what the colours are.
    `then`: by this a crossing is judged; `now`: what is known since."""

    then: str = ""
    now: str = ""


def known_of(person_id: int | None, at: datetime) -> Known:
    """By what had been laid at that moment. Of whom nothing had been decided then and who turns
    out to be free nobody could have known better: they count as free."""
    if person_id is None:
        return Known()
    now = _colours([person_id])
    then = _colours([person_id], at) or now  # that day had no pack: as today's has it
    if not now:
        return Known()
    before, after = then[person_id], now[person_id]
    free = before.undecided and after.rank == 0
    return Known(after.code if free else before.code, after.code)


def colours_now(person_ids: Sequence[int]) -> dict[int, str]:
    """Person → the code of their colour; nothing where no pack is in force."""
    return {person: one.code for person, one in _colours(person_ids).items()}


def gravest_of(person_ids: Sequence[int], at: datetime | None = None) -> int:
    """Of several records the one with the worst colour at a moment, of equal ones the one that is
    the worst by now; the first while no pack says what is."""
    if len(person_ids) == 1:
        return person_ids[0]
    now = _colours(person_ids)
    then = _colours(person_ids, at) or now
    return (
        max(person_ids, key=lambda one: (then[one].rank, now[one].rank)) if now else person_ids[0]
    )


def _colours(
    person_ids: Sequence[int], at: datetime | None = None
) -> Mapping[int, codes.ColourNow]:
    """Nothing where no pack was in force. A moment that is not over is now."""
    moment = at if at and at < clock.now() else None
    day = moment.astimezone(clock.COUNTY_TIME).date() if moment else clock.today()
    return codes.colours_of(person_ids, moment) if codes.scheme_or_none(day) else {}
