"""Everything that checkpoints offers."""

from fangxian.lines.checkpoints.events import CrossingDiffers, CrossingsRecorded, PersonHeld
from fangxian.lines.checkpoints.queries.plates import plates_of
from fangxian.lines.checkpoints.queries.sites import (
    CheckpointRow,
    NoteRow,
    ShiftRow,
    checkpoint,
    checkpoints,
    named_by,
    names_of,
    notes,
    shift_now,
    shifts,
)
from fangxian.lines.checkpoints.rules import (
    HOWS,
    KINDS,
    OUTCOMES,
    PASSED,
    SERVICES,
    Advice,
    Terms,
    outcome_for,
)
from fangxian.lines.checkpoints.services.crossing import NewCrossing, Recorded, record_crossing
from fangxian.lines.checkpoints.services.lane import (
    TestTold,
    TruckTold,
    disinfect,
    hand_over,
    plain_plate,
    tell_test,
    tell_truck,
)
from fangxian.lines.checkpoints.services.naming import Who, say_who
from fangxian.lines.checkpoints.services.sites import close_checkpoint, open_checkpoint, plan_shift
from fangxian.lines.checkpoints.terms import (
    antigen_takes,
    checks_of,
    edition_at,
    terms_of,
    turn_back_reasons,
)

__all__ = [
    "HOWS",
    "KINDS",
    "OUTCOMES",
    "PASSED",
    "SERVICES",
    "Advice",
    "CheckpointRow",
    "CrossingDiffers",
    "CrossingsRecorded",
    "NewCrossing",
    "NoteRow",
    "PersonHeld",
    "Recorded",
    "ShiftRow",
    "Terms",
    "TestTold",
    "TruckTold",
    "Who",
    "antigen_takes",
    "checkpoint",
    "checkpoints",
    "checks_of",
    "close_checkpoint",
    "disinfect",
    "edition_at",
    "hand_over",
    "named_by",
    "names_of",
    "notes",
    "open_checkpoint",
    "outcome_for",
    "plain_plate",
    "plan_shift",
    "plates_of",
    "record_crossing",
    "say_who",
    "shift_now",
    "shifts",
    "tell_test",
    "tell_truck",
    "terms_of",
    "turn_back_reasons",
]
