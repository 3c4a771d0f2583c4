"""How sightings make listings, and what words mean. Pure.

A list published at a moment names areas. An area is listed at a moment when a list of
that moment names it, or an episode list vouches for a span around it. Over consecutive
known moments at which it is listed it is one listing, unless an episode list knows that
it ended or began between them; spans that meet are one listing. Because that is a
property of the set of lists, the order of import cannot matter. Moments are integers
(Unix seconds).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple

LEVEL_WORDS = {
    word: level
    for level, words in {
        "high": ("high", "h", "高", "高风险", "高风险区", "高风险地区", "高风险区域"),
        "medium": ("medium", "middle", "m", "中", "中风险", "中风险区", "中风险地区", "中风险区域"),
        "low": ("low", "l", "低", "低风险", "低风险区", "低风险地区", "低风险区域"),
    }.items()
    for word in words
}

# Community texts that mean the whole of the division named before.
WHOLE = re.compile(
    r"[(（]?(?:城镇|全部|辖区|城区|所有|整个)?(?:全域|全境|全区|全县|全市|全镇|全乡|全街道|全村|全社区|全辖区|全部区域|所有区域|全部)?[)）]?"
)


def level_of(word: str) -> str | None:
    """high | medium | low for the words that lists use; None for others."""
    return LEVEL_WORDS.get(word.strip().lower())


def key_of(level: str, names: tuple[str, str, str], community: str) -> bytes:
    """16 bytes that are the same for the same area at the same level."""
    text = "\x1f".join((level, *names, community))
    return blake2b(text.encode(), digest_size=16).digest()


class Span(NamedTuple):
    """A time for which an episode list vouches, both ends included. A loose end is one
    where the list's own range began or ended: the listing may go on beyond it."""

    begin: int
    end: int
    loose_begin: bool = False
    loose_end: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One listing in time. `id` None: not stored yet. Every known moment between `first`
    and `last` is one at which the area is listed."""

    id: int | None
    first: int
    last: int
    stated: tuple[Span, ...] = ()

    def covers(self, moment: int | None) -> bool:
        return moment is not None and self.first <= moment <= self.last

    def vouched(self, moment: int) -> bool:
        return any(span.begin <= moment <= span.end for span in self.stated)


class Moments:
    """The moments of all snapshots known, in order."""

    def __init__(self, known: Sequence[int]) -> None:
        self.known = sorted(set(known))

    def __contains__(self, moment: int) -> bool:
        return self.at_or_after(moment) == moment

    def before(self, moment: int) -> int | None:
        at = bisect_left(self.known, moment)
        return self.known[at - 1] if at else None

    def after(self, moment: int) -> int | None:
        at = bisect_right(self.known, moment)
        return self.known[at] if at < len(self.known) else None

    def at_or_before(self, moment: int) -> int | None:
        at = bisect_right(self.known, moment)
        return self.known[at - 1] if at else None

    def at_or_after(self, moment: int) -> int | None:
        at = bisect_left(self.known, moment)
        return self.known[at] if at < len(self.known) else None

    def steps_around(self, first: int, last: int) -> list[tuple[int, int]]:
        """The pairs of consecutive moments with the stretch's first or last between them
        (its bounds may be moments themselves)."""
        inner, outer = self.at_or_after(first), self.at_or_before(last)
        pairs = {(self.before(first), inner), (outer, self.after(last))}
        return [(a, b) for a, b in pairs if a is not None and b is not None]


def absorb(runs: Sequence[Run], new: Run, moments: Moments) -> tuple[list[Run], Run]:
    """An area's runs when one more stretch of time is known at which it is listed: all the
    runs, and the one that the stretch went into. The earliest stored run lends its id."""
    runs = _parted_at_ends(runs, new.stated, moments)
    first, last = _reach(runs, new, moments)
    met = [run for run in runs if run.first <= last and first <= run.last]
    if not met:
        return [*runs, new], new
    stored = sorted((run for run in met if run.id is not None), key=lambda run: run.first)
    whole = Run(
        id=stored[0].id if stored else None,
        first=min(new.first, *(run.first for run in met)),
        last=max(new.last, *(run.last for run in met)),
        stated=united([*new.stated, *(span for run in met for span in run.stated)]),
    )
    return [*(run for run in runs if run not in met), whole], whole


def _reach(runs: Sequence[Run], new: Run, moments: Moments) -> tuple[int, int]:
    """The stretch, and the bridges from it to moments at which the area is listed."""
    spans = united([span for run in (*runs, new) for span in run.stated])
    reach = [new.first, new.last]
    for step in moments.steps_around(new.first, new.last):
        beyond = [end for end in step if not new.first <= end <= new.last]
        listed = all(any(run.covers(end) for run in runs) for end in beyond)
        if listed and bridged(*step, spans):
            reach += beyond
    return min(reach), max(reach)


def bridged(begin: int, end: int, spans: Sequence[Span]) -> bool:
    """Whether sightings at two consecutive moments are one listing: they are, unless an
    episode list knows that it ended or began between them."""
    return not any(
        (begin <= span.end < end and not span.loose_end)
        or (begin < span.begin <= end and not span.loose_begin)
        for span in spans
    )


def leave_out(run: Run, moment: int, moments: Moments) -> list[Run]:
    """A run when a list of `moment` (not among `moments` yet) does not name its area: as it
    was, or the listings before and after."""
    before, after = moments.before(moment), moments.after(moment)
    if run.vouched(moment) or not (run.covers(before) and run.covers(after)):
        return [run]
    return _without_bridge(run, before, after)


def without(run: Run, moments: Moments, gone: Collection[int]) -> list[Run]:
    """A run without moments at which its area only counted as named: what stands by itself, and what
    spans vouch for. The earliest piece keeps the id."""
    if not any(run.covers(moment) and not run.vouched(moment) for moment in gone):
        return [run]
    solid: list[Span] = []
    broken = True
    for moment in filter(run.covers, moments.known):
        if moment in gone and not run.vouched(moment):
            broken = True
        elif broken:
            solid.append(Span(moment, moment))
            broken = False
        else:
            solid[-1] = Span(solid[-1].begin, moment)
    pieces = [
        Run(None, whole.begin, whole.end, _inside(run.stated, whole))
        for whole in united([*solid, *run.stated])
    ]
    return [replace(piece, id=None if at else run.id) for at, piece in enumerate(pieces)]


def cut(run: Run, last: int) -> Run | None:
    """A run that is known to have ended, firmly, by a moment; None: it had not begun."""
    if last < run.first:
        return None
    end = min(run.last, last)
    kept = [
        Span(
            span.begin,
            min(span.end, end),
            span.loose_begin,
            loose_end=False if span.end >= end else span.loose_end,
        )
        for span in run.stated
        if span.begin <= end
    ]
    return replace(run, last=end, stated=united([*kept, Span(end, end, loose_begin=True)]))


def parts(before: Sequence[Run], after: Sequence[Run]) -> bool:
    """Whether some time that was one listing is none, or several, afterwards."""
    return not all(
        any(one.first <= run.first and run.last <= one.last for one in after) for run in before
    )


def _parted_at_ends(runs: Sequence[Run], spans: Sequence[Span], moments: Moments) -> list[Run]:
    """The runs without the bridges that a firm end of a span breaks."""
    pieces = list(runs)
    for span in spans:
        gaps = []
        if not span.loose_begin:
            gaps.append((moments.before(span.begin), moments.at_or_after(span.begin)))
        if not span.loose_end:
            gaps.append((moments.at_or_before(span.end), moments.after(span.end)))
        for begin, end in gaps:
            pieces = [piece for run in pieces for piece in _without_bridge(run, begin, end)]
    return pieces


def _without_bridge(run: Run, begin: int | None, end: int | None) -> list[Run]:
    """A run without the time between two consecutive moments, but for what spans vouch
    for. The earliest piece keeps the id."""
    if begin is None or end is None or not (run.covers(begin) and run.covers(end)):
        return [run]
    solid = [Span(run.first, begin), Span(end, run.last), *run.stated]
    pieces = [
        Run(None, whole.begin, whole.end, _inside(run.stated, whole)) for whole in united(solid)
    ]
    return [replace(pieces[0], id=run.id), *pieces[1:]]


def _inside(spans: Sequence[Span], whole: Span) -> tuple[Span, ...]:
    return tuple(span for span in spans if whole.begin <= span.begin <= whole.end)


def united(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as it takes. An end is loose if nobody knows better."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.begin <= whole[-1].end:
            whole[-1] = _joined(whole[-1], span)
        else:
            whole.append(span)
    return tuple(whole)


def _joined(one: Span, other: Span) -> Span:
    """Two spans that meet, `one` beginning no later."""
    begin = [span for span in (one, other) if span.begin == one.begin]
    last = max(one.end, other.end)
    end = [span for span in (one, other) if span.end == last]
    return Span(
        one.begin,
        last,
        all(span.loose_begin for span in begin),
        all(span.loose_end for span in end),
    )
