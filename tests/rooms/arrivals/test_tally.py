"""The tally is the count of the rows, whatever was done to them and in whatever order."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals.models import Declaration, MeasureTally, PeopleTally
from fangxian.lines.arrivals.queries import counting
from fangxian.lines.arrivals.queries.found import LedgerFilter, found, in_force
from fangxian.lines.arrivals.subject_keys import KIND
from fangxian.lines.screening.models import Phase, SubjectRecord

pytestmark = pytest.mark.django_db

DAY = date(2022, 5, 10)
PLACES = ("610921", "610921102", "610921102201", "610921108", "610922101", "610921102204")
CLASSES = (("", ""), ("high", "red"), ("low", "green"), ("medium", "orange"))
MEASURES = ("central_quarantine", "home_quarantine")
NEW_PEOPLE = """
    INSERT INTO people_person (name, name_key, initials, sex, phone_sealed, phone_sound, place,
        address, occupations, filed_at, as_of, created_at)
    SELECT '某', '', '', '', '', true, '610921', '', '{}', now(), '{}', now()
    FROM generate_series(1, %s) RETURNING id
"""
DEEDS = ("come", "go", "move", "screen", "lay", "lift", "shift", "orphan", "touch", "fold")


def on_record(declarations) -> list[SubjectRecord]:
    """Declarations as the screening room knows them."""
    for one in declarations:
        SubjectRecord.objects.get_or_create(
            kind=KIND,
            number=one.pk,
            defaults={"person_id": one.person_id, "place": one.place, "disease": "covid19"},
        )
    ids = [one.pk for one in declarations]
    return list(SubjectRecord.objects.filter(kind=KIND, number__in=ids))


class County:
    """A few people to whom anything may happen, in bulk or one by one."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def do(self, deed: str) -> None:
        getattr(self, deed)()

    def some(self):
        """Any of those who are there."""
        ids = list(Declaration.objects.order_by("pk").values_list("pk", flat=True))
        return Declaration.objects.filter(
            pk__in=self.chance.sample(ids, self.chance.randint(0, len(ids)))
        )

    def come(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(NEW_PEOPLE, [self.chance.randint(1, 4)])
            persons = [number for (number,) in cursor.fetchall()]
        Declaration.objects.bulk_create(
            Declaration(
                person_id=person,
                arrival=DAY,
                place=self.chance.choice(PLACES),
                overseas=self.chance.choice((True, False, None)),
                filed_at=clock.now(),
                updated_at=clock.now(),
                missing=self.chance.choice(([], ["phone"])),
                unresolved=self.chance.choice(([], ["origin:某地"])),
            )
            for person in persons
        )

    def go(self) -> None:
        self.some().delete()

    def move(self) -> None:
        self.some().update(
            place=self.chance.choice(PLACES), overseas=self.chance.choice((True, False, None))
        )

    def screen(self) -> None:
        class_code, colour = self.chance.choice(CLASSES)
        unsure = self.chance.choice((True, False))
        self.some().update(class_code=class_code, colour=colour, uncertain=unsure)

    def lay(self) -> None:
        first = DAY + timedelta(days=self.chance.randint(-9, 9))
        last = self.chance.choice((None, first + timedelta(days=self.chance.randint(0, 6))))
        bare = self.some().exclude(pk__in=Phase.objects.values("subject__number"))
        Phase.objects.bulk_create(
            Phase(subject=subject, measure=self.chance.choice(MEASURES), start=first, end=last)
            for subject in on_record(bare)
        )

    def courses(self):
        return Phase.objects.filter(subject__number__in=self.some().values("pk"))

    def lift(self) -> None:
        self.courses().delete()

    def shift(self) -> None:
        days = timedelta(days=self.chance.randint(-5, 5))
        self.courses().update(
            start=F("start") + days, end=F("end") + days, measure=self.chance.choice(MEASURES)
        )

    def orphan(self) -> None:
        """The course goes after its declaration, as a deferred key allows."""
        ids = list(self.some().values_list("pk", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM arrivals_declaration WHERE id = ANY(%s)", [ids])
            cursor.execute(
                "DELETE FROM screening_phase p USING screening_subjectrecord r"
                " WHERE r.id = p.subject_id AND r.number = ANY(%s)",
                [ids],
            )

    def touch(self) -> None:
        self.some().update(remark="看过")

    def fold(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT arrivals_fold_tallies()")


def counted_by_hand(day: date) -> tuple[Counter, Counter]:
    """People by kind, and people by measure and origin on a day, from the rows themselves."""
    kinds = Counter(
        (
            one.place[:9],
            one.class_code,
            one.colour,
            bool(one.overseas),
            one.uncertain,
            bool(one.missing),
            bool(one.unresolved),
        )
        for one in Declaration.objects.all()
    )
    declared = Declaration.objects.in_bulk()
    held = [
        (declared[number], measure)
        for number, measure in in_force(day).values_list("number", "measure")
        if number in declared
    ]
    return kinds, Counter((one.place[:9], measure, bool(one.overseas)) for one, measure in held)


def tallied(day: date) -> tuple[Counter, Counter]:
    kinds, held = Counter(), Counter()
    for one in PeopleTally.objects.all():
        key = (
            one.place,
            one.class_code,
            one.colour,
            one.overseas,
            one.uncertain,
            one.lacking,
            one.lost,
        )
        kinds[key] += one.people
    for one in MeasureTally.objects.filter(day__lte=day):
        held[one.place, one.measure, one.overseas] += one.people
    return (
        Counter({key: n for key, n in kinds.items() if n}),
        Counter({key: n for key, n in held.items() if n}),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=4, max_size=24), seed=st.integers(0, 10**6))
def test_after_any_deeds_the_tally_is_the_count(deeds, seed):
    with transaction.atomic():
        county = County(seed)
        for deed in ("come", "come", "lay", *deeds):
            county.do(deed)
        for ahead in (-8, 0, 3, 12):
            day = DAY + timedelta(days=ahead)
            assert tallied(day) == counted_by_hand(day)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "wanted",
    [
        LedgerFilter(),
        LedgerFilter(place="610921102"),
        LedgerFilter(place="610921102201"),  # a village: beyond the tally
        LedgerFilter(place="6109", class_code="high", uncertain=True),
        LedgerFilter(colour="green", overseas=False, missing="any"),
        LedgerFilter(unresolved=False, overseas=True),
        LedgerFilter(measure=("home_quarantine",)),
        LedgerFilter(missing="phone"),
        LedgerFilter(arrival_from=DAY),
    ],
    ids=str,
)
def test_a_number_is_the_length_of_its_list(wanted):
    county = County(7)
    for _ in range(20):
        county.do("come")
        county.do("screen")
        county.do("lay")
    listed = found(wanted, SYSTEM)
    assert counting.total(wanted, SYSTEM) == listed.count()
    by_hand = Counter(
        (
            one.class_code,
            one.colour,
            bool(one.overseas),
            one.uncertain,
            bool(one.missing),
            bool(one.unresolved),
        )
        for one in listed
    )
    assert {one[:-1]: one.people for one in counting.kinds(wanted, SYSTEM)} == by_hand
    abroad = {one.pk: bool(one.overseas) for one in listed}
    held = in_force(DAY).values_list("number", "measure")
    sides = Counter((measure, abroad[one]) for one, measure in held if one in abroad)
    if not wanted.class_code + wanted.colour + wanted.missing and wanted.unresolved is None:
        assert counting.under_measures(wanted, DAY, SYSTEM) == sides


def test_folding_leaves_one_row_a_kind_and_no_zeros():
    county = County(3)
    for deed in ("come", "screen", "lay", "move", "touch", "screen", "lift", "fold"):
        county.do(deed)
    kinds = list(
        PeopleTally.objects.values_list(
            "place", "class_code", "overseas", "uncertain", "lacking", "lost"
        )
    )
    assert len(kinds) == len(set(kinds))
    assert not PeopleTally.objects.filter(people=0)
    assert not MeasureTally.objects.filter(~Q(people__gt=0), ~Q(people__lt=0))


def test_an_emptied_table_is_counted_as_empty():
    county = County(5)
    for deed in ("come", "come", "lay"):
        county.do(deed)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE screening_phase")
        assert not MeasureTally.objects.exists()
        assert PeopleTally.objects.exists()
        cursor.execute("TRUNCATE arrivals_declaration CASCADE")
    assert not PeopleTally.objects.exists()
