"""What one officer gives alone, over one account or over many, and what waits for a second."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.ground.access import api as access_api
from fangxian.ground.access import pages as access
from fangxian.ground.access import rules
from fangxian.ground.access.models import AccountGrant
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NeedsAnother
from fangxian.kernel.text import Text
from fangxian.lines.codes.models import Alarm
from tests.rooms.access.officers import COUNTY, TOWN, actor, holds, of, old_account, signed_in

pytestmark = pytest.mark.django_db

MORNING = "2022-05-10T08:00"


@pytest.fixture(autouse=True)
def _morning():
    with clock.at(MORNING):
        access.bootstrap()
        yield


VILLAGE = f"{TOWN}201"
ALONE = {  # the widest place over which one officer gives a role; every other takes two anywhere
    "reader": TOWN,
    "barrier_guard": TOWN,
    "venue_guard": TOWN,
    "checkpoint": VILLAGE,
    "auditor": VILLAGE,
}


@pytest.mark.parametrize("role", access_api.shipped_roles(), ids=lambda role: role.code)
@pytest.mark.parametrize("place", ["61", COUNTY, TOWN, VILLAGE, f"{VILLAGE}001"])
def test_over_what_place_one_officer_gives_a_role(role, place):
    alone = role.code in ALONE and place.startswith(ALONE[role.code])
    assert rules.is_grave(role.permissions, place) is not alone
    assert rules.is_grave(role.permissions, place, "own"), "what is one's own may lie anywhere"


@pytest.mark.parametrize("permission", sorted(rules.OF_PEOPLE | rules.AT_A_SITE))
def test_one_officer_alone_opens_nothing_that_sees_the_county(first, newcomer, permission):
    """The guard's account that read and filed for the whole county at once."""
    access.define_role("benxian", Text("本县自设", "Own"), [permission], by=SYSTEM)
    AccountGrant.objects.filter(account=first.account_id).update(
        role=role_with([permission, "access.edit"])
    )
    giver = of(first.account_id)
    access.grant(newcomer, "benxian", COUNTY, by=giver)
    assert not holds(newcomer, permission)
    access.grant(newcomer, "benxian", VILLAGE, by=giver)
    assert of(newcomer).may(permission, VILLAGE)
    assert not of(newcomer).may(permission, TOWN)


def role_with(permissions: list[str]) -> int:
    access.define_role("guanli", Text("管理", "Gives"), permissions, by=SYSTEM)
    return (
        access.Account.objects.model._meta.apps.get_model("access", "Role")
        .objects.get(code="guanli")
        .pk
    )


def test_village_by_village_is_no_way_to_a_county(first, second, newcomer):
    access.grant(newcomer, "checkpoint", VILLAGE, by=first)
    further = access.grant(newcomer, "checkpoint", f"{TOWN}202", by=first)
    assert not of(newcomer).may("arrivals.read", f"{TOWN}202")
    access.approve_grant(further, by=second)
    assert of(newcomer).may("arrivals.read", f"{TOWN}202")


NEXT = f"{TOWN}202"


def opened_by(officer: Actor, name: str) -> int:
    return access.open_account(name, name, TOWN, by=officer).account_id


def test_village_by_village_over_accounts_of_one_s_own_is_no_way_either(first, second, newcomer):
    """The officer who opened ten accounts for himself, each with one village."""
    access.grant(newcomer, "checkpoint", VILLAGE, by=first)
    another = opened_by(first, "yi")
    further = access.grant(another, "checkpoint", NEXT, by=first)
    assert not holds(another, "arrivals.read")
    [row] = [one for one in access.account(another, by=first).grants if one.id == further]
    assert "各账号合计" in row.why_two.zh
    [waits] = access.waiting_grants(by=second)
    assert waits.why_two == row.why_two
    access.approve_grant(further, by=second)
    assert of(another).may("arrivals.read", NEXT)


def test_the_same_village_may_have_several_clerks(first, newcomer):
    access.grant(newcomer, "checkpoint", VILLAGE, by=first)
    another = opened_by(first, "yi")
    access.grant(another, "checkpoint", f"{VILLAGE}001", by=first)
    assert of(another).may("arrivals.read", f"{VILLAGE}001")


def test_what_was_approved_or_given_by_another_is_not_summed(first, second, newcomer):
    approved = access.grant(newcomer, "township", TOWN, by=first)
    access.approve_grant(approved, by=second)
    access.grant(opened_by(second, "er"), "checkpoint", NEXT, by=second)
    another = opened_by(first, "yi")
    access.grant(another, "checkpoint", VILLAGE, by=first)
    assert of(another).may("arrivals.read", VILLAGE)


def test_who_a_chief_confirmed_is_not_summed_until_the_officer_has_the_password_again(
    first, newcomer
):
    chief = actor(old_account("zhihuizhang", "headquarters_chief"))
    access.grant(newcomer, "checkpoint", VILLAGE, by=first)
    access.confirm_account(signed_in(newcomer), by=chief)
    another = opened_by(first, "yi")
    access.grant(another, "checkpoint", NEXT, by=first)
    assert of(another).may("arrivals.read", NEXT)
    with clock.at("2022-05-10T09:00"):
        access.reset_password(newcomer, by=first)
        third = access.grant(opened_by(first, "san"), "checkpoint", VILLAGE, by=first)
    assert AccountGrant.objects.get(pk=third).awaiting


