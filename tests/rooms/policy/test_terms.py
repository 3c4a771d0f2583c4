"""A key of a pack that nothing reads, of a wrong type or missing is a fault with its line; what is
in force with such a key goes on, and it is told."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from fangxian.ground.policy import declaring as policy_declaring
from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import queries as policy_queries
from fangxian.lines.checkpoints import terms as checkpoints_terms

ED9, HOUSE = "covid19/ed9/values.yaml", "_house.yaml"
HANYIN = "places/610921/2021-12-27/values.yaml"


@pytest.fixture
def county_packs(settings, tmp_path: Path):
    """A county's own copy of the packs."""
    folder = tmp_path / "packs"
    shutil.copytree(settings.FANGXIAN_SHIPPED_PACKS, folder)
    settings.FANGXIAN_PACKS = folder
    policy_queries.forget_packs()
    yield folder
    policy_queries.forget_packs()


def spoil(folder: Path, file: str, good: str, bad: str) -> int:
    """Writes something else once; returns the line on which it stands."""
    path = folder / file
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), "utf-8")
    policy_queries.forget_packs()
    return text[: text.index(good)].count("\n") + 1 + good.startswith("\n")


MISSPELT = [
    (ED9, "  checkpoints.advice.red:", "  checkpoints.advice.rde:", "checkpoints.advice.red"),
    (ED9, "  checkpoints.advice.red:", "  checkpoints.advise.red:", "checkpoints.advice.red"),
    (ED9, "  checkpoints.advice.red:", "  chekpoints.advice.red:", "checkpoints.advice.red"),
    (ED9, "  codes.life_minutes:", "  codes.live_minutes:", "codes.life_minutes"),
    (
        ED9,
        "  codes.manual_reason.found_on_site.days:",
        "  codes.manual_reason.found_on_sight.days:",
        "codes.manual_reason.found_on_site.days",
    ),
    (
        ED9,
        "  codes.manual_reason.found_on_site.days:",
        "  codes.manual_reason.found_on_site.day:",
        "codes.manual_reason.found_on_site.days",
    ),
    (
        ED9,
        "  venues.dwell_minutes.酒店:",
        "  venues.dwell_minutes.洒店:",
        "venues.dwell_minutes.酒店",
    ),
    (ED9, "\n  checkpoint_refer:", "\n  checkpoint_reffer:", "checklists.checkpoint_refer"),
    (ED9, "\n  received:", "\n  recieved:", "received"),
    (ED9, "\nladder:", "\nlader:", "ladder"),
    (ED9, "\n        title: {zh: 两码一证", "\n        titel: {zh: 两码一证", "title"),
    (
        HANYIN,
        "  checkpoints.advice.orange:",
        "  checkpoints.advice.ornage:",
        "checkpoints.advice.orange",
    ),
    (HOUSE, "  retention.person_days:", "  retention.persons_days:", "retention.person_days"),
    (HOUSE, "  tasks.outcomes.verify:", "  tasks.outcomes.verfy:", "tasks.outcomes.verify"),
]


@pytest.mark.parametrize(("file", "good", "bad", "near"), MISSPELT)
def test_a_misspelt_key_names_its_line_and_the_nearest(county_packs, file, good, bad, near):
    line = spoil(county_packs, file, good, bad)
    found = [one for one in policy.lint() if "不认识的项" in one.sentence.zh]
    (fault,) = found
    assert (Path(fault.file), fault.line) == (county_packs / file, line)
    assert f"“{near}”" in fault.sentence.zh
    assert f"“{near}”" in fault.sentence.en


WRONG = [
    (
        "codes.life_minutes:\n    - value: 10",
        "codes.life_minutes:\n    - value: ten",
        "应是不小于 1 的整数",
    ),
    (
        "codes.life_minutes:\n    - value: 10",
        "codes.life_minutes:\n    - value: 0",
        "应是不小于 1 的整数",
    ),
    (
        "codes.life_minutes:\n    - value: 10",
        "codes.life_minutes:\n    - value: true",
        "应是不小于 1 的整数",
    ),
    (
        "codes.life_minutes:\n    - value: 10",
        "codes.life_minutes:\n    - value: 1.5",
        "应是不小于 1 的整数",
    ),
    ("value: hold", "value: stop", "hold 之一"),
    ("value: [township, village]", "value: [township, vilage]", "village"),
    (
        "value: [assistance_letter, unlinked_history, first_positive, found_on_site]",
        "value: assistance_letter",
        "一列代码",
    ),
    (
        "value: [上级或外地协查函要求, Required by an assistance letter]",
        "value: [上级或外地协查函要求]",
        "两句话",
    ),
    ("value: 48\n      unit: 小时", "value: 48\n      unit: 天", "单位是“小时”"),
    (
        "values:\n",
        "values:\n  clocks.received:\n    - value: 3\n      citation: *local\n",
        "在 clocks 之下写",
    ),
    ("source: ed9-zone, mark: seen", "source: ed9-zone, mark: local", "要有文件依据"),
]


