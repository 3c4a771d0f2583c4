"""One card, however it was typed, is one key; what is no card says why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from fangxian.ground.people.document_words import type_of
from fangxian.ground.people.documents import (
    DocumentFault,
    DocumentKey,
    check_character,
    normalise_document,
    sex_and_birth,
)
from fangxian.kernel import clock

GOOD = "61242319850615222X"


@pytest.mark.parametrize(
    ("kind", "number", "key"),
    [
        ("身份证", GOOD, ("resident_id", GOOD)),
        ("", GOOD.lower(), ("resident_id", GOOD)),
        ("居民身份证", " 612423 19850615 222x\n", ("resident_id", GOOD)),
        ("", "６１２４２３１９８５０６１５２２２Ｘ", ("resident_id", GOOD)),
        ("身份证", "110105491231002", ("resident_id", "11010519491231002X")),
        ("身份证", "11010519491231002X", ("resident_id", "11010519491231002X")),
        ("护照", "E12345678", ("passport", "E12345678")),
        ("", "ea1234567", ("passport", "EA1234567")),
        ("护照", "C01X00T47", ("passport", "C01X00T47")),
        ("港澳居民来往内地通行证", "H12345678", ("hk_macau_permit", "H12345678")),
        ("", "M1234567890", ("hk_macau_permit", "M12345678")),
        ("台胞证", "12345678", ("taiwan_permit", "12345678")),
        ("", "12345678", ("taiwan_permit", "12345678")),
        ("外国人永久居留身份证", "CHN123456789012", ("foreign_permanent", "CHN123456789012")),
        (
            "身份证",
            "81000019850615222" + check_character("81000019850615222"),
            ("hk_macau_permit", "810000198506152229"),
        ),
        (
            "",
            "91110519491231002" + check_character("91110519491231002"),
            ("foreign_permanent", "91110519491231002X"),
        ),
        ("其他", "川字第1234号", ("other", "川字第1234号")),
        ("resident_id", GOOD, ("resident_id", GOOD)),
    ],
)
def test_one_card_is_one_key(kind, number, key):
    assert normalise_document(kind, number) == DocumentKey(*key)


@pytest.mark.parametrize(
    ("kind", "number", "code"),
    [
        ("身份证", "", "people.document_missing"),
        ("身份证", "　 ", "people.document_missing"),
        ("身份证", GOOD[:-1] + "1", "people.id_checksum"),
        ("身份证", GOOD[:-1], "people.id_length"),
        ("身份证", "6124231985O615222X", "people.id_form"),
        ("身份证", "6.12423E+17", "people.id_damaged"),
        ("身份证", "6.1242319850615e+17", "people.id_damaged"),
        ("身份证", "612423198506153000", "people.id_damaged"),
        (
            "身份证",
            "61242319850230222" + check_character("61242319850230222"),
            "people.id_birth_date",
        ),
        ("护照", "12", "people.passport_form"),
        ("港澳通行证", "X12345678", "people.hk_macau_form"),
        ("台胞证", "123", "people.taiwan_form"),
        ("永久居留证", "123", "people.foreign_permanent_form"),
        ("图书证", GOOD, "people.document_type"),
    ],
)
def test_what_is_no_card_says_why_and_what_to_do(kind, number, code):
    fault = normalise_document(kind, number)
    assert isinstance(fault, DocumentFault)
    assert fault.code == code
    assert fault.said.zh
    assert fault.next_step.en
    assert "{" not in fault.said.zh + fault.said.en


@given(
    st.integers(0, 999_999),
    st.dates(date(1850, 1, 1), date(2022, 5, 10)),
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
)
def test_the_check_character_and_the_date_decide(region, born, order, last):
    number = f"{region:06d}{born:%Y%m%d}{order:03d}{last}"
    with clock.at("2022-05-10T08:00"):
        found = normalise_document("身份证", number)
    assert isinstance(found, DocumentKey) == mod_11_2.is_valid(number)


def test_the_number_tells_sex_and_birth():
    key = normalise_document("", GOOD)
    assert isinstance(key, DocumentKey)
    assert (sex_and_birth(key)[0], str(sex_and_birth(key)[1])) == ("F", "1985-06-15")
    assert sex_and_birth(DocumentKey("passport", "E12345678")) == ("", None)


def test_every_label_of_the_template_is_understood():
    from fangxian.ground.people.document_words import TYPES

    assert {type_of(label.zh) for label in TYPES.values()} == set(TYPES)
