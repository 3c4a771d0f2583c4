"""Whom only strangers declared one official may put right: so many a day, whatever the door; the others
wait for a second official (ADR 43)."""

from __future__ import annotations

import pytest

from fangxian.kernel import outbox
from fangxian.kernel.actor import EVERYTHING, NOBODY, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration
from fangxian.lines.codes.models import Alarm, Freed
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db
JIADING_CITY, KUNMING = "上海市嘉定区", "云南省昆明市五华区"
ALONE, ALL = 5, 9
HAND = Actor(1, "祖主任", (Grant("headquarters", EVERYTHING, "610921"),))
OTHER = Actor(2, "另一人", (Grant("headquarters", EVERYTHING, "610921"),))


def form(county, n: int, **said: str) -> dict[str, str]:
    return {
        "name": f"陈国{'强壮伟华平安康宁福'[n]}",
        "document_type": "护照",
        "document_number": f"E1234567{n}",
        "phone": f"1390000{n}999",
        "origin": JIADING_CITY,
        "leaving": "2022-05-08",
        "arrival": "2022-05-09",
        "town": county.town.name,
        "village": county.village.name,
        "overseas": "否",
        "filed_at": "2022-05-09 09:00",
    } | said


@pytest.fixture
def strangers(county):
    county.lists(JIADING)
    for n in range(ALL):
        arrivals.declare(form(county, n), by=NOBODY)
    outbox.settle()
    assert colours() == {"red": ALL}


def colours() -> dict[str, int]:
    outbox.settle()
    found = list(Declaration.objects.values_list("colour", flat=True))
    return {one: found.count(one) for one in set(found)}


def sheet(county) -> bytes:
    return county.sheet(
        *[
            {
                "姓名": said["name"],
                "证件类型": "护照",
                "证件号码": said["document_number"],
                "手机号": said["phone"],
                "出发地": KUNMING,
                "填报时间": "2022-05-10 07:30",
            }
            for said in (form(county, n) for n in range(ALL))
        ]
    )


def counted() -> int:
    return Freed.objects.filter(by_id=HAND.account_id, counts=True).count()


def rung() -> list[str]:
    return list(Alarm.objects.filter(kind="freed").values_list("about", flat=True))


def right(county, n: int) -> str:
    said = form(county, n, origin=KUNMING, filed_at="2022-05-10 07:40")
    return arrivals.register(said, by=HAND, way_in="township").verdict


def test_of_one_file_as_many_take_effect_as_one_hand_may_free(county, strangers):
    seen = arrivals.look_at_file(sheet(county), by=HAND)
    assert (seen["lowered"], seen["waiting"]) == (ALL, ALL - ALONE)
    done = arrivals.import_file(sheet(county), "台账.csv", by=HAND, may_lower=True)
    assert (done.counts["lowered"], done.counts["waiting"]) == (ALL, ALL - ALONE)
    assert colours() == {"red": ALL - ALONE, "green": ALONE}
    assert (counted(), rung()) == (ALONE, ["access.account:1"])
    [first, *rest] = Claim.objects.filter(state="waiting").order_by("pk")
    assert len(rest) == ALL - ALONE - 1
    with pytest.raises(NeedsAnother):
        arrivals.accept_claim(first.pk, "看过车票", lowers=True, by=HAND)
    arrivals.accept_claim(first.pk, "看过车票", lowers=True, by=OTHER)
    assert colours()["green"] == ALONE + 1


def test_single_filings_are_in_the_same_sum(county, strangers):
    assert [right(county, n) for n in range(3)] == ["updated"] * 3
    assert (counted(), rung()) == (3, [])
    done = arrivals.import_file(sheet(county), "台账.csv", by=HAND, may_lower=True)
    assert done.counts["waiting"] == ALL - ALONE
    assert colours()["green"] == counted() == ALONE


def test_beyond_it_a_single_filing_waits_and_rings_once(county, strangers):
    said = [right(county, n) for n in range(ALONE + 2)]
    assert said == ["updated"] * ALONE + ["asks_less"] * 2
    assert colours() == {"red": ALL - ALONE, "green": ALONE}
    assert (counted(), rung()) == (ALONE, ["access.account:1"])


def test_what_strangers_claim_of_themselves_is_in_the_same_sum(county, strangers):
    for n in range(ALONE + 1):
        said = form(county, n, origin=KUNMING, filed_at="2022-05-10 07:40", phone="13911112222")
        arrivals.register(said, by=SYSTEM, way_in="checkpoint")
    claims = list(Claim.objects.filter(state="waiting").order_by("pk"))
    assert len(claims) == ALONE + 1
    verdicts = [
        arrivals.accept_claim(one.pk, "看过车票", lowers=True, by=HAND).verdict for one in claims
    ]
    assert verdicts[-1] == "asks_less"
    assert colours()["green"] == counted() == ALONE
    assert rung() == ["access.account:1"]
    assert (
        arrivals.accept_claim(claims[-1].pk, "看过", lowers=True, by=OTHER).verdict != "asks_less"
    )


def test_what_the_terminal_takes_waits_for_nobody(county, strangers):
    done = arrivals.import_file(sheet(county), "台账.csv", by=SYSTEM, may_lower=True)
    assert (done.counts["waiting"], colours()) == (0, {"green": ALL})
