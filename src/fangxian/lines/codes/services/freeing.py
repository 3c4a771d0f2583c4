"""How many people one hand alone may free of a restriction within a day, by whatever verbs: beyond it,
it takes two. Asked before a deed for its page, and again by the deed itself where nobody else frees."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet

from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import TakesTwo
from fangxian.kernel.verb import is_agreed
from fangxian.lines.codes import terms
from fangxian.lines.codes.models import Freed, Standing
from fangxian.lines.codes.scheme import scheme_on

LATELY = timedelta(days=1)
FREED_LOCK = 0x66726565  # "free"


class Hold(NamedTuple):
    """Standings that a deed would end: all of an origin against these people, or those of one key."""

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
    return _beyond(len(freed_by(hold)), by)


def wait_for_others() -> None:
    """Until the transaction ends nobody else frees anybody. First of all in a deed that frees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FREED_LOCK])


def count_freed(hold: Hold, deed: str, by: Actor) -> int:
    """Write down whom a deed frees; how many. Call it before their standings end, after
    `wait_for_others`. TakesTwo where that is more than one may and no two agreed on the deed."""
    touched, freed = _touched(hold), freed_by(hold)
    agreed = is_agreed(deed)
    if not agreed and _beyond(len(freed), by):
        raise TakesTwo
    Freed.objects.bulk_create(
        Freed(
            person_id=person, how=deed, at=clock.now(), counts=person in freed,
            by_id=None if agreed else by.account_id,
        )
        for person in sorted(touched)
    )  # fmt: skip
    return len(freed)


def _beyond(count: int, by: Actor) -> bool:
    if not count or by.account_id is None:
        return False
    most = int(policy.setting(terms.FREE_ALONE, clock.today(), places.home()))
    mine = Freed.objects.filter(by_id__in=by.hand, counts=True, at__gt=clock.now() - LATELY)
    return mine.count() + count > most


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
        restricts |= Q(disease=disease, colour__in=_shades(disease))
    return standing.filter(restricts)


def _shades(disease: str) -> list[str]:
    """The colours by which somebody is restricted for a disease."""
    try:
        return [one.code for one in scheme_on(clock.today(), disease=disease).restricting]
    except policy.NotInForce:  # nothing restricts anybody
        return []
