"""The country is loaded once a session, outside the tests' transactions."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session", autouse=True)
def _country(django_db_setup, django_db_blocker):
    from fangxian.ground.places import api as places

    with django_db_blocker.unblock():
        places.bootstrap()


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
