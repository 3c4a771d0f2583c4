"""A thread of this door keeps its own connection for as long as it works. It is not asked before
every batch whether it still lives: that would be a round trip more. When it fails, it is let go,
and the next batch opens another."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, InterfaceError, connection

P = ParamSpec("P")
R = TypeVar("R")


def own_connection(work: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(work)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return work(*args, **kwargs)
        except (DatabaseError, InterfaceError):
            connection.close()
            raise

    return run
