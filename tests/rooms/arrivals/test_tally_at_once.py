"""Two who write at the same time neither wait for each other's count nor spoil it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from fangxian.kernel.work import unit_of_work
from fangxian.lines.arrivals.models import Declaration, PeopleTally
from fangxian.lines.screening.models import Phase
from tests.rooms.arrivals.test_tally import DAY, County, counted_by_hand, on_record, tallied

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds; a test that needs them has failed


def apart(deed):
    """As a unit of work and on a connection of its own, which may not wait long for a lock."""
    try:
        with unit_of_work():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '3s'")
            deed()
    finally:
        connection.close()


def county() -> County:
    people = County(11)
    for deed in ("come", "come", "lay"):
        people.do(deed)
    return people


def fold() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT arrivals_fold_tallies()")


def until_somebody_waits() -> None:
    """For a lock of another's."""
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        while not cursor.fetchone()[0]:
            assert time.monotonic() < until, "nobody waits"
            time.sleep(0.01)
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")


def test_nobody_waits_for_who_counts_the_same_kind():
    people = county()
    with ThreadPoolExecutor(1) as other, transaction.atomic():
        Declaration.objects.update(class_code="high")
        fold()  # holds every row of the tally until the end of the transaction
        other.submit(apart, people.come).result(PATIENCE)
        other.submit(apart, fold).result(PATIENCE)
    assert tallied(DAY) == counted_by_hand(DAY)
    fold()
    assert tallied(DAY) == counted_by_hand(DAY)
    assert not PeopleTally.objects.filter(people__lte=0)


def test_a_course_is_lifted_while_its_people_move():
    county()
    Declaration.objects.update(place="610921102")

    def move() -> None:
        Declaration.objects.update(place="610921108")  # waits until the courses are gone

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            Phase.objects.all().delete()
            moved = other.submit(apart, move)
            until_somebody_waits()
        moved.result(PATIENCE)
    assert tallied(DAY) == counted_by_hand(DAY)


def test_a_course_is_laid_where_its_people_have_just_moved():
    county()
    Phase.objects.all().delete()
    Declaration.objects.update(place="610921102")

    def lay() -> None:
        [subject] = on_record(Declaration.objects.order_by("pk")[:1])
        Phase.objects.create(subject=subject, measure="home_quarantine", start=DAY, end=DAY)

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            Declaration.objects.update(place="610921108")
            laid = other.submit(apart, lay)
            until_somebody_waits()
        laid.result(PATIENCE)
    assert tallied(DAY) == counted_by_hand(DAY)
