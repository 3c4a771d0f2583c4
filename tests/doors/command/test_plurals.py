"""One of a thing is said in the singular, on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fangxian.doors.command.shared import plurals

PAGES = Path(plurals.__file__).parents[1]
NO_NOUN = {"s", "as", "is", "this", "was", "others’", "hides", "wants", "says", "has", "of", "its"}


@pytest.mark.parametrize(
    ("words", "values", "said"),
    [
        ("%s appeals to answer", [1], "1 appeal to answer"),
        ("%s appeals to answer", [2], "2 appeals to answer"),
        ("%s units are late", [1], "1 unit is late"),
        ("About %s people:", [1], "About 1 person:"),
        ("%s rows · page %s of %s", [1, 1, 1], "1 row · page 1 of 1"),
        ("%s townships, %s villages", [1, 12], "1 township, 12 villages"),
        ("%s grants wait for a second officer", [1], "1 grant waits for a second officer"),
        ("until %s", ["1"], "until 1"),
        ("%s rows", [11], "11 rows"),
    ],
)
def test_a_number_that_is_one_has_the_singular_behind_it(words, values, said):
    assert plurals.counted(words, values) % tuple(values) == said


def test_every_noun_behind_a_number_on_a_page_has_its_singular():
    unknown = {}
    for page in PAGES.rglob("*.html"):
        text = page.read_text("utf-8")
        for word in re.findall(r'[" (]%s ([a-z’]+s)\b', text):
            if word not in plurals.SINGULARS and word not in NO_NOUN:
                unknown.setdefault(word, page.name)
    assert not unknown


def test_a_page_says_one_in_the_singular(at_desk, stage):
    hq = at_desk("hq")
    hq.post("/language", {"language": "en", "next": "/tasks/list"})
    page = hq.get(f"/instructions/new?person={stage.people[0]}").content.decode()
    assert "About 1 person:" in page
