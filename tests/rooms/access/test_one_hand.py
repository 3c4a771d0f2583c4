"""Two accounts through one officer's hands are one person, however old, until a third says whose one
of them is; held against a model that keeps nothing but who could sign in as whom."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import permutations

import pytest

from fangxian.ground.access import pages as access
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import OneHand, Refusal
from tests.rooms.access.officers import signed_in

pytestmark = pytest.mark.django_db
COUNTY, TOWN = "610921", "610921102"
CHIEF = "headquarters_chief"


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        access.bootstrap()
        yield


def of(account_id: int) -> Actor:
    return access.actor_of(account_id, "test")


def chief(username: str) -> int:
    """One whom the terminal on the machine opened: nobody's hand."""
    with clock.at("2022-01-10T08:00"):
        made = access.open_account(username, username, COUNTY, by=SYSTEM).account_id
        access.grant(made, CHIEF, COUNTY, by=SYSTEM)
    return made


def opened(username: str, by: int, second: int) -> int:
    made = access.open_account(username, username, COUNTY, by=of(by)).account_id
    access.approve_grant(access.grant(made, CHIEF, COUNTY, by=of(by)), by=of(second))
    return made


class Hands:
    """Who can sign in as whom. `taken`: by a reset or a token, not by opening it."""

    def __init__(self, some: list[int]) -> None:
        self.some = some
        self.knows: dict[int, set[int]] = {one: set() for one in some}
        self.taken: set[int] = set()

    def opens(self, by: int, made: int) -> None:
        self.some.append(made)
        self.knows[made] = {by}

    def takes(self, by: int, whose: int) -> None:
        through = self.knows[by] if by in self.taken else set()
        self.knows[whose] |= {by, *through} - {whose}
        self.taken.add(whose)

    def confirms(self, by: int, whose: int) -> None:
        self.knows[whose] &= {by}

    def are_two(self, one: int, other: int) -> bool:
        mine, theirs = self.knows[one], self.knows[other]
        return not (other in mine or one in theirs or mine & theirs)


def disorder(world: Hands, chance: random.Random, step: int) -> None:
    """Something that happens at an account desk; what is refused changes nothing."""
    by, whose = chance.sample(world.some, 2)
    try:
        match chance.choice(["opens", "reset", "token", "confirms"]):
            case "opens" if len(world.some) < 8:
                made = access.open_account(f"xin{step}", f"新{step}", COUNTY, by=of(by))
                access.grant(made.account_id, CHIEF, COUNTY, by=SYSTEM)
                world.opens(by, made.account_id)
            case "reset":
                access.reset_password(whose, by=of(by))
                world.takes(by, whose)
            case "token":
                known = access.Account.objects.filter(pk=whose)
                known.update(must_change_password=False)
                access.issue_token(known.get().username, by=of(by))
                world.takes(by, whose)
            case "confirms":
                access.confirm_account(signed_in(whose), by=of(by))
                world.confirms(by, whose)
    except Refusal:
        pass


@pytest.mark.parametrize("seed", range(8))
def test_who_could_be_one_person_is_one_hand_and_nobody_else(seed):
    chance, world = random.Random(seed), Hands([chief(f"zhang{n}") for n in range(4)])
    for step in range(24):
        disorder(world, chance, step)
    for one, other in permutations(world.some, 2):
        assert (one in of(other).one_hand) is not world.are_two(one, other), (one, other)


@pytest.fixture
def pair():
    """Two chiefs whom one officer opened, the grants approved by another; a season later."""
    first, second = chief("guan1"), chief("guan2")
    one, other = opened("jia", first, second), opened("yi", first, second)
    with clock.at("2022-08-10T08:00"):
        yield one, other, second


def test_two_whom_one_officer_opened_never_make_two(pair):
    one, other, second = pair
    target = access.open_account("bing", "丙", TOWN, by=SYSTEM).account_id
    given = access.grant(target, "township", TOWN, by=of(one))
    with pytest.raises(OneHand):
        access.approve_grant(given, by=of(other))
    access.approve_grant(given, by=of(second))


@pytest.mark.parametrize("which", [0, 1])
def test_once_a_third_said_whose_one_of_them_is_they_are_two(pair, which):
    access.confirm_account(signed_in(pair[which]), by=of(pair[2]))
    one, other, _ = pair
    with clock.at(clock.now() + timedelta(minutes=1)):
        target = access.open_account("bing", "丙", TOWN, by=SYSTEM).account_id
        access.approve_grant(access.grant(target, "township", TOWN, by=of(one)), by=of(other))
