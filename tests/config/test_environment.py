"""Settings refuse to start wrong, one sentence a setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.environment import Environment, WrongSettings


def test_nothing_set_is_enough():
    assert Environment.read({"PATH": "/bin"}).county == ""  # not chosen yet


def test_a_misspelt_setting_is_refused_by_name():
    with pytest.raises(WrongSettings, match="^Unknown setting: FANGXIAN_PLAEC$"):
        Environment.read({"FANGXIAN_PLAEC": "610921"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FANGXIAN_PORT", "0"),
        ("FANGXIAN_PORT", "web"),
        ("FANGXIAN_COUNTY", "6109"),
        ("FANGXIAN_CLOCK", "in May"),
        ("FANGXIAN_UPLOAD_MB", "5000"),
        ("FANGXIAN_GATE", "gate"),
        ("FANGXIAN_GATE", "https://gate.example.org/"),
    ],
)
def test_a_wrong_value_is_refused_with_its_name(name, value):
    with pytest.raises(WrongSettings, match=f"Wrong setting: {name}"):
        Environment.read({name: value})


def test_every_fault_is_told_at_once():
    with pytest.raises(WrongSettings) as told:
        Environment.read({"FANGXIAN_PORT": "x", "FANGXIAN_COUTNY": "1"})
    assert len(str(told.value).splitlines()) == 2


def test_settings_of_the_tests_are_no_settings_of_the_house():
    assert Environment.read({"FANGXIAN_TEST_DATA": "/x"}) == Environment.read({})


def test_a_database_of_ones_own():
    assert Environment.read({"DATABASE_URL": "postgresql://a@b/c"}).database_url


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8610"),
        ("0.0.0.0", "http://127.0.0.1:8610"),
        ("::", "http://[::1]:8610"),
    ],
)
def test_the_address_is_one_that_answers_from_here(host, address):
    assert Environment.read({"FANGXIAN_HOST": host}).address == address


def test_every_setting_says_what_it_is():
    assert all(field.description for field in Environment.model_fields.values())


def test_packs_lie_in_the_tree():
    assert Path(Environment.read({}).packs).is_dir()
