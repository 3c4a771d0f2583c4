"""人工改判 counts where operations by hand are watched: in the day's report and in the alarms."""

from __future__ import annotations

from datetime import timedelta

from fangxian.flows.reporting import report_override
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.codes import pages as codes
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening import reactions as screening_reactions

AREA = "medium,上海市,上海市,嘉定区,真新街道,2022-05-01,2022-05-09"
MAY = frozenset({"arrivals.override_propose", "arrivals.override_approve", "arrivals.screen"})
ANNA, BO = (Actor(n, f"账号{n}", (Grant("t", MAY, "610921"),)) for n in (1, 2))


def proposed(colour="green", class_code="none") -> int:
    return screening.propose_override(
        screening.Ref(arrivals.KIND, Declaration.objects.get().pk),
        class_code=class_code,
        colour=colour,
        reason="facts_wrong",
        words="车票核对,没有到过",
        until=clock.today() + timedelta(days=7),
        by=ANNA,
    )


def rows():
    return codes.overrides_on(clock.today(), by=SYSTEM).rows


def test_a_changed_class_is_in_the_days_report_with_both_hands(county):
    county.lists(AREA)
    county.files()
    number = proposed()
    outbox.settle()
    (row,) = rows()
    assert (row.key, row.state, row.proposed_by) == (
        f"arrivals.override:{number}",
        "proposed",
        "账号1",
    )
    assert row.reason_words.zh == "申报的行程经核查不实"
    assert "车票核对" in row.note
    screening.approve_override(number, by=BO)
    outbox.settle()
    assert [(row.state, row.decided_by) for row in rows()] == [("approved", "账号2")]
    screening.withdraw_override(number, "复核", by=BO)
    outbox.settle()
    assert [row.state for row in rows()] == ["withdrawn"]


def test_a_burst_of_changed_classes_rings(county):
    county.lists(AREA)
    county.files()
    for _ in range(10):
        screening.withdraw_override(proposed(), "提错了", by=BO)
    outbox.settle()
    rung = codes.alarms(by=SYSTEM)
    assert ("operator", "账号1", 10) in [(row.kind, row.shown, row.count) for row in rung]


def test_a_decision_whose_declaration_is_gone_is_passed_over(county):
    fact = screening_reactions.OverrideDecided(
        override_id=9, deed="proposed", account_id=1, name="账号1", at=clock.now().isoformat()
    )
    report_override(fact)
    assert rows() == ()
