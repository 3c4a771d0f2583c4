"""While people's decision runs nobody rewrites the facts beneath it alone: what the table asks of them
stands again when the decision is over (ADR 43)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import EVERYTHING, SYSTEM, Actor, Grant
from fangxian.kernel.errors import NeedsAnother
from fangxian.lines.arrivals import errors as arrivals_errors
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Claim, Declaration
from fangxian.lines.arrivals.services.filing_one import take
from fangxian.lines.screening import pages as screening
from tests.flows.county import WEI
from tests.flows.test_freed_at_once import approved
from tests.flows.test_screening_instructs import JIADING

pytestmark = pytest.mark.django_db
KUNMING = "云南省昆明市五华区"
HAND = Actor(1, "祖主任", (Grant("headquarters", EVERYTHING, "610921"),))
OTHER = Actor(2, "另一人", (Grant("headquarters", EVERYTHING, "610921"),))


@pytest.fixture
def decided(county) -> int:
    """Mr Wei is red by a ledger; two others decided that he is green for some days."""
    county.lists(JIADING)
    county.files()
    declared = Declaration.objects.get()
    assert declared.colour == "red"
    number = approved(declared, "green")
    assert Declaration.objects.get().colour == "green"
    return number


def form(county, hour: int = 9, **said: str) -> dict[str, str]:
    return {
        "name": "韦国强",
        "document_type": "resident_id",
        "document_number": WEI,
        "phone": "13800001234",
        "origin": KUNMING,
        "arrival": "2022-05-09",
        "leaving": "2022-05-08",
        "town": county.town.name,
        "village": county.village.name,
        "overseas": "否",
        "filed_at": f"2022-05-09 {hour:02}:30",
    } | said


def by_form(county) -> None:
    made = arrivals.register(form(county), by=HAND, way_in="township")
    assert made.verdict == "asks_less"


def by_file(county) -> None:
    table = county.sheet({"出发地": KUNMING, "填报时间": "2022-05-09 10:00"})
    done = arrivals.import_file(table, "台账.csv", by=HAND, may_lower=True)
    assert (done.counts["lowered"], done.counts["waiting"]) == (1, 1)
    [one] = done.counts["lowers"]
    assert (one["was"], one["would"]) == ("red", "green")


def by_list(county) -> None:
    letter = arrivals.Letter(
        title="协查", sender="省指挥部", due_at=clock.now() + timedelta(days=1)
    )
    table = county.sheet({"出发地": KUNMING, "填报时间": "2022-05-09 10:00"})
    assert arrivals.push_list(table, "协查.csv", letter, by=HAND).waiting == 1


def by_a_corrected_row(county) -> None:
    said = form(county)
    assert take(said, by=HAND, way_in="file").verdict == "asks_less"


WAYS = [by_form, by_file, by_list, by_a_corrected_row]


@pytest.mark.parametrize("files", WAYS)
def test_what_lowers_beneath_a_decision_waits_for_another(county, decided, files):
    files(county)
    outbox.settle()
    row = Declaration.objects.get()
    assert (row.origin_text, row.colour) == ("上海市嘉定区", "green")
    claim = Claim.objects.get()
    with pytest.raises(arrivals_errors.ClaimLowers):
        arrivals.accept_claim(claim.pk, "看过车票", by=OTHER)
    if claim.brought_by_id:
        with pytest.raises(NeedsAnother):
            arrivals.accept_claim(claim.pk, "看过车票", lowers=True, by=HAND)
    screening.withdraw_override(decided, "复核", by=OTHER)
    outbox.settle()
    assert Declaration.objects.get().colour == "red", "what the table asked stands again"


def test_two_say_so_and_it_holds_beneath_the_decision(county, decided):
    by_form(county)
    arrivals.accept_claim(Claim.objects.get().pk, "看过车票", lowers=True, by=OTHER)
    outbox.settle()
    assert Declaration.objects.get().origin_text == KUNMING


def test_of_many_decided_on_a_look_asks_no_more_often(county):
    county.lists(JIADING)

    def rows(origin: str, hour: int, count: int) -> bytes:
        return county.sheet(
            *[
                {
                    "姓名": f"韦国{'强壮伟华'[n]}",
                    "证件类型": "护照",
                    "证件号码": f"E1234567{n}",
                    "手机号": "",
                    "出发地": origin,
                    "填报时间": f"2022-05-09 {hour:02}:00",
                }
                for n in range(count)
            ]
        )

    arrivals.import_file(rows("上海市嘉定区", 9, 4), "台账.csv", by=SYSTEM)
    outbox.settle()
    for one in Declaration.objects.all():
        approved(one, "green")
    asked = []
    for count in (1, 4):
        table = rows(KUNMING, 10, count)
        with CaptureQueriesContext(connection) as found:
            counts = arrivals.look_at_file(table, by=HAND)
        assert (counts["lowered"], counts["waiting"]) == (count, count)
        asked.append(len(found))
    assert asked[0] == asked[1]
