"""One filing after another about a person's journeys. Pure.

Of one journey the newer of two precise places of one word stands; neither is newer when both were
filed at one time, and both count. What says nothing replaces nothing; what says less (上海市 after
浦东新区) lowers nothing; what cannot be placed counts beside what is known. Another arrival from
another place is another journey: the later stands, whichever was filed first, and the stays of the
earlier are kept beside as long as a look-back can reach them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any, NamedTuple

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.filing import Beside, State, stays_on_the_way
from fangxian.lines.arrivals.rules import (
    ARRIVAL,
    ENTRY,
    FIELDS,
    LEAVING,
    NEWS,
    ORIGIN,
    OVERSEAS,
    TRANSPORT,
    VEHICLE,
    VIA,
)
from fangxian.lines.arrivals.where import Via, Where

JOURNEY = (ORIGIN, LEAVING, ARRIVAL, VIA, TRANSPORT, VEHICLE)
LATEST = (LEAVING, ARRIVAL, ENTRY)  # of two days said at one time the later holds
SILENT = frozenset({
    "不详", "未知", "不清楚", "不清", "不知道", "不记得", "记不清", "忘了", "不明", "待定", "待查", "无", "没有",
})  # fmt: skip
COARSE = len("6101")


class How(NamedTuple):
    """How a filing is to be laid. `undated`: it does not say when it was filed. `apart`: it may be
    about somebody else, so both count. `corrects`: it is known to be about the same journey.
    `reach`: how far before an arrival a stay can matter; None: however far. `here`: where in the
    county the state's town and village lie."""

    undated: bool = False
    apart: bool = False
    corrects: bool = False
    reach: timedelta | None = None
    here: Callable[[Sequence[Any]], Where] | None = None


PLAINLY = How()


class Laid(NamedTuple):
    """The declaration after a filing, the fields whose news it brought, and why something that it
    said or contradicts counts beside (`another`, `both`, `kept`), "" when nothing does."""

    state: State
    news: tuple[str, ...]
    why: str = ""


class Stands(Enum):
    """Which of two places stands, and whether the other counts beside."""

    OLD = auto()
    NEW = auto()
    OLD_AND_NEW = auto()
    NEW_AND_OLD = auto()


ANOTHER, BOTH, KEPT = "another", "both", "kept"


def lay(state: State, filed: Sequence[Any], at: people.Stamp, how: How = PLAINLY) -> Laid:
    """Lay a filing's journey over a declaration."""
    if state.values[ARRIVAL] is None:
        return _merged(state, list(filed), at)
    if _is_another(state, filed, at, how):
        return _another(state, filed, at, how)
    return _same(state, filed, at, how)


