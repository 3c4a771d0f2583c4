"""What checkpoints offers to the rooms above it."""

from fangxian.lines.checkpoints.in_force import barrier_edition, terms_of, turn_back_reasons
from fangxian.lines.checkpoints.queries.sites import CheckpointRow, checkpoints
from fangxian.lines.checkpoints.rules import Terms, outcome_for
from fangxian.lines.checkpoints.services.crossing import NewCrossing, record_crossing
from fangxian.lines.checkpoints.services.lane import (
    TestTold,
    TruckTold,
    disinfect,
    hand_over,
    tell_test,
    tell_truck,
)
from fangxian.lines.checkpoints.services.passes import NewPass, issue_pass
from fangxian.lines.checkpoints.services.sites import open_checkpoint, plan_shift

__all__ = [
    "CheckpointRow",
    "NewCrossing",
    "NewPass",
    "Terms",
    "TestTold",
    "TruckTold",
    "barrier_edition",
    "checkpoints",
    "disinfect",
    "hand_over",
    "issue_pass",
    "open_checkpoint",
    "outcome_for",
    "plan_shift",
    "record_crossing",
    "tell_test",
    "tell_truck",
    "terms_of",
    "turn_back_reasons",
]
