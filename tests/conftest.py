"""What all tests stand on: the country and the shipped roles, laid once for all and copied for
each process, and again after a test that committed. Browser tests are left out where there is no
Chromium, with the reason; in CI they fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import override_settings
from pytest_django.plugin import blocking_manager_key

from tests import known_places, reading_apart, template, unordered

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = "sh make/browser.sh installs it"


@cache
def what_is_missing() -> str:
    if not any(map(shutil.which, BROWSERS)) and not _playwrights_own():
        return f"no Chromium: {HOW}"
    if sys.platform != "darwin" and not _knows_chinese():
        return f"no font that knows Chinese: {HOW}"
    return ""


def _playwrights_own() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        return Path(play.chromium.executable_path).exists()


def _knows_chinese() -> bool:
    if not shutil.which("fc-list"):
        return False
    asked = ["fc-list", ":lang=zh", "family"]
    return bool(subprocess.run(asked, capture_output=True, check=False).stdout.strip())


# Files of few tests that take half a minute and more: given out first, so that at the end no
# process is left alone with one (`make test-budget` tells which they are).
LONG = (
    "tests/acceptance/",
    "tests/upgrade/test_upgrade",
    "tests/rooms/drills/test_morning",
    "tests/flows/test_persons_at_once",
    "tests/rooms/codes/test_ledger",
    "tests/stories/",
    "tests/doors/test_odd_letters",
    "tests/doors/cli/test_processes",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))  # the rest as they come
    in_a_browser = [item for item in items if item.get_closest_marker("browser")]
    if in_a_browser and not os.environ.get("CI") and (why := what_is_missing()):
        for item in in_a_browser:
            item.add_marker(pytest.mark.skip(reason=why))


class _Ground:
    """Whether the county is as it was made. Tests without a transaction of their own change it."""

    changed = False
    folder: Path | None = None  # of this process, once a test has begun


@pytest.fixture(scope="session", autouse=True)
def _data_folder(tmp_path_factory):
    """One for each process: the audit's mark and checkpoints there speak of its database."""
    settings.FANGXIAN_DATA = _Ground.folder = tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords():
    with override_settings(PASSWORD_HASHERS=["tests.hashing.Quick"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_order_by_chance():
    with pytest.MonkeyPatch.context() as patch:
        unordered.come_backwards(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _known_places():
    with pytest.MonkeyPatch.context() as patch:
        known_places.remember(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _workbooks_are_read_by_a_started_process():
    if not hasattr(os, "memfd_create"):  # no Linux: each starts anew
        yield
        return
    from fangxian.ground.intake import reader_process

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader_process, "subprocess", reading_apart.Starter())
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_blocker):
    """A copy of the made county for this process, instead of migrations and divisions again."""
    with pytest.MonkeyPatch.context() as patch:
        # A fresh copy is quicker than emptying every table and laying the country in them again.
        patch.setattr(TransactionTestCase, "_fixture_teardown", _leave_what_was_committed)
        with django_db_blocker.unblock():
            name = connection.creation._get_test_db_name()
            template.copy_to(name, lay_ground)
        yield
        with django_db_blocker.unblock():
            template.drop(name)


def _leave_what_was_committed(test: TransactionTestCase) -> None:
    _Ground.changed = True


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if _Ground.changed:
        _Ground.changed = False
        with item.config.stash[blocking_manager_key].unblock():
            template.copy_to(connection.settings_dict["NAME"], lay_ground)
    _forget_rolled_back_places()
    _forget_rolled_back_lines()


def _forget_rolled_back_places() -> None:
    """A process looks at the divisions' token, and at what is enacted, every two seconds; a test is
    quicker."""
    from fangxian.ground.places import catalogue as places_catalogue
    from fangxian.ground.policy import shelf as policy_shelf
    from fangxian.kernel import home

    places_catalogue.look_again()
    home.look_again()
    policy_shelf.look_again()


def pytest_sessionstart(session: pytest.Session) -> None:
    """A test that asks for no database is as a machine on which none was made: files are the law."""
    from fangxian.ground.policy import shelf as policy_shelf

    asked = policy_shelf.has_records

    def has_records() -> bool:
        try:
            connection.ensure_connection()
        except RuntimeError:  # of pytest-django
            return False
        return asked()

    policy_shelf.has_records = has_records


def _forget_rolled_back_lines() -> None:
    """A page that a test opened left the audit's mark or checkpoints of lines that went with it."""
    if _Ground.folder:
        shutil.rmtree(_Ground.folder / "audit-checkpoints", ignore_errors=True)
        (_Ground.folder / "audit.mark").unlink(missing_ok=True)


NOT_EMPTIED = {
    "kernel_auditline": "audit_is_not_emptied",
    "kernel_audithead": "audit_head_is_not_emptied",
}


def lay_ground() -> None:
    """Divisions and roles as a county finds them, and no trace of how they came."""
    from fangxian.ground.access import pages as access
    from fangxian.ground.places import pages as places

    places.bootstrap()
    access.bootstrap()
    with connection.cursor() as cursor:
        for table, guard in NOT_EMPTIED.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
        cursor.execute(
            "TRUNCATE kernel_auditline, kernel_audithead, kernel_reaction, kernel_factrow,"
            " procrastinate_jobs CASCADE"
        )
