"""Yes and no with a day: 是(4月20日入境), 是,4.20入境. The day is that of entry, where the column of
entries is silent. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from fangxian.ground.intake.api import UNKNOWN, said_in, text_of, yes_or_no
from fangxian.lines.arrivals import remarks
from fangxian.lines.arrivals.remarks import Told

DAY = re.compile(
    r"(?<!\d)(?:(?:\d{4}|\d{2})[年./-])?\d{1,2}(?:月\d{1,2}[日号]?|[./-]\d{1,2})(?!\d)|(?<!\d)20\d{6}(?!\d)"
)
ABROAD = re.compile(r"入境|境外|国外|回国|入国")


def with_entries(
    cells: Callable[[str], Collection[Any]], told: dict[int, list[Told]]
) -> dict[str, tuple[Any, ...]]:
    """The columns of answers and of entries as they are to be read; {} where no answer holds a day.
    A no beside a day of entry is no answer."""
    answers = cells("overseas")
    days = {cell: found[0] for cell in set(answers) if (found := DAY.search(text_of(cell)))}
    if not days:
        return {}
    said, entries = list(answers), list(cells("entry"))
    for index, cell in enumerate(said):
        if cell not in days:
            continue
        answer = yes_or_no(cell)
        if answer == "yes" and not said_in(entries[index]):
            entries[index] = days[cell]
            values = (("given", days[cell]),)
            told.setdefault(index, []).append(Told(remarks.ENTRY_SAID, "entry", values))
        elif answer == "no" and ABROAD.search(text_of(cell)):
            said[index] = NOBODY_KNOWS
    return {"overseas": tuple(said), "entry": tuple(entries)}


NOBODY_KNOWS = "不清楚"
assert yes_or_no(NOBODY_KNOWS) == UNKNOWN