@pytest.mark.parametrize("how", ["ended", "taken back", "to come"])
def test_one_village_after_another_is_a_county_too(first, newcomer, how):
    here = clock.today()
    since, until = {
        "ended": (here - timedelta(days=3), here - timedelta(days=2)),
        "taken back": (here, None),
        "to come": (here + timedelta(days=5), None),
    }[how]
    given = access.grant(newcomer, "checkpoint", VILLAGE, since=since, until=until, by=first)
    if how == "taken back":
        access.revoke(given, by=first)
    further = access.grant(opened_by(first, "yi"), "checkpoint", NEXT, by=first)
    assert AccountGrant.objects.get(pk=further).awaiting


def test_barriers_of_several_townships_are_more_than_one_officer_gives(first, newcomer):
    access.grant(newcomer, "barrier_guard", TOWN, by=first)
    further = access.grant(opened_by(first, "yi"), "barrier_guard", "610921103", by=first)
    assert AccountGrant.objects.get(pk=further).awaiting
    village = access.grant(opened_by(first, "er"), "checkpoint", "610921103201", by=first)
    assert AccountGrant.objects.get(pk=village).awaiting, "roles of two kinds add up as well"


def test_an_account_that_was_opened_for_it_gives_nothing_more(first, newcomer):
    """The chain: an officer opens an officer, who opens an officer, each gives a village."""
    access.grant(newcomer, "checkpoint", VILLAGE, by=first)
    above, chain = first, []
    for name in ("zhong1", "zhong2"):
        chain.append(opened_by(above, name))
        access.grant(chain[-1], "account_officer", COUNTY, by=SYSTEM)
        above = of(chain[-1])
    with clock.at("2022-05-20T08:00"):  # nobody is new any more
        above = of(chain[-1])
        further = access.grant(opened_by(above, "mo"), "checkpoint", NEXT, by=above)
    assert AccountGrant.objects.get(pk=further).awaiting
    again = access.grant(opened_by(first, "yi"), "checkpoint", f"{TOWN}203", by=first)
    assert AccountGrant.objects.get(pk=again).awaiting


def test_a_role_that_begins_to_see_people_waits_where_several_villages_have_it(first, second):
    """Given as harmless to many, each of another village, and filled afterwards."""
    access.define_role("benxian", Text("本县自设", "Own"), ["boards.read"], by=SYSTEM)
    held = [old_account(f"cun{n}", "benxian", f"{TOWN}20{n}").pk for n in (1, 2)]
    AccountGrant.objects.filter(account=first.account_id).update(
        role=role_with(["people.read", "boards.read", "access.edit"])
    )
    access.define_role(
        "benxian",
        Text("本县自设", "Own"),
        ["boards.read", "people.read"],
        by=of(first.account_id),
    )
    assert not any(holds(one, "people.read") for one in held)


def test_taking_over_village_after_village_rings(first):
    villages = [old_account(f"cun{n}", "checkpoint", f"{TOWN}20{n}") for n in (1, 2)]
    access.reset_password(villages[0].pk, by=first)
    outbox.settle()
    assert not Alarm.objects.filter(kind="password").exists()
    access.reset_password(villages[1].pk, by=first)
    outbox.settle()
    assert Alarm.objects.get(kind="password").about == f"access.account:{villages[1].pk}"


def test_a_guard_who_is_sent_elsewhere_begins_there_at_once(first, newcomer):
    here = access.grant(newcomer, "barrier_guard", TOWN, by=first)
    access.revoke(here, by=first)
    access.grant(newcomer, "barrier_guard", "610921103", by=first)
    assert of(newcomer).may("checkpoints.record", "610921103")


def test_a_county_s_role_that_begins_to_see_people_waits_where_it_is_wide(first):
    access.define_role("xuncha", Text("巡查", "Rounds"), ["places.read"], by=SYSTEM)
    wide, narrow = (old_account(name, "reader").pk for name in ("kuan", "zhai"))
    access.grant(wide, "xuncha", COUNTY, by=SYSTEM)
    access.grant(narrow, "xuncha", VILLAGE, by=SYSTEM)
    chief = of(old_account("zhang", "headquarters_chief").pk)
    access.define_role("xuncha", Text("巡查", "Rounds"), ["places.read", "people.read"], by=chief)
    assert not holds(wide, "people.read")
    assert of(narrow).may("people.read", VILLAGE)


def test_the_same_grant_asked_for_again_does_not_slip_through(first, second, newcomer):
    given = access.grant(newcomer, "township", TOWN, by=first)
    assert access.grant(newcomer, "township", TOWN, by=second) == given
    assert not holds(newcomer, "codes.propose")
    access.revoke(given, by=second)
    assert access.grant(newcomer, "township", TOWN, by=first) != given
    assert not holds(newcomer, "codes.propose")


def test_a_role_that_becomes_grave_is_given_anew(second, newcomer):
    chief = actor(old_account("zhang", "headquarters_chief"))
    access.define_role("watch", Text("值守", "Watch"), ["boards.read"], by=chief)
    given = access.grant(newcomer, "watch", TOWN, by=chief)
    assert holds(newcomer, "boards.read")
    access.define_role("watch", Text("值守", "Watch"), ["boards.read", "codes.approve"], by=chief)
    assert not holds(newcomer, "codes.approve")
    assert not holds(newcomer, "boards.read")
    with pytest.raises(NeedsAnother):
        access.approve_grant(given, by=chief)
