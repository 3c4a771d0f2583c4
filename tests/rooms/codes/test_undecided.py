"""On the register and never decided about is unknown, not free."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.ground.people import api as people
from fangxian.ground.people import document_words as people_document_words
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import api as codes_api
from fangxian.lines.codes import pages as codes
from fangxian.lines.codes import reactions as codes_reactions
from tests.rooms.codes.town import TOWN, lay, official, standing

NUMBER = "610921199001011234"
OTHER = "610921198803152318"
LATER = timedelta(days=20)
GUARD = official(7, "codes.scan", "codes.explain")
NOBODY = official(8)


def enter(number: str = NUMBER, provenance: int = people.Provenance.UNPROVEN) -> int:
    """Somebody on the register by a word that says nothing of a journey."""
    key = people.DocumentKey(people_document_words.RESIDENT_ID, number)
    at = clock.now()
    filing = people.PersonFiling(at, "过路人", place=f"{TOWN}201")
    return people.store({key: people.merge(None, filing, provenance)[0]}, by=SYSTEM)[key]


def colour(person: int):
    return codes.colours_of([person])[person]


@pytest.mark.parametrize("word", list(people.Provenance))
def test_by_whosever_word_somebody_is_on_the_register_they_are_not_green_for_it(db, word):
    found = colour(enter(provenance=word))
    assert (found.code, found.shape, found.standing_id) == ("grey", "question", None)
    assert "还没有判定" in found.words.zh
    assert "nothing is decided" in found.words.en


def test_it_shows_everywhere_alike_code_explanation_and_look_up(town):
    codes.rotate_keys(by=SYSTEM)
    person = enter()
    shown = codes.show(person, by=NOBODY)
    told = codes.explain(person, by=GUARD)
    looked = codes.resolve(NUMBER, by=GUARD)
    assert {shown.colour.code, told.colour.code, looked.colour_now.code} == {"grey"}
    assert "立即按结果显示" in told.what_turns_back.zh
    assert codes.resolve(shown.text, by=GUARD).colour_in_code.code == "grey"


def test_a_household_of_the_county_says_that_they_belong_here(db):
    person = enter()
    people.open_household(f"{TOWN}201", "", person, by=SYSTEM)
    assert (colour(person).code, "住户" in colour(person).words.zh) == ("green", True)
    people_pages.put_in_household(person, None, by=SYSTEM)
    assert colour(person).undecided


def test_a_decision_frees_and_one_that_was_taken_back_does_not(db):
    person, key = enter(), "arrivals.declaration:9"
    assert codes_reactions.note_decided({key: person}, by=SYSTEM) == 1
    assert codes_reactions.note_decided({key: person}, by=SYSTEM) == 0
    assert (colour(person).code, "已经判定" in colour(person).words.zh) == ("green", True)
    codes_api.lower_by_key([key], "screening", "撤销", by=SYSTEM)
    assert colour(person).undecided


def test_what_a_decision_follows_from_may_turn_out_to_be_anothers(db):
    one, other, key = enter(), enter(OTHER), "arrivals.declaration:9"
    codes_reactions.note_decided({key: one}, by=SYSTEM)
    codes_reactions.note_decided({key: other}, by=SYSTEM)
    assert (colour(one).undecided, colour(other).undecided) == (True, False)


def test_when_a_claim_ends_somebody_is_as_unknown_as_before(db):
    person = enter()
    lay(standing(person, "grey", origin="claim", key="claim:1"))
    codes_api.lower_by_key(["claim:1"], "claim", "不采信", by=SYSTEM)
    assert colour(person).undecided


def test_when_what_people_laid_on_somebody_ends_they_were_decided_about(db):
    person = enter()
    lay(standing(person, origin="manual", key="manual:1"))
    with clock.at((clock.now() + LATER).isoformat()):
        assert (colour(person).code, colour(person).undecided) == ("green", False)


def test_the_past_is_told_as_it_was(db):
    person, before = enter(), clock.now()
    with clock.at((before + timedelta(hours=1)).isoformat()):
        codes_reactions.note_decided({"arrivals.declaration:9": person}, by=SYSTEM)
        assert codes.colours_of([person], before)[person].undecided
        assert not colour(person).undecided


def test_one_read_for_however_many(town):
    people_there = [town.wei, town.mei, enter(), enter(OTHER)]
    codes.colours_of(people_there)  # what is enacted is looked up now and then
    for some in (people_there[:1], people_there):
        with CaptureQueriesContext(connection) as asked:
            codes.colours_of(some)
        assert len(asked) == 1
