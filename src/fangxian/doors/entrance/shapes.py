"""The JSON of the three requests. Unknown fields are passed over, so that newer clients may say
more."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from fangxian.doors.entrance.devices import Entrance
from fangxian.kernel import clock
from fangxian.lines.codes import pages as codes
from fangxian.lines.venues import pages as venues

MOST_BYTES = 2_000  # of a request's body
LARGEST = 2**63 - 1
Venue = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]


class Scan(msgspec.Struct):
    """`id`: a UUID of version 7 made by the entrance; the same id is the same visit. `at`: for
    ids of other versions, the time on the entrance's clock, with its zone."""

    id: UUID
    venue: Venue
    code: str
    at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None

    def held(self, entrance: Entrance) -> venues.Held:
        at = self.at or clock.now()
        return venues.Held(self.id, self.venue, self.code, at, entrance.name, entrance.area)


class Scanned(msgspec.Struct):
    """`verdict` with its sentence; `colour` and `rank` as the ledger has them now, None where
    the code proves nobody. Rank 0: nothing is asked of this person."""

    id: UUID
    verdict: str
    zh: str
    en: str
    colour: str | None
    rank: int | None


class Check(msgspec.Struct):
    code: str


class Checked(msgspec.Struct):
    """What a code proves by itself: `colour` and `rank` are those that were signed."""

    verdict: str
    zh: str
    en: str
    colour: str | None
    rank: int | None


class Code(msgspec.Struct):
    """A fresh code: `code` is the text of its symbol; moments in seconds since 1970, `now` the
    server's when it was made; the sentence says why the colour is what it is."""

    code: str
    name: str
    colour: str
    rank: int
    zh: str
    en: str
    now: int
    issued: int
    expires: int
    grace: int


def scanned(done: venues.PresentedAnswer) -> Scanned:
    colour, said = done.colour, done.sentence
    code, rank = (colour.code, colour.rank) if colour else (None, None)
    return Scanned(done.client_id, done.verdict, said.zh, said.en, code, rank)


def checked(text: str) -> Checked:
    """Nothing is stored and nobody's ledger is read."""
    read = codes.open_code(text, clock.now())
    said, shade = read.reason.words, read.shade
    code, rank = (shade.code, shade.rank) if shade else (None, None)
    return Checked(read.verdict, said.zh, said.en, code, rank)


def shown(one: codes.Shown) -> Code:
    colour, (issued, expires, grace) = one.colour, one.life.seconds
    said = colour.words
    return Code(
        one.text,
        one.name,
        colour.code,
        colour.rank,
        said.zh,
        said.en,
        issued,
        issued,
        expires,
        grace,
    )
