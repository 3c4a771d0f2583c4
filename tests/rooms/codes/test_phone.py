"""Passwords go where somebody answers; who is behind a phone is told by what was checked."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Event

import pytest

from fangxian.ground.people import proven_phones as people_proven_phones
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes import pages as codes
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
        return re.search(r"\d{6,10}", sent[0])[0] if sent else ""

    return ask


def test_a_family_of_a_checked_phone_is_opened_together(town, password):
    people_proven_phones.prove([town.wei, town.mei], PHONE)
    found = codes.open_session(PHONE, password(), by=SYSTEM)
    assert set(found.person_ids) == {town.wei, town.mei}
    assert found.declared == ()


def test_an_unchecked_phone_opens_only_whose_number_is_typed(town, password):
    people_proven_phones.prove([town.wei], PHONE)
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
    people_proven_phones.prove([town.lao], "13700000001")
    assert password("13700000001")


def test_an_old_phone_is_sent_nothing_once_another_was_checked(town, password):
    people_proven_phones.prove([town.wei, town.mei], "13700000001")
    assert password(PHONE) == ""
    with clock.at("2022-05-11T09:00"):
        assert password("13700000001")


def _asker(said) -> codes.PasswordOrigin:
    return said if isinstance(said, codes.PasswordOrigin) else codes.PasswordOrigin(said)


def asks(on_commit, asker, number=PHONE):
    with on_commit(execute=True):
        return codes.send_password(number, asker=_asker(asker), by=SYSTEM)


@pytest.fixture
def letters(monkeypatch):
    """Passwords that went out."""
    sent: list[str] = []

    class Sender:
        def send(self, number, words):
            sent.append(re.search(r"\d{6,10}", words)[0])

    monkeypatch.setattr(phone, "sender", Sender)
    monkeypatch.setattr(phone, "post", lambda sending: sending())
    return sent


def test_strangers_do_not_exhaust_the_passwords_of_a_phone(
    town, letters, django_capture_on_commit_callbacks
):
    """A valid one is sent again; one network is limited by itself; and all together by the minutes
    of a password, never for the hour."""
    people_proven_phones.prove([town.wei], PHONE)
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
    people_proven_phones.prove([town.wei], PHONE)
    asks(django_capture_on_commit_callbacks, "198.51.100.9")
    for _ in range(8):
        said = codes.open_session(PHONE, "x", asker=_asker("203.0.113.7"), by=SYSTEM)
    assert said.fault == phone.SPENT
    right = codes.open_session(PHONE, letters[0], asker=_asker("198.51.100.9"), by=SYSTEM)
    assert right.person_ids == (town.wei,)


def test_a_crowd_cannot_guess_for_ever_though_the_password_is_sent_again(
    town, letters, django_capture_on_commit_callbacks
):
    people_proven_phones.prove([town.wei], PHONE)
    capture = django_capture_on_commit_callbacks
    asks(capture, "a")
    for network in range(4):
        asks(capture, "a")
        for _ in range(5):
            codes.open_session(PHONE, "x", asker=_asker(str(network)), by=SYSTEM)
    assert codes.open_session(PHONE, letters[0], asker=_asker("b"), by=SYSTEM).fault == phone.SPENT
    with clock.at(clock.now() + timedelta(minutes=1)):
        asks(capture, "b")  # the spent one is not sent again
        right = codes.open_session(PHONE, letters[-1], asker=_asker("b"), by=SYSTEM)
    assert right.person_ids == (town.wei,)


def test_a_slow_carrier_does_not_tell_that_a_phone_is_known(
    town, monkeypatch, django_capture_on_commit_callbacks
):
    """The asker waits for no carrier, and both take the same road."""
    people_proven_phones.prove([town.wei], PHONE)
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


def tries(number, times, networks, wide="", code="x"):
    """So many wrong tries from each of these networks."""
    for network in networks:
        for _ in range(times):
            said = codes.open_session(
                number, code, asker=codes.PasswordOrigin(network, wide), by=SYSTEM
            )
    return said


def test_no_crowd_uses_up_what_an_owner_is_sent(town, letters, django_capture_on_commit_callbacks):
    """The first time costs the owner the minutes of a password; then it is a long one, at which a
    crowd tries in vain and spends nothing."""
    people_proven_phones.prove([town.wei], PHONE)
    capture = django_capture_on_commit_callbacks
    crowd = [f"203.0.113.{n}" for n in range(20)]
    for network in crowd:
        asks(capture, network)
    assert tries(PHONE, 5, crowd[:5]).fault == phone.SPENT
    assert codes.open_session(PHONE, letters[-1], asker=_asker("o"), by=SYSTEM).fault == phone.SPENT
    with clock.at(clock.now() + timedelta(minutes=5)):
        asks(capture, "198.51.100.9")
        assert len(letters[-1]) == 10
        assert tries(PHONE, 9, crowd).fault == phone.WRONG
        own = codes.open_session(PHONE, letters[-1], asker=_asker("198.51.100.9"), by=SYSTEM)
        assert own.person_ids == (town.wei,)


def test_a_device_that_signed_in_before_has_passwords_and_tries_of_its_own(
    town, letters, django_capture_on_commit_callbacks
):
    people_proven_phones.prove([town.wei], PHONE)
    capture = django_capture_on_commit_callbacks
    crowd, mine = (
        [f"203.0.113.{n}" for n in range(20)],
        codes.PasswordOrigin("203.0.113.1", "", "device"),
    )
    for network in crowd:
        asks(capture, network)
    tries(PHONE, 5, crowd)
    sent = len(letters)
    asks(capture, mine)
    assert len(letters) == sent + 1
    assert tries(PHONE, 5, crowd).fault == phone.SPENT
    assert codes.open_session(PHONE, letters[-1], asker=mine, by=SYSTEM).person_ids == (town.wei,)
    for _ in range(9):
        asks(capture, mine)
    assert len(letters) == sent + 5  # in the hour, counted by itself


def test_a_known_device_reads_what_strangers_had_sent_too(
    town, letters, django_capture_on_commit_callbacks
):
    people_proven_phones.prove([town.wei], PHONE)
    mine = codes.PasswordOrigin("198.51.100.9", "", "device")
    asks(django_capture_on_commit_callbacks, "203.0.113.7")
    with clock.at(clock.now() + timedelta(seconds=9)):
        asks(django_capture_on_commit_callbacks, mine)
        assert len(set(letters)) == 2
        assert codes.open_session(PHONE, letters[0], asker=mine, by=SYSTEM).person_ids == (
            town.wei,
        )


def test_a_wider_network_is_one_asker_more_loosely(
    town, letters, django_capture_on_commit_callbacks
):
    people_proven_phones.prove([town.wei], PHONE)
    for n in range(30):
        asks(
            django_capture_on_commit_callbacks,
            codes.PasswordOrigin(f"2001:db8:0:{n}::/64", "2001:db8::/48"),
        )
    assert len(letters) == 20
    said = tries(PHONE, 1, [f"2001:db8:0:{n}::/64" for n in range(21)], "2001:db8::/48")
    assert said.fault == phone.SPENT


def test_the_answer_takes_as_long_whether_or_not_one_goes_out(
    town, monkeypatch, django_capture_on_commit_callbacks
):
    roads: list[object] = []
    monkeypatch.setattr(phone, "post", roads.append)
    for _ in range(7):
        asks(django_capture_on_commit_callbacks, "203.0.113.7")
    asks(django_capture_on_commit_callbacks, "203.0.113.7", "12345")
    assert len(roads) == 8
