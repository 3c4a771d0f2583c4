"""A person's days as a picture: stays, the listing that spoke, measures, tests, and today. Pure.

lay([Span("stay", "西安市雁塔区", date(2022, 4, 20), date(2022, 5, 6)), …], marks, today)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fangxian.kernel import clock

WIDTH, LEFT, RIGHT, TOP, LANE, TICK = 760, 96, 16, 34, 26, 30
LONGEST = 70  # days that a picture shows at most
MARGIN, LATIN = 7, 14  # characters, or letters, that fit before the bars
_BETWEEN = re.compile(r"[、,,;;/→]+")


@dataclass(frozen=True)
class Span:
    """`lane`: stay | listing | measure. `start` None: open to the past; `end` None: open."""

    lane: str
    words: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Mark:
    """A day with a meaning: a test due, a filing, a screening."""

    words: str
    day: date


@dataclass(frozen=True)
class Bar:
    lane: str
    words: str
    dates: str
    x: float
    y: int
    width: float
    open: bool

    @property
    def label(self) -> str:
        """What fits in the margin: the end of one name, or the first of several with 等."""
        names = [one for part in _BETWEEN.split(self.words) if (one := part.strip())]
        if not names:
            return ""
        if self.words.isascii():  # an English name begins with what it is
            return self.words if len(self.words) <= LATIN else f"{self.words[: LATIN - 1]}…"
        return names[0][-MARGIN:] if len(names) == 1 else f"{names[0][1 - MARGIN :]}等"


@dataclass(frozen=True)
class Dot:
    words: str
    x: float
    y: int


@dataclass(frozen=True)
class Picture:
    """Everything in the units of the picture's own box (WIDTH × height)."""

    height: int
    width: int
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float | None


def lay(spans: Sequence[Span], marks: Sequence[Mark], today: date) -> Picture | None:
    """None when there is nothing to draw."""
    days = [day for span in spans for day in (span.start, span.end) if day] + [
        mark.day for mark in marks
    ]
    if not days:
        return None
    first = max(min(days), max(days) - timedelta(days=LONGEST)) - timedelta(days=1)
    last = max(*days, today if today - max(days) < timedelta(days=14) else max(days)) + timedelta(
        days=2
    )
    step = (WIDTH - LEFT - RIGHT) / max(1, (last - first).days)

    def at(day: date) -> float:
        inside = min(max(day, first), last)
        return round(LEFT + (inside - first).days * step, 1)

    bars = tuple(_bar(span, n, at, first, last, step) for n, span in enumerate(spans))
    bottom = TOP + LANE * len(spans)
    dots = tuple(Dot(mark.words, at(mark.day) + step / 2, bottom + 10) for mark in marks)
    return Picture(
        bottom + 28,
        WIDTH,
        bars,
        dots,
        _ticks(first, last, at),
        at(today) + step / 2 if first <= today <= last else None,
    )


def _bar(
    span: Span, number: int, at: Callable[[date], float], first: date, last: date, step: float
) -> Bar:
    begin, end = span.start or first, span.end or last
    dates = f"{clock.said(span.start)}–" if span.start else "…–"
    dates += clock.said(span.end) if span.end else ""
    x = at(begin)
    return Bar(
        span.lane,
        span.words,
        dates,
        x,
        TOP + LANE * number,
        round(min(at(end) + step, WIDTH - RIGHT) - x, 1),
        open=span.start is None or span.end is None,
    )


def _ticks(first: date, last: date, at: Callable[[date], float]) -> tuple[tuple[float, str], ...]:
    """A date every few days, so that they do not touch."""
    every = max(1, -(-(last - first).days // 12))
    days = ((last - first).days // every) + 1
    found = (first + timedelta(days=n * every) for n in range(days))
    return tuple((at(day), clock.said(day)) for day in found if at(day) < WIDTH - RIGHT - TICK)
