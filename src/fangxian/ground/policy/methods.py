"""Ways of deciding that a pack may name. When a rule changes shape, a new function joins the
old one here, and the packs say from when it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from fangxian.ground.policy.rules import DecisionTable, Facts, Listing, Verdict, decide


class Method(Protocol):
    """Facts, table and lists → verdict, on a day; see `rules.decide`."""

    def __call__(
        self,
        facts: Facts,
        table: DecisionTable,
        listings: Iterable[Listing],
        on: date | None = None,
        *,
        ahead: bool = True,
    ) -> Verdict: ...


METHODS: Mapping[str, Method] = {"first_row_latest_clock": decide}
