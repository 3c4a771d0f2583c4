"""Bulk acts by name: each is a verb of its own with its own permission."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fangxian.ground.tasks.services.bulk import (
    Bulk,
    BulkAct,
    accept_many,
    assign,
    check_many,
    close_many,
    receive_many,
)
from fangxian.kernel.actor import Actor

_MANY: dict[str, Callable[..., Bulk]] = {
    "receive": receive_many,
    "accept": accept_many,
    "check": check_many,
    "close": close_many,
}


def do_bulk(
    ids: Sequence[int],
    act: BulkAct,
    *,
    by: Actor,
    account_id: int | None = None,
    unit_id: int | None = None,
) -> Bulk:
    """Do it to all for which it is possible, and say what became of each. TooMany."""
    if act == "assign":
        return assign(ids, account_id=account_id, unit_id=unit_id, by=by)
    return _MANY[act](ids, by=by)
