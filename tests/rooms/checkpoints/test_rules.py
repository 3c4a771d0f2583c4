"""What is advised at the barrier, and how late news is folded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.checkpoints.rules import PROVES_NOTHING, Terms, latest_word, outcome_for, word

TERMS = Terms(
    advice={"red": "hold", "yellow": "refer", "green": "pass", "unknown": "pass_with_test"},
    checks=("健康码", "核酸"),
    missing="pass_with_test",
    must={"hold": (Text("等专车", "Wait"),)},
)
START = datetime(2022, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("colour", "ticks", "outcome"),
    [
        ("green", ("健康码", "核酸"), "pass"),
        ("green", ("健康码",), "pass_with_test"),
        ("yellow", (), "refer"),
        ("red", ("健康码", "核酸"), "hold"),
        ("", ("健康码", "核酸"), "refer"),  # whatever a county says of whom nothing is known
        ("mauve", ("健康码", "核酸"), "refer"),
    ],
)
def test_the_graver_of_colour_and_open_checks(colour, ticks, outcome):
    assert outcome_for(colour, ticks, TERMS).outcome == outcome


VECTORS = json.loads((Path(__file__).parents[3] / "contracts/vectors/barrier.json").read_text())


@pytest.mark.parametrize("one", VECTORS["vectors"], ids=lambda one: one["about"])
def test_the_console_and_the_phone_have_one_rule(one):
    said = VECTORS["policy"]
    terms = Terms(said["advice"], tuple(said["checklist"]), said["missing"], {})
    verdict = one["code"]["verdict"] if one["code"] else ""
    assert outcome_for(one["colour"] or "", one["ticks"], terms, verdict).outcome == one["outcome"]


def test_the_console_and_the_phone_have_one_order_and_one_list_of_what_proves_nothing():
    assert VECTORS["policy"]["outcomes"] == list(checkpoints.OUTCOMES)
    assert set(VECTORS["proves_nothing"]) == PROVES_NOTHING
    read = {one["code"]["verdict"] for one in VECTORS["vectors"] if one["code"]}
    assert read >= PROVES_NOTHING


def test_the_advice_says_what_to_do_and_why():
    assert outcome_for("red", (), TERMS).must == (Text("等专车", "Wait"),)
    assert "核酸" in outcome_for("green", ("健康码",), TERMS).why.zh
    assert outcome_for("", ("健康码", "核酸"), TERMS).why.zh == "码色不明"


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.uuids(),
            st.dictionaries(st.sampled_from("abc"), st.text(max_size=2)),
        ),
        max_size=6,
        unique_by=lambda one: one[1],
    ),
    st.randoms(),
)
def test_the_same_words_in_any_order_are_the_same_state(words, dice):
    def folded(some):
        said = {}
        for minute, event, fresh in some:
            said = latest_word(said, fresh, START + timedelta(minutes=minute), str(event))
        return said

    shuffled = [*words, *words[:2]]
    dice.shuffle(shuffled)
    assert folded(words) == folded(shuffled)


def test_an_empty_word_says_nothing():
    said = latest_word({}, {"company": "粮油"}, START, "a")
    assert word(latest_word(said, {"company": ""}, START + timedelta(1), "b"), "company") == "粮油"
    assert word(said, "phone") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "colours"),
    [
        ("2022-05-10", {"red", "orange", "grey", "green", "unknown"}),
        ("2022-08-01", {"red", "yellow", "grey", "green", "unknown"}),
    ],
)
def test_every_colour_of_an_edition_has_its_advice(on, colours):
    with clock.at(f"{on}T08:00"):
        edition = checkpoints.barrier_edition("610921")
        terms = checkpoints.terms_of(edition)
        assert set(terms.advice) == colours
        assert terms.advice["red"] == "hold"
        assert terms.advice["grey"] == "refer"
        assert terms.advice["unknown"] == "refer"
        assert terms.checks == ("健康码", "行程码", "48小时核酸阴性证明")
        assert terms.missing == "pass_with_test"
        assert all(terms.must[outcome] for outcome in checkpoints.OUTCOMES)
        assert checkpoints.antigen_takes(edition) == timedelta(minutes=15)
        assert len(checkpoints.turn_back_reasons(edition)) == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "outcome"), [("pass", "refer"), ("pass_with_test", "refer"), ("hold", "hold")]
)
def test_a_code_that_proves_nothing_is_referred_whatever_an_older_pack_says(said, outcome):
    with clock.at("2022-05-10T08:00"):
        edition = checkpoints.barrier_edition("610921")
    held = edition.values["checkpoints.advice.unknown"]
    values = {**edition.values, "checkpoints.advice.unknown": replace(held, value=said)}
    terms = checkpoints.terms_of(replace(edition, values=values))
    assert outcome_for("", ("健康码", "行程码", "48小时核酸阴性证明"), terms).outcome == outcome


def test_the_packs_are_linted_for_the_outcomes_that_there_are():
    from fangxian.lines.checkpoints.terms import ADVICE

    assert ADVICE.kind.schema["enum"] == list(checkpoints.OUTCOMES)
