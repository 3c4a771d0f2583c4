"""A newcomer sits down at the headquarters of Hanyin, then at the township's desk, then at
the village's, and brings one traveller from the ledger to 销号."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from fangxian.doors.command.arrivals import ledger_filter
from fangxian.doors.command.situation.doorways import address_of
from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel import audit, clock, outbox
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import api as arrivals
from fangxian.overview.boards import api as boards
from fangxian.overview.drills import api as drills
from fangxian.overview.drills.demo.cast import VILLAGE

pytestmark = pytest.mark.django_db


def test_the_day_of_a_newcomer(demo, tmp_path):
    """One county, loaded once, in four chapters."""
    assert "ledger-0" in demo
    the_day_is_alive_and_every_number_opens_its_list()
    it_loads_once()
    the_village_sees_its_own_and_the_auditor_sees_none()
    from_an_uploaded_ledger_to_closure(tmp_path / "demo")


def sign_in(username: str) -> Actor:
    account = access.account_named(username)
    assert account is not None
    password = {one.username: one.password for one in drills.demo_accounts()}[username]
    assert account.check_password(password)
    assert not account.must_change_password
    return access.actor_for(account, "test", duty.units_of(account.pk))


def the_day_is_alive_and_every_number_opens_its_list():
    desk = sign_in("zhihuibu")
    board = boards.situation(by=desk)
    assert board.edition.zh
    assert [one.key for one in board.funnel] == ["push", "check", "control", "feedback", "close"]
    assert board.funnel[0].count > board.funnel[-1].count
    assert board.late
    assert board.silent
    numbers = [*board.funnel, *board.work, *(line.number for line in (*board.late, *board.silent))]
    numbers += [number for line in board.places for number in (line.open, line.late, line.acted)]
    for number in numbers:
        assert number.door.list == "instructions"
        listed = tasks.instructions(tasks.from_plain(number.door.conditions), by=desk)
        assert listed.total == number.count, number
    assert sum(line.both.count for line in board.measures) > 0
    assert all(
        line.both.count == line.overseas.count + line.domestic.count for line in board.measures
    )
    cells = [cell for line in board.measures for cell in (line.overseas, line.domestic, line.both)]
    for number in (*board.expected, *cells):
        wanted = ledger_filter.read(QueryDict(urlsplit(address_of(number.door)).query))
        assert arrivals.ledger(wanted, by=desk).total == number.count, number
    for line in board.colours:
        wanted = arrivals.LedgerFilter(colour=line.code)
        assert arrivals.ledger(wanted, by=desk).total == line.number.count
    assert {hole.key: hole.count for hole in board.holes}["grids_without_person"] == 1


def it_loads_once():
    assert drills.load_demo() == {}
    assert audit.verify().sound


def from_an_uploaded_ledger_to_closure(folder: Path):
    desk, town, village = (sign_in(name) for name in ("zhihuibu", "puxi", "sanyan"))
    before = tasks.my_work(by=village).page.total
    [ledger] = folder.glob("来汉返汉人员台账-*.xlsx")
    done = arrivals.import_file(ledger, ledger.name, by=desk)
    assert done.counts["new"] > 80
    assert done.counts["rejected"] > 0
    outbox.settle()
    work = tasks.my_work(by=village, size=200)
    assert work.page.total >= before
    mine = next(row for row in work.page.rows if row.kind == "control" and row.stage == "issued")
    assert mine.place.startswith(VILLAGE)
    assert mine.because["document"]
    assert mine.id in {row.id for row in tasks.my_work(by=town, size=500).page.rows}

    tasks.receive(mine.id, by=town)
    tasks.receive(mine.id, by=village)
    tasks.accept(mine.id, by=village, expected_stage="issued")
    seen = tasks.EvidenceGiven(
        at=clock.now(),
        place_text="三堰村二组",
        who="支书、村医",
        words="已见到本人",
        outcome="in_place",
    )
    assert tasks.act(mine.id, seen, by=village).stage == "acted"
    assert tasks.check(mine.id, by=town, expected_stage="acted") == "checked"
    assert mine.id in {row.id for row in tasks.my_work(by=desk, size=500).page.rows}
    assert tasks.close(mine.id, by=desk, expected_stage="checked") == "closed"
    acts = [step.act for step in tasks.history(mine.id, by=desk).steps]
    steps = [act for act in acts if act != "climb"]  # where it was late before anybody came
    assert steps == ["issue", "receive", "receive", "accept", "act", "check", "close"]


def the_village_sees_its_own_and_the_auditor_sees_none():
    village = sign_in("sanyan")
    board = boards.situation(by=village)
    assert board.area == (VILLAGE,)
    everything = tasks.instructions(tasks.InstructionFilter(), by=village, size=500)
    assert all(row.place.startswith(VILLAGE) for row in everything.rows)
    auditor = boards.situation(by=sign_in("shenji"))
    assert (auditor.funnel, auditor.measures, auditor.late) == ((), (), ())


def test_a_system_that_is_no_demo_takes_no_demo(db, settings):
    settings.FANGXIAN_DEMO = False
    with pytest.raises(drills.NotADemo):
        drills.load_demo()
