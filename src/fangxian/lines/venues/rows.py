"""What is made for every visit of the county: structs of msgspec, which are made in a tenth of
the time of a frozen dataclass."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from fangxian.lines.venues.rules import Seen


class NewVisit(msgspec.Struct, frozen=True):
    """A visit as a door heard of it.

    client_id   made where the visit was made; the same id is the same visit
    how         of rules.HOWS; it says how it is known who came
    generation  of the code that was scanned, when it was; older than now: OLD_CODE
    shown       16 bytes of the card or code held out
    elsewhere   where the person is known to be at that time, when somebody knows
    lay         how long the scanned page lay open before it was sent
    area        of the device that recorded it (prefix of a division); "": anywhere
    """

    client_id: UUID
    venue_id: int
    person_id: int | None
    at: datetime
    out_at: datetime | None = None
    how: str = "self"
    device: str = ""
    group_size: int = 1
    code_id: int | None = None
    generation: int | None = None
    shown: bytes | None = None
    elsewhere: str = ""
    lay: timedelta = timedelta()
    area: str = ""


class Row(msgspec.Struct, frozen=True):
    """A visit as it is written."""

    client_id: UUID
    at: datetime
    venue_id: int
    code_id: int | None
    person_id: int | None
    out_at: datetime | None
    place: str
    how: str
    group_size: int
    flags: int
    device: str
    shown: bytes | None


class Mark(msgspec.Struct, frozen=True):
    """A batch that was stored: times of its first and last visit, and whose they are."""

    first: datetime
    last: datetime
    visits: int
    person_ids: list[int]


class Stored(msgspec.Struct, frozen=True):
    """A visit as the pair rules find it."""

    client_id: UUID
    seen: Seen
    flags: int
