"""Codes held out at entrances, many at a time: each is opened, its visit stored, and answered
with the colour that counts now. What a code proves decides who came, never whether it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.codes import api as codes
from fangxian.lines.venues import rules
from fangxian.lines.venues.rows import NewVisit
from fangxian.lines.venues.services.recording import RECORD, settle


class Held(msgspec.Struct, frozen=True):
    """A code as an entrance read it. `client_id` was made there: the same id is the same visit. `area`:
    of the entrance's device (prefix of a division); a venue elsewhere is marked."""

    client_id: UUID
    venue_id: int
    text: str
    at: datetime
    device: str = ""
    area: str = ""


class PresentedAnswer(msgspec.Struct, frozen=True):
    """For the entrance's screen. `colour` is the ledger's of now, None where nobody is proven."""

    client_id: UUID
    verdict: str
    sentence: Text
    colour: codes.ColourNow | None


@verb(needs=RECORD, words=Text("入口扫码", "took codes"))
def take_codes(held: Sequence[Held], *, by: Actor) -> list[PresentedAnswer]:
    """One answer for each, in order. Committed when it returns."""
    now = clock.now()
    read = [codes.open_code(one.text, now) for one in held]
    settle(
        [
            NewVisit(
                one.client_id,
                one.venue_id,
                code.person_id,
                one.at,
                how=rules.how_shown(code.verdict),
                device=one.device,
                shown=code.jti or None,
                area=one.area,
            )
            for one, code in zip(held, read, strict=True)
        ],
        by=by,
        scope=by.scope(RECORD),
    )
    people = sorted({code.person_id for code in read if code.person_id is not None})
    colours = codes.colours_of(people)
    audit.note(purpose="venue", codes=len(held))
    return [
        PresentedAnswer(
            one.client_id, code.verdict, code.reason.words, colours.get(code.person_id or 0)
        )
        for one, code in zip(held, read, strict=True)
    ]