@pytest.mark.parametrize(("good", "bad", "words"), WRONG)
def test_a_wrong_type_or_unit_is_a_fault(county_packs, good, bad, words):
    spoil(county_packs, ED9, good, bad)
    assert any(words in one.sentence.zh for one in policy.lint()), policy.lint()


GREY = (
    "  checkpoints.advice.grey:\n    - value: refer\n"
    "      citation: {clause: 行程待核的转交处置，核实后再定, source: house, mark: local}\n"
)
ACTED = "  acted:\n    - value: {hours: 12}\n      citation: *local\n"
VISITS = (
    "  venues.retention_days:\n    - from: 2017-06-01\n      value: 30\n      unit: 天\n"
    "      citation: *kept\n"
)
BLUE = "  checkpoints.advice.blue:\n    - value: refer\n      citation: *local\n"
MISSING = [
    (ED9, GREY, "checkpoints.advice.grey", "该留置的只转交"),
    (ED9, ACTED, "clocks.acted", "永远不会逾期"),
    ("influenza_h5n1/cdc-2024/values.yaml", BLUE, "checkpoints.advice.blue", "只转交"),
]


@pytest.mark.parametrize(("file", "good", "key", "what"), MISSING)
def test_what_is_missing_is_named_with_what_would_happen(county_packs, file, good, key, what):
    spoil(county_packs, file, good, "")
    (said,) = [one.sentence.zh for one in policy.lint() if f"缺少“{key}”" in one.sentence.zh]
    assert what in said


def test_a_county_s_older_file_of_the_house_leaves_the_word_to_the_release(county_packs):
    """Keys that came with a later version than the county's own file: told, no fault, in force."""
    spoil(county_packs, HOUSE, VISITS, "")
    assert policy.lint() == []
    assert policy.misread_keys() == ()
    (hint,) = [one for one in policy.warnings() if "venues.retention_days" in one.sentence.zh]
    assert Path(hint.file) == county_packs / HOUSE
    assert "按随软件带的值办理" in hint.sentence.zh
    assert "the value of the release holds" in hint.sentence.en
    assert policy.standing("venues.retention_days", date(2022, 8, 1), "610921").value == 30


def test_the_file_of_the_release_itself_may_lack_nothing(county_packs, settings):
    spoil(county_packs, HOUSE, VISITS, "")
    settings.FANGXIAN_SHIPPED_PACKS = county_packs
    policy_queries.forget_packs()
    (said,) = [one.sentence.zh for one in policy.lint()]
    assert "缺少“venues.retention_days”" in said
    assert "不能登记" in said


def test_an_amendment_and_a_place_need_not_say_it_again(county_packs):
    assert policy.lint() == []


def test_a_new_colour_of_a_place_wants_its_advice(county_packs):
    path = county_packs / HANYIN
    path.unlink()
    policy_queries.forget_packs()
    (fault,) = policy.lint()
    assert "缺少“checkpoints.advice.orange”" in fault.sentence.zh


def test_the_terminal_fails_and_names_the_right_one(county_packs):
    from fangxian.doors.cli.policy import lint

    spoil(county_packs, ED9, "  checkpoints.advice.red:", "  checkpoints.advice.rde:")
    answer = CliRunner().invoke(lint, [str(county_packs), "--json"])
    assert answer.exit_code == 1
    said = [one["sentence"]["zh"] for one in json.loads(answer.output)["faults"]]
    assert any("最接近的是“checkpoints.advice.red”" in one for one in said)
    plain = CliRunner().invoke(lint, [str(county_packs)])
    assert "ed9/values.yaml:250:" in plain.output


@pytest.mark.django_db
def test_what_is_in_force_with_a_misspelt_key_goes_on(county_packs):
    spoil(county_packs, ED9, "  checkpoints.advice.red:", "  checkpoints.advice.rde:")
    assert policy.in_force(date(2022, 8, 1), "330100").colours
    assert {"不认识的项" in one.sentence.zh for one in policy.misread_keys()} == {True, False}


def test_an_edition_that_is_silent_leaves_the_word_to_the_house():
    flu = policy.edition("influenza-h5n1-cdc-2024")
    assert "codes.life_minutes" not in flu.values
    said = flu.read("codes.life_minutes")
    assert (said.value, said.citation.pack) == (10, "_house")


def test_every_declared_term_says_what_it_is_in_both_languages():
    assert len(policy_declaring.declared()) > 80
    for term in policy_declaring.declared():
        for said in (term.word, term.does, term.without):
            assert said.zh, term.key
            assert said.en, term.key
            assert said.zh != said.en, term.key


def test_a_key_is_found_by_its_term_the_exact_one_first():
    assert policy.term_of("checkpoints.advice.unknown") is checkpoints_terms.UNKNOWN
    assert policy.term_of("checkpoints.advice.red") is checkpoints_terms.ADVICE
    assert policy.term_of("checkpoints.advice") is None
    assert policy.term_of("nothing.of.the.kind") is None
