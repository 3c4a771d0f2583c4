"""What is less sure is less: who is restricted by what is certain is not freed by an equally grave doubt
that the same hand then answers (ADR 43)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration
from fangxian.lines.arrivals.weighing import Asked, Measure
from fangxian.lines.zones import api as zones
from tests.rooms.arrivals.ledgers import as_csv, take_in, wang

pytestmark = pytest.mark.django_db
HAND = Actor(1, "祖主任", (Grant("headquarters", EVERYTHING, "610921"),))
DAY = timedelta(days=1)
OTHER = Actor(2, "另一人", (Grant("headquarters", EVERYTHING, "610921"),))


class World(NamedTuple):
    """An edition with a place where it is certain that a listing counts, and two where it may."""

    edition: str
    on: date
    areas: tuple[str, ...]
    sure: str
    unsure: str
    as_unsure: str


EIGHT = World(
    "ed8", date(2022, 5, 10),
    ("上海市嘉定区马陆镇", "广东省广州市天河区冼村街道", "河南省郑州市中原区西流湖街道"),
    "上海市嘉定区", "广东省广州市", "河南省郑州市",
)  # fmt: skip
NINE = World(
    "ed9", date(2022, 7, 20),
    ("上海市嘉定区马陆镇", "河南省郑州市中原区西流湖街道阳光小区3号楼", "广东省广州市天河区冼村街道天河村"),
    "上海市嘉定区马陆镇", "河南省郑州市中原区西流湖街道", "广东省广州市天河区冼村街道",
)  # fmt: skip


@pytest.fixture(params=[EIGHT, NINE], ids=["8", "9"])
def world(request):
    one = request.param
    with clock.at(f"{one.on}T09:00"):
        for area in one.areas:
            zones.add_by_hand("high", area, one.on - 9 * DAY, one.on - DAY, "名单", by=SYSTEM)
        assert one.edition in policy.in_force(one.on, "610921", "covid19").id
        yield one


def row(world: World, origin: str, hour: int, **said: object) -> dict[str, object]:
    left, came = world.on - 2 * DAY, world.on - DAY
    given = {"origin": origin, "leaving": str(left), "arrival": str(came),
             "filed_at": f"{came} {hour:02}:00"}  # fmt: skip
    return wang(**given | said)


def stands() -> tuple[str, str, bool]:
    outbox.settle()
    one = Declaration.objects.get()
    return one.origin_text, one.colour, one.uncertain


def by_form(said):
    return arrivals.register(said, by=HAND, way_in="township").verdict


def by_file(said):
    done = arrivals.import_file(as_csv(said), "台账.csv", by=HAND, may_lower=True)
    assert (done.counts["lowered"], done.counts["waiting"]) == (1, 1)
    [one] = done.counts["lowers"]
    assert (one["was"], one["would"], one["less_sure"]) == ("red", "red", True)
    return "asks_less"


@pytest.mark.parametrize("file", [by_form, by_file])
def test_an_equally_grave_doubt_over_what_is_certain_waits_for_another(world, file):
    take_in(row(world, world.sure, 8))
    assert stands() == (world.sure, "red", False)
    assert file(row(world, world.unsure, 9)) == "asks_less"
    assert stands() == (world.sure, "red", False)
    assert arrivals.calls(by=HAND).total == 0, "there is nothing to answer alone"
    claim = Claim.objects.get()
    with pytest.raises(arrivals.ClaimLowers):
        arrivals.accept_claim(claim.pk, "看过车票", by=OTHER)
    with pytest.raises(NeedsAnother):
        arrivals.accept_claim(claim.pk, "看过车票", lowers=True, by=HAND)
    arrivals.accept_claim(claim.pk, "看过车票", lowers=True, by=OTHER)
    assert stands() == (world.unsure, "red", True)


@pytest.mark.parametrize("second", ["sure", "as_unsure"])
def test_a_doubt_gives_way_to_what_is_certain_and_to_one_that_is_as_grave(world, second):
    take_in(row(world, world.unsure, 8))
    assert stands() == (world.unsure, "red", True)
    said = row(world, getattr(world, second), 9)
    assert arrivals.register(said, by=HAND, way_in="township").verdict == "updated"
    assert stands() == (said["origin"], "red", second == "as_unsure")


def test_who_could_not_be_placed_is_by_one_hand(world):
    """待核 has no days that could be fewer."""
    take_in(row(world, "某某新城", 8))
    assert stands()[1] == "grey"
    assert by_form(row(world, world.sure, 9)) == "updated"
    assert stands() == (world.sure, "red", False)


ranks = st.integers(0, 3)
days = st.sampled_from([date(2022, 5, day) for day in (11, 17, 24)] + [date.max])
measures = st.builds(lambda rank, until: Measure(rank, until if rank else date.min), ranks, days)
asked = st.tuples(measures, measures).filter(
    lambda ends: ends[0].rank <= ends[1].rank and ends[0].until <= ends[1].until
)


@settings(deadline=None)
@given(asked, asked, st.dates(date(2022, 5, 10), date(2022, 6, 10)))
def test_what_does_not_lower_asks_no_less_on_any_day_whatever_is_answered(before, after, on):
    was, now = Asked(*before), Asked(*after)
    if not was.lowered_by(now):
        for old, new in zip(was, now, strict=True):
            assert _on(new, on) >= _on(old, on)
    assert not was.lowered_by(was)
    assert not (was.raised_by(now) and was.lowered_by(now))


def _on(one: Measure, day: date) -> int:
    return one.rank if one.until is not None and day < one.until else 0
