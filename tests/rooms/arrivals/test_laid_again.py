"""An operation about somebody else's file changes nobody: filings laid again make what they made when they
came, whoever filed them, in whatever order, and as corrections or not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Stay
from fangxian.lines.arrivals.services.filing_one import Author, take
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
RISKY, SAFE = "上海市浦东新区", "陕西省西安市雁塔区"
NOON = datetime.fromisoformat("2022-05-10T12:00+08:00")
KEPT = (
    "arrival",
    "leaving",
    "origin",
    "origin_text",
    "via_text",
    "overseas",
    "entry",
    "filed_at",
    "provenance",
    "as_of",
    "missing",
    "unresolved",
    "remark",
    "transport",
)


def form(origin, arrival, at, **more):
    said = wang(
        origin=origin, arrival=arrival, leaving="", filed_at=at.isoformat(), town="", village=""
    )
    return {field: str(text) for field, text in (said | more).items() if text}


def files(door, said, first):
    """One filing by one of the ways in; `first`: the receipt of the first, where it gave one."""
    if door == "list":
        take_in(said)
    elif door == "official":
        return arrivals.register(said, by=SYSTEM, way_in="township")
    elif door == "link" and first:
        return arrivals.amend(first.token, said, by=NOBODY)
    else:
        known = list(Declaration.objects.values_list("person_id", flat=True))
        return arrivals.declare(said, by=NOBODY, proven=known if door == "phone" else [])
    return None


def stands():
    [declared] = Declaration.objects.values(*KEPT)
    older = {field: said.split() for field, said in declared["as_of"].items()}
    declared["as_of"] = {f: (datetime.fromisoformat(at), *word) for f, (at, *word) in older.items()}
    stays = Stay.objects.values_list(
        "text", "place", "start", "end", "journey", "filed_at", "provenance"
    )
    return declared, set(stays)


DAYS = ["2022-05-10", "2022-05-09", "2022-05-04", "2022-04-25", "2022-03-01", "2021-11-20"]
filings = st.lists(
    st.tuples(
        st.sampled_from(["list", "official", "phone", "stranger", "link"]),
        st.sampled_from([RISKY, SAFE, "上海市", "朝阳区", "不详", ""]),
        st.sampled_from(DAYS),
        st.sampled_from([timedelta(), timedelta(hours=1)]),  # since the one before
        st.sampled_from(["", "是", "否"]),
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=12, deadline=None)
@given(filings)
def test_laid_one_by_one_and_laid_again_is_the_same(some):
    with transaction.atomic():
        at, first = NOON, None
        for n, (door, origin, arrival, later, abroad) in enumerate(some):
            at += later
            with clock.at(at.isoformat()):
                made = files(
                    door, form(origin, arrival, at, overseas=abroad, remark=f"第{n}次"), first
                )
            first = first or made if door in ("stranger", "phone", "link") else first
        before = stands()
        with clock.at((at + timedelta(hours=1)).isoformat()):
            arrivals.rebuild_journeys(by=SYSTEM)
        assert stands() == before
        transaction.set_rollback(True)


def test_what_a_link_put_right_stays_right_when_somebody_elses_file_is_taken_back():
    """The place is listed only afterwards: what would lower by a link alone waits (ADR 22)."""
    with clock.at("2022-05-10T12:00"):
        made = arrivals.declare(form(RISKY, "2022-05-10", NOON), by=NOBODY)
    with clock.at("2022-05-10T13:00"):
        arrivals.amend(made.token, form(SAFE, "2022-05-09", NOON), by=NOBODY)
        assert Declaration.objects.get().origin_text == SAFE
        zones.add_by_hand("high", RISKY, date(2022, 4, 1), date(2022, 5, 20), "名单", by=SYSTEM)
        arrivals.rebuild_journeys(by=SYSTEM)
        arrivals.screen_all(by=SYSTEM)
    one = Declaration.objects.get()
    assert (one.origin_text, str(one.arrival)) == (SAFE, "2022-05-09")
    assert one.colour != "red"
    assert not Stay.objects.exists()


@pytest.mark.parametrize("was", ["2022-05-01", "2022-05-10"])
def test_a_link_puts_right_its_own_journey_and_not_the_one_that_came_after(was):
    with clock.at("2022-05-10T12:00"):
        arrivals.declare(form(RISKY, "2022-05-01", NOON), by=NOBODY)
        person = Declaration.objects.get().person_id
        for origin, arrival in ((RISKY, "2022-05-01"), (SAFE, "2022-05-10")):
            said = form(origin, arrival, NOON, remark=origin)
            arrivals.declare(said, by=NOBODY, proven=[person])
        right = form("湖北省武汉市武昌区", "2022-05-02", NOON + timedelta(minutes=1))
        author = Author([person], right, form(SAFE, was, NOON), people.Provenance.PROVEN)
    with clock.at("2022-05-10T13:00"):
        # how it is laid
        take(right, by=NOBODY, way_in="public", author=author, lowers=True, of_two=True)
    stood = "2022-05-10" if was == "2022-05-01" else "2022-05-02"
    assert str(Declaration.objects.get().arrival) == stood
