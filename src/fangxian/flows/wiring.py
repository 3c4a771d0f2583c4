"""Reading this page tells the whole choreography: which fact calls which reactions."""

from __future__ import annotations

from typing import Any

from fangxian.flows.instructing import instruct_after_screening
from fangxian.ground.access import api as access
from fangxian.ground.duty import api as duty
from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.ground.policy import api as policy
from fangxian.ground.tasks import api as tasks
from fangxian.kernel.outbox import React
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.zones import api as zones
from fangxian.overview.drills import api as drills

AT_ONCE: dict[type[Any], tuple[React, ...]] = {
    arrivals.DeclarationsChanged: (arrivals.screen_changed,),  # the next page shows the class
}

SOON: dict[type[Any], tuple[React, ...]] = {
    zones.RiskAreasChanged: (arrivals.rescreen_everybody,),
    policy.PackEnacted: (arrivals.rescreen_everybody,),
    arrivals.PeopleScreened: (instruct_after_screening,),
}

# Told, and nobody has to do anything yet.
IGNORED: frozenset[type[Any]] = frozenset({
    access.AccountClosed,  # duty lists its posts as vacant by itself
    arrivals.ListPushed,
    drills.DemoPlayed,
    duty.HolderUnseated,
    people.MergeUndone,
    people.PersonMoved,
    people.PersonsMerged,
    places.DivisionsChanged,
    tasks.InstructionsAccepted,
    tasks.InstructionsActed,
    tasks.InstructionsChecked,
    tasks.InstructionsClimbed,
    tasks.InstructionsClosed,
    tasks.InstructionsIssued,
    tasks.InstructionsReceived,
    tasks.InstructionsRefused,
    tasks.InstructionsSentBack,
    tasks.InstructionsWithdrawn,
})  # fmt: skip
