"""Passwords go where somebody answers; who is behind a phone is told by what was checked."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Event

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


def asks(on_commit, asker, number=PHONE):
    with on_commit(execute=True):
        return codes.send_password(number, asker=asker, by=SYSTEM)


@pytest.fixture
def letters(monkeypatch):
    """Passwords that went out."""
    sent: list[str] = []

    class Sender:
        def send(self, number, words):
            sent.append(re.search(r"\d{6}", words)[0])

    monkeypatch.setattr(phone, "sender", Sender)
    monkeypatch.setattr(phone, "post", lambda sending: sending())
    return sent


def test_strangers_do_not_exhaust_the_passwords_of_a_phone(
    town, letters, django_capture_on_commit_callbacks
):
    """A valid one is sent again; one network is limited by itself; and all together by the minutes
    of a password, never for the hour."""
    people.prove([town.wei], PHONE)
    capture = django_capture_on_commit_callbacks
    for _ in range(9):
        asks(capture, "203.0.113.7")
    assert len(letters) == 5
    asks(capture, "198.51.100.9")
    assert len(letters) == 6
    assert len(set(letters)) == 1
    for network in range(20):
        asks(capture, f"192.0.2.{network}")
    assert len(letters) == 20
    with clock.at(clock.now() + timedelta(minutes=5)):
        asks(capture, "198.51.100.9")
        assert len(letters) == 21
        assert codes.open_session(PHONE, letters[-1], by=SYSTEM).person_ids == (town.wei,)
        assert codes.open_session(PHONE, letters[-1], by=SYSTEM).fault == phone.WRONG  # spent


def test_a_strangers_wrong_tries_are_their_own(town, letters, django_capture_on_commit_callbacks):
    people.prove([town.wei], PHONE)
    asks(django_capture_on_commit_callbacks, "198.51.100.9")
    for _ in range(8):
        said = codes.open_session(PHONE, "x", asker="203.0.113.7", by=SYSTEM)
    assert said.fault == phone.SPENT
    right = codes.open_session(PHONE, letters[0], asker="198.51.100.9", by=SYSTEM)
    assert right.person_ids == (town.wei,)


def test_a_crowd_cannot_guess_for_ever_though_the_password_is_sent_again(
    town, letters, django_capture_on_commit_callbacks
):
    people.prove([town.wei], PHONE)
    capture = django_capture_on_commit_callbacks
    asks(capture, "a")
    for network in range(4):
        asks(capture, "a")
        for _ in range(5):
            codes.open_session(PHONE, "x", asker=str(network), by=SYSTEM)
    assert codes.open_session(PHONE, letters[0], asker="b", by=SYSTEM).fault == phone.SPENT
    with clock.at(clock.now() + timedelta(minutes=1)):
        asks(capture, "b")  # the spent one is not sent again
        right = codes.open_session(PHONE, letters[-1], asker="b", by=SYSTEM)
    assert right.person_ids == (town.wei,)


def test_a_slow_carrier_does_not_tell_that_a_phone_is_known(
    town, monkeypatch, django_capture_on_commit_callbacks
):
    """The asker waits for no carrier, and both take the same road."""
    people.prove([town.wei], PHONE)
    going, arrived = Event(), Event()

    class Slow:
        def send(self, number, words):
            going.wait(10)
            arrived.set()

    monkeypatch.setattr(phone, "sender", Slow)
    said = asks(django_capture_on_commit_callbacks, "a")
    assert not arrived.is_set()
    going.set()
    assert arrived.wait(10)
    roads: list[object] = []
    monkeypatch.setattr(phone, "post", roads.append)
    assert asks(django_capture_on_commit_callbacks, "a", "13900009999") == said
    asks(django_capture_on_commit_callbacks, "a")
    assert len(roads) == 2
