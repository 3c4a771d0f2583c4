"""态势: what is late, how far today's loop has come, who is under which measure, what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import path

from fangxian.doors.command.checkpoints.slipped import ringing
from fangxian.doors.command.home.landing import elsewhere
from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.overview.boards import api as boards

LATE_SHOWN = 8
PALEST, DEEPEST = 12, 50  # per cent of tint on the map's tiles


@command_page(needs="")
def page(request: WebRequest) -> HttpResponse:
    """Headquarters' first page; who has no board begins with what they are here for."""
    if not request.actor.may("boards.read"):
        return elsewhere(request)
    day = asked.day(request.GET, "on")
    place = request.GET.get("place", "")
    board = boards.situation(day, by=request.actor, place=place)
    return draw(
        request,
        "situation/page",
        board=board,
        place=place,
        day=day,
        before=day - timedelta(days=1),
        today=clock.today(),
        totals=_totals(board),
        tiles=_tiles(board),
        late=board.late[:LATE_SHOWN],
        late_more=board.late[LATE_SHOWN:],
        work={one.key: one for one in board.work},
        expected=_expected(board),
        slipped=ringing(request.actor),
        outcome_words=checkpoints.OUTCOMES,
    )


def _totals(board: boards.Situation) -> tuple[boards.Number, ...]:
    """The measures' columns added up: overseas, domestic, both; each with its list."""
    lines = board.measures
    columns = zip(*((line.overseas, line.domestic, line.both) for line in lines), strict=True)
    return tuple(_sum(column) for column in columns)


def _sum(column: tuple[boards.Number, ...]) -> boards.Number:
    """One number for all of a column: whoever is under any of its measures."""
    measures = [code for one in column for code in one.door.conditions["measure"]]
    door = replace(column[0].door, conditions={**column[0].door.conditions, "measure": measures})
    words = Text(
        "人数;当天正在执行上列任一措施的人", "People under any of the measures above that day"
    )
    return replace(column[0], count=sum(one.count for one in column), door=door, definition=words)


@dataclass(frozen=True)
class Coming:
    """A day's expected arrivals (人), and how many of them come under a measure (重点)."""

    words: Text
    day: date
    people: boards.Number
    watched: boards.Number


def _expected(board: boards.Situation) -> list[Coming]:
    """Today and tomorrow; nothing for who may not see arrivals."""
    counts = {one.key: one for one in board.expected}
    days = (("today", Text("今天", "Today"), 0), ("tomorrow", Text("明天", "Tomorrow"), 1))
    return [
        Coming(
            word,
            clock.today() + timedelta(days=ahead),
            counts[f"expected.{key}"],
            counts[f"key.{key}"],
        )
        for key, word, ahead in days
        if f"expected.{key}" in counts
    ]


def _tiles(board: boards.Situation) -> list[tuple[boards.PlaceLine, int]]:
    """The places with their depth of tint: the more is late, the deeper."""
    worst = max((line.late.count for line in board.places), default=0)
    return [(line, _depth(line.late.count, worst)) for line in board.places]


def _depth(late: int, worst: int) -> int:
    return round(PALEST + (DEEPEST - PALEST) * late / worst) if late else 0


urlpatterns = [path("", page, name="situation")]
