"""The public form judges a phone as the register does: whoever can put it right is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.doors.public.checks import PHONE_MISSING, PHONE_ODD, name_fault, phone_fault
from fangxian.doors.public.drafts import Draft
from fangxian.ground.people import api as people


@pytest.mark.parametrize(
    "text",
    [
        "12345678901",
        "1380000601",
        "138000060111",
        "00000000000",
        "电话",
        "138-0000-060",
        "1",
        "+861380000060",
    ],
)
def test_a_number_that_nobody_can_dial_is_told(text):
    assert phone_fault(text, needed=True) == phone_fault(text, needed=False) == PHONE_ODD
    assert not people.normalise_phone(text).sound


@pytest.mark.parametrize(
    ("text", "kept", "receives"),
    [
        ("13800000601", "13800000601", True),
        ("+86 138 0000 0601", "13800000601", True),
        ("0086-138-0000-0601", "13800000601", True),
        ("(+86)13800000601", "13800000601", True),
        ("138.0000.0601", "13800000601", True),
        ("013800000601", "13800000601", True),
        ("１３８００００　０６０１", "13800000601", True),
        ("+86 0915-5212345", "09155212345", False),
        ("0915-5212345", "09155212345", False),
        ("（0915）5212345", "09155212345", False),
        ("0915-5212345转802", "09155212345", False),
        ("+852 5123 4567", "+85251234567", True),
        ("00852 5123 4567", "+85251234567", True),
        ("+1 (201) 555-0123", "+12015550123", True),
    ],
)
def test_a_number_that_can_be_dialled_is_one_number_at_every_door(text, kept, receives):
    assert phone_fault(text, needed=True) is None
    phone = people.normalise_phone(text)
    assert (phone.text, phone.sound, phone.receives) == (kept, True, receives)
    assert people.normalise_phone(phone.text) == phone


def test_nothing_is_missing_only_where_it_is_needed():
    assert (phone_fault("", needed=True), phone_fault("", needed=False)) == (PHONE_MISSING, None)


@given(st.text(max_size=30))
def test_form_and_register_never_differ(text):
    if text.strip():
        assert (phone_fault(text, needed=True) is None) == people.normalise_phone(text).sound


def test_a_name_has_one_limit_at_every_door():
    assert name_fault("长" * 120) is None
    assert "120" in name_fault("长" * 121).zh
    assert name_fault("买测提·吐尔逊") is name_fault("José García") is name_fault("𠮷测国") is None


@pytest.mark.parametrize(
    "name",
    [
        "José García",
        "买买提·艾力",
        "O'Brien-Smith",
        "张三(二)",
        "𱍐测国",
        "\ue863测国",
        "Anna-Maria 2nd",
        "D’Arc",
    ],
)
def test_a_name_that_a_file_takes_is_taken_by_the_form(name):
    assert name_fault(name) is None
    assert Draft.read({"p0_name": name}).get("p0_name") == name


def test_a_name_of_nothing_that_can_be_seen_is_none():
    assert "姓名" in name_fault("\u200b").zh
