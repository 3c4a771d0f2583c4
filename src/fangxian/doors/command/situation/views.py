"""态势: what is late, how far today's loop has come, who is under which measure, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

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

LATE_SHOWN = 12
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
        tiles=tiles_of(board.places),
        wall="wall" in request.GET,
        changed=boards.since_yesterday(by=request.actor, place=place)
        if day == clock.today()
        else None,
        late=board.late[:LATE_SHOWN],
        late_more=board.late[LATE_SHOWN:],
        work={one.key: one for one in board.work},
        expected=_expected(board),
        slipped=ringing(request.actor),
        outcome_words=checkpoints.OUTCOMES,
    )


@command_page(needs="tasks.read")
def days(request: WebRequest) -> HttpResponse:
    """The curve of the last fortnight, asked for when the page stands."""
    found = boards.fortnight(by=request.actor, place=request.GET.get("place", ""))
    return draw(
        request,
        "situation/days",
        days=found,
        options=_curve(found, request.language),
    )


def _curve(found: boards.Days, language: str) -> dict[str, Any]:
    """ECharts options: what was issued and closed as columns, what stayed open as a line."""
    kinds = ("bar", "bar", "line")
    return {
        "color": ["--accent", "--done", "--soon"],
        "legend": {"top": 0, "itemGap": 18, "textStyle": {"color": "inherit"}},
        "grid": {"left": 44, "right": 12, "top": 34, "bottom": 24},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [clock.said(day) for day in found.days]},
        "yAxis": {"type": "value", "minInterval": 1},
        "series": [
            {"type": kind, "name": label.speak(language), "data": list(numbers)}
            for kind, (label, numbers) in zip(kinds, found.lines, strict=True)
        ],
    }


def _totals(board: boards.Situation) -> tuple[boards.Number, ...]:
    """The measures' columns added up: overseas, domestic, both, in place; each with its list."""
    lines = board.measures
    columns = zip(
        *((line.overseas, line.domestic, line.both, line.in_place) for line in lines), strict=True
    )
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


Tiles = list[tuple[boards.PlaceLine, int]]


def tiles_of(lines: Sequence[boards.PlaceLine]) -> Tiles:
    """The places with their depth of tint: the more is late, the deeper."""
    worst = max((line.late.count for line in lines), default=0)
    return [(line, _depth(line.late.count, worst)) for line in lines]


def _depth(late: int, worst: int) -> int:
    return round(PALEST + (DEEPEST - PALEST) * late / worst) if late else 0


urlpatterns = [
    path("", page, name="situation"),
    path("situation/days", days, name="situation_days"),
]
