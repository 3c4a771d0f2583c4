"""A name is the same name whatever dot, blank, width, case or accent it is typed with."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.ground.people import api as people
from fangxian.ground.people import names as people_names
from fangxian.ground.people.names import DOTS

VECTORS = json.loads(
    (Path(__file__).parents[3] / "contracts/vectors/identity.json").read_text("utf-8")
)


@pytest.mark.parametrize("vector", VECTORS["names"], ids=lambda one: one["other"])
def test_two_writings_are_one_name_or_not(vector):
    assert people.same_name(vector["one"], vector["other"]) is vector["same"]


@pytest.mark.parametrize("vector", VECTORS["documents"], ids=lambda one: one["typed"])
def test_a_number_is_looked_up_as_it_is_kept(vector):
    assert people.numbers_sought(vector["typed"])[0] == vector["kept"]


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ("José García", "José García"),
        ("  Nguyễn  Văn An ", "Nguyễn Văn An"),
        ("Jose\u0301", "José"),
        ("Anna Lind", "Anna Lind"),
        ("阿测 古丽", "阿测古丽"),
        ("张　三", "张三"),
        ("买测提 · 吐尔逊", "买测提·吐尔逊"),
        ("ＡＮＮＡ　ＬＩＮＤ", "ANNA LIND"),
        ("𠮷测 国", "𠮷测国"),
        ("O'Brien-Smith", "O'Brien-Smith"),
        ("张\u200b三\u0000", "张三"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_was_entered_but_for_what_typing_adds(entered, kept):
    assert people.tidy_name(entered) == kept


@pytest.mark.parametrize(
    ("name", "key", "initials"),
    [
        ("张三丰", "zhangsanfeng", "zsf"),
        ("单于", "shanyu", "sy"),
        ("José García", "josegarcia", "jg"),
        ("Đặng Thị Ắ", "dangthia", "dta"),
        ("买买提·艾力", "maimaitiaili", "mmtal"),
        ("𠮷测国", "𠮷ceguo", "𠮷cg"),
        ("", "", ""),
    ],
)
def test_a_name_is_found_by_its_sound(name, key, initials):
    assert people_names.name_key(name)[:2] == (key, initials)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三丰", "张**"),
        ("𠮷测国", "𠮷**"),
        ("Jose\u0301", "J**"),
        ("E\u0301va", "E\u0301**"),
        ("", ""),
    ],
)
def test_a_masked_name_shows_one_letter_with_its_marks(name, shown):
    assert people.mask_name(name) == shown


LETTERS = st.text(st.sampled_from("买测提吐尔逊王𠮷aéñüđøłNguyễnÅЖ"), min_size=1, max_size=12)


@given(LETTERS, st.data())
def test_any_writing_of_a_name_is_the_name(name, data):
    between = st.sampled_from(["", " ", "\u3000", *DOTS])
    typed = "".join(letter + data.draw(between) for letter in name)
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    case = data.draw(st.sampled_from([str, str.upper, str.lower]))
    typed = case(unicodedata.normalize(form, typed))
    assert people.same_name(name, typed)
    assert people_names.name_key(typed).plain == people_names.name_key(name).plain
