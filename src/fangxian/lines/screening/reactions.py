"""What screening offers to flows: the facts it tells, who supplies subjects, and what the day turns."""

from fangxian.lines.screening.by_hand import override_reasons_ever
from fangxian.lines.screening.events import OverrideDecided, VerdictsChanged
from fangxian.lines.screening.queries.courses import (
    CourseRow,
    courses,
    in_a_later_segment,
    last_days,
)
from fangxian.lines.screening.queries.hiding import hiding
from fangxian.lines.screening.queries.overrides import OverrideRow, override_row
from fangxian.lines.screening.retention import RETENTION
from fangxian.lines.screening.services.screening import rescreen_everybody
from fangxian.lines.screening.services.turning import screen_by_new_rules, screen_what_ended
from fangxian.lines.screening.subjects import Source, kinds, ref_of, supply

__all__ = [
    "RETENTION",
    "CourseRow",
    "OverrideDecided",
    "OverrideRow",
    "Source",
    "VerdictsChanged",
    "courses",
    "hiding",
    "in_a_later_segment",
    "kinds",
    "last_days",
    "override_reasons_ever",
    "override_row",
    "ref_of",
    "rescreen_everybody",
    "screen_by_new_rules",
    "screen_what_ended",
    "supply",
]
