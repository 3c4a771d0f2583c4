from __future__ import annotations

import pytest

from fangxian.kernel import clock


@pytest.fixture(autouse=True)
def _evening():
    from tests.doors.command.stage import NOW

    with clock.at(NOW):
        yield


@pytest.fixture
def stage(db):
    from tests.doors.command.stage import EVENING

    return EVENING.lay()


@pytest.fixture
def at_the_table(stage):
    """at_the_table("hq").get("/…"): the pages, as that account signed in."""
    from django.test import Client

    def as_(who: str) -> Client:
        client = Client()
        client.force_login(
            stage.accounts[who], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return as_


@pytest.fixture
def call(client, stage):
    """call("town").get("/api/…"): a client that carries that account's bearer token."""
    from django.test import Client

    from fangxian.ground.access import pages as access
    from fangxian.kernel.actor import SYSTEM

    def as_(who: str) -> Client:
        token = access.issue_token(stage.accounts[who].username, by=SYSTEM).token
        return Client(headers={"authorization": f"Bearer {token}"})

    return as_
