"""The master key and the database belong together, and no other key takes its place."""

from __future__ import annotations

import os

import pytest

from fangxian.doors.cli import checks
from fangxian.ground.access import pages as access
from fangxian.ground.access.models import KeyMark
from fangxian.ground.access.services import keys
from fangxian.kernel import crypto

pytestmark = pytest.mark.django_db


@pytest.fixture
def key_file(settings, tmp_path):
    """A data folder of its own; what was read of the tests' key is forgotten, and comes back."""
    settings.FANGXIAN_KEY_FILE = tmp_path / "master.key"
    _forget()
    yield settings.FANGXIAN_KEY_FILE
    _forget()


def _forget() -> None:
    for kept in (crypto._master, crypto.derived, crypto._box):
        kept.cache_clear()


def doctor_says() -> str:
    return checks.sealing(None).standing


@pytest.fixture
def known(key_file, monkeypatch):
    """A database that was new when its key was made. (The tests' own holds the shipped roles.)"""
    with monkeypatch.context() as new:
        new.setattr(keys, "_holds_anything", lambda: False)
        access.settle_key()
    return key_file


def test_a_new_database_has_its_key_made(known, settings):
    assert len(known.read_bytes()) == crypto.KEY_BYTES
    assert known.stat().st_mode & 0o777 == 0o600
    assert crypto.secret_key(known) == settings.SECRET_KEY, "what this process signs holds"
    access.settle_key()
    assert doctor_says() == "ok"


def test_a_missing_key_is_refused_and_none_is_made(known):
    known.unlink()
    _forget()
    with pytest.raises(crypto.KeyMissing) as refused:
        access.settle_key()
    assert "restore.md" in refused.value.next_command.en
    with pytest.raises(crypto.KeyMissing):
        crypto.seal("6109", about="x")
    assert not known.exists()
    assert doctor_says() == "wrong"


def test_a_database_from_before_the_mark_is_no_new_one(known):
    KeyMark.objects.all().delete()
    known.unlink()
    _forget()
    with pytest.raises(crypto.KeyMissing):
        access.settle_key()


def test_another_key_is_refused(known):
    known.write_bytes(os.urandom(crypto.KEY_BYTES))
    _forget()
    with pytest.raises(crypto.KeyIsAnother):
        access.settle_key()
    assert doctor_says() == "wrong"


def test_a_damaged_key_is_refused(known):
    known.write_bytes(b"short")
    _forget()
    with pytest.raises(crypto.KeyUnusable):
        access.settle_key()
