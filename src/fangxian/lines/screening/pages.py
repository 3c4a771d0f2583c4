"""What screening offers to doors: courses to show, decisions by people, dry runs and replays."""

from fangxian.lines.screening.by_hand import override_days, override_reasons, override_reasons_ever
from fangxian.lines.screening.doubts import doubt_of
from fangxian.lines.screening.queries.courses import CourseRow, courses
from fangxian.lines.screening.queries.dryrun import DryRun, dry_run
from fangxian.lines.screening.queries.overrides import OverrideRow, override_counts, overrides
from fangxian.lines.screening.queries.replay import replay
from fangxian.lines.screening.queries.subjects import SubjectRow, subjects_of_person
from fangxian.lines.screening.services.overrides import (
    approve_override,
    propose_override,
    withdraw_override,
)
from fangxian.lines.screening.subjects import Ref, ref_of

__all__ = [
    "CourseRow",
    "DryRun",
    "OverrideRow",
    "Ref",
    "SubjectRow",
    "approve_override",
    "courses",
    "doubt_of",
    "dry_run",
    "override_counts",
    "override_days",
    "override_reasons",
    "override_reasons_ever",
    "overrides",
    "propose_override",
    "ref_of",
    "replay",
    "subjects_of_person",
    "withdraw_override",
]
