"""A clerk of the data desk takes in a ledger."""

from __future__ import annotations

import pytest

from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Declaration, Filing, Stay
from tests.rooms.arrivals.ledgers import as_csv, wang

pytestmark = pytest.mark.django_db


def take_in(*people, **how):
    return arrivals.import_file(as_csv(*people, **how), "台账.csv", by=SYSTEM).counts


def test_a_traveller_is_taken_in_and_stands_as_filed():
    counts = take_in(wang(via="湖北省武汉市@2022-04-28~2022-04-29;河南省郑州市@2022-04-30"))
    assert counts == {
        "read": 1,
        "new": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "reasons": {},
    }
    declared = Declaration.objects.get()
    assert (declared.origin, str(declared.leaving), str(declared.arrival)) == (
        "610113",
        "2022-05-01",
        "2022-05-02",
    )
    assert declared.place.startswith("610921100")
    assert declared.overseas is False
    assert declared.missing == []
    assert [
        (stay.place, str(stay.start), str(stay.end)) for stay in Stay.objects.order_by("id")
    ] == [("4201", "2022-04-28", "2022-04-29"), ("4101", "2022-04-30", "2022-04-30")]
    assert Filing.objects.count() == 1


def test_the_same_file_again_changes_nothing():
    take_in(wang(), wang(phone="13891512346"))
    before = Declaration.objects.values().get()
    assert take_in(wang(), wang(phone="13891512346"))["unchanged"] == 2
    assert Declaration.objects.values().get() == before
