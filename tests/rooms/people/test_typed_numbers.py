"""Numbers as hands and spreadsheets leave them: read where nothing is lost, told where something is."""

from __future__ import annotations

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.people import errors
from fangxian.ground.people.documents import check_character

BODY = next(body for n in range(1, 99) if check_character(body := f"61092119900101{n:03d}") == "X")


@pytest.mark.parametrize("end", ["X", "x", "Ｘ", "ｘ", "×", "Ⅹ", "ⅹ", "Х", "✕"])
def test_the_last_letter_is_an_x_whatever_was_typed_for_it(end):
    key = people.normalise_document("身份证", f"{BODY}{end}")
    assert key == people.DocumentKey("resident_id", f"{BODY}X")


@pytest.mark.parametrize("hidden", ["\u200b", "\u202c", "\u2060", "\u00ad", "\ufeff", " ", "'"])
def test_what_is_not_seen_is_no_part_of_a_number(hidden):
    typed = f"{hidden}{BODY[:6]}{hidden}{BODY[6:]}X{hidden}"
    assert people.normalise_document("", typed) == people.DocumentKey("resident_id", f"{BODY}X")


@pytest.mark.parametrize("cut", ["610921200103051", "610921201211300"])
def test_fifteen_digits_cut_from_eighteen_are_nobody_of_1920(cut):
    found = people.normalise_document("身份证", cut)
    assert isinstance(found, people.DocumentFault)
    assert found.error is errors.IdDamaged


def test_fifteen_digits_of_an_old_card_are_a_number():
    assert isinstance(people.normalise_document("身份证", "610921500615222"), people.DocumentKey)


def test_zeros_that_a_spreadsheet_wrote_are_no_other_persons_number():
    sound = next(
        number
        for n in range(1, 29)
        for number in (f"610921199001{n:02d}1000",)
        if check_character(number[:17]) == "0"
    )
    damaged = next(
        number
        for n in range(1, 29)
        for number in (f"610921199002{n:02d}1000",)
        if check_character(number[:17]) != "0"
    )
    alone = people.agreed([people.normalise_document("", sound)])
    assert isinstance(alone[0], people.DocumentKey)
    beside = people.agreed([people.normalise_document("", one) for one in (sound, damaged)])
    assert [one.error for one in beside if isinstance(one, people.DocumentFault)] == [
        errors.IdDamaged,
        errors.IdDamaged,
    ]
