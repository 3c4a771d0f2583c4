"""A ledger says one thing in many ways: one document is one person, one name one name."""

from __future__ import annotations

import pytest

from fangxian.ground.people import pages as people
from fangxian.ground.people.documents import check_character
from fangxian.ground.people.models import Person
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.arrivals.models import Declaration
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
LATER = "2022-05-01 08:00"


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


def sound(body: str) -> str:
    return body + check_character(body)


def test_a_prefix_younger_than_the_person_keeps_nobody_out():
    bodies = ("33011320220101221", "65901220200505221", "44190019850101221", "50010119850101221")
    counts = take_in(*(wang(document_number=sound(one), name=f"未测{one[:4]}") for one in bodies))
    assert (counts["new"], counts["rejected"]) == (4, 0)


def test_who_is_not_born_yet_is_put_back():
    counts = take_in(wang(document_number=sound("61242320220511222")))
    assert counts["reasons"] == {"people.id_birth_ahead": 1}


@pytest.mark.parametrize("numbers", [("H8765432101", "H87654321"), ("H87654321", "H8765432102")])
def test_a_permit_renewed_is_one_person_and_the_newer_filing_updates_them(numbers):
    counts = take_in(
        wang(
            name="陈测文",
            document_type="港澳居民来往内地通行证",
            document_number=numbers[0],
            origin="440300",
        ),
        wang(
            name="陈测文",
            document_type="",
            document_number=numbers[1],
            origin="310000",
            filed_at=LATER,
        ),
    )
    assert (counts["new"], counts["updated"]) == (1, 1)
    assert Declaration.objects.get().origin == "31"
    for typed in numbers:
        assert len(people.search(typed, by=SYSTEM)) == 1


def test_a_newborns_certificate_is_taken_by_its_name_and_is_the_same_without_one():
    counts = take_in(
        wang(name="婴测甲", document_type="出生医学证明", document_number="P610199001"),
        wang(name="婴测乙", document_type="出生证", document_number="P610199002"),
        wang(
            name="婴测乙",
            document_type="",
            document_number="P610199002",
            filed_at=LATER,
            address="北街",
        ),
    )
    assert (counts["new"], counts["updated"], counts["rejected"]) == (2, 1, 0)


@pytest.mark.parametrize("typed", ["买测提.吐尔逊", "买测提•吐尔逊", "买测提 吐尔逊"])
def test_another_dot_is_no_second_name_and_finds_the_row(typed):
    take_in(wang(name="买测提·吐尔逊"), wang(name=typed, filed_at=LATER))
    assert Declaration.objects.get().unresolved == []
    assert arrivals.ledger(arrivals.LedgerFilter(text=typed), by=SYSTEM).total == 1


def test_names_of_passports_keep_their_blanks_and_accents():
    take_in(
        wang(name="José García", document_type="护照", document_number="TA1234567"),
        wang(name="Nguyễn  Văn An", document_type="护照", document_number="TC1234567"),
    )
    assert set(Person.objects.values_list("name", flat=True)) == {"José García", "Nguyễn Văn An"}
    for wanted in ("José García", "jose garcia", "nguyen"):
        assert arrivals.ledger(arrivals.LedgerFilter(text=wanted), by=SYSTEM).total == 1
        assert len(people.search(wanted, by=SYSTEM)) == 1
