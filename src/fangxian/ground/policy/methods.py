"""Ways of deciding that a pack may name. When a rule changes shape, a new function joins the
old one here, and the packs say from when it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias

from fangxian.ground.policy.rules import Facts, Listing, Table, Verdict, decide

Method: TypeAlias = Callable[[Facts, Table, Iterable[Listing], date | None], Verdict]

METHODS: Mapping[str, Method] = {"first_row_latest_clock": decide}
