"""Two people are two people: who is given power over colours, decisions, the law or numbers in the
clear is given it by two officers, and the second of any two is nobody who was made for it."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.ground.access import errors
from fangxian.ground.access import pages as access
from fangxian.ground.access.models import AccountGrant, HolderNotice, OperationAsked, PartTaken
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor
from fangxian.kernel.errors import NeedsAnother, NotAllowed, OneHand, TakesTwo, TooNewForPair
from fangxian.kernel.models import AuditLine
from fangxian.kernel.text import Text
from fangxian.kernel.verb import REGISTER, verb
from fangxian.lines.codes import api as codes_api
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes.models import Alarm
from tests.rooms.access.officers import COUNTY, TOWN, actor, holds, of, old_account, signed_in

pytestmark = pytest.mark.django_db

MORNING = "2022-05-10T08:00"


@pytest.fixture(autouse=True)
def _morning():
    with clock.at(MORNING):
        access.bootstrap()
        yield


def test_a_grave_role_holds_nothing_until_another_officer_approves(first, second, newcomer):
    given = access.grant(newcomer, "township", TOWN, by=first)
    assert not holds(newcomer, "people.read"), "not even its harmless part"
    assert [one.id for one in access.waiting_grants(by=second)] == [given]
    access.approve_grant(given, by=second)
    assert holds(newcomer, "codes.propose")
    assert access.waiting_grants(by=second) == ()


def test_who_asked_cannot_approve(first, newcomer):
    given = access.grant(newcomer, "township", TOWN, by=first)
    with pytest.raises(NeedsAnother):
        access.approve_grant(given, by=first)
    assert not holds(newcomer, "codes.propose")


def test_the_account_s_owner_cannot_approve(first):
    chief = old_account("zhihuizhang", "headquarters_chief")
    given = access.grant(chief.pk, "headquarters", COUNTY, by=first)
    with pytest.raises(NeedsAnother):
        access.approve_grant(given, by=actor(chief))


def test_a_hand_of_the_account_s_owner_cannot_approve(first):
    """Whoever reset the owner's password may be the owner."""
    chief = old_account("zhihuizhang", "headquarters_chief")
    officer = old_account("guan3", "account_officer")
    given = access.grant(chief.pk, "headquarters", COUNTY, by=first)
    with pytest.raises(OneHand):
        access.approve_grant(given, by=replace(actor(officer), one_hand=frozenset({chief.pk})))


def test_a_harmless_role_needs_one(first, newcomer):
    access.grant(newcomer, "reader", TOWN, by=first)
    assert holds(newcomer, "boards.read")


def test_no_officer_makes_a_second_officer_alone(first, newcomer):
    access.grant(newcomer, "account_officer", COUNTY, by=first)
    access.define_role("twin", Text("分身", "Twin"), ["access.read", "access.edit"], by=first)
    access.grant(newcomer, "twin", COUNTY, by=first)
    assert not holds(newcomer, "access.edit")


def test_an_officer_made_today_cannot_be_the_second(first, second, newcomer):
    chief = actor(old_account("zhang", "headquarters_chief"))
    made = access.open_account("guan3", "新账号管理员", COUNTY, by=chief).account_id
    access.approve_grant(
        access.grant(made, "account_officer", COUNTY, by=chief),
        by=actor(old_account("zhang2", "headquarters_chief")),
    )
    given = access.grant(newcomer, "township", TOWN, by=first)
    young = access.Account.objects.get(pk=made)
    with pytest.raises(TooNewForPair):
        access.approve_grant(given, by=actor(young))
    assert AuditLine.objects.filter(deed="access.approve_grant", outcome="refused").exists()
    access.confirm_account(signed_in(made), by=chief)
    young.refresh_from_db()
    access.approve_grant(given, by=actor(young))
    assert holds(newcomer, "codes.propose")


def test_age_comes_by_itself(first, newcomer):
    young = old_account("guan2", "account_officer")
    access.reset_password(young.pk, by=SYSTEM)
    young.refresh_from_db()
    assert actor(young).pair_from == clock.now() + timedelta(days=3)
    with clock.at("2022-05-13T08:01"):
        assert actor(young).pair_from is None


