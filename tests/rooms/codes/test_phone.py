"""Passwords go where somebody answers; who is behind a phone is told by what was checked."""

from __future__ import annotations

import re

import pytest

from fangxian.ground.people import api as people
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import api as codes
from fangxian.lines.codes.services import phone
from tests.rooms.codes.town import NUMBERS, PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def password(monkeypatch, django_capture_on_commit_callbacks):
    """Asks for one; returns it, "" where none was sent."""
    sent: list[str] = []

    class Sender:
        def send(self, number, words):
            sent.append(words)

    monkeypatch.setattr(phone, "sender", Sender)

    def ask(number=PHONE):
        sent.clear()
        with django_capture_on_commit_callbacks(execute=True):
            codes.send_password(number, by=SYSTEM)
        return re.search(r"\d{6}", sent[0])[0] if sent else ""

    return ask


def test_a_family_of_a_checked_phone_is_opened_together(town, password):
    people.prove([town.wei, town.mei], PHONE)
    found = codes.open_session(PHONE, password(), by=SYSTEM)
    assert set(found.person_ids) == {town.wei, town.mei}
    assert found.declared == ()


def test_an_unchecked_phone_opens_only_whose_number_is_typed(town, password):
    people.prove([town.wei], PHONE)
    sent = password()
    found = codes.open_session(PHONE, sent, NUMBERS[1], by=SYSTEM)
    assert (found.person_ids, found.declared) == ((town.wei,), (town.mei,))
    assert codes.open_session(PHONE, sent, by=SYSTEM).fault == phone.WRONG  # spent


def test_a_number_of_somebody_else_opens_nothing_and_does_not_spend_the_password(town, password):
    sent = password()
    assert codes.open_session(PHONE, sent, by=SYSTEM).fault == phone.WHOSE
    assert codes.open_session(PHONE, sent, NUMBERS[2], by=SYSTEM).fault == phone.NOT_THEIRS
    assert codes.open_session(PHONE, sent, NUMBERS[0], by=SYSTEM).declared == (town.wei,)


def test_nothing_is_sent_to_a_phone_that_nobody_gave(town, password):
    assert password("13700000001") == ""
    people.prove([town.lao], "13700000001")
    assert password("13700000001")


def test_an_old_phone_is_sent_nothing_once_another_was_checked(town, password):
    people.prove([town.wei, town.mei], "13700000001")
    assert password(PHONE) == ""
    with clock.at("2022-05-11T09:00"):
        assert password("13700000001")
