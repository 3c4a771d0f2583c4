"""A port of a test's own. A number that is merely free now may be another's a moment later: each is
held by a lock for as long as this process lives, below those that outgoing connections are given."""

from __future__ import annotations

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path

import pytest

FIRST, LAST = 20000, 31999
_held: list[int] = []


def own_port() -> int:
    folder = Path(tempfile.gettempdir()) / f"fangxian-ports-{os.geteuid()}"
    folder.mkdir(exist_ok=True)
    for port in random.sample(range(FIRST, LAST + 1), LAST + 1 - FIRST):
        lock = os.open(folder / str(port), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with socket.socket() as probe:  # nor a stranger's
                probe.bind(("127.0.0.1", port))
        except OSError:
            os.close(lock)
        else:
            _held.append(lock)
            return port
    pytest.fail("no port is free")
