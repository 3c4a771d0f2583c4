"""Whose word a filing counts for is the account's, by whichever door it hands it in."""

from __future__ import annotations

import pytest
from django.test import Client

from fangxian.ground.access import api as access
from fangxian.ground.access import pages as access_pages
from fangxian.ground.people.api import Provenance
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.models import AuditLine
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration, Filing
from tests.doors.command import stage as staged

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OFFICIALS = {
    "headquarters_chief",
    "headquarters",
    "data_team",
    "township",
    "village",
    "grid_worker",
}
GUARDS = {"checkpoint"}
FILES = sorted(OFFICIALS | GUARDS)
FORM = {
    "name": "孙越",
    "phone": "13900006666",
    "document_type": "居民身份证",
    "document_number": staged.number_of("19870707"),
    "origin": "湖北省武汉市武昌区",
    "arrival": "2022-05-10",
    "overseas": "否",
}


@pytest.fixture(autouse=True)
def ground(db):
    with clock.at(staged.NOW):
        staged.ground()
        yield


def by_desk(account: access.Account) -> None:
    client = Client()
    client.force_login(account, backend=BACKEND)
    assert client.post("/arrivals/new", FORM | {"place": staged.VILLAGE}).status_code == 302


def by_rest(account: access.Account) -> None:
    token = access_pages.issue_token(account.username, by=SYSTEM).token
    client = Client(headers={"authorization": f"Bearer {token}"})
    given = FORM | {"town": "蒲溪镇", "village": "三堰村"}
    answer = client.post("/api/declarations", given, content_type="application/json")
    assert answer.status_code == 200, answer.content.decode()


DOORS = {by_desk: ("township", Provenance.OFFICIAL), by_rest: ("rest", Provenance.LISTED)}
RELAYED = ("checkpoint", Provenance.PROVEN)


def test_every_role_that_files_is_named_here():
    held = {role.code for role in access.shipped_roles() if "arrivals.declare" in role.permissions}
    assert held == {*FILES}
    vouches = {role.code for role in access.shipped_roles() if "arrivals.vouch" in role.permissions}
    assert vouches == OFFICIALS


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", FILES)
def test_an_official_vouches_and_a_guard_relays(door, role):
    door(staged.open_account("bangban", "帮办", role, staged.COUNTY))
    filing = Filing.objects.get()
    assert (filing.way_in, filing.provenance) == (DOORS[door] if role in OFFICIALS else RELAYED)


@pytest.mark.parametrize("door", DOORS)
def test_who_is_an_official_of_one_town_and_a_guard_of_the_county_vouches_in_the_town_alone(door):
    account = staged.open_account("jianren", "兼任", "checkpoint", staged.COUNTY)
    access.grant(account.pk, "township", "610921103", by=SYSTEM)
    door(account)
    filing = Filing.objects.get()
    assert (filing.way_in, filing.provenance) == RELAYED


@pytest.mark.parametrize("door", DOORS)
def test_a_guard_overwrites_nothing_that_an_official_said(door):
    by_desk(staged.open_account("zhen", "镇", "township", staged.TOWN))
    before = Declaration.objects.values("origin_text", "place").get()
    guard = staged.open_account("kakou", "卡口", "checkpoint", staged.COUNTY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(FORM, "origin", "陕西省西安市雁塔区")
        door(guard)
    assert Declaration.objects.values("origin_text", "place").get() == before


def test_a_guard_accepts_no_claim_and_answers_for_nobody():
    by_desk(staged.open_account("zhen", "镇", "township", staged.TOWN))
    stranger = FORM | {"origin": "上海市浦东新区", "town": "蒲溪镇", "village": "三堰村"}
    arrivals.declare(stranger, by=access.actor_for(None, "public"))
    guard = access.actor_for(
        staged.open_account("kakou", "卡口", "checkpoint", staged.COUNTY), "test"
    )
    claim = Claim.objects.get()
    with pytest.raises(NotAllowed):
        arrivals.accept_claim(claim.pk, "我看过", by=guard)
    with pytest.raises(NotAllowed):
        arrivals.set_claim_aside(claim.pk, "我看过", by=guard)
    with pytest.raises(NotAllowed):
        arrivals.note_call(Declaration.objects.get().pk, "later", by=guard)


def test_a_guard_s_account_that_one_officer_opened_leaves_what_it_is_told_a_claim():
    """The barrier guard declares for nobody: what the phone tells is kept, and weighs nothing."""
    guard = access.actor_for(
        staged.open_account("zhiqin", "值守", "barrier_guard", staged.TOWN), "field"
    )
    arrivals.declare(FORM | {"town": "蒲溪镇", "village": "三堰村"}, by=guard, way_in="checkpoint")
    assert Filing.objects.get().provenance == Provenance.UNPROVEN


def test_what_anybody_declares_vouches_for_nothing_whoever_hands_it_in():
    """Being an official weighs only in the verb that asks for it."""
    chief = access.actor_for(
        staged.open_account("zhihui", "指挥", "headquarters", staged.COUNTY), "command"
    )
    arrivals.declare(FORM | {"town": "蒲溪镇", "village": "三堰村"}, by=chief, way_in="township")
    assert Filing.objects.get().provenance == Provenance.UNPROVEN


@pytest.mark.parametrize("role", ["barrier_guard", "auditor"])
def test_who_may_not_register_is_refused_by_every_door_alike_and_it_is_written_down(role):
    account = staged.open_account("wuquan", "无权", role, staged.COUNTY)
    actor = access.actor_for(account, "command")
    with pytest.raises(NotAllowed):
        arrivals.register(FORM, by=actor, way_in="township")
    client = Client()
    client.force_login(account, backend=BACKEND)
    assert client.post("/arrivals/new", FORM | {"place": staged.VILLAGE}).status_code == 403
    token = access_pages.issue_token(account.username, by=SYSTEM).token
    client = Client(headers={"authorization": f"Bearer {token}"})
    answer = client.post("/api/declarations", FORM, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "access.not_allowed")
    assert not Filing.objects.exists()
    refused = AuditLine.objects.filter(deed="arrivals.register", outcome="refused")
    assert refused.count() == 2
