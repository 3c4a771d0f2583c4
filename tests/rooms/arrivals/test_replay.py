"""A verdict of any day is decided again by the rules and lists of that day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from fangxian.ground.policy import errors as policy_errors
from fangxian.ground.policy import queries as policy_queries
from fangxian.ground.policy.models import KeptPacks
from fangxian.kernel import clock
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NotFound
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.models import Screening, SubjectRecord
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.models import KeptListings, RiskArea
from tests.rooms.arrivals.ledgers import as_csv, wang

pytestmark = pytest.mark.django_db
TODAY = date(2022, 5, 5)
LVYUAN = "吉林省长春市绿园区"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-05T09:00"):
        yield


@pytest.fixture
def packs(tmp_path):
    """A copy of the packs that may be changed."""
    kept = settings.FANGXIAN_PACKS
    copy = tmp_path / "packs"
    shutil.copytree(Path(kept), copy)
    settings.FANGXIAN_PACKS = copy
    policy_queries.forget_packs()
    yield copy
    settings.FANGXIAN_PACKS = kept
    policy_queries.forget_packs()


def comes(origin: str, filed_at: str = "2022-04-30 09:12") -> Screening:
    rows = as_csv(wang(origin=origin, filed_at=filed_at))
    arrivals.import_file(rows, "台账.csv", by=SYSTEM, may_lower=True)
    arrivals.screen_all(by=SYSTEM)
    return Screening.objects.get(pk=Declaration.objects.get().screening_id)


def listed(place: str) -> None:
    zones.add_by_hand("high", place, date(2022, 4, 25), date(2022, 5, 3), "名单", by=SYSTEM)


def test_a_red_verdict_stands_after_the_packs_are_gone(packs):
    listed(LVYUAN)
    kept = comes(LVYUAN)
    shutil.rmtree(packs)
    packs.mkdir()
    policy_queries.forget_packs()
    found = screening.replay(kept.pk, by=SYSTEM)
    assert (found.same, found.whole) == (True, True)
    assert found.stored["colour"] == "red"
    assert found.again["phases"][0]["start"] == "2022-05-01"


def test_a_green_verdict_is_decided_against_what_was_listed_then():
    listed(LVYUAN)
    kept = comes("浙江省杭州市西湖区")
    assert kept.colour == "green"
    listed("浙江省杭州市西湖区")  # a list that came later
    found = screening.replay(kept.pk, by=SYSTEM)
    assert (found.same, found.whole, found.again["colour"]) == (True, True, "green")
    assert found.listings == 1  # the area of then, and not the one of now
    arrivals.screen_all(by=SYSTEM)
    again = Screening.objects.latest("pk")
    assert again.colour != "green"
    assert screening.replay(again.pk, by=SYSTEM).same
    assert again.lists != kept.lists


def test_a_list_that_comes_between_deciding_and_keeping_is_not_kept_for_it(monkeypatch):
    """An import of another hand lands in between: kept is what the verdict was decided by."""
    from fangxian.lines.screening import store

    listed(LVYUAN)
    rows = as_csv(wang(origin="浙江省杭州市西湖区"))
    arrivals.import_file(rows, "台账.csv", by=SYSTEM, may_lower=True)
    SubjectRecord.objects.update(screening=None)
    as_it_is = store.keep

    def keeps_late(*said):
        listed("浙江省杭州市西湖区")
        return as_it_is(*said)

    monkeypatch.setattr(store, "keep", keeps_late)
    arrivals.screen_all(by=SYSTEM)
    kept = Screening.objects.get(pk=Declaration.objects.get().screening_id)
    found = screening.replay(kept.pk, by=SYSTEM)
    assert (kept.colour, found.same, found.listings) == ("green", True, 1)
    monkeypatch.undo()
    arrivals.screen_all(by=SYSTEM)
    assert Declaration.objects.get().colour != "green"


def test_a_list_that_comes_while_a_ledger_is_taken_in_is_not_kept_for_it(monkeypatch):
    from fangxian.lines.arrivals import screen_on_insert

    listed(LVYUAN)
    as_it_is = screen_on_insert.InsertScreening.keep

    def keeps_late(born):
        listed("浙江省杭州市西湖区")
        as_it_is(born)

    monkeypatch.setattr(screen_on_insert.InsertScreening, "keep", keeps_late)
    rows = as_csv(wang(origin="浙江省杭州市西湖区"))
    arrivals.import_file(rows, "台账.csv", by=SYSTEM, may_lower=True)
    kept = Screening.objects.earliest("pk")
    found = screening.replay(kept.pk, by=SYSTEM)
    assert (kept.colour, found.same, found.listings) == ("green", True, 1)


def test_a_replay_tells_a_verdict_that_was_tampered_with():
    kept = comes("浙江省杭州市西湖区")
    Screening.objects.filter(pk=kept.pk).update(facts=kept.facts | {"overseas": True})
    assert not screening.replay(kept.pk, by=SYSTEM).same


def test_packs_that_were_not_kept_and_changed_are_said_and_nothing_is_guessed(packs):
    kept = comes("浙江省杭州市西湖区")
    KeptPacks.objects.all().delete()  # as under an older version
    Screening.objects.filter(pk=kept.pk).update(lists="")
    found = screening.replay(kept.pk, by=SYSTEM)  # the folder is still the same
    assert (found.same, found.whole) == (True, False)
    shutil.rmtree(packs)
    packs.mkdir()
    policy_queries.forget_packs()
    with pytest.raises(policy_errors.PackNotKept):
        screening.replay(kept.pk, by=SYSTEM)


def test_a_pack_that_was_changed_in_the_store_is_not_believed():
    kept = comes("浙江省杭州市西湖区")
    row = KeptPacks.objects.get()
    assert row.hash == kept.pack_hash
    KeptPacks.objects.update(sha256="0" * 64)
    with pytest.raises(policy_errors.PackNotKept):
        screening.replay(kept.pk, by=SYSTEM)


def test_what_is_kept_is_kept_once():
    listed(LVYUAN)
    comes(LVYUAN)
    comes("浙江省杭州市西湖区", "2022-04-30 10:00")
    assert (KeptPacks.objects.count(), KeptListings.objects.count()) == (1, 1)
    RiskArea.objects.all()
    listed("浙江省杭州市西湖区")
    arrivals.screen_all(by=SYSTEM)
    assert (KeptPacks.objects.count(), KeptListings.objects.count()) == (1, 2)


def test_a_verdict_of_another_town_is_not_shown():
    kept = comes("浙江省杭州市西湖区")
    town = Actor(3, "外镇", (Grant("township", EVERYTHING, "610921199"),))
    with pytest.raises(NotFound):
        screening.replay(kept.pk, by=town)
    with pytest.raises(NotFound):
        arrivals.standing_screening(kept.subject.number, by=town)
    assert arrivals.standing_screening(kept.subject.number, by=SYSTEM) == kept.pk
