"""What checkpoints offers to the doors: their pages, programs and phones."""

from fangxian.lines.checkpoints.errors import OutsideShift, PassNeedsReason, PlaceUnknown
from fangxian.lines.checkpoints.in_force import (
    advice_cited,
    antigen_takes,
    barrier_edition,
    checks_cited,
    checks_of,
    clocks_may_differ,
    list_early,
    terms_of,
    turn_back_reasons,
)
from fangxian.lines.checkpoints.queries.board import board
from fangxian.lines.checkpoints.queries.crossings import CrossingFilter, crossings
from fangxian.lines.checkpoints.queries.duty import admit, own_turns, said_off_shift, standing_at
from fangxian.lines.checkpoints.queries.lane import disinfected, tests_running, trucks
from fangxian.lines.checkpoints.queries.looking import look_up
from fangxian.lines.checkpoints.queries.numbers import bearer_of_number, bearers_of_phone
from fangxian.lines.checkpoints.queries.passes import pass_shown, passes, passes_around
from fangxian.lines.checkpoints.queries.plates import plates_of
from fangxian.lines.checkpoints.queries.seen import SeenRow, seen_lately
from fangxian.lines.checkpoints.queries.sites import (
    CheckpointRow,
    checkpoint,
    checkpoints,
    named_by,
    notes,
    place_of,
    shift_now,
    shifts,
)
from fangxian.lines.checkpoints.queries.slipped import SlippedRow, slipped, slipped_count
from fangxian.lines.checkpoints.queries.turned import turned_since
from fangxian.lines.checkpoints.rules import (
    HOWS,
    IS_NO_CODE,
    KINDS,
    OUTCOMES,
    PASSED,
    PROVES_NOTHING,
    SERVICES,
    Advice,
    milder,
    outcome_for,
    plain_plate,
)
from fangxian.lines.checkpoints.services.crossing import (
    NewCrossing,
    record_crossing,
    report_crossing,
)
from fangxian.lines.checkpoints.services.lane import (
    TestTold,
    TruckTold,
    disinfect,
    hand_over,
    tell_test,
    tell_truck,
)
from fangxian.lines.checkpoints.services.naming import Who, say_who
from fangxian.lines.checkpoints.services.passes import NewPass, issue_pass, revoke_pass
from fangxian.lines.checkpoints.services.ringing import Judged, close_slipped, judge_named
from fangxian.lines.checkpoints.services.sites import (
    close_checkpoint,
    open_checkpoint,
    plan_shift,
    staff_shift,
)
from fangxian.lines.checkpoints.slips import slip_in
from fangxian.lines.checkpoints.vehicles import vehicle_of, vehicles_in

__all__ = [
    "HOWS",
    "IS_NO_CODE",
    "KINDS",
    "OUTCOMES",
    "PASSED",
    "PROVES_NOTHING",
    "SERVICES",
    "Advice",
    "CheckpointRow",
    "CrossingFilter",
    "Judged",
    "NewCrossing",
    "NewPass",
    "OutsideShift",
    "PassNeedsReason",
    "PlaceUnknown",
    "SeenRow",
    "SlippedRow",
    "TestTold",
    "TruckTold",
    "Who",
    "admit",
    "advice_cited",
    "antigen_takes",
    "barrier_edition",
    "bearer_of_number",
    "bearers_of_phone",
    "board",
    "checkpoint",
    "checkpoints",
    "checks_cited",
    "checks_of",
    "clocks_may_differ",
    "close_checkpoint",
    "close_slipped",
    "crossings",
    "disinfect",
    "disinfected",
    "hand_over",
    "issue_pass",
    "judge_named",
    "list_early",
    "look_up",
    "milder",
    "named_by",
    "notes",
    "open_checkpoint",
    "outcome_for",
    "own_turns",
    "pass_shown",
    "passes",
    "passes_around",
    "place_of",
    "plain_plate",
    "plan_shift",
    "plates_of",
    "record_crossing",
    "report_crossing",
    "revoke_pass",
    "said_off_shift",
    "say_who",
    "seen_lately",
    "shift_now",
    "shifts",
    "slip_in",
    "slipped",
    "slipped_count",
    "staff_shift",
    "standing_at",
    "tell_test",
    "tell_truck",
    "terms_of",
    "tests_running",
    "trucks",
    "turn_back_reasons",
    "turned_since",
    "vehicle_of",
    "vehicles_in",
]
