"""Opening, finding and closing accounts; signing in leaves a line."""

from __future__ import annotations

from threading import Thread

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from fangxian.ground.access import errors
from fangxian.ground.access import pages as access
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.models import AuditLine, FactRow

from .cast import COUNTY, OTHER_TOWN, TOWN
from .officers import signed_in


def _account(account_id: int) -> access.Account:
    return access.Account.objects.get(pk=account_id)


def test_the_one_time_password_opens_the_account_and_must_be_changed(desk):
    opened = access.open_account("wei.ping", "魏平", TOWN, phone="138 0000 1234", by=SYSTEM)
    account = _account(opened.account_id)
    assert account.check_password(opened.password)
    row = access.account(account.pk, by=SYSTEM)
    assert (row.phone, row.must_change_password, row.second_factor) == ("138****1234", True, False)
    assert b"13800001234" not in bytes(account.phone_sealed or b"")
    access.record_password_change(account.pk, by=desk.actor(account.pk))
    assert not access.account(account.pk, by=SYSTEM).must_change_password


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"username": "wei ping"}, errors.UsernameUnusable),
        ({"username": ""}, errors.UsernameUnusable),
        ({"name": "  "}, errors.NameMissing),
        ({"place": "610"}, errors.NotAPlace),
        ({"phone": "12"}, errors.PhoneUnusable),
        ({"phone": "call me"}, errors.PhoneUnusable),
        ({"username": "WEI"}, errors.UsernameTaken),
    ],
)
def test_an_account_that_makes_no_sense_is_not_opened(desk, change, refusal):
    desk.somebody("wei")
    with pytest.raises(refusal):
        access.open_account(**({"username": "li", "name": "李", "place": TOWN} | change), by=SYSTEM)
    assert access.Account.objects.count() == 1


def test_accounts_of_other_places_are_not_seen(desk):
    township = desk.acting("officer", ("account_officer", TOWN), place=TOWN)
    desk.somebody("here", place=f"{TOWN}201")
    elsewhere = desk.somebody("there", place=OTHER_TOWN)
    reaching_in = desk.somebody("guest", ("reader", f"{TOWN}201"), place=OTHER_TOWN)
    seen = access.accounts(access.AccountFilter(), by=township)
    assert {row.username for row in seen.rows} == {"officer", "here", "guest"}
    assert access.account(reaching_in, by=township).username == "guest"
    with pytest.raises(NotFound):
        access.account(elsewhere, by=township)
    with pytest.raises(NotAllowed):
        access.open_account("far", "远", OTHER_TOWN, by=township)


def test_the_people_picker_offers_only_the_scope(desk):
    desk.somebody("here", ("village", f"{TOWN}201"), place=f"{TOWN}201")
    desk.somebody("there", place=OTHER_TOWN)
    access.close_account(desk.somebody("gone", place=TOWN), by=SYSTEM)
    clerk = desk.acting("clerk", ("township", TOWN), place=TOWN)
    offered = access.accounts_in(clerk.scope("tasks.assign"))
    assert [choice.name for choice in offered] == ["clerk同志", "here同志"]
    assert [str(role) for role in offered[1].roles] == ["村(社区)"]
    assert access.accounts_in(clerk.scope("access.edit")) == ()
    assert access.accounts_in(clerk.scope("tasks.assign"), text="her")[0].name == "here同志"


def test_filters_of_the_accounts_page(desk):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    desk.somebody("wang", ("village", f"{TOWN}201"), place=f"{TOWN}201")
    secured = desk.somebody("secured", ("village", f"{OTHER_TOWN}201"), place=OTHER_TOWN)
    Authenticator.objects.create(user_id=secured, type="totp", data={})

    def found(**wanted):
        page = access.accounts(access.AccountFilter(**wanted), by=chief)
        assert page.total == len(page.rows)
        return [row.username for row in page.rows]

    assert found(holding="village") == ["secured", "wang"]
    assert found(holding="village", without_second_factor=True) == ["wang"]
    assert found(place=OTHER_TOWN) == ["secured"]
    assert found(text="WAN") == ["wang"]
    assert access.account(secured, by=chief).second_factor


def test_a_page_of_accounts_costs_the_same_however_many_there_are(
    desk, django_assert_max_num_queries
):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    for number in range(8):
        desk.somebody(f"v{number}", ("village", f"{TOWN}20{number}"))
    with django_assert_max_num_queries(4):
        access.accounts(access.AccountFilter(), by=chief)
    with django_assert_max_num_queries(1):
        desk_of_chief = access.Account(pk=chief.account_id, username="chief", is_active=True)
        access.actor_for(desk_of_chief, "command")


def test_a_closed_account_holds_nothing_and_the_rooms_above_are_told(desk):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    clerk = desk.somebody("clerk", ("township", TOWN))
    access.close_account(clerk, by=chief)
    access.close_account(clerk, by=chief)
    assert desk.actor(clerk).grants == ()
    assert FactRow.objects.get().payload == {"account_id": clerk, "on": "2022-05-10"}
    with pytest.raises(errors.AccountIsClosed):
        access.grant(clerk, "reader", TOWN, by=chief)
    with pytest.raises(errors.AccountIsClosed):
        access.reset_password(clerk, by=chief)


