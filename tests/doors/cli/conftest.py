"""A terminal in this process, or a system of its own, for the tests of the commands."""

from __future__ import annotations

import pytest

from tests.doors.cli.system import System


@pytest.fixture
def terminal(db, monkeypatch):
    """Commands in this process, on the tests' own database."""
    from tests.doors.cli.terminal import Terminal

    return Terminal(monkeypatch)


@pytest.fixture
def system(tmp_path):
    made = System(tmp_path)
    yield made
    made.clear_away()


@pytest.fixture
def migrated(tmp_path):
    """The same with its database made."""
    made = System.migrated(tmp_path)
    yield made
    made.clear_away()


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """One that is not running but whose database is filled: for commands that only look."""
    made = System.migrated(tmp_path_factory.mktemp("standing"))
    yield made
    made.clear_away()
