"""Who of the staff is told what, once, and never of what they may not read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.doors.command.bell.openings import opening
from fangxian.flows import notifying
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.notices import api as notices
from fangxian.ground.notices.models import Notification, Recipient
from fangxian.ground.tasks import pages as tasks_pages
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from tests.doors.command import stage as stages
from tests.doors.command.stage import EVENING, VILLAGE
from tests.notified import notified


@pytest.fixture(autouse=True)
def _evening():
    with clock.at(stages.NOW):
        yield


@pytest.fixture
def stage(db):
    laid = EVENING.lay()
    notified()
    return laid


def actor(account) -> Actor:
    return access.actor_for(account, "html", unit_ids=duty.units_of(account.pk))


def bell(account, kind: str = "") -> list[notices.InboxRow]:
    notified()
    return list(notices.inbox(by=actor(account), kind=kind, size=300).rows)


def test_a_new_instruction_is_told_to_the_village_and_the_township_that_have_it(stage):
    for who in ("village", "town"):
        told = {one for row in bell(stage.accounts[who], "issued") for one in row.numbers}
        assert set(stage.orders) <= told
    assert bell(stage.accounts["hq"], "issued") == []  # nobody addressed it
    assert bell(stage.accounts["nobody"]) == []


def test_what_is_stored_names_nobody(stage):
    names = [name[1:] for name in stages.NAMES]
    for row in Notification.objects.all():
        said = f"{row.words_zh}{row.words_en}{row.key}"
        assert not any(name in said for name in names)


def test_one_thing_is_called_by_its_own_name_when_it_is_looked_at(stage):
    order = stages._order(20, stage.people[0], duty.units_for(VILLAGE))
    (number,) = tasks.issue_many([order], by=stages.SYSTEM)
    row = bell(stage.accounts["village"])[0]
    assert row.numbers == (number,)
    assert row.headline
    assert row.headline.title.zh == order.title.zh


def test_it_is_told_once_however_often_it_is_said(stage):
    before = Recipient.objects.count()
    fact = tasks.InstructionsIssued(instruction_ids=tuple(stage.orders[:3]))
    notifying.tell_issued(fact)
    notifying.tell_issued(fact)
    assert Recipient.objects.count() == before


def test_who_holds_a_post_hears_of_their_unit_and_the_place_no_more(stage):
    """A member of the township's staff who sits elsewhere is told what that unit is told."""
    unit = duty.units_for(VILLAGE)["township"]
    post = duty.add_post(unit, "值班员", "township", single=False, by=stages.SYSTEM)
    other = stages.open_account("lin", "林值班", "township", stages.TOWN)
    duty.seat(
        post, duty.Holder("林值班", account_id=other.pk), since=clock.today(), by=stages.SYSTEM
    )
    order = stages._order(21, stage.people[1], duty.units_for(VILLAGE))
    tasks.issue_many([order], by=stages.SYSTEM)
    assert [row.headline.title.zh for row in bell(other, "issued") if row.headline] == [
        order.title.zh
    ]


def test_scope_is_asked_when_somebody_looks(stage):
    village = stage.accounts["village"]
    assert notices.unseen(by=actor(village)) > 0
    (grant,) = [
        one for one in access.account(village.pk, by=stages.SYSTEM).grants if one.holds_today
    ]
    access.revoke(grant.id, by=stages.SYSTEM)
    assert bell(village) == []
    assert notices.unseen(by=actor(village)) == 0


def test_what_is_late_is_told_to_the_unit_it_climbed_to_once(stage):
    units = duty.units_for(VILLAGE)
    order = stages._order(22, stage.people[2], units)
    rung = tasks.Rung("received", "headquarters", units["headquarters"], timedelta())
    (number,) = tasks.issue_many([replace(order, ladder=(rung,))], by=stages.SYSTEM)
    with clock.at("2022-05-10T22:00"):
        tasks.escalate_overdue()
        tasks.escalate_overdue()
        rows = bell(stage.accounts["hq"], "escalated")
    assert [row.numbers for row in rows if number in row.numbers] == [(number,)]


def test_a_refusal_goes_to_the_headquarters_that_issued_it_and_not_to_who_refused(stage):
    tasks_pages.refuse(stage.orders[0], "查无此人", by=actor(stage.accounts["village"]))
    (row,) = bell(stage.accounts["hq"], "refused")
    assert row.numbers == (stage.orders[0],)
    assert bell(stage.accounts["village"], "refused") == []


def test_what_is_sent_back_is_told_to_who_acts(stage):
    number = stage.orders[0]
    village, town = (actor(stage.accounts[one]) for one in ("village", "town"))
    tasks_pages.refuse(number, "查无此人", by=village)
    tasks_pages.send_back(number, "再去一次", by=town)
    (row,) = bell(stage.accounts["village"], "sent_back")
    assert row.numbers == (number,)


