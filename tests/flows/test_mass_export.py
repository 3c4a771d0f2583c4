"""Many people in clear by one hand within a day ring, whatever door and room they went out by."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import fangxian
from fangxian.flows import mass_export
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people_pages
from fangxian.ground.policy import api as policy
from fangxian.kernel import clock, home, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.kernel.models import FactRow
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.codes import reactions as codes
from fangxian.lines.codes.models import Alarm
from fangxian.lines.venues import pages as venues_pages
from tests.rooms.arrivals.ledgers import take_in, wang
from tests.rooms.venues.people import ASKED

pytestmark = pytest.mark.django_db
FOUR = [
    wang(document_type="护照", document_number=f"E1234567{n}", phone=f"1389150123{n}")
    for n in range(4)
]
POWERS = frozenset({"arrivals.export", "arrivals.read", "people.reveal", "people.read"})


@pytest.fixture(autouse=True)
def _a_day_in_may(monkeypatch):
    monkeypatch.setattr(mass_export, "most", lambda: 3)
    with clock.at("2022-05-10T08:00"):
        yield


def desk(number: int, *powers: str, hand: frozenset[int] = frozenset()) -> Actor:
    held = frozenset({*(powers or POWERS)})
    return Actor(number, f"经办{number}", (Grant("desk", held, "610921"),), one_hand=hand)


def rung() -> list[str]:
    outbox.settle()
    return [one.shown for one in Alarm.objects.filter(kind="export").order_by("pk")]


def export(folder: Path, by: Actor, **wanted: str) -> None:
    arrivals.export(arrivals.LedgerFilter(**wanted), folder / "台账.xlsx", purpose="核对", by=by)


def test_the_house_says_how_many():
    assert policy.setting(codes.ALARM_EXPORT, clock.today(), home.county()) == 500


def test_one_account_that_exports_the_ledger_rings_once(tmp_path):
    take_in(*FOUR)
    export(tmp_path, desk(7))
    [shown] = rung()
    assert "4 人" in shown
    assert "经办7" in shown
    export(tmp_path, desk(7))
    assert len(rung()) == 1, "it rings already"
    alarm = Alarm.objects.get(kind="export")
    assert alarm.about == "access.account:7"


def test_the_same_people_again_are_no_more_people(tmp_path, monkeypatch):
    monkeypatch.setattr(mass_export, "most", lambda: 4)
    take_in(*FOUR)
    export(tmp_path, desk(7))
    export(tmp_path, desk(7))
    assert rung() == []


def test_one_hand_with_two_accounts_is_one_and_another_is_not(tmp_path):
    take_in(*FOUR)
    persons = [row.person_id for row in arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).rows]
    for number, person in zip((7, 7, 8, 9), persons, strict=True):
        people_pages.reveal(person, "number", "核对", by=desk(number, hand=frozenset({7, 8})))
    assert len(rung()) == 1, "7, 8 and whoever counts as one with them"


def test_strangers_to_each_other_are_counted_apart():
    take_in(*FOUR)
    persons = [row.person_id for row in arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).rows]
    for number, person in zip((7, 7, 8, 8), persons, strict=True):
        people_pages.reveal(person, "number", "核对", by=desk(number))
    assert rung() == []


def test_yesterday_is_over(tmp_path):
    take_in(*FOUR)
    persons = [row.person_id for row in arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).rows]
    for day, person in zip(("10", "10", "12", "12"), persons, strict=True):
        with clock.at(f"2022-05-{day}T09:00"):
            people_pages.reveal(person, "number", "核对", by=desk(7))
            outbox.settle()
    assert rung() == []


def test_who_may_not_show_numbers_gets_them_masked_and_rings_nobody(tmp_path):
    take_in(*FOUR)
    export(tmp_path, desk(7, "arrivals.export", "arrivals.read"))
    assert rung() == []


def test_the_terminal_rings_as_well(tmp_path):
    take_in(*FOUR)
    whole = (Grant("headquarters", frozenset({"*"}), ""),)
    export(tmp_path, Actor(None, "root(命令行)", whole, door="cli"))
    [shown] = rung()
    assert "root" in shown


@pytest.mark.parametrize("reveals", [True, False])
def test_rows_that_were_put_back_count_by_the_row(reveals):
    rows = [f"2022-05-11,没有的专班{n},皮{n}凡,1391234567{n}" for n in range(4)]
    text = "\n".join(["日期,单位,姓名,电话", *rows]).encode()
    powers = ("duty.edit", *(["people.reveal"] if reveals else []))
    by = desk(7, *powers)
    done = duty.import_roster(text, "值班.csv", by=by)
    assert len(done.rejected) == 4
    duty.ROSTERS.file(done.import_id, purpose="改正", by=by)
    assert len(rung()) == int(reveals)


# Whoever calls one of these gets people in clear, and tells of it.
IN_CLEAR = re.compile(r"scope\(REVEAL\)|people\.in_clear\(|needs=REVEAL|needs=\"people\.reveal\"")
TOLD_BELOW = {
    # by `people.handed_out`, which tells it for them
    "lines/arrivals/services/answering.py",
    "lines/arrivals/services/calling_file.py",
}
STAFF = {"ground/duty/services/holders.py"}  # phones of staff, one at a time


def test_every_service_that_hands_out_in_clear_tells_of_it():
    source = Path(fangxian.__file__).parent
    found = {
        str(file.relative_to(source))
        for file in source.rglob("*.py")
        if "doors" not in file.parts and IN_CLEAR.search(file.read_text(encoding="utf-8"))
    }
    told = {one for one in found if "tell_sent(" in (source / one).read_text(encoding="utf-8")}
    assert found - told <= TOLD_BELOW | STAFF
    assert told


def test_contacts_of_venues_count_once_each_by_the_list_and_by_the_page():
    for n in range(4):
        asked = replace(ASKED, name=f"小店{n}", phone=f"1391234567{n}", place="610921102201")
        venues_pages.apply(asked, by=SYSTEM)
    few = desk(7, "venues.review", "venues.read")
    assert len(venues_pages.applications(by=few, size=3).rows) == 3
    venues_pages.applications(by=few, size=3)
    assert rung() == [], "three, however often they are looked at"
    venues_pages.applications(by=few)
    [shown] = rung()
    assert "4 人" in shown
    first = venues_pages.applications(by=SYSTEM).rows[0]
    venue = venues_pages.approve([first.id], by=SYSTEM)[first.id]
    assert venues_pages.venue(venue, by=desk(8, "venues.read")).phone == first.phone
    outbox.settle()
    [told] = FactRow.objects.filter(name="kernel.SentInClear", payload__account_id=8)
    assert told.payload["keys"]
    assert first.phone not in str(told.payload)
