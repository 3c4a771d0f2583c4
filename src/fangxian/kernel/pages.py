"""A page of rows, and how many there are in all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row")
M = TypeVar("M", bound=Model)

SIZE = 50


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: tuple[Row, ...]
    total: int
    number: int = 1
    size: int = SIZE

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))


def cut(found: QuerySet[M], number: int, size: int = SIZE) -> tuple[list[M], int]:
    """The rows of one page and the total count: two queries."""
    start = (max(number, 1) - 1) * size
    return list(found[start : start + size]), found.count()