def test_only_a_chief_confirms_and_nobody_themselves(first, newcomer):
    with pytest.raises(errors.NotAChief):
        access.confirm_account(signed_in(newcomer), by=first)
    chief = old_account("zhang", "headquarters_chief")
    with pytest.raises(errors.NotToOneself):
        access.confirm_account(signed_in(chief.pk), by=actor(chief))


def test_a_password_that_another_set_is_told_to_owner_and_headquarters(first):
    """The way by which one officer could be both: take over a colleague's account."""
    desk = old_account("zhibanyuan", "headquarters")
    access.confirm_account(signed_in(desk.pk), by=SYSTEM)
    desk.refresh_from_db()
    before = desk.get_session_auth_hash()
    access.reset_password(desk.pk, by=first)
    desk.refresh_from_db()
    assert desk.get_session_auth_hash() != before, "its sessions end"
    assert actor(desk).pair_from, "a confirmation before does not count"
    assert HolderNotice.objects.filter(account=desk, what="password_reset").count() == 1
    outbox.settle()
    alarm = Alarm.objects.get(kind="password")
    assert "guan1" in alarm.shown
    [told] = access.notices_for_holder(desk.pk)
    assert told[0] == "password_reset"
    assert told[1] == "guan1"
    assert access.notices_for_holder(desk.pk) == [], "told once"


def test_a_reader_s_password_rings_nobody_but_tells_the_owner(first):
    reader = old_account("duzhe", "reader", TOWN)
    access.reset_password(reader.pk, by=first)
    outbox.settle()
    assert not Alarm.objects.exists()
    assert access.notices_for_holder(reader.pk)


def test_a_token_in_another_s_hand_makes_no_second(first):
    desk = old_account("zhibanyuan", "headquarters")
    access.issue_token("zhibanyuan", by=SYSTEM) if not desk.must_change_password else None
    access.Account.objects.filter(pk=desk.pk).update(must_change_password=False)
    access.issue_token("zhibanyuan", by=first)
    desk.refresh_from_db()
    assert actor(desk).pair_from


def take_over(account: access.Account, by: Actor, how: str) -> None:
    if how == "password":
        access.reset_password(account.pk, by=by)
    elif how == "factor":
        access.reset_second_factor(account.pk, by=by)
    else:
        access.Account.objects.filter(pk=account.pk).update(must_change_password=False)
        access.issue_token(account.username, by=by)


HOWS = pytest.mark.parametrize("how", ["password", "factor", "token"])
MUCH_LATER = "2022-07-01T08:00"


@HOWS
def test_a_taken_over_account_takes_neither_part(first, how):
    """The chief who resets a deputy's password could sign in as it and be the *first* of two."""
    chief = old_account("zhang", "headquarters_chief")
    take_over(chief, of(old_account("zhang2", "headquarters_chief").pk), how)
    with pytest.raises(TooNewForPair):
        access.grant(old_account("li", "reader").pk, "township", TOWN, by=of(chief.pk))
    waiting = access.grant(old_account("wu", "reader").pk, "township", TOWN, by=first)
    with pytest.raises(TooNewForPair):
        access.approve_grant(waiting, by=of(chief.pk))


@HOWS
@pytest.mark.parametrize("taker_first", [True, False])
def test_who_took_an_account_over_and_that_account_never_make_two(how, taker_first):
    one, other = (old_account(name, "headquarters_chief") for name in ("zhang", "zhang2"))
    take_over(other, of(one.pk), how)
    asks, agrees = (one, other) if taker_first else (other, one)
    with clock.at(MUCH_LATER):
        given = access.grant(old_account("li", "reader").pk, "township", TOWN, by=of(asks.pk))
        with pytest.raises(OneHand):
            access.approve_grant(given, by=of(agrees.pk))
        access.approve_grant(given, by=of(old_account("zhang3", "headquarters_chief").pk))


def test_through_a_second_account_it_is_still_one_hand():
    one, two, three = (old_account(f"zhang{n}", "headquarters_chief") for n in range(3))
    access.reset_password(two.pk, by=of(one.pk))
    access.reset_password(three.pk, by=of(two.pk))
    with clock.at(MUCH_LATER):
        given = access.grant(old_account("li", "reader").pk, "township", TOWN, by=of(one.pk))
        with pytest.raises(OneHand):
            access.approve_grant(given, by=of(three.pk))


