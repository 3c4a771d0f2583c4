"""Declarations screened: by the screening room, which decides whoever is at risk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Screened


@verb(needs="arrivals.screen", words=Text("全员判定", "screened everybody"))
def screen_all(on: date, *, by: Actor) -> Screened:
    """Screen everybody as of a day: the policy of that day, the lists as known now."""
    return screening.screened(KIND, None, on, by)


@verb(needs="arrivals.screen", words=Text("重新判定", "screened"))
def screen(declaration_ids: Sequence[int], *, by: Actor, on: date | None = None) -> Screened:
    """Screen some declarations as of a day, today when none is given."""
    return screening.screened(KIND, declaration_ids, on or clock.today(), by)


def screen_changed(fact: DeclarationsChanged) -> None:
    """Reaction: who declared or changed a declaration is screened before the next page."""
    if fact.declaration_ids:
        screening.screened(KIND, fact.declaration_ids, clock.today(), SYSTEM)