def _is_another(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> bool:
    """Another arrival from another place. Who said more of the place later, or less of it before,
    spoke of one journey."""
    known, new = state.values, filed[ORIGIN]
    if filed[ARRIVAL] == known[ARRIVAL] or how.corrects:
        return False
    if how.undated and filed[ARRIVAL] < known[ARRIVAL]:
        return True
    if not new or not known[ORIGIN] or new == known[ORIGIN] or silent(new) or silent(known[ORIGIN]):
        return False
    left_again = filed[LEAVING] is not None and filed[LEAVING] > known[ARRIVAL]
    newest = max(stamp for stamp in state.times if stamp is not None)
    compatible = (at > newest and _covers(known[ORIGIN], new)) or (
        at < (state.times[ORIGIN] or at) and _covers(new, known[ORIGIN])
    )
    return left_again or not compatible


def _another(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> Laid:
    then = state.times[ORIGIN] or state.times[ARRIVAL]
    rest = [None if place in JOURNEY else value for place, value in enumerate(filed)]
    if then is not None and at[0] < then[0]:  # a lesser word waits as a claim
        return _merged(state, rest, at)
    earlier = filed[ARRIVAL] < state.values[ARRIVAL]
    if earlier and (then is None or at[0] == then[0]):
        fresh = [one for one in _of(filed, filed[ARRIVAL], at) if not _counted(one, state)]
        if how.undated:
            rest = [None if state.values[n] else value for n, value in enumerate(rest)]
            rest[OVERSEAS] = rest[ENTRY] = None
        fresh += _between(filed, state.values, state, at, how) if fresh else []
        kept = [one for one in state.beside if one.journey != filed[ARRIVAL] or one.at >= at]
        grown = _with_abroad(_beside(state, kept, fresh, how), filed, at, how)
        return _told(_merged(grown, rest, at), ANOTHER if fresh else "", moved=grown != state)
    values, times = list(state.values), list(state.times)
    old = _of(values, values[ARRIVAL], then or at)
    old += _between(values, filed, state, then or at, how)
    for place in JOURNEY:
        values[place], times[place] = filed[place] or None, at if filed[place] else None
    before, journey = state.values, list(rest)
    if _reached(before, filed[ARRIVAL], how) and filed[OVERSEAS] == "no":
        journey[OVERSEAS] = None  # they came from abroad on the journey before
    made = state._replace(values=tuple(values), times=tuple(times))
    made = _beside(made, state.beside, old, how)
    laid = _merged(made, journey, at)
    changed = [FIELDS[n] for n in JOURNEY if values[n] != before[n]]
    return Laid(laid.state, tuple(dict.fromkeys((*changed, *laid.news))), ANOTHER)


def _counted(one: Beside, state: State) -> bool:
    """Whether a stay lies within that at the departure place as it stands."""
    origin, arrival = state.values[ORIGIN], state.values[ARRIVAL]
    until = state.values[LEAVING] or arrival
    return bool(origin) and one.where in origin.all and one.start is None and one.end <= until


def _between(
    first: Sequence[Any], second: Sequence[Any], state: State, at: people.Stamp, how: How
) -> list[Beside]:  # fmt: skip
    """From the one arrival to the next leaving they were here, if it is one person."""
    came, left = first[ARRIVAL], second[LEAVING] or second[ARRIVAL]
    if how.apart or how.here is None or left < came or second[ARRIVAL] <= came:
        return []
    return [Beside(how.here(state.values), came, left, came, at)]


def _reached(journey: Sequence[Any], arrival: date, how: How) -> bool:
    """Whether who came from abroad on that journey still counts as such at an arrival."""
    if journey[OVERSEAS] != "yes":
        return False
    entered = journey[ENTRY] or journey[ARRIVAL]
    return how.reach is None or entered >= arrival - how.reach


def _with_abroad(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> State:
    """An earlier journey from abroad counts while it can be reached."""
    values, times = list(state.values), list(state.times)
    if values[OVERSEAS] == "yes" or not _reached(filed, values[ARRIVAL], how):
        return state
    for place in (OVERSEAS, ENTRY):
        values[place], times[place] = filed[place], at if filed[place] else None
    return state._replace(values=tuple(values), times=tuple(times))


def _same(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> Laid:
    known, then = state.values, state.times[ORIGIN]
    rest, why, grown = list(filed), "", state
    if filed[ORIGIN] and known[ORIGIN] and filed[ORIGIN] != known[ORIGIN]:
        stands = _standing(known[ORIGIN], filed[ORIGIN], then, at, how)
        grown, rest = _lay_origin(state, filed, at, stands, how)
        if stands in (Stands.OLD_AND_NEW, Stands.NEW_AND_OLD):
            why = BOTH
        elif stands is Stands.OLD and (then is None or at >= then):
            why = KEPT
    if rest[VIA] and known[VIA] and rest[VIA] != known[VIA]:
        grown, rest[VIA] = _lay_via(grown, filed, at, how)
    settled = grown
    if not how.apart and _settles(state, filed, at):
        settled = grown._replace(beside=tuple(
            one for one in grown.beside if one.journey != known[ARRIVAL] or one.at >= at
            or one not in state.beside
        ))  # fmt: skip
    laid = _merged(settled, rest, at)
    if laid.state.beside != state.beside or settled.values[ORIGIN] != known[ORIGIN]:
        return _told(laid, why, moved=True)
    return Laid(laid.state, laid.news, why)


def _settles(state: State, filed: Sequence[Any], at: people.Stamp) -> bool:
    """Whether a filing, newer than all that is known, says precisely where the journey began: then
    what was in doubt about it is not any more."""
    if not state.beside or not filed[ORIGIN] or not all(one.found for one in filed[ORIGIN].all):
        return False
    return at > max(stamp for stamp in state.times if stamp is not None)


def _standing(
    old: Where, new: Where, then: people.Stamp | None, at: people.Stamp, how: How
) -> Stands:
    if silent(new):
        return Stands.OLD
    if silent(old) or then is None:
        return Stands.NEW
    if at[0] < then[0]:
        return Stands.OLD
    less, more = _covers(new, old), _covers(old, new)
    if less and more:
        return Stands.NEW if at > then else Stands.OLD
    if less:
        return Stands.NEW_AND_OLD if at[0] > then[0] else Stands.OLD
    if more:
        return Stands.NEW
    return _of_two(old, new, then, at, how)


def _of_two(old: Where, new: Where, then: people.Stamp, at: people.Stamp, how: How) -> Stands:
    """Of two places that contradict each other."""
    clearer = _vaguer(old, new) and not _vaguer(new, old)
    if how.corrects and at == then and not _vaguer(new, old):
        return Stands.NEW  # who puts right what they said comes after it
    if at == then:
        return Stands.NEW_AND_OLD if clearer else Stands.OLD_AND_NEW
    if how.apart:
        return Stands.NEW_AND_OLD if at > then else Stands.OLD_AND_NEW
    if at < then:
        if not _vaguer(old, new):
            return Stands.OLD
        return Stands.NEW_AND_OLD if clearer else Stands.OLD_AND_NEW
    official = at[0] == people.Provenance.OFFICIAL and all(one.found for one in new.all)
    if official or not _vaguer(new, old):
        return Stands.NEW
    return Stands.NEW_AND_OLD if at[0] > then[0] else Stands.OLD_AND_NEW


def _lay_origin(
    state: State, filed: Sequence[Any], at: people.Stamp, stands: Stands, how: How
) -> tuple[State, list[Any]]:
    """The state as it is to be merged with, and what of the filing is."""
    rest, values, times = list(filed), list(state.values), list(state.times)
    if stands is Stands.OLD:
        rest[ORIGIN] = None
    elif stands is Stands.NEW:
        values[ORIGIN], times[ORIGIN] = filed[ORIGIN], at
    elif stands is Stands.OLD_AND_NEW:
        state = _beside(state, state.beside, _of(filed, values[ARRIVAL], at), how)
        rest[ORIGIN] = rest[LEAVING] = rest[VIA] = None
    else:
        old = _of(values, values[ARRIVAL], times[ORIGIN] or at)
        state = _beside(state, state.beside, old, how)
        for place in (ORIGIN, LEAVING, VIA):
            values[place], times[place] = filed[place] or None, at if filed[place] else None
    return state._replace(values=tuple(values), times=tuple(times)), rest


def _lay_via(
    state: State, filed: Sequence[Any], at: people.Stamp, how: How
) -> tuple[State, Via | None]:
    """What of the stays on the way counts beside, and which stand anew."""
    old, new, then = state.values[VIA], filed[VIA], state.times[VIA]
    if all(silent(part.where) for part in new.parts):
        return state, None
    if then is None or all(silent(part.where) for part in old.parts):
        return state._replace(times=_at(state.times, VIA, None)), new
    if at[0] < then[0] or (at < then and not how.apart):
        return state, None
    arrival = state.values[ARRIVAL]
    if at <= then:
        only = [None, filed[LEAVING], filed[ARRIVAL], new]
        return _beside(state, state.beside, _of(only, arrival, at), how), None
    kept = tuple(part for part in old.parts if how.apart or _lost_by(part.where, new))
    only = [None, state.values[LEAVING], arrival, Via(old.text, kept)]
    return _beside(state, state.beside, _of(only, arrival, then), how), new


def _lost_by(place: Where, new: Via) -> bool:
    """Whether a place that was known on the way is only hinted at, or may be, by what is new."""
    wheres = [part.where for part in new.parts]
    if any(one == place for one in wheres):
        return False
    return any(not one.found or covers(one, place) for one in wheres)


def _at(times: people.Times, place: int, stamp: people.Stamp | None) -> people.Times:
    return (*times[:place], stamp, *times[place + 1 :])


def _merged(state: State, filed: list[Any], at: people.Stamp) -> Laid:
    """Field by field, and of two days that were said at one time the later, of yes and no yes."""
    values, times, changed = people.merge_fields(state.values, state.times, filed, at)
    made, more = list(values), list(changed)
    for place in (*LATEST, OVERSEAS):
        new, old = filed[place], values[place]
        if new and old and new != old and times[place] == at and (
            new == "yes" if place == OVERSEAS else new > old
        ):  # fmt: skip
            made[place] = new
            more.append(place)
    news = tuple([FIELDS[place] for place in sorted(set(more)) if place < NEWS]) if more else ()
    return Laid(state._replace(values=tuple(made), times=times), news)


def _told(laid: Laid, why: str, *, moved: bool) -> Laid:
    """What counts beside is news of where somebody was."""
    if moved:
        return Laid(laid.state, tuple(dict.fromkeys(("origin", *laid.news))), why)
    return Laid(laid.state, laid.news, why)


def _of(journey: Sequence[Any], arrival: date, at: people.Stamp) -> list[Beside]:
    """The stays of a journey, to be kept beside another. Who comes from abroad names a country."""
    origin, leaving, came = journey[ORIGIN], journey[LEAVING], journey[ARRIVAL]
    abroad = len(journey) > OVERSEAS and journey[OVERSEAS] == "yes"
    found = []
    for n, one in enumerate(origin.all if origin else ()):
        if one.code or not abroad:
            found.append(Beside(one.alone, None, came if n else leaving or came, arrival, at))
    for where, start, end in stays_on_the_way(journey):
        found.append(Beside(where, start, end, arrival, at))
    return found


def _beside(state: State, kept: Iterable[Beside], more: Iterable[Beside], how: How) -> State:
    """The state with these kept beside, each once, as far as they can matter."""
    stays = {(one.where, one.start, one.end, one.journey): one for one in (*kept, *more)}
    first = state.values[ARRIVAL] - how.reach if how.reach is not None else date.min
    return state._replace(beside=tuple(one for one in stays.values() if one.end >= first))


def silent(where: Where) -> bool:
    """Whether it is said that nobody knows where."""
    return not where.code and all(one.name.rstrip("。.?") in SILENT for one in where.all)


def covers(wide: Where, place: Where) -> bool:
    """Whether `wide` says no more than `place`: it contains it, or may be it."""
    if wide.candidates and not wide.code:
        return any(
            place.code and (place.code.startswith(one) or one.startswith(place.code))
            for one in wide.candidates
        )
    return wide.key == place.key or bool(wide.code and place.code.startswith(wide.code))


def _covers(wide: Where, place: Where) -> bool:
    """The same of cells that may name several places: each of one has one in the other."""
    return all(any(covers(n, o) for n in wide.all) for o in place.all) and all(
        any(covers(n, o) for o in place.all) for n in wide.all
    )


def _vaguer(new: Where, old: Where) -> bool:
    """Whether a place cannot be found as named, or only a city where the other names a county."""
    if any(not one.found for one in new.all):
        return True
    finest = min((len(one.code) for one in old.all), default=0)
    return any(len(one.code) <= COARSE < finest for one in new.all)
