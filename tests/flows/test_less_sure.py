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
from fangxian.lines.arrivals import errors as arrivals_errors
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals import severity
from fangxian.lines.arrivals.models import Claim, Declaration
from fangxian.lines.arrivals.severity import Asked, Measure
from fangxian.lines.zones import pages as zones
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
    "ed8",
    date(2022, 5, 10),
    ("上海市嘉定区马陆镇", "广东省广州市天河区冼村街道", "河南省郑州市中原区西流湖街道"),
    "上海市嘉定区",
    "广东省广州市",
    "河南省郑州市",
)
NINE = World(
    "ed9",
    date(2022, 7, 20),
    (
        "上海市嘉定区马陆镇",
        "河南省郑州市中原区西流湖街道阳光小区3号楼",
        "广东省广州市天河区冼村街道天河村",
    ),
    "上海市嘉定区马陆镇",
    "河南省郑州市中原区西流湖街道",
    "广东省广州市天河区冼村街道",
)


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
    given = {
        "origin": origin,
        "leaving": str(left),
        "arrival": str(came),
        "filed_at": f"{came} {hour:02}:00",
    }
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


def by_list(said):
    """Assistance asked for from above."""
    letter = arrivals.Letter(title="协查", sender="省指挥部", due_at=clock.now() + DAY)
    arrivals.push_list(as_csv(said), "协查.csv", letter, by=HAND)
    return "asks_less"


# A file's city takes nothing from a county that another file said, so under edition 8 both count.
@pytest.mark.parametrize(
    ("world", "file"),
    [(EIGHT, by_form), (NINE, by_form), (NINE, by_file), (NINE, by_list)],
    indirect=["world"],
    ids=["8 form", "9 form", "9 file", "9 list"],
)
def test_an_equally_grave_doubt_over_what_is_certain_waits_for_another(world, file):
    take_in(row(world, world.sure, 8))
    assert stands() == (world.sure, "red", False)
    assert file(row(world, world.unsure, 9)) == "asks_less"
    assert stands() == (world.sure, "red", False)
    assert arrivals.calls(by=HAND).total == 0, "there is nothing to answer alone"
    claim = Claim.objects.get()
    with pytest.raises(arrivals_errors.ClaimLowers):
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


days = st.sampled_from([date(2022, 5, day) for day in (11, 17, 24)] + [date.max])
steps = st.builds(Measure, st.integers(1, 3), days)
asked = st.builds(
    lambda floor, above: Asked(tuple(floor), _gravest(floor, above)),
    st.lists(steps, max_size=3),
    steps,
)


def _gravest(floor, above):
    """What is asked at most now is as grave as anything that surely holds, and lasts as long."""
    return max([*floor, above], key=lambda one: (one.rank, one.until))


@settings(deadline=None)
@given(asked, asked, st.dates(date(2022, 5, 10), date(2022, 6, 10)))
def test_what_does_not_lower_asks_no_less_on_any_day_whatever_is_answered(before, after, on):
    if not before.lowered_by(after):
        assert _on(after.floor, on) >= _on(before.floor, on)
        assert _on([after.ceiling], on) >= _on([before.ceiling], on)
    assert not before.lowered_by(before)
    assert not (before.raised_by(after) and before.lowered_by(after))


def _on(some, day: date) -> int:
    return max((one.rank for one in some if day < one.until), default=0)


def test_what_outlasts_the_gravest_is_not_taken_out_alone(county):
    """Red until one day and yellow until a later one: the red hides the yellow, and does not end it."""
    with clock.at("2022-07-20T09:00"):
        yellow, red = "上海市嘉定区马陆镇", "河南省郑州市中原区西流湖街道"
        zones.add_by_hand("medium", yellow, date(2022, 7, 1), date(2022, 7, 19), "名单", by=SYSTEM)
        zones.add_by_hand("high", red, date(2022, 7, 1), date(2022, 7, 19), "名单", by=SYSTEM)
        said = {
            "leaving": "2022-07-14",
            "arrival": "2022-07-19",
            "filed_at": "2022-07-19 08:00",
            "origin": red,
            "via": f"{yellow}@2022-07-18",
        }
        assert take_in(wang(**said))["rejected"] == 0
        [one] = severity.stand(Declaration.objects.values_list("pk", flat=True)).values()
        assert [step.rank for step in one.asked.floor] == [3, 2]
        said |= {"via": "陕西省西安市雁塔区@2022-07-18", "filed_at": "2022-07-19 09:00"}
        assert by_form(wang(**said)) == "asks_less"
