"""A workbook of Excel 97–2003, as towns still send them: see files/README.md."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.clock import COUNTY_TIME
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing

pytestmark = pytest.mark.django_db
LEDGER = Path(__file__).parent / "files" / "ledger.xls"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def of(number: str) -> Declaration:
    key = people.normalise_document("", number)
    assert isinstance(key, people.DocumentKey)
    return Declaration.objects.get(person_id=people.states_of([key])[key].id)


def test_its_rows_are_counted_below_the_merged_titles():
    counts = arrivals.import_file(LEDGER, "5月台账.xls", by=SYSTEM).counts
    by_verdict = {
        name: counts[name] for name in ("read", "new", "updated", "unchanged", "rejected")
    }
    assert by_verdict == {"read": 6, "new": 3, "updated": 1, "unchanged": 1, "rejected": 1}
    assert (counts["reasons"], counts["told"]) == (
        {"people.id_checksum": 1},
        {"no_village": 2},
    )
    assert Filing.objects.count() == 4


def test_excel_dates_full_width_digits_and_numbers_are_read():
    arrivals.import_file(LEDGER, "5月台账.xls", by=SYSTEM)
    wang, zhang = of("61242319850615222X"), of("612423199001011012")
    assert (wang.leaving, wang.arrival) == (date(2022, 5, 1), date(2022, 5, 3))
    assert wang.filed_at == datetime(2022, 5, 1, 20, 30, tzinfo=COUNTY_TIME)
    assert (zhang.leaving, zhang.arrival) == (date(2022, 5, 3), date(2022, 5, 4))
    assert zhang.origin == "310115"
    assert people_pages.person(zhang.person_id, by=SYSTEM).phone == "139****2346"
    assert people_pages.person(wang.person_id, by=SYSTEM).phone == "139****0000"


def test_what_its_preview_shows_is_what_the_import_does():
    before = arrivals.look_at_file(LEDGER, by=SYSTEM)
    assert before.pop("rows")  # the first of them, as the terminal shows them
    ahead = before.pop("foreseen")  # once taken, people are screened and it is known
    assert ahead["people"] == ahead["of"] == before["new"]
    done = arrivals.import_file(LEDGER, "5月台账.xls", by=SYSTEM).counts
    assert done == before | {"waiting": 0}
    again = arrivals.import_file(LEDGER, "again.xls", by=SYSTEM).counts
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 5)
