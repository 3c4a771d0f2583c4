"""The day's key list: what the root signed is believed, and nothing else."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fangxian.lines.codes.signing import keylist, keys

NOW = datetime(2022, 5, 10, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ROOT = keys.new_key()
TODAY = keys.new_key().public(NOW, NOW + DAY)
LIST = keylist.make([TODAY], NOW, NOW + DAY, ROOT)


def test_a_list_is_read_back() -> None:
    found = keylist.read(LIST, ROOT.public())
    assert found is not None
    assert list(found.ring) == [TODAY]
    assert found.fresh_at(NOW)
    assert not found.fresh_at(NOW + DAY)


def test_another_root_and_a_changed_list() -> None:
    assert keylist.read(LIST, keys.new_key().public()) is None
    for at in range(len(LIST)):
        changed = LIST[:at] + bytes([LIST[at] ^ 1]) + LIST[at + 1 :]
        found = keylist.read(changed, ROOT.public())
        assert found is None or list(found.ring) == [TODAY]  # a byte outside the signature


@given(st.binary(max_size=200))
def test_no_bytes_raise(noise: bytes) -> None:
    assert keylist.read(noise, ROOT.public()) is None
    assert keylist.read_unproven(noise) is None


def test_random_bytes() -> None:
    assert not any(keylist.read(os.urandom(n % 300), ROOT.public()) for n in range(2000))


def test_a_private_key_is_kept_and_taken_back() -> None:
    again = keys.private_key(ROOT.kept())
    assert (again.kid, again.public()) == (ROOT.kid, ROOT.public())
