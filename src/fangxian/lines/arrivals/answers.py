"""What is written instead of yes and no: 是(4月20日入境), 4.20入境, 香港. A day is that of entry, where the
column of entries is silent; what says neither yes nor no (外籍, 一个月前) is to be verified. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from fangxian.ground.intake.api import UNKNOWN, broken, said_in, text_of, yes_or_no
from fangxian.lines.arrivals import remarks
from fangxian.lines.arrivals.remarks import Told
from fangxian.lines.arrivals.where import abroad_in

DAY = re.compile(
    r"(?<!\d)(?:(?:\d{4}|\d{2})[年./-])?\d{1,2}(?:月\d{1,2}[日号]?|[./-]\d{1,2})(?!\d)|(?<!\d)20\d{6}(?!\d)"
)
BEYOND = re.compile(r"香港|澳门|台湾|港澳|[港澳台]$|^[港澳台]")
DENIED = re.compile(r"[未没无不非否]|尚|可能|也许|大概|好像|似乎|[?？]")
ABROAD = re.compile(r"入境|境外|国外|回国|入国")


def with_entries(
    cells: Callable[[str], Collection[Any]], told: dict[int, list[Told]], *, kept: bool = False
) -> dict[str, tuple[Any, ...]]:
    """The columns of answers and of entries as they are to be read; {} where they are read as they
    stand. A no beside a day of entry is no answer. `kept`: filings that are read
    again, of which words that are no answer become a stay to be verified."""
    written = cells("overseas")
    meant = {cell: one for cell in set(written) if not kept and (one := _instead(cell))}
    answers: Collection[Any] = [
        _kept(cell, meant[cell]) if cell in meant else cell for cell in written
    ]
    for index, cell in enumerate(written) if meant else ():
        if meant.get(cell) == NOBODY_KNOWS:
            values = (("given", text_of(cell)[:40]),)
            told.setdefault(index, []).append(Told(remarks.ENTRY_UNCLEAR, "overseas", values))
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
            told.setdefault(index, []).append(Told(remarks.ENTRY_SAID, "entry", values))
        elif answer == "no" and ABROAD.search(text_of(cell)):
            said[index] = NOBODY_KNOWS
    return {"overseas": tuple(said), "entry": tuple(entries)}


def _instead(cell: Any) -> str:
    """What a cell that is no answer says: yes, or that nobody knows; "" of one that is read as it is."""
    if abroad_in(cell) is not None or broken(cell):
        return ""
    text = text_of(cell)
    entered = (BEYOND.search(text) or ABROAD.search(text)) and not DENIED.search(text)
    return YES if entered else NOBODY_KNOWS


def _kept(cell: Any, meant: str) -> str:
    """With the day that it names."""
    return f"{meant}({text_of(cell)})" if meant == YES else meant


YES = "是"
NOBODY_KNOWS = "不清楚"
assert yes_or_no(YES) == "yes"
assert yes_or_no(NOBODY_KNOWS) == UNKNOWN
