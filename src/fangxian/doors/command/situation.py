"""态势: what is late, how far today's loop has come, who is under which measure, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode

from fangxian.doors.command import meant
from fangxian.doors.command.desk import DeskRequest, desk, draw
from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.tasks import api as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import api as arrivals

# what a county's board calls 健康监测 is the policy's two monitorings
MEASURES: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (Text("集中隔离", "Central quarantine"), ("central_quarantine",)),
    (Text("居家隔离", "Home quarantine"), ("home_quarantine",)),
    (Text("健康监测", "Health monitoring"), ("home_health_monitoring", "health_monitoring")),
)
ORIGINS = ("overseas", "domestic")
LATE_SHOWN = 8


@dataclass(frozen=True)
class Cell:
    """A number with its door."""

    count: int
    href: str


@dataclass(frozen=True)
class MeasureRow:
    label: Text
    cells: tuple[Cell, ...]  # overseas, domestic, both


@dataclass(frozen=True)
class Tile:
    """A township (or a village, for a township's desk): `depth` 0–100 shades it by what is late."""

    name: str
    open: int
    late: int
    href: str
    depth: int


@desk(needs="")
def page(request: DeskRequest) -> HttpResponse:
    """Headquarters' first page; who has no board begins with their own work."""
    actor = request.actor
    if not actor.may("boards.read"):
        return HttpResponseRedirect(reverse("work"))
    today = clock.today()
    return draw(
        request, "situation/page", today=today, area=_area(actor),
        **_loop(actor, today), **_people(actor, today), tiles=_tiles(actor),
        holes=duty.holes(actor.scope("duty.read")) if actor.may("duty.read") else None,
        hole_words=duty.HOLES,
    )  # fmt: skip


def _area(actor: Actor) -> tuple[str, ...]:
    """The places that the numbers speak of."""
    return actor.scope("boards.read").prefixes


def _loop(actor: Actor, today: date) -> dict[str, object]:
    """Late units and the day's funnel."""
    if not actor.may("tasks.read"):
        return {}
    late = tasks.overdue_by_unit(by=actor)
    funnel = tasks.funnel(today, by=actor)
    names = duty.names_of(row.unit_id for row in late)
    return {
        "late_total": tasks.instructions(
            tasks.InstructionFilter(late=True), by=actor, size=1
        ).total,
        "late_href": meant.address_of(tasks.InstructionFilter(late=True)),
        "late": [
            (names.get(row.unit_id, ""), row, meant.address_of(row.filter))
            for row in late[:LATE_SHOWN]
        ],
        "late_more": max(0, len(late) - LATE_SHOWN),
        "funnel": [(one, meant.address_of(one.filter)) for one in funnel],
        "uncertain_orders_href": meant.address_of(
            tasks.InstructionFilter(uncertain=True, open_only=True)
        ),
    }


def _people(actor: Actor, today: date) -> dict[str, object]:
    """Who is under which measure, who is coming, whose verdict is in doubt."""
    if not actor.may("arrivals.read"):
        return {}
    summary = arrivals.summary(today, by=actor)
    rows = [_measure_row(label, codes, summary.measure_by_origin) for label, codes in MEASURES]
    totals = [Cell(sum(row.cells[n].count for row in rows), "") for n in range(len(ORIGINS) + 1)]
    return {
        "measures": rows,
        "measure_totals": totals,
        "summary": summary,
        "uncertain_href": ledger_address(uncertain=1),
    }


def _measure_row(
    label: Text, codes: tuple[str, ...], counts: Mapping[str, Mapping[str, int]]
) -> MeasureRow:
    by_origin = [sum(counts.get(code, {}).get(side, 0) for code in codes) for side in ORIGINS]
    cells = [
        Cell(count, ledger_address(measure=codes, origin=side))
        for side, count in zip(ORIGINS, by_origin, strict=True)
    ]
    return MeasureRow(label, (*cells, Cell(sum(by_origin), ledger_address(measure=codes))))


def ledger_address(**conditions: object) -> str:
    """The ledger with these conditions."""
    return f"/arrivals?{urlencode(conditions, doseq=True)}"


def _tiles(actor: Actor) -> list[Tile]:
    """The places below the actor's area: townships of the county, villages of a township."""
    if not actor.may("tasks.read"):
        return []
    prefixes = actor.scope("tasks.read").prefixes
    top = (
        prefixes[0]
        if len(prefixes) == 1 and len(prefixes[0]) > len(settings.FANGXIAN_COUNTY)
        else places.home()
    )
    below = places.children_of(top)
    if not below:
        return []
    counts = tasks.by_town(by=actor, digits=len(below[0].code), place=top)
    worst = max((found["late"] for found in counts.values()), default=0)
    return [_tile(one.code, one.name, counts.get(one.code, {}), worst) for one in below]


def _tile(code: str, name: str, counts: Mapping[str, int], worst: int) -> Tile:
    late = counts.get("late", 0)
    address = meant.address_of(tasks.InstructionFilter(place=code, open_only=True))
    depth = round(12 + 38 * late / worst) if late else 0
    return Tile(name, counts.get("open", 0), late, address, depth)


urlpatterns = [path("", page, name="situation")]
