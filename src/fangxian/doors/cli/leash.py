"""A child does not outlive who started it, even when that one is killed with -9.

The supervisor holds the other end of its child's stdin: end of file means it is gone.
A web worker waits for the end of the process that made it.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
import time

GRACE_SECONDS = 5.0
STDIN = 0


def to_supervisor() -> None:
    """Stop cleanly when stdin ends, at once if that takes too long."""

    def watch() -> None:
        while os.read(STDIN, 64):  # not sys.stdin: its lock would be held for ever
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="leash", daemon=True).start()


def to_parent() -> None:
    """Leave when the parent has gone. What was not committed is rolled back by the database."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        multiprocessing.connection.wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="leash", daemon=True).start()
