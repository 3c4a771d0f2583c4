"""One network and its limit, whichever process answers."""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import RequestFactory

from fangxian.doors.public import limits
from fangxian.doors.public.models import Asked
from fangxian.kernel import clock

HERE, THERE = "203.0.113.7", "203.0.113.8"

OTHER_PROCESS = """
import django; django.setup()
from django.db import connection
from fangxian.kernel.database import be_owner
be_owner()
connection.settings_dict["NAME"] = {name!r}
from django.test import RequestFactory
from fangxian.doors.public import limits
from fangxian.kernel import clock
with clock.at({now!r}):
    try:
        limits.count(RequestFactory().get("/", REMOTE_ADDR={address!r}), "check")
        print("let in")
    except limits.TooMany:
        print("kept out")
"""


def ask(address: str = HERE, what: str = "check") -> None:
    limits.count(RequestFactory().get("/", REMOTE_ADDR=address), what)


@pytest.fixture
def _two(monkeypatch):
    monkeypatch.setitem(limits.MOST, "check", 2)


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_the_addresses_of_a_house_are_one_network_and_a_carrier_s_block_has_a_limit_too():
    ask("2001:db8:1:2::1"), ask("2001:db8:1:2::2")
    with pytest.raises(limits.TooMany):
        ask("2001:db8:1:2:9:9:9:9")
    for number in range(2 * limits.LOOSER - 2):
        ask(f"2001:db8:1:{number + 100}::1")
    with pytest.raises(limits.TooMany):
        ask("2001:db8:1:fff::1")
    ask("2001:db8:2::1")


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_a_known_device_counts_by_itself():
    ask(), ask()
    limits.count(RequestFactory().get("/", REMOTE_ADDR=HERE), "check", "device")
    with pytest.raises(limits.TooMany):
        ask()


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_over_the_limit_a_network_waits_for_the_next_window_and_others_do_not():
    ask(), ask()
    with pytest.raises(limits.TooMany):
        ask()
    ask(THERE)
    ask(what="look")
    with clock.at("2022-05-11T23:59"):
        ask()
        assert Asked.objects.count() == 1
    assert HERE.encode() not in bytes(Asked.objects.get().key)


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_behind_a_proxy_the_county_is_not_one_network(settings):
    """All come from the proxy's address; what a script writes into the header itself counts for
    nothing, because the proxy writes the last."""
    settings.FANGXIAN_PROXIES = 1
    for made_up in ("198.51.100.1", "198.51.100.2"):
        ask_through_proxy(f"{made_up}, {HERE}")
    with pytest.raises(limits.TooMany):
        ask_through_proxy(f"198.51.100.3, {HERE}")
    ask_through_proxy(THERE)


@pytest.mark.django_db
@pytest.mark.usefixtures("_two")
def test_without_a_proxy_nobody_chooses_their_address():
    for made_up in (HERE, THERE):
        ask_through_proxy(made_up)
    with pytest.raises(limits.TooMany):
        ask_through_proxy("198.51.100.1")


def ask_through_proxy(forwarded: str) -> None:
    asked = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    limits.count(asked, "check")


@pytest.mark.django_db(transaction=True)
def test_another_process_counts_on():
    with clock.at("2022-05-10T20:00"):
        for _ in range(limits.MOST["check"]):
            ask()
    name = connection.settings_dict["NAME"]
    said = {
        address: subprocess.run(
            [
                sys.executable,
                "-c",
                OTHER_PROCESS.format(name=name, now="2022-05-10T20:01", address=address),
            ],
            capture_output=True,
            text=True,
            check=True,
            env=_environment(),
        ).stdout.strip()
        for address in (HERE, THERE)
    }
    assert said == {HERE: "kept out", THERE: "let in"}


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_two():
    start = Barrier(4)

    def knock() -> None:
        start.wait()
        for _ in range(10):
            ask()
        connection.close()

    knocking = [Thread(target=knock) for _ in range(4)]
    for one in knocking:
        one.start()
    for one in knocking:
        one.join()
    assert Asked.objects.get().seen == 40


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": "src"}


@pytest.mark.django_db
def test_places_too_are_counted_and_a_refusal_is_kept_by_no_cache(client, monkeypatch):
    monkeypatch.setitem(limits.MOST, "places", 1)
    asked = [client.get("/p/places?q=汉阴", REMOTE_ADDR=HERE) for _ in range(2)]
    assert [one.status_code for one in asked] == [200, 429]
    assert (asked[1].json(), asked[1].get("Cache-Control", "")) == ({"places": []}, "")
    assert "max-age" in asked[0]["Cache-Control"]


OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.django_db
@pytest.mark.usefixtures("county")
@pytest.mark.parametrize(
    ("headers", "kept"), [(OWN, True), ({}, False), ({"Sec-Fetch-Site": "cross-site"}, False)]
)
def test_what_was_typed_stays_on_the_page_of_a_refusal_that_nobody_caught(
    client, monkeypatch, headers, kept
):
    """Only of our own form; the password of a phone is in no page again."""
    monkeypatch.setitem(limits.MOST, "hand_in", 0)
    typed = {"phone": "13891501234", "document": "甲<乙", "password": "424242"}
    answer = client.post("/p/code/in", typed, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert ('name="document" value="甲&lt;乙"' in page) is kept
    assert ("再次提交" in page) is kept
    assert "424242" not in page