def test_who_took_it_over_cannot_confirm_it_and_a_third_can():
    one, other = (old_account(name, "headquarters_chief") for name in ("zhang", "zhang2"))
    access.reset_password(other.pk, by=of(one.pk))
    with pytest.raises(errors.NotByTheHand):
        access.confirm_account(signed_in(other.pk), by=of(one.pk))
    assert access.account(other.pk, by=SYSTEM).hands == ("zhang",)
    with clock.at("2022-05-10T09:00"):
        access.confirm_account(
            signed_in(other.pk), by=of(old_account("zhang3", "headquarters_chief").pk)
        )
        assert access.account(other.pk, by=SYSTEM).hands == ()
        given = access.grant(old_account("li", "reader").pk, "township", TOWN, by=of(one.pk))
        access.approve_grant(given, by=of(other.pk))


def test_who_opened_an_account_and_that_account_never_make_two(second):
    chief = old_account("zhang", "headquarters_chief")
    made = access.open_account("li", "李副", COUNTY, by=of(chief.pk)).account_id
    access.approve_grant(
        access.grant(made, "headquarters_chief", COUNTY, by=of(chief.pk)),
        by=of(old_account("zhang2", "headquarters_chief").pk),
    )
    access.confirm_account(signed_in(made), by=of(chief.pk))
    given = access.grant(old_account("wu", "reader").pk, "township", TOWN, by=of(chief.pk))
    with pytest.raises(OneHand):
        access.approve_grant(given, by=of(made))
    access.approve_grant(given, by=second)


def test_the_pack_says_how_many_days(tmp_path, settings):
    text = (settings.FANGXIAN_PACKS / "_house.yaml").read_text("utf-8")
    shutil.copytree(settings.FANGXIAN_PACKS, tmp_path / "packs")
    found = re.sub(r"(access.pair_days:\n.*\n\s+value: )3", r"\g<1>10", text)
    (tmp_path / "packs" / "_house.yaml").write_text(found, "utf-8")
    young = old_account("guan2", "account_officer")
    access.reset_password(young.pk, by=SYSTEM)
    settings.FANGXIAN_PACKS = tmp_path / "packs"
    assert of(young.pk).pair_from == clock.now() + timedelta(days=10)


def test_one_asks_and_another_agrees_and_only_then_it_is_done():
    one, other = (old_account(name, "headquarters_chief") for name in ("zhang", "zhang2"))
    codes.rotate_keys(by=SYSTEM)
    with pytest.raises(TakesTwo):
        codes.rotate_keys(by=of(one.pk))
    asked = access.do_or_ask("codes.rotate_keys", {}, "怀疑泄露", by=of(one.pk))
    assert access.do_or_ask("codes.rotate_keys", {}, "又按了一次", by=of(other.pk)) == asked
    before = len(codes.keys(by=SYSTEM))
    with pytest.raises(NeedsAnother):
        access.agree(asked, by=of(one.pk))
    with pytest.raises(NotAllowed):
        access.agree(asked, by=of(old_account("duzhe", "reader").pk))
    [waits] = access.operations_asked(by=of(other.pk))
    assert (waits.because, waits.mine) == ("怀疑泄露", False)
    access.agree(asked, by=of(other.pk))
    assert len(codes.keys(by=SYSTEM)) == before + 1
    with pytest.raises(errors.NothingAsked):
        access.agree(asked, by=of(other.pk))
    assert AuditLine.objects.filter(subject=f"access.asked:{asked}").count() == 3


def test_who_waits_reads_who_may_agree():
    """Neither whoever asked, nor one hand with them, nor an account that may not be one of two yet."""
    one = old_account("zhang", "headquarters_chief")
    codes.rotate_keys(by=SYSTEM)
    access.do_or_ask("codes.rotate_keys", {}, "怀疑泄露", by=of(one.pk))
    assert access.operations_asked(by=of(one.pk))[0].second == access.SecondPeople()
    others = [old_account(f"zhang{n}", "headquarters_chief") for n in range(2, 7)]
    access.Account.objects.update(must_change_password=False)
    names = {str(other) for other in others}
    access.reset_password(others[0].pk, by=of(one.pk))  # one hand now
    found = access.operations_asked(by=of(one.pk))[0].second
    assert (len(found.names), found.more) == (3, 1)
    assert set(found.names) < names - {str(others[0])}
    assert access.second_people("codes.approve", [("610921102", one.pk)])[0].names
    assert access.second_people("codes.approve", [("110105", one.pk)])[0].names == ()


