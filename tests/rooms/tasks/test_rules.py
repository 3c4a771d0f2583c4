"""The stages as a table: what each act does in each stage."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.ground.tasks.errors import FAULTS
from fangxian.ground.tasks.rules import (
    NEEDS,
    OPEN,
    OWED,
    PHONE_CHECK,
    QUESTIONS,
    VERIFY,
    Addressee,
    Known,
    Part,
    divide,
    dues,
    is_for,
    meet,
    next_due,
    not_begun,
    one_hand,
    settle,
    still_asked,
)

STAGES = (*OPEN, "closed", "withdrawn")
# act: issued, accepted, refused, acted, checked, closed, withdrawn
TABLE = {
    "accept": "accepted = accepted = = = already_withdrawn",
    "refuse": "refused refused = already_acted already_acted already_closed already_withdrawn",
    "act": "acted acted acted = = = already_withdrawn",
    "check": "not_acted not_acted not_acted checked = = already_withdrawn",
    "close": "not_checked not_checked not_checked not_checked closed = already_withdrawn",
    "withdraw": "withdrawn withdrawn withdrawn withdrawn withdrawn already_closed =",
    "send_back": "nothing_to_send_back nothing_to_send_back issued accepted accepted "
    "accepted nothing_to_send_back",
}


@pytest.mark.parametrize("act", TABLE)
def test_what_an_act_does_in_each_stage(act):
    for stage, expected in zip(STAGES, TABLE[act].split(), strict=True):
        step = meet(act, stage)
        said = step.to or ("=" if step.already else step.fault)
        assert said == expected, (act, stage)


def test_sending_back_twice_is_one_sending_back():
    assert meet("send_back", "accepted", rounds=1).already
    assert meet("send_back", "issued", rounds=1).already


@pytest.mark.parametrize(
    ("known", "key", "said"),
    [
        (None, "a", "new"),
        (Known(1, "issued", "a"), "a", "keep"),
        (Known(1, "issued", "a"), "b", "replace"),
        (Known(1, "refused", "a"), "a", "keep"),
        (Known(1, "closed", "a"), "a", "keep"),
        (Known(1, "closed", "a"), "b", "new"),
        (Known(1, "withdrawn", "a"), "a", "new"),
    ],
)
def test_the_same_order_is_no_second_instruction(known, key, said):
    assert settle(known, key) == said


def test_a_question_that_was_closed_is_asked_anew_when_it_is_in_doubt_again():
    closed = Known(1, "closed", "a")
    assert (settle(closed, "a", asks=True), settle(closed, "a")) == ("new", "keep")
    assert settle(Known(1, "acted", "a"), "a", asks=True) == "keep"


@pytest.mark.parametrize("kind", QUESTIONS)
def test_whatever_asks_is_not_closed_before_its_answer_stands(kind):
    """Every other act is free, and so is closing what asks nothing."""
    assert still_asked("close", kind, uncertain=True, outcome="other")
    assert not still_asked("close", kind, uncertain=False)
    assert not any(still_asked(act, kind, uncertain=True) for act in TABLE if act != "close")
    assert QUESTIONS[kind] in FAULTS


def test_what_only_doubts_is_closed_like_any_other_and_a_report_may_say_all():
    assert not still_asked("close", "control", uncertain=True)
    assert not still_asked("close", PHONE_CHECK, uncertain=True, outcome="not_owner")
    assert still_asked("close", VERIFY, uncertain=True, outcome="not_owner")


def test_the_lowest_level_acts_and_the_one_above_checks():
    both = divide([Addressee("township", 1), Addressee("village", 2)])
    assert both == {1: "check", 2: "act"}
    assert divide([Addressee("township", 1)]) == {1: "both"}


RECEIPTS = [("township", 1), ("village", 2)]
EVERY_ACT = (*NEEDS,)


def test_who_holds_no_post_does_nothing_but_what_was_handed_to_them_by_name():
    """Whatever the places of their grants are: a guard of the whole county, a township's account."""
    for prefix in ("", "610921", "610921102", "610921102201", "610921102201001"):
        nobody = Part(7, (), (prefix,))
        assert not any(is_for(act, nobody, RECEIPTS, origin_unit=9) for act in EVERY_ACT)
        assert is_for("act", nobody, RECEIPTS, assigned=(7, None))


def test_a_unit_that_was_not_instructed_does_nothing_and_headquarters_judge():
    other, issuer = Part(7, (3,), ("610921102",)), Part(7, (9,), ("610921102",))
    county = Part(7, (8,), ("610921",))
    for act in EVERY_ACT:
        judges = act in {"check", "close", "send_back", "withdraw", "assign"}
        assert not is_for(act, other, RECEIPTS, origin_unit=9), act
        assert is_for(act, issuer, RECEIPTS, origin_unit=9) == judges, act
        assert is_for(act, county, RECEIPTS, origin_unit=9) == judges, act
        assert is_for(act, Part(7, (2,), ()), RECEIPTS), act


def test_nobody_checks_what_they_reported_or_closes_what_they_checked():
    hand = frozenset({1, 5})  # 5 was opened by 1, or the other way round
    assert one_hand("check", hand, acted_by=5, checked_by=None) == "own_report"
    assert one_hand("close", hand, acted_by=2, checked_by=1) == "own_check"
    assert not one_hand("close", hand, acted_by=1, checked_by=2)
    assert not one_hand("check", hand, acted_by=None, checked_by=None)  # of before it was kept
    assert not one_hand("send_back", hand, acted_by=1, checked_by=1)
    assert {"own_report", "own_check", "not_begun"} <= set(FAULTS)


def test_what_begins_tomorrow_is_not_in_place_today():
    today = date(2022, 5, 10)
    assert not_begun(date(2022, 5, 11), today, claims=True)
    assert not not_begun(date(2022, 5, 11), today, claims=False)  # 不来了: that can be said before
    assert not not_begun(today, today, claims=True)
    assert not not_begun(None, today, claims=True)


START = datetime(2022, 5, 10, tzinfo=UTC)
hours = st.integers(0, 100).map(lambda n: timedelta(hours=n))


@given(st.dictionaries(st.sampled_from(OWED), hours), st.sampled_from(STAGES))
def test_the_next_due_is_the_earliest_that_is_still_owed(terms, stage):
    owed = dues(terms, START)
    name, at = next_due(stage, owed)
    if stage in {"closed", "withdrawn"}:
        assert (name, at) == ("", None)
    elif at is None:
        assert name == ""
    else:
        assert owed[name] == at
        assert all(later is None or later >= at for key, later in owed.items() if key == "closed")
