"""The desk's pages about codes, on a desk and on a phone: cards, keys, appeals, operations by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.text import Text
from tests.browser.conftest import DESK, PHONE, own_county

POWERS = (
    "explain",
    "propose",
    "approve",
    "decide_appeal",
    "see_overrides",
    "issue_cards",
    "rotate_keys",
)
SIZES = {"desk": DESK, "phone": PHONE}


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    with own_county(django_db_blocker, "codes_desk") as found:
        yield found


@pytest.fixture(scope="module")
def county(served):
    """A day of it: people restricted, appeals to answer, proposals, a burst, a 改判."""
    from fangxian.ground.access import pages as access
    from fangxian.kernel import outbox
    from fangxian.lines.arrivals import reactions as arrivals
    from fangxian.lines.arrivals.models import Declaration
    from fangxian.lines.codes import pages as codes
    from fangxian.lines.codes import reactions as codes_reactions
    from fangxian.lines.screening import pages as screening
    from tests.rooms.codes.town import standing

    stage = served[1]
    codes.rotate_keys(by=SYSTEM)
    codes.rotate_keys(by=SYSTEM)
    powers = [f"codes.{one}" for one in POWERS]
    access.define_role("codes_desk", Text("健康码专班", "Codes desk"), powers, by=SYSTEM)
    account = stage.accounts["hq"]
    access.grant(account.pk, "codes_desk", "610921", since=clock.today(), by=SYSTEM)
    some = stage.people
    for person in some[:2]:
        codes_reactions.lower_standings([person], "screening", "已期满", by=SYSTEM)
        codes_reactions.raise_standings([standing(person, place="610921102201")], by=SYSTEM)
        held = codes.explain(person, by=SYSTEM).holding[0]
        codes.appeal(person, held.id, "那几天我一直在安康,没有去过上海,有高速票。", by=SYSTEM)
    maker = _official(901, "城关镇 王干事", "codes.propose")
    other = _official(902, "指挥部 李主任", "codes.approve")
    made = [_proposed(codes, maker, person) for person in some[:6]]
    codes.approve_manual(made[0], by=other)
    codes.refuse_manual(made[1], "依据不足,请补现场照片", by=other)
    for person in some[:6]:
        _proposed(codes, maker, person, "assistance_letter")
    proposer = _official(903, "蒲溪镇 张干事", "arrivals.override_propose")
    screening.propose_override(
        screening.Ref(arrivals.KIND, Declaration.objects.get(person_id=some[3]).pk),
        class_code="none",
        colour="green",
        reason="facts_wrong",
        words="车票和行程卡核对,没有到过",
        until=clock.today() + timedelta(days=6),
        by=proposer,
    )
    outbox.settle()
    codes.issue_cards(some[:2], by=SYSTEM)
    return stage


def _official(account: int, name: str, *may: str) -> Actor:
    return Actor(account, name, (Grant("t", frozenset(may), "610921"),), door="command")


def _proposed(codes, by: Actor, person: int, reason: str = "first_positive") -> int:
    until = clock.now() + timedelta(days=1)
    return codes.propose_manual(person, "red", reason, until, "初筛异常,等待复核结果", by=by)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("appeals", "/codes/"),
        ("appeals-answered", "/codes/?answered=1"),
        ("by-hand", "/codes/by-hand"),
        ("cards", "/codes/cards"),
        ("keys", "/codes/keys"),
        ("overrides", "/overrides"),
    ],
)
def test_every_page_fits_and_can_be_worked(sit, county, size, name, path):
    seat = sit(SIZES[size], "zhihuibu")
    seat.go(path)
    seat.page.locator("h1").wait_for()
    seat.shot(f"codes-{name}-{size}")
    assert seat.fits()
    _opened(seat)
    seat.shot(f"codes-{name}-open-{size}")
    assert seat.fits()


def _opened(seat) -> None:
    """Every form that waits behind a button."""
    seat.page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")


@pytest.mark.parametrize("size", SIZES)
def test_a_persons_colour_and_phone(sit, county, size):
    seat = sit(SIZES[size], "zhihuibu")
    for name, path in (("person", "/people/{}/codes"), ("file", "/people/{}")):
        seat.go(path.format(county.people[0]))
        seat.page.locator("h1").wait_for()
        seat.shot(f"codes-{name}-{size}")
        _opened(seat)
        seat.shot(f"codes-{name}-open-{size}")
        assert seat.fits()
