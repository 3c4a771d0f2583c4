"""Reading this page tells the whole choreography: which fact calls which reactions, and what the
clock calls for."""

from __future__ import annotations

from typing import Any

from fangxian.flows.barrier_alarms import instruct_about_held, instruct_about_slipped
from fangxian.flows.claiming import (
    ask_again,
    ask_by_itself,
    check_claims,
    settle_claim,
    weigh_again,
    weigh_all_again,
)
from fangxian.flows.coding import (
    colour_at_once,
    colour_the_many,
    uncolour_what_was_undone,
)
from fangxian.flows.field_phones import shut_out_phones, shut_out_strangers
from fangxian.flows.finding import answer_when_confirmed, answer_when_found_out
from fangxian.flows.following import follow_merged_person, part_again
from fangxian.flows.instructing import (
    instruct_after_screening,
    instruct_where_they_now_go,
    withdraw_what_was_undone,
)
from fangxian.flows.mass_export import ring_sent_in_clear
from fangxian.flows.moving_in import count_joined
from fangxian.flows.new_divisions import give_units, place_names_again
from fangxian.flows.notifying import (
    silence_account,
    silence_device,
    tell_asked,
    tell_burst,
    tell_by_hand_agreed,
    tell_by_hand_proposed,
    tell_escalated,
    tell_issued,
    tell_mentioned,
    tell_override,
    tell_reassigned,
    tell_refused,
    tell_sent_back,
    tell_slipped,
    tell_urged,
)
from fangxian.flows.phones import check_cut_phone, settle_checked_phone
from fangxian.flows.pushed import (
    answer_when_acted,
    answer_when_checked,
    answer_when_closed,
    answer_when_refused,
    instruct_pushed_list,
)
from fangxian.flows.reporting import report_override
from fangxian.flows.retention import run_when_due
from fangxian.flows.segments import turn_segments
from fangxian.flows.two_people import (
    compare_parts,
    ring_handed_over,
    ring_same_hands,
    ring_tried,
    ring_undone,
    ring_wide_area,
)
from fangxian.ground.access import reactions as access
from fangxian.ground.devices import api as devices
from fangxian.ground.duty import api as duty
from fangxian.ground.notices import api as notices
from fangxian.ground.people import reactions as people
from fangxian.ground.places import reactions as places
from fangxian.ground.policy import reactions as policy
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import audit, checkpoint, outbox
from fangxian.kernel.clockwork import MINUTE, Every
from fangxian.kernel.outbox import React
from fangxian.kernel.sent_in_clear import SentInClear
from fangxian.kernel.verb import PartTaken
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.checkpoints import reactions as checkpoints
from fangxian.lines.codes import reactions as codes
from fangxian.lines.screening import reactions as screening
from fangxian.lines.venues import reactions as venues
from fangxian.lines.zones import reactions as zones
from fangxian.overview.drills import api as drills

AT_ONCE: dict[type[Any], tuple[React, ...]] = {
    people.PersonsMerged: (follow_merged_person,),
    people.MergeUndone: (part_again,),
    arrivals.DeclarationsChanged: (arrivals.screen_changed,),  # the next page shows the class
    screening.VerdictsChanged: (colour_at_once,),  # the next code shows the colour
}

