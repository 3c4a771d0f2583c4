"""Everything screening offers."""

from fangxian.lines.screening.by_hand import (
    decided_by_hand,
    override_days,
    override_reasons,
    override_reasons_ever,
    running,
)
from fangxian.lines.screening.deciding import FEW, Decided, decided, surely, unread
from fangxian.lines.screening.doubts import Asked, Doubt, MayBe, doubt_of
from fangxian.lines.screening.editions import edition_at, edition_for
from fangxian.lines.screening.events import OverrideDecided, VerdictsChanged
from fangxian.lines.screening.queries.courses import (
    CourseRow,
    courses,
    in_a_later_segment,
    last_days,
    phases_of,
    read_by,
    runs_on,
    screenings_of,
)
from fangxian.lines.screening.queries.dryrun import DryRun, dry_run
from fangxian.lines.screening.queries.hiding import hiding
from fangxian.lines.screening.queries.overrides import (
    OverrideRow,
    override_counts,
    override_row,
    overrides,
)
from fangxian.lines.screening.queries.replay import Replay, replay
from fangxian.lines.screening.queries.subjects import (
    SubjectRow,
    subject_numbers,
    subjects_of_person,
)
from fangxian.lines.screening.retention import RETENTION
from fangxian.lines.screening.services.entering import Entering, entering
from fangxian.lines.screening.services.overrides import (
    approve_override,
    propose_override,
    withdraw_override,
)
from fangxian.lines.screening.services.reassigning import (
    Carried,
    forget_subjects,
    hand_to,
    join_subjects,
    part_subjects,
)
from fangxian.lines.screening.services.screening import (
    Screened,
    rescreen_everybody,
    screen_subjects,
    screened,
)
from fangxian.lines.screening.services.turning import screen_by_new_rules, screen_what_ended
from fangxian.lines.screening.subjects import (
    ORIGIN,
    ByHand,
    Ref,
    Source,
    Stood,
    Subject,
    everybody,
    kinds,
    ref_of,
    supply,
)
from fangxian.lines.screening.terms import TERMS
from fangxian.lines.screening.verdicts import (
    AHEAD,
    BY_DAY,
    Written,
    facts_from_plain,
    free_from,
    listing_from_plain,
    phases_as_plain,
    stay_from_plain,
)

__all__ = [
    "AHEAD",
    "BY_DAY",
    "FEW",
    "ORIGIN",
    "RETENTION",
    "TERMS",
    "Asked",
    "ByHand",
    "Carried",
    "CourseRow",
    "Decided",
    "Doubt",
    "DryRun",
    "Entering",
    "MayBe",
    "OverrideDecided",
    "OverrideRow",
    "Ref",
    "Replay",
    "Screened",
    "Source",
    "Stood",
    "Subject",
    "SubjectRow",
    "VerdictsChanged",
    "Written",
    "approve_override",
    "courses",
    "decided",
    "decided_by_hand",
    "doubt_of",
    "dry_run",
    "edition_at",
    "edition_for",
    "entering",
    "everybody",
    "facts_from_plain",
    "forget_subjects",
    "free_from",
    "hand_to",
    "hiding",
    "in_a_later_segment",
    "join_subjects",
    "kinds",
    "last_days",
    "listing_from_plain",
    "override_counts",
    "override_days",
    "override_reasons",
    "override_reasons_ever",
    "override_row",
    "overrides",
    "part_subjects",
    "phases_as_plain",
    "phases_of",
    "propose_override",
    "read_by",
    "ref_of",
    "replay",
    "rescreen_everybody",
    "running",
    "runs_on",
    "screen_by_new_rules",
    "screen_subjects",
    "screen_what_ended",
    "screened",
    "screenings_of",
    "stay_from_plain",
    "subject_numbers",
    "subjects_of_person",
    "supply",
    "surely",
    "unread",
    "withdraw_override",
]
