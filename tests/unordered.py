"""What is asked without an order comes in another one than it was written in.

PostgreSQL promises none, and nearly always answers in the order of writing: what hangs on that
holds a thousand times and fails at night. Here it fails the first time."""

from __future__ import annotations

from typing import Any

from django.db.models.query import QuerySet


def come_backwards(patch: Any) -> None:
    """Every queryset without an order of its own is answered last row first."""
    fetch = QuerySet._fetch_all

    def backwards(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and not self.ordered:
            self._result_cache.reverse()

    patch.setattr(QuerySet, "_fetch_all", backwards)
