"""Which place a kind of unit has, and how periods meet: pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fangxian.kernel.errors import Refusal

# Digits of the significant prefix that a unit of the kind may stand at.
DIGITS_OF_KIND = {
    "headquarters": (2, 4, 6),
    "task_force": (2, 4, 6, 9, 12),
    "township": (9,),
    "village": (12,),
    "grid": (15,),
}


@dataclass(frozen=True)
class Line:
    """A row of a roster in its own words; `row` as the spreadsheet counts, `sheet` where there
    are several. A day that cannot be read is the text that was written. `shift`: somebody on duty on
    days, who has to be called; `over` says of which unit where the row does not."""

    row: int
    sheet: str = ""
    unit_code: str = ""
    unit_name: str = ""
    title: str = ""
    name: str = ""
    phone: str = ""
    since: date | str | None = None
    until: date | str | None = None
    fault: Refusal | None = None  # why it cannot be read
    struck: str = ""  # titles of cells with a line through them
    shift: bool = False
    over: tuple[str, ...] = ()
    until_hour: int | None = None  # of the morning after the last day, when the shift ends


VACANT = re.compile(
    r"[(（【]?(?:空[缺岗位编]?|待定|暂[缺无空]|缺[编岗员]?|待[补任配选聘]|未定|未配|尚?未(?:配备|落实|确定|安排)|无人|暂未.{0,4}"
    r"|(?:岗位)?(?:空缺|缺位)|另行(?:安排|通知)|tbd|vacant)(?:中|人员)?[)）】]?",
    re.IGNORECASE,
)
OPEN_END = re.compile(
    r"[(（]?(?:长期(?:有效)?|至今|现任|在[任岗]|永久|不限|不定期|常年|无(?:期限|限期)|现在|今)[)）]?"
)


def prefix_of(code: str) -> str:
    """The significant prefix of a padded 12-digit code: 610921102000 → 610921102."""
    if not re.fullmatch(r"\d{12}", code):
        return code
    for length, rest in ((2, 10), (4, 8), (6, 6), (9, 3)):
        if code.endswith("0" * rest):
            return code[:length]
    return code


def meets(since: date, until: date | None, other: date, other_until: date | None) -> bool:
    """Whether two periods share a day; ends are included, None is for ever."""
    return since <= (other_until or date.max) and other <= (until or date.max)
