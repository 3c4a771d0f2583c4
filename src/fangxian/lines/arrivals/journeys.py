"""One filing after another about a person's journeys. Pure.

Of one journey the newer of two precise places of one word stands; neither is newer when both were
filed at one time, and both count. What says nothing replaces nothing; what says less (上海市 after
浦东新区) lowers nothing; what cannot be placed counts beside what is known. Another arrival from
another place is another journey, and so is one days apart that names no other place: the later
stands, whichever was filed first, and the stays of the earlier are kept beside as long as a
look-back can reach them. Where a journey that names no place began is a stay nobody can place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import Enum, auto
from typing import Any, NamedTuple

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.filing import Beside, State, passed_since, stays_on_the_way
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
from fangxian.lines.arrivals.vagueness import (
    UNSAID,
    all_covered,
    covers,
    silent,
    speaks,
    vaguer,
)
from fangxian.lines.arrivals.where import Via, Where

JOURNEY = (ORIGIN, LEAVING, ARRIVAL, VIA, TRANSPORT, VEHICLE)
LATEST = (LEAVING, ARRIVAL, ENTRY)  # of two days said at one time the later holds


class How(NamedTuple):
    """How a filing is to be laid. `undated`: it does not say when it was filed. `apart`: it may be
    about somebody else, so both count. `corrects`: it is known to be about the same journey.
    `together`: with another of one file about the same journey, so neither takes anything away.
    `reach`: how far before an arrival, and before the day itself (`today`), a stay can matter;
    None: however far. `near`: so far apart
    two days may be those of one arrival. `here`: where in the county the state's town and village
    lie."""

    undated: bool = False
    apart: bool = False
    corrects: bool = False
    together: bool = False
    reach: timedelta | None = None
    today: date = date.max
    near: timedelta = timedelta()
    here: Callable[[Sequence[Any]], Where] | None = None

    @property
    def both(self) -> bool:
        """Whether what is said and what stands both count."""
        return self.apart or self.together

    def first_day(self, arrival: date) -> date:
        """The first day that can matter to somebody who arrives then: one who announces it for
        later has been today where they have been."""
        return date.min if self.reach is None else min(arrival, self.today) - self.reach


PLAINLY = How()


class Merged(NamedTuple):
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


def lay(state: State, filed: Sequence[Any], at: people.Stamp, how: How = PLAINLY) -> Merged:
    """Lay a filing's journey over a declaration."""
    if state.values[ARRIVAL] is None:
        return _merged(state, list(filed), at)
    if _is_another(state, filed, at, how):
        return _another(state, filed, at, how)
    return _same(state, filed, at, how)