SOON: dict[type[Any], tuple[React, ...]] = {
    PartTaken: (compare_parts, tell_asked),
    access.SameHands: (ring_same_hands,),
    access.AccountHandedOver: (ring_handed_over, shut_out_phones, silence_account),
    access.AccountConfirmed: (shut_out_strangers, silence_account),
    access.SignInsTried: (ring_tried,),
    SentInClear: (ring_sent_in_clear,),
    zones.RiskAreasChanged: (screening.rescreen_everybody, weigh_all_again),
    zones.WideAreaByHand: (ring_wide_area,),
    policy.PackEnacted: (screening.rescreen_everybody, weigh_all_again),
    arrivals.DeclarationsChanged: (instruct_where_they_now_go,),
    screening.VerdictsChanged: (instruct_after_screening, colour_the_many, weigh_again),
    arrivals.ClaimMade: (check_claims,),
    arrivals.ClaimDecided: (settle_claim,),
    arrivals.ClaimReopened: (ask_again,),
    arrivals.ImportUndone: (withdraw_what_was_undone, uncolour_what_was_undone, ring_undone),
    screening.OverrideDecided: (report_override, tell_override),
    arrivals.ListPushed: (instruct_pushed_list,),
    checkpoints.PersonHeld: (instruct_about_held,),
    checkpoints.CrossingDiffers: (instruct_about_slipped, tell_slipped),
    tasks.InstructionsIssued: (tell_issued,),
    tasks.InstructionsClimbed: (tell_escalated,),
    tasks.InstructionsSentBack: (tell_sent_back,),
    tasks.InstructionsUrged: (tell_urged,),
    tasks.InstructionsReassigned: (tell_reassigned,),
    tasks.AccountMentioned: (tell_mentioned,),
    codes.AlarmRaised: (tell_burst,),
    codes.ManualStandingProposed: (tell_by_hand_proposed,),
    codes.ManualStandingApproved: (tell_by_hand_agreed,),
    devices.DeviceRevoked: (silence_device,),
    tasks.InstructionsActed: (answer_when_acted, answer_when_found_out, ask_by_itself),
    tasks.InstructionsChecked: (answer_when_checked, answer_when_confirmed),
    tasks.InstructionsClosed: (answer_when_closed,),
    tasks.InstructionsRefused: (answer_when_refused, tell_refused),
    tasks.InstructionsWithdrawn: (ask_by_itself,),
    people.JoinedHousehold: (count_joined,),
    people.PhoneCut: (check_cut_phone,),
    people.PhoneConfirmed: (settle_checked_phone,),
    places.DivisionsChanged: (give_units, place_names_again),
}

# What, how many seconds apart, by which call, and why.
EVERY: tuple[Every, ...] = (
    Every(
        "forgotten", 5, outbox.defer_forgotten, "reactions whose worker was killed are posted again"
    ),
    Every(
        "climb", 5, tasks.escalate_overdue, "what is late stands before the next rung (逾期升级)"
    ),
    Every("imports", 5, arrivals.resume_imports, "an import that stopped half-way begins again"),
    Every("visits", 5, venues.compare_when_due, "new visits are compared with those around them"),
    Every("segments", 5, turn_segments, "on its day the next measure is instructed (转段)"),
    Every("audit_mark", 5, audit.leave_mark, "a cut end of the audit is seen from outside"),
    Every(
        "checkpoints",
        5,
        checkpoint.leave_checkpoints,
        "every hundredth line leaves the database signed",
    ),
    Every("keys", MINUTE, codes.rotate_when_due, "the next key is listed before it signs"),
    Every("appeals", MINUTE, codes.end_appeals_when_due, "an appeal ends with what it is against"),
    Every(
        "messages",
        MINUTE,
        codes.forget_messages,
        "a one-time password lies no longer than it lives",
    ),
    Every(
        "notices",
        5,
        notices.deliver_when_due,
        "who is to hear of something hears it once: gathered, sent, tried again",
    ),
    Every("retention", MINUTE, run_when_due, "once a day, after three, what is over is taken away"),
)

# Who knows the subjects of a kind, for whatever looks at everybody at risk.
SUBJECTS: dict[str, screening.Source] = {arrivals.KIND: arrivals.SUBJECTS}

# Who knows what restricts people, for whoever makes one record of two.
RESTRICTIONS: people.RestrictionsOf = codes.restrictions_of

# Who knows what hides behind areas, for whoever ends one.
HIDING: zones.Hiding = screening.hiding

# Told, and nobody has to do anything yet.
IGNORED: frozenset[type[Any]] = frozenset(
    {
        access.AccountClosed,  # duty lists its posts as vacant by itself
        checkpoints.CrossingsRecorded,
        codes.AppealDecided,
        codes.AppealFiled,
        codes.AppealsEnded,  # the resident reads it on their own code page
        codes.StandingsChanged,  # codes and bundles read the ledger itself
        devices.EventNeedsHuman,
        drills.DemoPlayed,
        duty.HolderUnseated,
        people.PersonMoved,
        tasks.InstructionCommented,
        tasks.InstructionsAccepted,
        tasks.InstructionsReceived,
        tasks.InstructionsUndone,
        venues.VenueApproved,
        venues.VisitFlagged,
        venues.VisitsRecorded,
    }
)
