"""How many people one hand alone may free of a restriction within a day, by whatever verbs: beyond it,
it takes two. Asked before an operation for its page, and again by the operation itself where nobody else frees.
What is found out by asking people is counted with it and rings, but is not stopped."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import TakesTwo
from fangxian.kernel.kept import kept
from fangxian.kernel.verb import is_agreed
from fangxian.lines.codes import terms
from fangxian.lines.codes.models import Alarm, Freed, Standing
from fangxian.lines.codes.scheme import Shade, scheme_or_none
from fangxian.lines.codes.services.watching import ring

LATELY = timedelta(days=1)
COLOURED_AT_ONCE = 1_000  # subjects that a desk can wait for; more are coloured some seconds later
FREED_LOCK = 0x66726565  # "free"
EASED = kept(
    "一天内经电话核实等解除或减轻 {count} 人(经办 {name})",
    "freed or eased within a day, by calls and the like: {count} (by {name})",
)
BEYOND = kept(
    "一天内一人解除或减轻已达 {count} 人,另有 {waiting} 人待第二人核实(经办 {name})",
    "freed or eased by one hand within a day: {count}; {waiting} more wait for a second officer (by {name})",
)
KNOWN = kept(
    "一天内经登记同户、合并档案等不再待核 {count} 人(经办 {name})",
    "no longer to be verified within a day, by a household or a merged record: {count} (by {name})",
)


class Hold(NamedTuple):
    """Standings that an operation would end: all of an origin against these people, or those of one key."""

    person_ids: Collection[int]
    origin: str
    key: str = ""


def freed_by(hold: Hold) -> set[int]:
    """Whom the end of these would free: who is restricted by them now and by nothing else. Whoever was
    taken out of a restriction within the day counts though another stands: it may be going too."""
    touched = _touched(hold)
    others = _restricting(touched).exclude(pk__in=_of(hold, touched).values("pk"))
    stay = set(others.values_list("person_id", flat=True))
    twice = Freed.objects.filter(person_id__in=stay, at__gt=clock.now() - LATELY)
    return (touched - stay) | set(twice.values_list("person_id", flat=True))


def takes_two(hold: Hold, by: Actor) -> bool:
    """Whether ending these frees more than this hand alone may, with what it freed within a day."""
    count = len(freed_by(hold))
    return bool(count) and _beyond(count, by)


def wait_for_others() -> None:
    """Until the transaction ends nobody else frees anybody. First of all in an operation that frees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FREED_LOCK])


def count_freed(hold: Hold, operation: str, by: Actor) -> int:
    """Write down whom an operation frees; how many. Call it before their standings end, after
    `wait_for_others`. TakesTwo where that is more than one may and no two agreed on the operation."""
    touched, freed = _touched(hold), freed_by(hold)
    agreed = is_agreed(operation)
    if freed and not agreed and _beyond(len(freed), by):
        raise TakesTwo
    Freed.objects.bulk_create(
        Freed(
            person_id=person,
            how=operation,
            at=clock.now(),
            counts=person in freed,
            by_id=None if agreed else by.account_id,
        )
        for person in sorted(touched)
    )
    return len(freed)


@contextmanager
def counting_freed(
    person_ids: Collection[int], operation: str, by: Actor, *, of_two: str = ""
) -> Iterator[set[int]]:
    """For the daily work, which nobody is kept from: write down who of these is restricted no more, or
    less, by what is done within. More than one hand may free alone within a day rings at
    headquarters, once; with `of_two`, the operation on which two agree about as many, it is TakesTwo, and
    what was done within is to be taken back. Whom it will free though their colour changes later is
    put into the set that is given."""
    before, later = _ranks(person_ids), set[int]()
    yield later
    now = _ranks(before)
    eased = sorted(
        person for person, rank in before.items() if person in later or now.get(person, -1) < rank
    )
    agreed = bool(of_two) and is_agreed(of_two)
    if of_two and eased and not agreed and _beyond(len(eased), by):
        raise TakesTwo
    Freed.objects.bulk_create(
        Freed(
            person_id=person,
            how=operation,
            at=clock.now(),
            counts=True,
            by_id=None if agreed else by.account_id,
        )
        for person in eased
    )
    if eased and _beyond(0, by):
        _ring_once(EASED.format(count=_mine(by), name=by.name), by)


