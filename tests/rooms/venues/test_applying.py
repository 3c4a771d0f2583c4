"""A venue applies, is reviewed, and gets its codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import FactRow
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues.errors import AlreadyReviewed, ReasonMissing
from fangxian.lines.venues.models import Application, Venue, VenueCode
from tests.rooms.venues.people import ASKED, RESIDENT, officer

pytestmark = pytest.mark.django_db


def row_of(token):
    return venues.own_application(token, by=RESIDENT)[0]


def test_there_are_39_categories_with_their_source():
    from fangxian.ground.policy import api as policy
    from fangxian.kernel import clock

    assert len(venues.categories()) == 39
    cited = policy.in_force(clock.today(), "610921").read("checklists.venue_categories").citation
    assert (cited.source, cited.mark) == ("venue39", "seen")


def test_an_application_becomes_a_venue_with_a_code_an_entrance():
    token = venues.apply(ASKED, by=RESIDENT)
    made = venues.approve([row_of(token).id], by=officer("review"))
    venue = Venue.objects.get(pk=made[row_of(token).id])
    assert (venue.name, venue.category, venue.codes.count()) == ("月河农贸市场", "农集贸市场", 2)
    assert row_of(token).venue_id == venue.pk
    assert FactRow.objects.filter(name__contains="VenueApproved").count() == 1


def test_the_same_page_handed_in_twice_is_one_application():
    first = venues.apply(ASKED, "stamp", by=RESIDENT)
    assert venues.apply(ASKED, "stamp", by=RESIDENT) == first
    assert venues.apply(ASKED, "another", by=RESIDENT) != first


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("category", "茶馆"),
        ("place", "610921"),
        ("place", "110101001001"),
        ("phone", "123"),
        ("phone", ""),
        ("contact", ""),
        ("address", ""),
        ("points", 0),
        ("points", 51),
        ("capacity", 0),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(field, value):
    with pytest.raises(venues.ApplicationIncomplete) as refused:
        venues.apply(replace(ASKED, **{field: value}), by=RESIDENT)
    assert set(refused.value.faults) == {field}
    assert not Application.objects.exists()


def test_a_return_says_why_and_is_handed_in_again_by_the_same_link():
    token = venues.apply(ASKED, by=RESIDENT)
    with pytest.raises(ReasonMissing):
        venues.return_(row_of(token).id, "other", " ", by=officer("review"))
    venues.return_(row_of(token).id, "name", "招牌写的是月河菜市场", by=officer("review"))
    assert (row_of(token).state, row_of(token).reason) == ("returned", "name")
    venues.amend(token, replace(ASKED, name="月河菜市场"), by=RESIDENT)
    assert (row_of(token).state, row_of(token).name, row_of(token).times_returned) == (
        "filed",
        "月河菜市场",
        1,
    )
    venues.approve([row_of(token).id], by=officer("review"))
    with pytest.raises(AlreadyReviewed):
        venues.amend(token, ASKED, by=RESIDENT)


def test_applied_less_approved_is_a_list():
    """37,072 applied and 37,003 approved leaves 69 that must be on a list; here in small."""
    tokens = [venues.apply(replace(ASKED, name=f"店 {n}"), by=RESIDENT) for n in range(7)]
    ids = [row_of(token).id for token in tokens]
    venues.approve(ids[:4], by=SYSTEM)
    venues.return_(ids[4], "duplicate", by=SYSTEM)
    counts = venues.application_counts(by=officer("review"))
    assert (counts.applied, counts.approved, counts.outstanding) == (7, 4, 3)
    left = venues.applications("outstanding", by=officer("review"))
    assert left.total == counts.outstanding
    assert {row.id for row in left.rows} == set(ids[4:])
    assert venues.applications("returned", by=officer("review")).total == counts.returned == 1


def test_a_reviewer_reviews_their_own_area_only_and_all_or_none():
    here = row_of(venues.apply(ASKED, by=RESIDENT)).id
    there = row_of(venues.apply(replace(ASKED, place="610921103201"), by=RESIDENT)).id
    town = officer("review", place="610921102")
    assert venues.applications(by=town).total == venues.application_counts(by=town).applied == 1
    with pytest.raises(NotAllowed):
        venues.approve([here, there], by=town)
    assert not Venue.objects.exists()


def test_approving_twice_makes_no_second_venue():
    number = row_of(venues.apply(ASKED, by=RESIDENT)).id
    venues.approve([number], by=SYSTEM)
    with pytest.raises(AlreadyReviewed):
        venues.approve([number], by=SYSTEM)
    assert (Venue.objects.count(), VenueCode.objects.count()) == (1, 2)


def test_the_phone_is_kept_sealed():
    venues.apply(ASKED, by=RESIDENT)
    assert b"13891501234" not in bytes(Application.objects.get().phone_sealed)
