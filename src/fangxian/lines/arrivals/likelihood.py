"""How likely it is that somebody was where a listed area is, for the order in which people are
called. Pure: no estimate of an infection, no ground of a measure."""

from __future__ import annotations

from datetime import date, timedelta

OPEN_DAYS = 14  # a stay without a first day is taken to have lasted so long
UNKNOWN = 0.5  # what nobody can place is no less urgent than an even chance


def likelihood(share: float, overlap: int, days: int, visits: int) -> float:
    """The share of the people of the stay's place who live in its listed part × the part of the
    stay's days on which it was listed × how often they were there. Grows with each of them; an
    order and no probability: several visits can make it more than 1."""
    part = min(max(overlap, 0), max(days, 1)) / max(days, 1)
    return min(max(share, 0.0), 1.0) * part * max(visits, 0)


def urgency(likely: float, rank: int, left: float = 1.0) -> float:
    """What is likely, weighed by what would follow: the first row of a table is the gravest, and of its
    course only what is `left` can still be laid down."""
    return likely / (1 + max(rank, 0)) * min(max(left, 0.0), 1.0)


def left_of(begun: date, lasts: int | None, today: date) -> float:
    """The part of a course that a day finds still ahead: 1 before it began or where it has no end, 0
    when it is over."""
    if not lasts:
        return 1.0
    return min(1.0, max(0, (begun - today).days + lasts + 1) / (lasts + 1))


def share_of(parts: float, whole: float) -> float:
    """People (or, where nobody counted them, divisions) of the listed part in those of the whole."""
    return min(1.0, max(parts, 0.0) / whole) if whole > 0 else 1.0


def days_of(start: date | None, end: date) -> tuple[date, int]:
    """The first day of a stay and how many days it had."""
    first = start or end - timedelta(days=OPEN_DAYS - 1)
    return first, max(1, (end - first).days + 1)


def overlap_of(start: date | None, end: date, listed_from: date, listed_to: date) -> int:
    """The days of a stay on which a place was listed."""
    first, _ = days_of(start, end)
    return max(0, (min(end, listed_to) - max(first, listed_from)).days + 1)