def test_the_bell_counts_what_came_since_it_was_opened_and_reading_marks_it(stage):
    village = actor(stage.accounts["village"])
    assert notices.unseen(by=village)
    with clock.at("2022-05-10T20:20"):
        notices.look(by=village)
        assert notices.unseen(by=village) == 0
        rows = notices.inbox(by=village, size=300).rows
        assert all(not row.read and not row.new for row in rows)
        notices.mark_read(rows[0].id, by=village)
        assert len(notices.inbox(by=village, unread=True, size=300).rows) == len(rows) - 1
        assert notices.mark_read(by=village) == len(rows) - 1
    assert notices.told(rows[0].id, by=actor(stage.accounts["town"])) is None  # another's


def test_an_alarm_of_a_barrier_is_red_and_goes_to_who_manages_it(stage):
    from fangxian.lines.checkpoints import reactions as checkpoints

    told = checkpoints.CrossingDiffers(crossing_id=7, person_id=None, place=VILLAGE, advised="hold")
    notifying.tell_slipped(told)
    for who, heard in (("town", 1), ("hq", 1), ("village", 0)):
        rows = [row for row in bell(stage.accounts[who], "alarm") if row.numbers == (7,)]
        assert [row.red for row in rows] == [True] * heard


def test_who_may_be_the_second_is_told_and_who_asked_is_not(stage):
    from fangxian.lines.codes import reactions as codes
    from fangxian.lines.codes.models import ManualStanding

    hq = stage.accounts["hq"]
    other = stages.open_account("zhang", "指挥长", "headquarters_chief")
    ManualStanding.objects.bulk_create(
        [
            ManualStanding(
                pk=900,
                person_id=stage.people[0],
                colour="red",
                reason="x",
                note="",
                until=clock.now() + timedelta(days=1),
                place=VILLAGE,
                proposed_by_id=hq.pk,
                proposed_by=hq.name,
                proposed_at=clock.now(),
            )
        ]
    )
    notifying.tell_by_hand_proposed(
        codes.ManualStandingProposed(proposal_id=900, person_id=stage.people[0], place=VILLAGE)
    )
    assert [row.numbers for row in bell(other, "second_yes")] == [(900,)]
    assert bell(hq, "second_yes") == []
    notifying.tell_by_hand_agreed(
        codes.ManualStandingApproved(
            proposal_id=900, person_id=stage.people[0], standing_id=1, place=VILLAGE
        )
    )
    assert [row.numbers for row in bell(hq, "decided")] == [(900,)]


def test_who_is_spoken_to_in_a_comment_hears_of_it_once_a_comment(stage):
    village, town = stage.accounts["village"], stage.accounts["town"]
    for words in ("先打电话", "打通了吗"):
        tasks_pages.comment(stage.orders[0], words, mentions=[village.pk], by=actor(town))
    found = bell(village, "mention")
    assert [row.numbers for row in found] == [(stage.orders[0],)] * 2
    assert bell(town, "mention") == []


def test_who_is_reminded_hears_of_it_each_time(stage):
    village, town = stage.accounts["village"], stage.accounts["town"]
    tasks_pages.urge(stage.orders[0], by=actor(town))
    assert len(bell(village, "urged")) == 1
    with clock.at(clock.now() + timedelta(hours=1)):
        tasks_pages.urge(stage.orders[0], by=actor(town))
        assert [row.numbers for row in bell(village, "urged")] == [(stage.orders[0],)] * 2


def test_to_the_unit_that_has_it_now_it_is_new(stage):
    watch = stages.open_account("zhishou", "值守", "headquarters")
    county = duty.unit_for(stages.COUNTY, "headquarters")
    assert bell(watch, "issued") == []
    hq = actor(stage.accounts["hq"])
    tasks_pages.reassign(stage.orders[0], county.id, "由县里办", by=hq)
    assert [row.numbers for row in bell(watch, "issued")] == [(stage.orders[0],)]


def test_a_pack_and_a_grant_that_wait_are_told_to_who_may_agree(stage):
    from fangxian.ground.access.models import AccountGrant
    from fangxian.ground.policy.models import Enactment
    from fangxian.kernel.verb import PartTaken

    hq, chief = stage.accounts["hq"], stages.open_account("zhang", "指挥长", "headquarters_chief")
    enactment = Enactment.objects.create(
        pack="hanyin-x",
        pack_hash="0" * 64,
        from_day=clock.today(),
        proposer_id=hq.pk,
        proposer=hq.name,
        proposed_at=clock.now(),
    )
    officer = stages.open_account("kou", "账号管理员", "account_officer")
    grant = AccountGrant.objects.filter(account=stage.accounts["village"]).first()
    grant.awaiting, grant.asked_by_id = True, hq.pk
    grant.save()
    for subject in (f"policy.enactment:{enactment.pk}", f"access.grant:{grant.pk}"):
        told = PartTaken(subject=subject, account_id=hq.pk, address="", device="")
        notifying.tell_asked(told)
        notifying.tell_asked(told)
    assert [row.subject for row in bell(chief, "second_yes")].count("policy.enactment") == 1
    assert [row.subject for row in bell(officer, "second_yes")] == ["access.grant"]
    assert opening(bell(officer, "second_yes")[0]) == "/staff/"
    enactment.approved_at = clock.now()
    enactment.save()
    assert notifying.WAITING["policy.enactment"][0](enactment.pk) is None
