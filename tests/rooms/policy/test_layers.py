"""What is in force: editions, their amendments, the overlays of places, and their ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fangxian.ground.policy import api as policy_api
from fangxian.ground.policy import errors as policy_errors
from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import queries as policy_queries

pytestmark = pytest.mark.usefixtures("drill_packs")


def rows(edition: policy.Edition) -> list[str]:
    return [row.id for row in edition.table.rows]


def on(day: str, at: str = "330100") -> policy.Edition:
    return policy.in_force(date.fromisoformat(day), at, "fever")


def test_before_the_first_date_nothing_is_assumed() -> None:
    with pytest.raises(policy.NotInForce) as refused:
        on("2029-12-31")
    assert "2030-01-01" in refused.value.said.zh
    assert "2030-01-01" in refused.value.said.en


def test_an_unknown_disease_is_refused() -> None:
    with pytest.raises(policy.NotInForce):
        policy.in_force(date(2030, 2, 1), "610921", "plague")


def test_after_the_last_date_the_end_is_named() -> None:
    with pytest.raises(policy.NotInForce) as refused:
        policy.in_force(date(2031, 1, 1), "610921", "covid19")
    assert refused.value.code == "policy.not_in_force"


def test_an_amendment_lies_over_its_base() -> None:
    edition = on("2030-07-01")
    assert edition.id == "fever-first+fever-second"
    assert rows(edition) == ["named", "inbound"]
    assert edition.table.rows[1].segments[0].days == 5
    assert edition.table.rows[1].citation.document == "《演练热优化措施》"
    assert [row.id for row in edition.contacts.rows] == ["close"]
    assert edition.table.otherwise_class == "other"


def test_the_nearest_place_wins_and_declares_what_it_does() -> None:
    assert rows(on("2030-04-10")) == ["inbound", "listed"]
    assert rows(on("2030-04-10", "6109")) == ["inbound", "listed", "city-any"]
    assert rows(on("2030-04-10", "610902")) == ["inbound", "listed", "city-any"]
    county = on("2030-04-10", "610921102")
    assert rows(county) == ["inbound", "county-1"]
    assert county.id == "fever-first+ankang-2030+hanyin-2030"
    assert county.table.rows[0].citation.pack == "fever-first"
    assert list(county.colours) == ["red", "orange", "grey", "green"]  # what is added restricts
    assert county.title.zh == "本县通告"


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2030-03-31", "ankang-2030"),
        ("2030-04-01", "hanyin-2030"),
        ("2030-05-15", "hanyin-2030"),
        ("2030-05-16", "ankang-2030"),
        ("2030-06-01", "fever-first"),
    ],
)
def test_local_rules_end_on_their_day(day: str, last: str) -> None:
    assert on(day, "610921").packs[-1].id == last


def test_values_are_dated_and_cited() -> None:
    assert on("2030-01-31").clocks == {"received": timedelta(hours=1)}
    assert on("2030-02-01").clocks == {"received": timedelta(minutes=30)}
    value = on("2030-02-01").read("clocks.received")
    assert (value.citation.mark, value.citation.document) == ("local", "演练脚本")
    steps = on("2030-02-01").ladder
    assert [(step.after_stage, step.to, step.wait) for step in steps] == [
        ("received", "township", timedelta(0)),
        ("received", "headquarters", timedelta(hours=2)),
    ]


def test_null_is_an_end_and_absence_is_refused() -> None:
    assert on("2030-06-30").read("certificate_hours").value == 48
    ended = on("2030-07-01").read("certificate_hours")
    assert ended.value is None
    assert ended.citation.pack == "fever-second"
    with pytest.raises(policy_api.NoSuchValue):
        on("2030-04-30").read("later")
    assert on("2030-05-01").read("later").value == 1


def test_test_days_are_spelt_out() -> None:
    listed = on("2030-02-01").table.rows[1]
    assert [segment.test_days for segment in listed.segments] == [(2, 4), (1, 3)]


def test_an_edition_is_asked_for_by_its_id() -> None:
    assert policy.edition("hanyin-2030").id == "fever-first+ankang-2030+hanyin-2030"
    first = policy.edition("fever-first", at="610921", on=date(2030, 4, 2))
    assert first.id == "fever-first+ankang-2030+hanyin-2030"
    assert policy.edition("fever-first").id == "fever-first"
    with pytest.raises(policy_errors.NoSuchPack) as refused:
        policy.edition("fever-third")
    assert "fever-first" in refused.value.next_step.zh


def test_any_number_of_colours() -> None:
    edition = policy.in_force(date(2030, 1, 1), "140122", "seven")
    assert len(edition.colours) == 7
    assert len({colour.shape for colour in edition.colours.values()}) == 7
    stay = policy.Stay("15", date(2030, 1, 1))
    verdict = edition.decide(policy.Facts(date(2030, 1, 1), (stay,)), ())
    assert verdict.colour == "colour_5"


def test_the_hash_follows_the_content_not_the_layout(own_packs) -> None:
    before = on("2030-02-01")
    file = own_packs / "fever" / "first" / "travellers.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"# a comment\n{text}", encoding="utf-8")
    policy_queries.forget_packs()
    assert on("2030-02-01").hash == before.hash
    file.write_text(text.replace("days: 10,", "days: 11,"), encoding="utf-8")
    policy_queries.forget_packs()
    assert on("2030-02-01").hash != before.hash


def test_a_county_sets_what_is_shown_while_too_little_is_known(own_packs) -> None:
    """Its own colour, words and clause; the national ones where it is silent, and elsewhere."""
    path = own_packs / "places/610921/2030-04-01/travellers.yaml"
    own = """unverified:
  class: unverified
  colour: orange
  words: {zh: 请到村里说明行程, en: Please explain your journey in the village}
  citation: {clause: 九, source: county, mark: seen}
"""
    path.write_text(f"{path.read_text(encoding='utf-8')}{own}", encoding="utf-8")
    policy_queries.forget_packs()
    assert policy.lint() == []
    unknown = policy.Facts(date(2030, 4, 9), (policy.Stay("", date(2030, 4, 9), None, "不详"),))
    here = on("2030-04-10", "610921102").decide(unknown, ())
    there = on("2030-04-10", "330100").decide(unknown, ())
    assert (here.colour, here.citation.clause) == ("orange", "九")
    assert on("2030-04-10", "610921102").table.unverified.words.zh == "请到村里说明行程"
    assert (there.colour, there.class_code) == ("grey", "unverified")