def test_a_lost_phone_is_forgotten_and_a_new_password_ends_the_old_one(desk):
    officer = desk.acting("officer", ("account_officer", COUNTY))
    clerk = desk.somebody("clerk", ("township", TOWN))
    before = _account(clerk).get_session_auth_hash()
    Authenticator.objects.create(user_id=clerk, type="totp", data={})
    Authenticator.objects.create(user_id=clerk, type="recovery_codes", data={})
    assert access.reset_second_factor(clerk, by=officer) == 2
    password = access.reset_password(clerk, by=officer)
    assert _account(clerk).check_password(password)
    assert _account(clerk).get_session_auth_hash() != before


def factor(account_id, kind="webauthn"):
    Authenticator.objects.create(user_id=account_id, type=kind, data={})


def factors_of(account_id):
    return Authenticator.objects.filter(user_id=account_id).count()


def test_a_passkey_that_a_taker_added_ends_with_the_password(desk):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    officer = desk.acting("officer", ("account_officer", COUNTY))
    clerk = access.open_account("clerk", "甲", TOWN, by=officer).account_id
    factor(clerk)  # by the officer, who knew the first password
    access.reset_password(clerk, by=chief)
    assert factors_of(clerk) == 0
    told = [what for what, *_ in access.notices_for_holder(clerk)]
    assert told == ["password_reset", "factor_reset"]
    assert (
        AuditLine.objects.filter(deed="access.reset_password").latest("number").detail["removed"]
        == 1
    )


def test_a_passkey_of_an_account_that_is_surely_its_owner_s_outlives_a_forgotten_password(desk):
    officer = desk.acting("officer", ("account_officer", COUNTY))
    clerk = access.open_account("clerk", "甲", TOWN, by=officer).account_id
    access.confirm_account(signed_in(clerk), by=SYSTEM)
    factor(clerk)
    access.reset_password(clerk, by=officer)
    assert factors_of(clerk) == 1
    factor(clerk)  # now the officer may have added one
    access.reset_password(clerk, by=officer)
    assert factors_of(clerk) == 0


def test_a_token_in_another_s_hand_counts_as_much(desk):
    officer = desk.acting("officer", ("account_officer", COUNTY))
    clerk = access.open_account("clerk", "甲", TOWN, by=officer).account_id
    access.confirm_account(signed_in(clerk), by=SYSTEM)
    access.record_password_change(clerk, by=SYSTEM)
    access.issue_token("clerk", by=officer)
    factor(clerk)
    access.reset_password(clerk, by=officer)
    assert factors_of(clerk) == 0


def test_a_confirmation_ends_what_another_hand_left(desk):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    officer = desk.acting("officer", ("account_officer", COUNTY))
    clerk = access.open_account("clerk", "甲", TOWN, by=officer).account_id
    access.record_password_change(clerk, by=SYSTEM)
    token = access.issue_token("clerk", by=officer).token
    factor(clerk)
    before = _account(clerk).get_session_auth_hash()
    assert access.account_of_token(token).pk == clerk
    access.confirm_account(signed_in(clerk), by=chief)
    assert access.account_of_token(token) is None
    assert _account(clerk).get_session_auth_hash() != before
    assert factors_of(clerk) == 0
    assert "factor_reset" in [what for what, *_ in access.notices_for_holder(clerk)]
    assert FactRow.objects.filter(name__endswith="AccountConfirmed").exists()


def test_a_one_time_password_that_somebody_handed_out_is_used_before_a_chief_confirms(desk):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    officer = desk.acting("officer", ("account_officer", COUNTY))
    clerk = access.open_account("clerk", "甲", TOWN, by=officer).account_id
    for by in (chief, SYSTEM):
        with pytest.raises(errors.NotSignedInYet):
            access.confirm_account(clerk, by=by)
    assert access.account(clerk, by=SYSTEM).hands, "still one hand with who opened it"
    access.record_password_change(clerk, by=SYSTEM)
    access.confirm_account(clerk, by=chief)
    access.reset_password(clerk, by=officer)
    with pytest.raises(errors.NotSignedInYet):
        access.confirm_account(clerk, by=chief)


def test_confirmed_again_its_owner_keeps_the_passkey(desk):
    chief = desk.acting("chief", ("headquarters_chief", COUNTY))
    clerk = access.open_account("clerk", "甲", TOWN, by=SYSTEM).account_id
    access.confirm_account(signed_in(clerk), by=chief)
    factor(clerk)
    access.confirm_account(signed_in(clerk), by=chief)
    assert factors_of(clerk) == 1


def test_signing_in_and_failing_to_are_lines_without_the_text_that_was_typed(desk):
    clerk = desk.acting("clerk", ("township", TOWN))
    access.record_sign_in(clerk.account_id, "totp", by=clerk)
    access.record_failed_sign_in("CLERK", by=NOBODY)
    access.record_failed_sign_in("my-secret-passphrase", by=NOBODY)
    access.record_sign_out(clerk.account_id, by=clerk)
    lines = list(AuditLine.objects.order_by("-number")[:4])[::-1]
    assert [(line.deed.split(".")[1], line.subject) for line in lines] == [
        ("record_sign_in", f"access.account:{clerk.account_id}"),
        ("record_failed_sign_in", f"access.account:{clerk.account_id}"),
        ("record_failed_sign_in", "access.account:unknown"),
        ("record_sign_out", f"access.account:{clerk.account_id}"),
    ]
    assert access.account(clerk.account_id, by=SYSTEM).signed_in_at == clock.now()


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_open_the_same_name_at_once_get_one_account():
    outcomes: list[str] = []

    def open_it() -> None:
        try:
            access.open_account("twice", "两次", TOWN, by=SYSTEM)
            outcomes.append("opened")
        except errors.UsernameTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    both = [Thread(target=open_it) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(outcomes) == ["opened", "taken"]
