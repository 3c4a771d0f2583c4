"""By whose word and when something stands: how it is compared, kept and read again. Pure.

Nobody else knows how a stamp is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, cast


class Provenance(IntEnum):
    """By whose word something is known; the greater outweighs the less, whenever it was said."""

    UNPROVEN = 1  # anybody may have written it
    PROVEN = 2  # the person, signed in with the phone that was checked
    LISTED = 3  # a file, a list from above, a system that holds a key
    OFFICIAL = 4  # an official, with the person or their document before them


class Stamp(NamedTuple):
    """Compared as it is written: the better word, and of one word the later filing."""

    word: int
    at: datetime

    def dump(self, base: int = 0) -> str:
        """ "2022-05-10T07:30:00+08:00 1"; without the word where it is `base`."""
        return written(self.at) if self.word == base else f"{written(self.at)} {self.word}"

    @classmethod
    def load(cls, kept: str, base: int) -> Stamp:
        """The reverse of `dump`."""
        at, _, word = kept.partition(" ")
        return cls(int(word or base), datetime.fromisoformat(at))


Values = tuple[Any, ...]
Times = tuple[Stamp | None, ...]
Older = str | Mapping[str, str]  # JSON, as the driver hands it over or read

written = lru_cache(65_536)(datetime.isoformat)  # one filing's time is written several times


class Timed(Protocol):
    """A state: values, and the stamp of each."""

    @property
    def values(self) -> Values: ...

    @property
    def times(self) -> Times: ...


def exceptions(
    names: Sequence[str], values: Values, times: Times
) -> tuple[datetime, int, dict[str, str]]:
    """How stamps are kept: the newest one's time and word, and by name only the fields that stand
    by another. Most people filed once, so most often that is nothing."""
    distinct = {*times}
    distinct.discard(None)
    if len(distinct) == 1:
        word, newest = cast("Stamp", distinct.pop())
        return newest, word, {}
    newest, word = max((at.at, at.word) for at in distinct if at is not None)
    older = {
        name: at.dump(word)
        for name, value, at in zip(names, values, times, strict=True)
        if value and at is not None and at != (word, newest)
    }
    return newest, word, older


def written_times(
    names: Sequence[str], states: Iterable[Timed]
) -> tuple[list[str], list[int], list[str]]:
    """Three columns as PostgreSQL reads them: the newest time of each state, its word, and what
    stands by another stamp."""
    newest, words, older = [], [], []
    for state in states:
        at, word, exceptional = exceptions(names, state.values, state.times)
        newest.append(written(at))
        words.append(word)
        older.append(json.dumps(exceptional) if exceptional else "{}")
    return newest, words, older


def times_from(
    names: Sequence[str], values: Values, newest: datetime, word: int, older: Older
) -> Times:
    """The reverse of `exceptions`."""
    base, kept = Stamp(word, newest), _read(older)
    if not kept:
        return tuple([base if value else None for value in values])
    return tuple(
        [
            (Stamp.load(kept[name], word) if name in kept else base) if value else None
            for name, value in zip(names, values, strict=True)
        ]
    )


def stamp_of(field: str, newest: datetime, word: int, older: Older) -> Stamp:
    """By whose word, and when, one field stands that has a value."""
    kept = _read(older)
    return Stamp.load(kept[field], word) if field in kept else Stamp(word, newest)


def best_word(word: int, older: Older) -> int:
    """The best word by which any field stands."""
    return max(word, *(Stamp.load(kept, word).word for kept in _read(older).values()), 0)


def _read(kept: Older) -> Mapping[str, str]:
    """JSON comes from the driver as text when asked for in plain SQL."""
    if isinstance(kept, str):
        return {} if kept == "{}" else dict(json.loads(kept))
    return kept
