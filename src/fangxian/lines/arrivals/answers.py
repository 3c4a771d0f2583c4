"""What is written instead of yes and no: 是(4月20日入境), 4.20入境, 香港. A day is that of entry, where the
column of entries is silent; what says neither yes nor no (外籍, 一个月前) is to be verified. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from fangxian.ground.intake.api import UNKNOWN, broken, said_in, text_of, yes_or_no
from fangxian.lines.arrivals import entering, remarks
from fangxian.lines.arrivals.remarks import RowRemark

DAY = re.compile(entering.DAY)
ENTERED = re.compile(rf"{entering.ENTERED}|境外|国外")


def with_entries(
    cells: Callable[[str], Collection[Any]], told: dict[int, list[RowRemark]], *, kept: bool = False
) -> dict[str, tuple[Any, ...]]:
    """The columns of answers and of entries as they are to be read; {} where they are read as they
    stand. A no beside a day of entry is no answer. `kept`: filings that are read
    again, of which words that are no answer become a stay to be verified."""
    written = cells("overseas")
    meant = {cell: one for cell in set(written) if not kept and (one := _instead(cell))}
    answers: Collection[Any] = [meant.get(cell, cell) for cell in written]
    for index, cell in enumerate(written) if meant else ():
        if cell in meant:
            values = (("given", text_of(cell)[:40]),)
            code = remarks.ENTRY_UNCLEAR if meant[cell] == NOBODY_KNOWS else remarks.ENTRY_MEANT
            told.setdefault(index, []).append(RowRemark(code, "overseas", values))
    days = {cell: found[0] for cell in set(answers) if (found := DAY.search(text_of(cell)))}
    if not days:
        return {"overseas": tuple(answers)} if meant else {}
    said, entries = list(answers), list(cells("entry"))
    for index, cell in enumerate(said):
        if cell not in days:
            continue
        answer = yes_or_no(cell)
        if answer == "yes" and not said_in(entries[index]):
            entries[index] = days[cell]
            values = (("given", days[cell]),)
            told.setdefault(index, []).append(RowRemark(remarks.ENTRY_SAID, "entry", values))
        elif answer == "no" and ENTERED.search(text_of(cell)):
            said[index] = NOBODY_KNOWS
    return {"overseas": tuple(said), "entry": tuple(entries)}


def _instead(cell: Any) -> str:
    """How a cell that is no plain answer is to be read: as a yes with its words, or that nobody
    knows; "" of one that is read as it stands."""
    plain, answer = yes_or_no(cell), entering.answer_in(cell)
    if (plain is not None and plain == answer) or broken(cell):
        return ""
    if answer is None:
        return NOBODY_KNOWS
    return f"{YES}({text_of(cell)})" if answer == "yes" else ""


YES = "是"
NOBODY_KNOWS = "不清楚"
assert yes_or_no(YES) == "yes"
assert yes_or_no(NOBODY_KNOWS) == UNKNOWN
