"""How sightings make listings, and what words mean. Pure.

A list published at a moment names areas. An area is listed at a moment when a list of
that moment names it, or an episode list vouches for a span around it. Over consecutive
known moments at which it is listed it is one listing; spans that meet are one listing.
Because that is a property of the set of lists, the order of import cannot matter.
Moments are integers (Unix seconds).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b

Span = tuple[int, int]

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

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?|(\d{4})(\d{2})(\d{2})")


def level_of(word: str) -> str | None:
    """high | medium | low for the words that lists use; None for others."""
    return LEVEL_WORDS.get(word.strip().lower())


def day_of(text: str) -> date | None:
    """A day as people write it (2022-05-01, 2022/5/1, 20220501, 2022年5月1日)."""
    match = _DAY.fullmatch(text.strip())
    if not match:
        return None
    parts = [int(part) for part in match.groups() if part]
    try:
        return date(*parts)
    except ValueError:
        return None


def key_of(level: str, names: tuple[str, str, str], community: str) -> bytes:
    """16 bytes that are the same for the same area at the same level."""
    text = "\x1f".join((level, *names, community))
    return blake2b(text.encode(), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Run:
    """One listing in time. `id` None: not stored yet. `stated`: see RiskArea."""

    id: int | None
    first: int
    last: int
    stated: tuple[Span, ...] = ()

    def covers(self, moment: int | None) -> bool:
        return moment is not None and self.first <= moment <= self.last

    def vouched(self, moment: int) -> bool:
        return any(begin <= moment <= end for begin, end in self.stated)


class Moments:
    """The moments of all snapshots known, in order."""

    def __init__(self, known: Sequence[int]) -> None:
        self.known = sorted(set(known))

    def __contains__(self, moment: int) -> bool:
        at = bisect_left(self.known, moment)
        return at < len(self.known) and self.known[at] == moment

    def before(self, moment: int) -> int | None:
        at = bisect_left(self.known, moment)
        return self.known[at - 1] if at else None

    def after(self, moment: int) -> int | None:
        at = bisect_right(self.known, moment)
        return self.known[at] if at < len(self.known) else None

    def neighbours(self, first: int, last: int) -> tuple[int | None, int | None]:
        """The moments just outside a span, where one inside makes them its neighbours."""
        inner = bisect_left(self.known, first)
        outer = bisect_right(self.known, last)
        if inner == outer:
            return None, None
        return (
            self.known[inner - 1] if inner else None,
            self.known[outer] if outer < len(self.known) else None,
        )


def absorb(runs: Sequence[Run], new: Run, moments: Moments) -> tuple[Run, list[Run]]:
    """One more span of an area with these runs: the run that then holds it, and the runs
    that went into it. The earliest stored run lends its id."""
    before, after = moments.neighbours(new.first, new.last)
    met = [
        run
        for run in runs
        if (run.first <= new.last and new.first <= run.last)
        or run.covers(before)
        or run.covers(after)
    ]
    if not met:
        return new, []
    stored = sorted((run for run in met if run.id is not None), key=lambda run: run.first)
    whole = Run(
        id=stored[0].id if stored else None,
        first=min(new.first, *(run.first for run in met)),
        last=max(new.last, *(run.last for run in met)),
        stated=united([*new.stated, *(span for run in met for span in run.stated)]),
    )
    return whole, met


def part(run: Run, moment: int, moments: Moments) -> list[Run]:
    """A run when a list of `moment` (not among `moments` yet) does not name its area: as it
    was, or the two listings before and after."""
    if not run.first < moment < run.last or run.vouched(moment):
        return [run]
    earlier = tuple(span for span in run.stated if span[1] < moment)
    later = tuple(span for span in run.stated if span[0] > moment)
    ends = [end for _, end in earlier] + _known(moments.before(moment))
    begins = [begin for begin, _ in later] + _known(moments.after(moment))
    return [
        replace(run, last=max(ends), stated=earlier),
        Run(None, min(begins), run.last, later),
    ]


def united(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same time in as few spans as it takes."""
    whole: list[Span] = []
    for begin, end in sorted(spans):
        if whole and begin <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((begin, end))
    return tuple(whole)


def _known(moment: int | None) -> list[int]:
    return [] if moment is None else [moment]
