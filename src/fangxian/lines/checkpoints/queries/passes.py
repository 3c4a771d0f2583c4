"""通行证: by plate at the barrier, and as a list."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.pages import SIZE, Page, cut
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question
from fangxian.lines.checkpoints.models import Pass
from fangxian.lines.checkpoints.vehicles import comparable

READ = "checkpoints.read"
LATELY = timedelta(days=7)
MOST = 2_000
COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class PassRow:
    """`holds`: today, and not revoked."""

    id: int
    number: str
    plate: str
    driver: str
    company: str
    route: str
    goods: str
    since: date
    until: date
    place: str
    issued_at: datetime
    revoked_at: datetime | None
    revoked_why: str
    holds: bool


@question(needs=READ)
def passes(text: str = "", page: int = 1, *, by: Actor, size: int = SIZE) -> Page[PassRow]:
    """Passes of one's area by the beginning of plate or number, newest first."""
    found = Pass.objects.filter(by.scope(READ).q())
    if text.strip():
        number = unicodedata.normalize("NFKC", text).strip().upper().replace("\0", "")
        met = Q(number__startswith=number) if number else Q(pk=None)
        if plate := comparable(text):
            met |= Q(plate__startswith=plate)
        found = found.filter(met)
    rows, total = cut(found.order_by("-issued_at", "-pk"), page, size)
    return Page(tuple(_row(row) for row in rows), total, page, size)


@question(needs=READ)
def pass_shown(pass_id: int, *, by: Actor) -> PassRow:
    """One pass, to be printed. NotFound outside one's area."""
    found = Pass.objects.filter(by.scope(READ).q(), pk=pass_id).first()
    if found is None:
        raise NotFound(what=Text("通行证", "The pass"))
    return _row(found)


@question(needs=READ, at=lambda place: place)
def passes_around(place: str, *, by: Actor) -> tuple[PassRow, ...]:
    """What somebody may hold out in the county of a place: passes that hold, that begin within
    days, or ended or were withdrawn within days. By plate, the latest to end first."""
    today = clock.today()
    found = Pass.objects.filter(
        place__startswith=place[:COUNTY_DIGITS],
        until__gte=today - LATELY,
        since__lte=today + LATELY,
    )
    return tuple(_row(row) for row in found.order_by("plate", "-until", "pk")[:MOST])


def _row(row: Pass) -> PassRow:
    today = clock.today()
    return PassRow(
        row.pk,
        row.number,
        row.plate,
        row.driver,
        row.company,
        row.route,
        row.goods,
        row.since,
        row.until,
        row.place,
        row.issued_at,
        row.revoked_at,
        row.revoked_why,
        row.revoked_at is None and row.since <= today <= row.until,
    )
