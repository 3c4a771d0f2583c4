"""Days and stays as they are typed, and as the ledger's cells have them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fangxian.doors.public.drafts import Draft
from fangxian.ground.intake import api as intake
from fangxian.kernel import clock


def date_of(text: str) -> date | None:
    """As files are read: in every way in which people write a day. Where the writing alone does not
    say which one it is (5月7日), the one nearest to today: the last screen shows it with its year."""
    found = intake.date_of(text)
    if isinstance(found, intake.Open):
        near = found.near(clock.today())
        return near.date() if near else None
    return found if isinstance(found, date) else None


def day(text: str) -> str:
    """2022-05-10; "" where no day was typed, or it is none."""
    found = date_of(text) if text else None
    return found.isoformat() if found else ""


def stay(stop: Mapping[str, str]) -> str:
    """A stop (`Draft.stop`) as a file writes it: place@from~to. A day alone is both; without any
    it counts for the whole journey, as in a file."""
    start, end = day(stop["from"]), day(stop["to"])
    return f"{stop['place']}@{start or end}~{end or start}" if start or end else stop["place"]


def stays(draft: Draft) -> str:
    return ";".join(stay(draft.stop(n)) for n in draft.stops)
