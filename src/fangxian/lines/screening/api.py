"""What screening offers to rooms: subjects decided and kept, and how what is kept is read."""

from fangxian.lines.screening.by_hand import decided_by_hand, running
from fangxian.lines.screening.deciding import FEW, decided, surely
from fangxian.lines.screening.doubts import Asked, Doubt, MayBe, doubt_of
from fangxian.lines.screening.editions import edition_at
from fangxian.lines.screening.queries.courses import phases_of, read_by, runs_on, screenings_of
from fangxian.lines.screening.queries.subjects import subject_numbers
from fangxian.lines.screening.services.entering import Entering, entering
from fangxian.lines.screening.services.reassigning import (
    Carried,
    forget_subjects,
    hand_to,
    join_subjects,
    part_subjects,
)
from fangxian.lines.screening.services.screening import Screened, screen_subjects, screened
from fangxian.lines.screening.subjects import ORIGIN, Ref, Source, Stood, Subject
from fangxian.lines.screening.verdicts import Written, facts_from_plain

__all__ = [
    "FEW",
    "ORIGIN",
    "Asked",
    "Carried",
    "Doubt",
    "Entering",
    "MayBe",
    "Ref",
    "Screened",
    "Source",
    "Stood",
    "Subject",
    "Written",
    "decided",
    "decided_by_hand",
    "doubt_of",
    "edition_at",
    "entering",
    "facts_from_plain",
    "forget_subjects",
    "hand_to",
    "join_subjects",
    "part_subjects",
    "phases_of",
    "read_by",
    "running",
    "runs_on",
    "screen_subjects",
    "screened",
    "screenings_of",
    "subject_numbers",
    "surely",
]
