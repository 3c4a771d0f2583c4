"""Declarations screened: by the screening room, which decides whoever is at risk."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.arrivals.events import DeclarationsChanged
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.screening import api as screening
from fangxian.lines.screening.api import Screened


@verb(needs="arrivals.screen", words=Text("全员判定", "screened everybody"))
def screen_all(*, by: Actor) -> Screened:
    """Screen everybody by the policy of today and the lists as known now. What is kept is always
    as of today: by another day's policy whoever it does not name would be free."""
    return screening.screened(KIND, None, clock.today(), by)


@verb(needs="arrivals.screen", words=Text("重新判定", "screened"))
def screen(declaration_ids: Sequence[int], *, by: Actor) -> Screened:
    """Screen some declarations, as of today."""
    return screening.screened(KIND, declaration_ids, clock.today(), by)


def screen_changed(fact: DeclarationsChanged) -> None:
    """Reaction: who declared or changed a declaration is screened before the next page."""
    if fact.declaration_ids:
        screening.screened(KIND, fact.declaration_ids, clock.today(), SYSTEM)
