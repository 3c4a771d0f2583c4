"""One number, two records: the gravest decides, and the guard is told that there are two."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import document_words as people_document_words
from fangxian.ground.people import pages as people_pages
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.codes import pages as codes
from tests.rooms.codes.town import lay, official, standing

NUMBER = "E12345678"
GUARD = official(7, "codes.scan", "codes.issue_cards")


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        yield


def enter(kind: str) -> int:
    key = people.DocumentKey(kind, NUMBER)
    filing = people.PersonFiling(clock.now(), "同号人", place="610921102201")
    return people.store({key: people.merge(None, filing)[0]}, by=SYSTEM)[key]


@pytest.fixture
def bearers(db):
    """Two people, the same number on two kinds of document; the first one lives here."""
    first, second = enter(people_document_words.PASSPORT), enter(people_document_words.OTHER)
    for one in (first, second):
        people.open_household("610921102201", "", one, by=SYSTEM)
    return first, second


@pytest.mark.parametrize("place", [0, 1])
def test_whichever_was_entered_first_the_gravest_decides(bearers, place):
    lay(standing(bearers[place]))
    assert checkpoints.bearer_of_number(NUMBER) == (bearers[place], NUMBER, 2)
    found = codes.resolve(NUMBER, by=GUARD)
    assert (found.person_id, found.colour_now.code) == (bearers[place], "red")
    assert "登记着 2 份档案" in found.sentence.zh
    assert codes.holders_of([NUMBER], by=GUARD) == (bearers[place],)


def test_who_was_never_decided_is_graver_than_who_is_free(bearers):
    people_pages.put_in_household(bearers[1], None, by=SYSTEM)
    assert checkpoints.bearer_of_number(NUMBER).person_id == bearers[1]


def test_one_bearer_is_told_as_before(db):
    only = enter(people_document_words.PASSPORT)
    assert checkpoints.bearer_of_number(NUMBER) == (only, NUMBER, 1)
    assert "登记着" not in codes.resolve(NUMBER, by=GUARD).sentence.zh
    assert checkpoints.bearer_of_number("11010519491231002X") == (None, "11010519491231002X", 0)