def _is_another(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> bool:
    """Another arrival: from another place, or days apart. Who said more of the place later, or less
    of it before, spoke of one journey."""
    known, new, old = state.values, filed[ORIGIN], state.values[ORIGIN]
    if filed[ARRIVAL] == known[ARRIVAL]:
        return False
    far = abs(filed[ARRIVAL] - known[ARRIVAL]) > how.near
    if how.corrects:
        return far and speaks(old) and not speaks(new)
    if far or (how.undated and filed[ARRIVAL] < known[ARRIVAL]):
        return True
    if new and new == old:
        return False
    if not speaks(new) or not speaks(old):
        return _left_between(known, filed)
    return _left_between(known, filed) or not _compatible(state, new, at)


def _compatible(state: State, new: Where, at: people.Stamp) -> bool:
    """Whether a place says more of the known one, and later, or less of it, and before."""
    old, then = state.values[ORIGIN], state.times[ORIGIN] or at
    return (at > _newest(state) and all_covered(old, new)) or (at < then and all_covered(new, old))


def _left_between(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """Whether they left for the later arrival after the earlier."""
    first, second = sorted((one, other), key=_arrival)
    return second[LEAVING] is not None and bool(second[LEAVING] > first[ARRIVAL])


def _arrival(journey: Sequence[Any]) -> date:
    arrival: date = journey[ARRIVAL]
    return arrival


def _newest(state: State) -> people.Stamp:
    return max(stamp for stamp in state.times if stamp is not None)


def _stamp_of(state: State, at: people.Stamp) -> people.Stamp:
    """By what word and when a journey stands: the best of its place and its day."""
    stamps = (state.times[ORIGIN], state.times[ARRIVAL])
    return max((one for one in stamps if one is not None), default=at)


def _another(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> Merged:
    """Of two journeys the later stands, and by a better word that which it names; a lesser word
    waits as a claim."""
    then = _stamp_of(state, at)
    rest = [None if place in JOURNEY else value for place, value in enumerate(filed)]
    if at[0] < then[0]:
        return _merged(state, rest, at)
    earlier = filed[ARRIVAL] < state.values[ARRIVAL]
    if earlier and (at[0] == then[0] or not speaks(filed[ORIGIN])):
        return _earlier(state, filed, rest, at, how)
    return _standing_anew(state, filed, rest, at, how)


def _earlier(
    state: State, filed: Sequence[Any], rest: list[Any], at: people.Stamp, how: How
) -> Merged:
    """A journey before the one that stands: its stays are kept beside."""
    fresh = _of(filed, filed[ARRIVAL], at)
    known = all(_counted(one, state) for one in fresh)
    fresh += _between(filed, state.values, state, at, how) if fresh else []
    if how.undated:
        rest = [None if state.values[n] else value for n, value in enumerate(rest)]
        rest[OVERSEAS] = rest[ENTRY] = None
    kept = [one for one in state.beside if one.journey != filed[ARRIVAL] or one.at >= at]
    grown = _with_abroad(_beside(state, kept, fresh, how), filed, at, how)
    moved = _where_and_when(grown) != _where_and_when(state) or grown.values != state.values
    return _told(_merged(grown, rest, at), "" if known else ANOTHER, moved=moved)


def _where_and_when(state: State) -> set[Any]:
    return {one[:4] for one in state.beside}


def _standing_anew(
    state: State, filed: Sequence[Any], rest: list[Any], at: people.Stamp, how: How
) -> Merged:
    """A journey that stands from now on, whole; the stays of the one before it are kept beside."""
    then, before = _stamp_of(state, at), state.values
    values, times = list(before), list(state.times)
    old = _of(before, before[ARRIVAL], then) + _between(before, filed, state, then, how)
    for place in JOURNEY:
        values[place], times[place] = filed[place] or None, at if filed[place] else None
    if _reached(before, filed[ARRIVAL], how) and filed[OVERSEAS] == "no":
        rest[OVERSEAS] = None  # they came from abroad on the journey before
    made = state._replace(values=tuple(values), times=tuple(times))
    laid = _merged(_beside(made, state.beside, old, how), rest, at)
    changed = [FIELDS[n] for n in JOURNEY if values[n] != before[n]]
    return Merged(laid.state, tuple(dict.fromkeys((*changed, *laid.news))), ANOTHER)


def _counted(one: Beside, state: State) -> bool:
    """Whether a stay lies within that at the departure place as it stands."""
    origin, arrival = state.values[ORIGIN], state.values[ARRIVAL]
    until = state.values[LEAVING] or arrival
    known = one.where in origin.all if speaks(origin) else silent(one.where)
    return known and one.start is None and bool(one.end <= until)


def _between(
    first: Sequence[Any], second: Sequence[Any], state: State, at: people.Stamp, how: How
) -> list[Beside]:
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
    return bool(entered >= how.first_day(arrival))


def _with_abroad(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> State:
    """An earlier journey from abroad counts while it can be reached."""
    values, times = list(state.values), list(state.times)
    if values[OVERSEAS] == "yes" or not _reached(filed, values[ARRIVAL], how):
        return state
    for place in (OVERSEAS, ENTRY):
        values[place], times[place] = filed[place], at if filed[place] else None
    return state._replace(values=tuple(values), times=tuple(times))


def _same(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> Merged:
    known, then = state.values, state.times[ORIGIN]
    rest, why, grown = _without_taking_back(filed, known, how), "", state
    if _says_less(state, filed, at, how):
        rest[ARRIVAL] = rest[LEAVING] = None
        why = KEPT
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
    if not how.both and _settles(state, filed, at):
        settled = grown._replace(
            beside=tuple(
                one
                for one in grown.beside
                if one.journey != known[ARRIVAL] or one.at >= at or one not in state.beside
            )
        )
    laid = _merged(settled, rest, at)
    laid = laid._replace(state=_of_day(laid.state, known[ARRIVAL]))
    if laid.state.beside != state.beside or settled.values[ORIGIN] != known[ORIGIN]:
        return _told(laid, why, moved=True)
    return Merged(laid.state, laid.news, why)


def _without_taking_back(filed: Sequence[Any], known: Sequence[Any], how: How) -> list[Any]:
    """Of two rows of one file, or of two names, that answer whether somebody came from abroad, yes holds."""
    rest = list(filed)
    if how.both and known[OVERSEAS] == "yes" and filed[OVERSEAS] == "no":
        rest[OVERSEAS] = None
    return rest


def _settles(state: State, filed: Sequence[Any], at: people.Stamp) -> bool:
    """Whether a filing, newer than all that is known, says precisely where the journey began: then
    what was in doubt about it is not any more."""
    if not state.beside or not filed[ORIGIN] or not all(one.found for one in filed[ORIGIN].all):
        return False
    return at > _newest(state)


def _says_less(state: State, filed: Sequence[Any], at: people.Stamp, how: How) -> bool:
    """A newer filing of the same word that names no place where one is known moves no day back."""
    then = state.times[ARRIVAL]
    return (
        then is not None
        and then < at
        and then[0] == at[0]
        and not how.corrects
        and filed[ARRIVAL] < state.values[ARRIVAL]
        and speaks(state.values[ORIGIN])
        and not speaks(filed[ORIGIN])
    )


def _of_day(state: State, before: date) -> State:
    """What counts beside a journey whose arrival was put right stays with it."""
    arrival = state.values[ARRIVAL]
    if arrival == before or not state.beside:
        return state
    return state._replace(
        beside=tuple(
            one._replace(journey=arrival) if one.journey == before else one for one in state.beside
        )
    )


def _standing(
    old: Where, new: Where, then: people.Stamp | None, at: people.Stamp, how: How
) -> Stands:
    if then is None:
        return Stands.NEW
    if not how.apart and (silent(new) or silent(old)):
        return Stands.OLD if silent(new) else Stands.NEW
    if at[0] < then[0]:
        return Stands.OLD
    less, more = all_covered(new, old), all_covered(old, new)
    if less and more:
        return Stands.NEW if at > then else Stands.OLD
    if how.apart:  # who is somebody else says no more of the same place
        return _of_two(old, new, then, at, how)
    if less:
        return Stands.NEW_AND_OLD if at[0] > then[0] else Stands.OLD
    if more:
        return Stands.NEW
    return _of_two(old, new, then, at, how)


def _of_two(old: Where, new: Where, then: people.Stamp, at: people.Stamp, how: How) -> Stands:
    """Of two places that contradict each other."""
    clearer = vaguer(old, new) and not vaguer(new, old)
    if how.corrects and at == then and not vaguer(new, old):
        return Stands.NEW  # who puts right what they said comes after it
    if at == then:
        return Stands.NEW_AND_OLD if clearer else Stands.OLD_AND_NEW
    if how.both:
        return Stands.NEW_AND_OLD if at > then else Stands.OLD_AND_NEW
    if at < then:
        if not vaguer(old, new):
            return Stands.OLD
        return Stands.NEW_AND_OLD if clearer else Stands.OLD_AND_NEW
    official = at[0] == people.Provenance.OFFICIAL and all(one.found for one in new.all)
    if official or not vaguer(new, old):
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
    if at[0] < then[0] or (at < then and not how.both):
        return state, None
    arrival = state.values[ARRIVAL]
    if at <= then:
        only = [None, filed[LEAVING], filed[ARRIVAL], new]
        return _beside(state, state.beside, _on_the_way(only, arrival, at), how), None
    kept = tuple(part for part in old.parts if how.both or _lost_by(part.where, new))
    only = [None, state.values[LEAVING], arrival, Via(old.text, kept)]
    return _beside(state, state.beside, _on_the_way(only, arrival, then), how), new


def _lost_by(place: Where, new: Via) -> bool:
    """Whether a place that was known on the way is only hinted at, or may be, by what is new."""
    wheres = [part.where for part in new.parts]
    if any(one == place for one in wheres):
        return False
    return any(not one.found or covers(one, place) for one in wheres)


def _at(times: people.Times, place: int, stamp: people.Stamp | None) -> people.Times:
    return (*times[:place], stamp, *times[place + 1 :])


def _merged(state: State, filed: list[Any], at: people.Stamp) -> Merged:
    """Field by field, and of two days that were said at one time the later, of yes and no yes."""
    values, times, changed = people.merge_fields(state.values, state.times, filed, at)
    made, more = list(values), list(changed)
    for place in (*LATEST, OVERSEAS):
        new, old = filed[place], values[place]
        if (
            new
            and old
            and new != old
            and times[place] == at
            and (new == "yes" if place == OVERSEAS else new > old)
        ):
            made[place] = new
            more.append(place)
    news = tuple([FIELDS[place] for place in sorted(set(more)) if place < NEWS]) if more else ()
    return Merged(state._replace(values=tuple(made), times=times), news)


def _told(laid: Merged, why: str, *, moved: bool) -> Merged:
    """What counts beside is news of where somebody was."""
    if moved:
        return Merged(laid.state, tuple(dict.fromkeys(("origin", *laid.news))), why)
    return Merged(laid.state, laid.news, why)


def _of(journey: Sequence[Any], arrival: date, at: people.Stamp) -> list[Beside]:
    """The stays of a journey, to be kept beside another. Who comes from abroad names a country; a
    journey without a place began where nobody knows."""
    origin, leaving, came = journey[ORIGIN], journey[LEAVING], journey[ARRIVAL]
    abroad = journey[OVERSEAS] == "yes"
    found = []
    for n, one in enumerate(origin.all if origin else (UNSAID,)):
        if one.code or not abroad:
            since = passed_since(one, journey) if n else None
            found.append(Beside(one.alone, since, came if n else leaving or came, arrival, at))
    return [*found, *_on_the_way(journey, arrival, at)]


def _on_the_way(journey: Sequence[Any], arrival: date, at: people.Stamp) -> list[Beside]:
    """The stays on the way of a journey, to be kept beside."""
    return [
        Beside(where, start, end, arrival, at) for where, start, end in stays_on_the_way(journey)
    ]


def _beside(state: State, kept: Iterable[Beside], more: Iterable[Beside], how: How) -> State:
    """The state with these kept beside, each once, as far as they can matter."""
    stays: dict[Any, Beside] = {}
    for one in (*kept, *more):
        known = stays.setdefault(one[:4], one)
        if one.at > known.at:
            stays[one[:4]] = one
    first = how.first_day(state.values[ARRIVAL])
    return state._replace(beside=tuple(one for one in stays.values() if one.end >= first))
