"""One made county for all processes: migrated and laid once, then copied by the server itself.

The template's name carries the digest of everything that makes it, so that a change of tables or
of what a county finds makes another; older ones are dropped.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.data import ROOT

PREFIX = "fangxian_template_"
# What tables, divisions, roles and packs are made of: models and migrations everywhere, and the
# whole of the rooms that lay the ground.
MAKES = (
    "src/**/models.py",
    "src/**/migrations/*.py",
    "src/fangxian/kernel/*.py",
    "src/fangxian/ground/places/**/*",
    "src/fangxian/ground/access/**/*",
    "tests/conftest.py",
    "tests/template.py",
    "requirements/base.lock",
)


@cache
def fingerprint(makes: tuple[str, ...] = MAKES) -> str:
    digest = hashlib.sha256()
    for pattern in makes:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def shared() -> Path:
    """Where the server is that all processes share; settings name a folder of each one's own."""
    return Path(os.environ["FANGXIAN_DATA"])


@contextmanager
def one_at_a_time(name: str = "template.lock") -> Iterator[None]:
    lock = os.open(shared() / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def copy_to(name: str, lay_ground: Callable[[], None]) -> None:
    """Make the database `name` a fresh copy of the made county, and speak to it from now on."""
    template = PREFIX + fingerprint()
    with one_at_a_time():
        if template not in _templates():
            _make(template, lay_ground)
        _run(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
            f'CREATE DATABASE "{name}" TEMPLATE "{template}"',
        )
    speak_to(name)


def drop(name: str) -> None:
    connection.close()
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _templates() -> list[str]:
    """Those that were made to their end."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s AND NOT datallowconn",
            [f"{PREFIX}%"],
        )
        return [row[0] for row in cursor.fetchall()]


def _make(template: str, lay_ground: Callable[[], None]) -> None:
    for older in _templates():
        _run(
            f'ALTER DATABASE "{older}" WITH ALLOW_CONNECTIONS true',
            f'DROP DATABASE "{older}" WITH (FORCE)',
        )
    before = connection.settings_dict["TEST"]["NAME"]
    connection.settings_dict["TEST"]["NAME"] = template
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        lay_ground()
    finally:
        connection.settings_dict["TEST"]["NAME"] = before
    connection.close()
    _run(f'ALTER DATABASE "{template}" WITH ALLOW_CONNECTIONS false')


def speak_to(name: str) -> None:
    """The default connection goes to the database `name`."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _run(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
