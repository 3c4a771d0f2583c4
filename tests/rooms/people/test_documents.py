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
    numbers_sought,
    remark_on,
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


@pytest.mark.parametrize(
    ("region", "born", "known"),
    [
        ("330113", "20220101", False),
        ("659012", "20200505", False),
        ("441900", "19850101", True),
        ("500101", "19850101", True),
        ("650000", "19850101", True),
        ("999999", "19850101", False),
    ],
)
def test_a_prefix_is_a_remark_and_never_a_fault(region, born, known):
    body = f"{region}{born}221"
    with clock.at("2022-05-10T08:00"):
        key = normalise_document("身份证", body + check_character(body))
    assert isinstance(key, DocumentKey)
    if key.type == "resident_id" and region != "330113" and region != "659012":
        assert (remark_on(key) is None) is known


def test_nobody_is_born_tomorrow():
    body = "61242320220511222"
    number = body + check_character(body)
    with clock.at("2022-05-10T23:59"):
        fault = normalise_document("", number)
    assert (fault.code, "2022-05-11" in fault.said.zh) == ("people.id_birth_ahead", True)
    with clock.at("2022-05-11T00:01"):
        assert normalise_document("", number) == DocumentKey("resident_id", number)


@pytest.mark.parametrize(
    ("title", "number", "kind"),
    [
        ("出生医学证明", "P610199001", "other"),
        ("出生证明", "P610199001", "other"),
        ("出生证", "P610199001", "other"),
        ("《出生医学证明》", "P610199001", "other"),
        ("户口簿", GOOD, "resident_id"),
        ("户口本", GOOD, "resident_id"),
        ("临时居民身份证", GOOD, "resident_id"),
        ("公民身份号码", GOOD, "resident_id"),
        ("其他", GOOD, "resident_id"),
        ("护照", GOOD, "resident_id"),
        ("港澳台居民居住证", "810000198506152229", "hk_macau_permit"),
        (
            "台湾居民居住证",
            "830000199001010035"[:17] + check_character("83000019900101003"),
            "taiwan_permit",
        ),
        ("居住证", GOOD, "resident_id"),
        ("外国人永久居留身份证", "CHN123456789012", "foreign_permanent"),
        ("中华人民共和国旅行证", "L1234567", "other"),
        ("海员证", "A00123456", "other"),
        ("军官证", "军字第1234567号", "other"),
        ("士兵证", "士字第12345678号", "other"),
        ("文职人员证", "文字第1234567号", "other"),
        ("人民警察证", "012345", "other"),
        ("出入境通行证", "T12345678", "other"),
        ("往来港澳通行证", "C12345678", "other"),
        ("港澳通行证", "C12345678", "other"),
        ("往来台湾通行证", "T12345678", "other"),
        ("台胞证", "12345678", "taiwan_permit"),
        ("回乡证", "H12345678", "hk_macau_permit"),
        ("birth certificate", "P610199001", "other"),
        ("Seafarer's identity document", "A00123456", "other"),
        ("无", GOOD, "resident_id"),
        ("有效身份证件", "E12345678", "passport"),
    ],
)
def test_every_official_document_is_taken_by_its_own_name(title, number, kind):
    assert normalise_document(title, number) == DocumentKey(kind, number)


@given(st.sampled_from([GOOD, "H87654321", "12345678", "E12345678", "P610199002"]), st.data())
def test_any_writing_of_a_number_is_the_number(number, data):
    between = st.sampled_from(["", " ", "-", "·", "\u3000", "•", "\u200b"])
    wide = st.sampled_from([lambda sign: sign, lambda sign: chr(ord(sign) + 0xFEE0), str.lower])
    typed = "".join(data.draw(wide)(sign) + data.draw(between) for sign in number)
    assert numbers_sought(typed)[0] == number
    assert normalise_document("", typed) == normalise_document("", number)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        (f"身份证{GOOD}(本人)", ("resident_id", GOOD)),
        (f"身份证号:{GOOD}", ("resident_id", GOOD)),
        (f"{GOOD}（本人）", ("resident_id", GOOD)),
        ("无身份证,护照E12345678", ("passport", "E12345678")),
        ("E12345678(护照)", ("passport", "E12345678")),
        (f"{GOOD} 电话13891512345", ("resident_id", GOOD)),
        (f"{GOOD}(有效期至20300101)", ("resident_id", GOOD)),
        (f"护照过期,身份证{GOOD}", ("resident_id", GOOD)),
        ("台胞证12345678", ("taiwan_permit", "12345678")),
        ("港澳通行证H12345678(01)", ("hk_macau_permit", "H12345678")),
        ("军官证军字第1234567号", ("other", "军字第1234567号")),
        ("passport E12345678", ("passport", "E12345678")),
    ],
)
def test_a_number_among_words_is_read_and_its_kind_is_set(said, key):
    assert normalise_document("", said) == DocumentKey(*key)


@pytest.mark.parametrize("column", ["", "居民身份证"])
def test_the_word_beside_a_number_says_more_than_the_column(column):
    assert normalise_document(column, "护照E12345678") == DocumentKey("passport", "E12345678")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (f"本人{GOOD},孩子110105194912310021", "people.several_numbers"),
        (f"{GOOD}、110105194912310021", "people.several_numbers"),
        (f"{GOOD} 110105194912310021", "people.several_numbers"),
        ("孩子110105194912310021", "people.number_of_another"),
        (f"母亲身份证{GOOD}", "people.number_of_another"),
        ("身份证丢失", "people.document_missing"),
        ("没有证件", "people.document_missing"),
    ],
)
@pytest.mark.parametrize("column", ["", "其他"])
def test_words_are_never_a_number(said, code, column):
    found = normalise_document(column, said)
    assert isinstance(found, DocumentFault)
    assert found.code == code