def ease_alone(person_ids: Sequence[int], operation: str, by: Actor) -> list[int]:
    """Of these people less is asked by one hand: write that down of as many as it may free within the
    day. The rest is returned, and is to wait for a second person (`ring_beyond`). Call it before anything
    changes."""
    if not person_ids:
        return []
    wait_for_others()
    room = room_alone(by)
    Freed.objects.bulk_create(
        Freed(person_id=one, how=operation, at=clock.now(), counts=True, by_id=by.account_id)
        for one in person_ids[:room]
    )
    return [] if room is None else list(person_ids[room:])


def count_known(person_ids: Collection[int], operation: str, by: Actor) -> None:
    """Of these people nothing was decided, and a household or a record that they joined makes them
    green: they are counted with whom this hand frees. Nobody is kept from registering who lives where;
    more than one may free within a day rings."""
    Freed.objects.bulk_create(
        Freed(person_id=one, how=operation, at=clock.now(), counts=True, by_id=by.account_id)
        for one in person_ids
    )
    if person_ids and _beyond(0, by):
        _ring_once(KNOWN.format(count=_mine(by), name=by.name), by)


def ring_beyond(waiting: int, by: Actor) -> None:
    """Headquarters hear, once a day, that this hand freed as many as one may and would have freed more."""
    _ring_once(BEYOND.format(count=_mine(by), waiting=waiting, name=by.name), by)


def room_alone(by: Actor) -> int | None:
    """How many more this hand alone may free within the day. None: it is nobody's account."""
    if by.account_id is None:
        return None
    most = int(policy.setting(terms.FREE_ALONE, clock.today(), places.home()))
    return max(0, most - _mine(by))


def _ring_once(shown: str, by: Actor) -> None:
    about = f"access.account:{by.account_id}"
    lately = Alarm.objects.filter(kind="freed", about=about, raised_at__gt=clock.now() - LATELY)
    if not lately.exists():
        ring("freed", about, shown)


def _beyond(count: int, by: Actor) -> bool:
    if by.account_id is None:
        return False
    most = int(policy.setting(terms.FREE_ALONE, clock.today(), places.home()))
    return _mine(by) + count > most


def _mine(by: Actor) -> int:
    """How many this hand freed within the day."""
    mine = Freed.objects.filter(by_id__in=by.hand, counts=True, at__gt=clock.now() - LATELY)
    return mine.count()


def _ranks(person_ids: Collection[int]) -> dict[int, int]:
    """Who of these is restricted, and how gravely: the rank of the worst colour."""
    ranks: dict[int, int] = {}
    for one in _restricting(person_ids):
        shades = {shade.code: shade.rank for shade in _shades(one.disease)}
        ranks[one.person_id] = max(shades[one.colour], ranks.get(one.person_id, -1))
    return ranks


def _touched(hold: Hold) -> set[int]:
    return set(_of(hold, hold.person_ids).values_list("person_id", flat=True))


def _of(hold: Hold, person_ids: Collection[int]) -> QuerySet[Standing]:
    found = _restricting(person_ids).filter(origin=hold.origin)
    return found.filter(key=hold.key) if hold.key else found


def _restricting(person_ids: Collection[int]) -> QuerySet[Standing]:
    holds = Q(until__isnull=True) | Q(until__gt=clock.now())
    standing = Standing.objects.filter(holds, person_id__in=person_ids, ended_at__isnull=True)
    restricts = Q(pk__in=[])
    for disease in set(standing.order_by().values_list("disease", flat=True)):
        restricts |= Q(disease=disease, colour__in=[one.code for one in _shades(disease)])
    return standing.filter(restricts)


def _shades(disease: str) -> Collection[Shade]:
    """The colours by which somebody is restricted for a disease."""
    scheme = scheme_or_none(clock.today(), disease=disease)
    return scheme.restricting if scheme else ()  # without a pack nothing restricts anybody
