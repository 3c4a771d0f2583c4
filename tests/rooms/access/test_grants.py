"""A grant: given by somebody else who may, over a place, from a day to a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from fangxian.ground.access import errors
from fangxian.ground.access import pages as access
from fangxian.ground.access.models import AccountGrant, Role
from fangxian.ground.access.services.roles import bring_roles
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditLine
from fangxian.kernel.text import Text

from .cast import COUNTY, OTHER_TOWN, TOWN


def test_an_account_without_a_grant_sees_nothing(desk):
    nobody = desk.acting("wei")
    assert nobody.grants == ()
    for role in access.roles():
        for permission in role.permissions:
            assert not nobody.may(permission)
            assert nobody.scope(permission).nothing


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2022-04-30T23:59", False),
        ("2022-05-01T00:00", True),
        ("2022-05-31T23:59", True),
        ("2022-06-01T00:00", False),
    ],
)
def test_a_grant_holds_from_its_first_day_to_its_last(desk, day, holds):
    clerk = desk.somebody("clerk")
    access.grant(
        clerk, "township", TOWN, since=date(2022, 5, 1), until=date(2022, 5, 31), by=SYSTEM
    )
    with clock.at(day):
        assert desk.actor(clerk).may("tasks.receive", TOWN) is holds


def test_a_revoked_grant_ends_at_once_and_stays_in_the_books(desk):
    clerk = desk.somebody("clerk", ("township", TOWN))
    given = AccountGrant.objects.get(account_id=clerk)
    access.revoke(given.pk, by=SYSTEM)
    access.revoke(given.pk, by=SYSTEM)
    assert desk.actor(clerk).grants == ()
    (row,) = access.account(clerk, by=SYSTEM).grants
    assert (row.holds_today, row.revoked_at) == (False, clock.now())


def test_the_same_grant_given_twice_is_one(desk):
    clerk = desk.somebody("clerk")
    first = access.grant(clerk, "village", f"{TOWN}201", by=SYSTEM)
    assert access.grant(clerk, "village", f"{TOWN}201", by=SYSTEM) == first


def test_nobody_gives_to_themselves(desk):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    for deed in (
        lambda: access.grant(chief.account_id, "reader", COUNTY, by=chief),
        lambda: access.revoke(AccountGrant.objects.get().pk, by=chief),
        lambda: access.reset_password(chief.account_id, by=chief),
        lambda: access.reset_second_factor(chief.account_id, by=chief),
        lambda: access.close_account(chief.account_id, by=chief),
    ):
        with pytest.raises(errors.NotToOneself):
            deed()


def test_nobody_gives_outside_their_own_place(desk):
    officer = desk.acting("officer", ("account_officer", TOWN), place=TOWN)
    clerk = desk.somebody("clerk", place=TOWN)
    access.grant(clerk, "village", f"{TOWN}201", by=officer)
    for elsewhere in (OTHER_TOWN, COUNTY):
        with pytest.raises(NotAllowed):
            access.grant(clerk, "village", elsewhere, by=officer)


def test_nobody_gives_what_they_neither_hold_nor_were_charged_to_hand_out(desk):
    officer = desk.acting("officer", ("account_officer", COUNTY))
    clerk = desk.somebody("clerk")
    access.grant(clerk, "data_team", COUNTY, by=officer)  # charged to
    access.grant(clerk, "account_officer", TOWN, by=officer)  # holds it
    for stronger in ("headquarters_chief", "auditor"):
        with pytest.raises(errors.NotYoursToGive):
            access.grant(clerk, stronger, COUNTY, by=officer)


def test_an_officer_reads_no_personal_data_and_an_auditor_reveals_none(desk):
    for role in ("account_officer", "auditor"):
        actor = desk.acting(role, (role, COUNTY))
        assert not any(actor.may(f"people.{act}") for act in ("read", "reveal", "edit", "merge"))


def test_a_weaker_officer_cannot_become_the_chief_by_a_new_password(desk):
    officer = desk.acting("officer", ("account_officer", COUNTY))
    chief = desk.somebody("chief", ("headquarters_chief", COUNTY))
    for deed in (access.reset_password, access.reset_second_factor, access.close_account):
        with pytest.raises(errors.NotYoursToGive):
            deed(chief, by=officer)
    with pytest.raises(errors.NotYoursToGive):
        access.revoke(AccountGrant.objects.get(account_id=chief).pk, by=officer)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": "emperor"}, errors.UnknownRole),
        ({"place": "61092"}, errors.NotAPlace),
        ({"place": ""}, errors.NotAPlace),
        ({"reach": "everything"}, errors.UnknownReach),
        ({"since": date(2022, 5, 2), "until": date(2022, 5, 1)}, errors.PeriodReversed),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused(desk, change, refusal):
    clerk = desk.somebody("clerk")
    with pytest.raises(refusal):
        access.grant(clerk, **({"role": "village", "place": TOWN} | change), by=SYSTEM)
    assert not AccountGrant.objects.exists()


def test_the_table_itself_refuses_the_whole_country(desk):
    clerk = desk.somebody("clerk")
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountGrant.objects.create(
            account_id=clerk,
            role=Role.objects.first(),
            place="",
            since=date(2022, 5, 1),
            granted_at=clock.now(),
        )


def test_only_the_system_brings_the_roles_and_the_countys_own_stay(desk):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    access.define_role("sampler", Text("采样员", "Sampler"), ["tasks.read", "tasks.act"], by=chief)
    Role.objects.filter(code="village").update(permissions=[])
    with pytest.raises(NotAllowed):
        bring_roles([], by=chief)
    assert (access.bootstrap(), access.bootstrap()) == (1, 0)
    by_code = {role.code: role for role in access.roles()}
    assert by_code["sampler"].permissions == ("tasks.act", "tasks.read")
    assert "tasks.receive" in by_code["village"].permissions


def test_a_role_of_ones_own_holds_nothing_that_one_lacks(desk):
    officer = desk.acting("officer", ("account_officer", COUNTY))
    for permissions, refusal in (
        (["people.reveal"], errors.NotYoursToGive),
        (["people.fly"], errors.UnknownPermission),
    ):
        with pytest.raises(refusal):
            access.define_role("own", Text("自建", "Own"), permissions, by=officer)
    with pytest.raises(errors.RoleIsShipped):
        access.define_role("village", Text("村", "Village"), ["access.read"], by=officer)


def test_every_deed_and_every_refusal_is_in_the_audit(desk):
    officer = desk.acting("officer", ("account_officer", TOWN), place=TOWN)
    clerk = desk.somebody("clerk", place=OTHER_TOWN)
    with pytest.raises(NotAllowed):
        access.reset_password(clerk, by=officer)
    line = AuditLine.objects.order_by("-number").first()
    assert line is not None
    assert (line.account_id, line.deed, line.outcome, line.place) == (
        officer.account_id,
        "access.reset_password",
        "refused",
        OTHER_TOWN,
    )
