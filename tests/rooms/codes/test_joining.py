"""Two records turn out to be one person, and are parted again."""

from __future__ import annotations

from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import pages as codes_pages
from fangxian.lines.codes import reactions as codes
from tests.rooms.codes.town import lay, official, standing


def test_what_was_laid_on_either_holds_and_goes_back(town):
    lay(
        standing(town.mei, origin="contact", key="contact:1"),
        standing(town.mei, "orange", key="gone"),
    )
    lay(standing(town.wei, "orange"))
    card = codes_pages.issue_cards([town.mei], by=SYSTEM)[0]
    assert codes.join_people(town.wei, town.mei, without=["gone"], by=SYSTEM) == 1
    assert (town.colour(town.wei), town.colour(town.mei)) == ("red", "red")
    guard = official(7, "codes.scan")
    assert codes_pages.resolve(card.text, by=guard).person_id == town.wei
    assert codes.join_people(town.wei, town.mei, without=["gone"], by=SYSTEM) == 0
    assert codes.part_people(town.wei, town.mei, by=SYSTEM) == 1
    assert (town.colour(town.wei), town.colour(town.mei)) == ("orange", "red")
    assert codes_pages.resolve(card.text, by=guard).person_id == town.mei


def test_lifted_at_its_source_it_is_lifted_for_both(town):
    lay(standing(town.mei, origin="contact", key="contact:1"))
    codes.join_people(town.wei, town.mei, by=SYSTEM)
    assert codes.lower_by_key(["contact:1"], "contact", "排除", by=SYSTEM) == 2
    assert town.colour(town.wei) == "green"
