from __future__ import annotations

import pytest

from fangxian.kernel import clock


@pytest.fixture(autouse=True)
def _evening():
    from tests.doors.command.stage import NOW  # models exist only once Django is set up

    with clock.at(NOW):
        yield


@pytest.fixture
def stage(db):
    from tests.doors.command.stage import EVENING

    return EVENING.lay()


@pytest.fixture
def at_desk(client, stage):
    """Sign in as one of the stage's accounts: at_desk("town")."""

    def sign_in(who: str):
        client.force_login(
            stage.accounts[who], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return sign_in
