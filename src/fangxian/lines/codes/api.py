"""What codes offers to the rooms above it."""

from fangxian.lines.codes.code_reader import open_code
from fangxian.lines.codes.errors import NoteMissing
from fangxian.lines.codes.queries.colours import ColourNow, colours_of
from fangxian.lines.codes.queries.explaining import explain_own
from fangxian.lines.codes.queries.open_standings import origins_holding
from fangxian.lines.codes.queries.proofs import phone_proof_ended
from fangxian.lines.codes.scheme import scheme_on, scheme_or_none
from fangxian.lines.codes.services.appealing import appeal
from fangxian.lines.codes.services.forgetting import ever_coloured, forget_standings
from fangxian.lines.codes.services.keys import rotate_when_due
from fangxian.lines.codes.services.raising import lower_by_key
from fangxian.lines.codes.services.release_limit import (
    COLOURED_AT_ONCE,
    Hold,
    count_freed,
    counting_freed,
    ease_alone,
    freed_by,
    ring_beyond,
    room_alone,
    takes_two,
    wait_for_others,
)
from fangxian.lines.codes.services.watching import ring

__all__ = [
    "COLOURED_AT_ONCE",
    "ColourNow",
    "Hold",
    "NoteMissing",
    "appeal",
    "colours_of",
    "count_freed",
    "counting_freed",
    "ease_alone",
    "ever_coloured",
    "explain_own",
    "forget_standings",
    "freed_by",
    "lower_by_key",
    "open_code",
    "origins_holding",
    "phone_proof_ended",
    "ring",
    "ring_beyond",
    "room_alone",
    "rotate_when_due",
    "scheme_on",
    "scheme_or_none",
    "takes_two",
    "wait_for_others",
]