def test_what_a_former_release_asked_for_is_told_to_nobody_and_breaks_nothing():
    one, other = (old_account(name, "headquarters_chief") for name in ("zhang", "zhang2"))
    codes.rotate_keys(by=SYSTEM)
    asked = access.do_or_ask("codes.rotate_keys", {}, "怀疑泄露", by=of(one.pk))
    OperationAsked.objects.update(operation="codes.no_more")
    assert access.operations_asked(by=of(other.pk)) == ()
    with pytest.raises(errors.NothingAsked):
        access.agree(asked, by=of(other.pk))


def test_what_was_asked_by_somebody_whose_power_is_gone_is_not_done():
    one, other = (old_account(name, "headquarters_chief") for name in ("zhang", "zhang2"))
    codes.rotate_keys(by=SYSTEM)
    asked = access.do_or_ask("codes.rotate_keys", {}, "怀疑泄露", by=of(one.pk))
    access.close_account(one.pk, by=SYSTEM)
    with pytest.raises(errors.NothingAsked):
        access.agree(asked, by=of(other.pk))
    access.drop_asked(asked, by=of(other.pk))
    assert access.operations_asked(by=of(other.pk)) == ()


@verb(needs="access.edit", words=Text("试办", "tried"), part="first")
def ask(*, by: Actor) -> None:
    audit.note(subject="tests.pair:1")


@verb(needs="access.edit", words=Text("试办", "tried"), part="second")
def settle(*, by: Actor) -> None:
    audit.note(subject="tests.pair:1")


for mine in ("access.ask", "access.settle"):  # no verbs of the house's
    REGISTER.pop(mine)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            {"device": "b1", "address": "10.0.0.1"},
            {"device": "b1", "address": "10.0.0.2"},
            "device",
        ),
        (
            {"device": "b1", "address": "10.0.0.1"},
            {"device": "b2", "address": "10.0.0.1"},
            "address",
        ),
        ({"device": "b1", "address": "10.0.0.1"}, {"device": "b2", "address": "10.0.0.2"}, ""),
        ({}, {}, ""),
    ],
)
def test_both_parts_from_one_hand_ring(one, other, kind):
    ask(by=actor(old_account("guan1", "account_officer"), **one))
    settle(by=actor(old_account("guan2", "account_officer"), **other))
    outbox.settle()
    assert [alarm.kind for alarm in Alarm.objects.all()] == ([kind] if kind else [])
    assert not PartTaken.objects.filter(address__contains="10.0.0").exists(), "marks, no addresses"


def test_the_first_accounts_are_the_terminal_s_and_the_audit_says_so():
    opened = access.open_account("diyi", "第一人", COUNTY, by=SYSTEM)
    given = access.grant(opened.account_id, "headquarters_chief", COUNTY, by=SYSTEM)
    account = access.Account.objects.get(pk=opened.account_id)
    assert holds(account.pk, "codes.approve")
    assert actor(account).pair_from is None
    line = AuditLine.objects.get(deed="access.open_account")
    assert line.detail["at_the_terminal"] is True
    assert AuditLine.objects.get(subject=f"access.grant:{given}").detail["at_the_terminal"] is True
    with clock.at("2022-05-20T08:00"):
        later = access.open_account("hou", "后来的", COUNTY, by=SYSTEM)
        assert actor(access.Account.objects.get(pk=later.account_id)).pair_from
    assert AccountGrant.objects.get(pk=given).awaiting is False


def test_what_is_asked_for_keeps_nobody_s_number():
    one = old_account("zhang", "headquarters_chief")
    codes.rotate_keys(by=SYSTEM)
    why = "身份证 610921198803152318 本人来电 13891512345"
    asked = access.do_or_ask("codes.rotate_keys", {}, why, by=of(one.pk))
    kept = OperationAsked.objects.get(pk=asked).because
    line = AuditLine.objects.get(subject=f"access.asked:{asked}")
    codes_api.ring("freed", "test:1", why)
    assert "本人来电" in kept
    for said in (kept, line.purpose, str(line.detail), Alarm.objects.get(about="test:1").shown):
        assert "198803152318" not in said
        assert "91512345" not in said
